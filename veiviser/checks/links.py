"""Dead links within the site: the page or heading that they lead to does not exist."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin

from veiviser.checks.addresses import FILES, Addresses, addresses
from veiviser.checks.bodies import WITH_BODIES, problem_in_body, with_address
from veiviser.content import mails, phones
from veiviser.content.characters import slug
from veiviser.content.markup import Image, LinkInText, elements, heading_ids
from veiviser.content.records import Content, Record
from veiviser.language.languages import STAND_IN
from veiviser.problems.problem import Problem
from veiviser.web.routes import OF_A_RECORD, find, path

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# The routes of records that have running text.
_WITH_TEXT = tuple(OF_A_RECORD[kind] for kind in ("offers", "events", "pages"))
# The ids that the layout gives to parts of each page, and those that templates give to parts of pages with running text,
# by route. The ids of all other pages depend on what they list: fragments (after #) of links to them are not checked.
_OF_THE_LAYOUT = ("innhold", "sok-topp", "alt-bunn", "hjelp-bunn", "ord")
_OF_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "offer": ("hvem", "hvor", "pris", "mer", "kontakt", "raskt", "del"), "event": ("kontakt", "raskt"), "page": (),
    "privacy": ("kontakt",), "accessibility": ("kontakt",),
}  # fmt: skip
# Extensions of documents, pictures and other files.
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|jpe?g|png|gif|webp|avif|heic|svg|mp[34]|mov|zip)$", re.IGNORECASE
)
_LIKE_A_HOST = re.compile(r"(www\.|[a-z0-9.-]+\.(no|org|com|net|eu)(/|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeadAddress:
    """A dead link: the code of its problem, and the suggested address."""

    code: str
    meant: str | None


def dead_link(content: Content, today: dt.date) -> Iterator[Problem]:
    """A link or image without scheme and host that leads to no page, heading or file of the site.

    Pictures and documents are compared with the site's files only, since no address of a page is like theirs.
    """
    site, bodies = addresses(content), bodies_by_address(content)

    def is_wrong(address: str, record: Record[Any]) -> bool:
        return is_within(address) and fault(address, record, site, bodies) is not None

    for record in with_address(content, is_wrong):
        for element in elements(record.body):
            if isinstance(element, LinkInText | Image) and is_within(element.address):
                address = element.address
                found = fault(address, record, site, bodies, is_file=isinstance(element, Image))
                if found:
                    yield problem_in_body(record, element.offset, found.code, found.meant, address, address=address)


def scheme(address: str) -> str | None:
    """The scheme of an address in lower case, as a browser reads it; None without one."""
    address = re.sub(r"[\x00-\x20]", "", address)
    host_and_port = re.match(r"[^:/]*\.[^:/]*:[0-9]", address)
    found = None if host_and_port else _SCHEME.match(address)
    return found[1].lower() if found else None


def is_within(address: str) -> bool:
    """True for an address without scheme and host, which lies on the site itself."""
    return scheme(address) is None and not address.startswith("//")


def target(address: str, record: Record[Any]) -> tuple[str, str]:
    """The path of the page that an address in a record's text leads to, from the root of the site, and the fragment."""
    path, _, fragment = address.partition("#")
    own = _own_address(record.kind, record.id)
    return unquote(urljoin(own, path.partition("?")[0])), unquote(fragment)


def fault(
    address: str,
    record: Record[Any],
    site: Addresses,
    bodies: Mapping[str, tuple[str, ...]],
    *,
    is_file: bool = False,
) -> DeadAddress | None:
    """The fault of an address without a host; None when it leads to a page, a heading or a file of the site."""
    path, fragment = target(address, record)
    if is_file or _FILE.search(path) or path.startswith(FILES):
        return None if site.has(path) else DeadAddress("dead-file", _suggested_file(path, site))
    if not address.strip():
        return DeadAddress("dead-link", None)
    if not site.has(path):
        return DeadAddress("dead-link", _suggested_address(address, path, site) or None)
    if not fragment:
        return None
    if address.startswith("#"):  # on the page that shows this text, not those of its other languages
        places: frozenset[str] | None = _anchors(OF_A_RECORD[record.kind], [record.body])
    else:
        places = _places(site.page(path), bodies)
    if places is None or fragment in places:
        return None
    near = get_close_matches(fragment, sorted(places), cutoff=0.8)  # among the few of that page
    return DeadAddress("dead-link", f"{address.partition('#')[0]}#{near[0]}" if len(near) == 1 else None)


def _places(page: str, bodies: Mapping[str, tuple[str, ...]]) -> frozenset[str] | None:
    """The anchors of a page, in any of its languages; None when it may have any anchor."""
    found = find(page[1:], (STAND_IN,))
    name = found.route.name if found else ""
    unread = name in _WITH_TEXT and page not in bodies
    return None if name not in _OF_TEMPLATES or unread else _anchors(name, bodies.get(page, ()))


def _anchors(route: str, bodies: Iterable[str]) -> frozenset[str]:
    """The anchors of a page with these running texts."""
    return frozenset((*_OF_THE_LAYOUT, *_OF_TEMPLATES[route])).union(*map(heading_ids, bodies))


def bodies_by_address(content: Content) -> Mapping[str, tuple[str, ...]]:
    """The running texts of each record, in all its languages, by the address of its page and of its aliases."""
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    for record in (*(r for kind in WITH_BODIES for r in content.records[kind]), *content.translations):
        texts[record.kind, record.id] = (*texts.get((record.kind, record.id), ()), record.body)
    found = {_own_address(kind, id_): bodies for (kind, id_), bodies in texts.items()}
    for offer in content.offers:
        own = found[_own_address("offers", offer.id)]
        found |= {_own_address("offers", alias): own for alias in offer.fields.aliases}
    return found


def _own_address(kind: str, id_: str) -> str:
    """The address of a record's page from the root of the site; `/` when that page has no running text."""
    name = OF_A_RECORD.get(kind, "")
    return f"/{path(name, id_)}" if name in _WITH_TEXT else "/"


def _suggested_file(path: str, site: Addresses) -> str | None:
    """The address of the only file with the same name, ignoring folder, case, spaces and accents; None without exactly
    one.
    """
    near = [known for known in site.assets if _file_name(known) == _file_name(path)]
    return quote(near[0]) if len(near) == 1 else None


def _file_name(path: str) -> tuple[str, str]:
    name = PurePosixPath(path)
    return slug(name.stem), name.suffix.lower().replace(".jpeg", ".jpg")


def _suggested_address(address: str, path: str, site: Addresses) -> str:
    """The suggested address: with its missing slash or scheme, or the one most similar to it; empty without one."""
    rest = address[len(address.partition("#")[0].partition("?")[0]) :]
    for plain in (path.removesuffix("index.html"), path + "/"):
        if plain != path and site.has(plain):
            return plain + rest
    if mails.valid(address):
        return f"mailto:{address}"
    if address.isdigit() and phones.read(address):
        return f"tel:{address}"
    if _LIKE_A_HOST.match(address):
        return f"https://{address}"
    end = slug(re.sub(r"(\.[a-z]{2})?\.md$", "", path.rstrip("/").rpartition("/")[2]))
    near: Sequence[str] = [known for known in site.ending_in(end) if known.endswith("/")]  # an id or a file
    if len(near) != 1:
        near = site.like(path)
    return near[0] + rest if len(near) == 1 else ""
