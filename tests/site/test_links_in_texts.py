"""Whatever a built site has can be linked to from a text: each page and feed in each language, and each part of a page."""

from collections.abc import Iterator
from pathlib import Path

from tests.site.test_addresses import BEHIND
from tests.support.built import REGIONS, TINY, Site, address_of
from veiviser.checks.addresses import addresses
from veiviser.checks.links import bodies_by_address, fault
from veiviser.content.read import read


def dead(site: Site, root: Path) -> Iterator[str]:
    """The addresses of a site that a text of its root cannot link to."""
    content = read(root).value
    known, bodies = addresses(content), bodies_by_address(content)
    yield from (path for path in site.files if not BEHIND.fullmatch(path) and not known.has(f"/{address_of(path)}"))
    for address, page in site.pages():
        for id_ in {node.attributes["id"] or "" for node in page.css("[id]")} - {""}:
            if fault(f"/{address}#{id_}", content.offers[0], known, bodies):
                yield f"{address}#{id_}"


def test_everything_that_a_small_site_has_can_be_linked_to(tiny: Site) -> None:
    assert list(dead(tiny, TINY)) == []


def test_everything_that_a_region_has_can_be_linked_to(example: Site) -> None:
    assert list(dead(example, REGIONS["example"])) == []
