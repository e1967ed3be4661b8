"""What the files of a site refer to, resolved as a browser does it, and references that lead nowhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.support.built import Site, file_of

HOST = "https://somewhere.invalid"
ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "data", "cite", "background", "manifest")
SCHEMES = {"https", "http", "mailto", "tel", "sms", "data", "webcal"}
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
# Not links to follow, or always absolute and checked by a test of their own.
OWN_ADDRESSES = 'base, link[rel="canonical"], link[rel="alternate"][hreflang]'


@dataclass(frozen=True)
class Document:
    """What a file refers to, and the address that its references are relative to; `base` is the page's own `<base>`."""

    address: str
    base: str | None
    references: tuple[str, ...]
    ids: frozenset[str]


def references(page: LexborHTMLParser) -> Iterator[str]:
    absolute = {node.mem_id for node in page.css(OWN_ADDRESSES)}
    for name in ATTRIBUTES:
        yield from (n.attributes[name] or "" for n in page.css(f"[{name}]") if n.mem_id not in absolute)
    for node in page.css("[srcset]"):
        yield from (candidate.split()[0] for candidate in (node.attributes["srcset"] or "").split(",") if candidate)
    for node in page.css('meta[http-equiv="refresh"]'):
        yield (node.attributes["content"] or "").partition("url=")[2]
    for node in page.css("[style]"):
        yield from CSS_URL.findall(node.attributes["style"] or "")


@cache
def documents(site: Site) -> Mapping[str, Document]:
    """All pages, style sheets and pictures that can refer to other files, by file."""
    found = {}
    for address, page in site.pages():
        base = page.css_first("base[href]")
        found[file_of(address)] = Document(
            address=address,
            base=base.attributes["href"] if base else None,
            references=tuple(dict.fromkeys(references(page))),
            ids=frozenset(node.attributes["id"] or "" for node in page.css("[id]")),
        )
    for path in site.files:
        if path.endswith(".css"):
            found[path] = Document(path, None, tuple(CSS_URL.findall(site.text(path))), frozenset())
        if path.endswith(".svg"):
            inside = re.findall(r'(?<=href=")[^"]+', site.text(path))
            found[path] = Document(
                path, None, tuple(inside), frozenset(re.findall(r'(?<= id=")[^"]+', site.text(path)))
            )
    return found


def faults(site: Site, mount: str) -> Iterator[str]:
    """The faults in the links of a site that is mounted at `mount`."""
    own = {urlsplit(HOST).netloc, urlsplit(site.base_url).netloc}
    for document in documents(site).values():
        # A page with a base is shown at addresses of any depth, and knows the mount from base_url.
        here = urlsplit(site.base_url).path if document.base else mount
        start = urljoin(HOST + here + document.address, document.base or "")
        for reference in document.references:
            target = urljoin(start, reference)
            parts = urlsplit(target)
            if parts.scheme not in SCHEMES:
                yield f"{document.address}: {reference} has an unknown scheme"
            elif parts.netloc in own:
                wrong = _fault(site, here, target, reference)
                if wrong:
                    yield f"{document.address}: {reference} {wrong}"


def _fault(site: Site, mount: str, target: str, reference: str) -> str | None:
    parts = urlsplit(target)
    if "//" in reference:
        return "carries the host"
    if not parts.path.startswith(mount):
        return f"leaves {mount}"
    path = unquote(parts.path.removeprefix(mount))
    file = next((f for f in (file_of(path), f"{path}/index.html") if f in site.files), None)
    if file is None:
        return "leads to no file"
    fragment = unquote(parts.fragment)
    if not fragment or (file.endswith("sok/index.html") and fragment.startswith("q=")):
        return None
    return None if fragment in documents(site)[file].ids else "leads to no such place in the page"
