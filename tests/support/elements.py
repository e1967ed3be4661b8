"""Elements of built pages, by CSS selectors.

The module is not called html: tests/support/faulty.py runs as a script, and would find it in place of Python's own.
"""

from selectolax.lexbor import LexborHTMLParser, LexborNode


def element(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element that matches; the test fails with the selector when none does."""
    found = page.css_first(selector)
    assert found is not None, f"no element matches {selector}"
    return found


def attribute(node: LexborNode, name: str) -> str:
    """The value of an attribute; the test fails with the element when it has none."""
    value = node.attributes.get(name)
    assert value is not None, f"no {name}: {node.html}"
    return value
