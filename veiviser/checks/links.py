"""Links within the site: whether the page or the heading that they lead to is there."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin

from veiviser.checks.addresses import FILES, FIXED, Addresses, addresses
from veiviser.checks.bodies import KINDS, problem_in_body, with_address
from veiviser.content import mails, phones
from veiviser.content.characters import slug
from veiviser.content.likeness import sure
from veiviser.content.markup import Image, LinkInText, elements, heading_ids
from veiviser.content.records import Content, Record
from veiviser.language.languages import STAND_IN
from veiviser.problems.problem import Problem
from veiviser.web.routes import OF_A_RECORD, find, path

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# The routes of records that have running text.
_WITH_TEXT = tuple(OF_A_RECORD[kind] for kind in ("offers", "events", "pages"))
# The routes of pages that the program makes and that have places to lead to: what comes after # there is not checked.
_ANY_FRAGMENT = (
    "offers", "offers_by_letter", "municipalities", "municipality", "municipality_need", "municipality_audience",
    "glossary", "crisis", "search",
)  # fmt: skip
# What a document or a picture ends in.
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|jpe?g|png|gif|webp|avif|heic|svg|mp[34]|mov|zip)$", re.IGNORECASE
)
_LIKE_A_HOST = re.compile(r"(www\.|[a-z0-9.-]+\.(no|org|com|net|eu)(/|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeadAddress:
    """An address that leads nowhere: the code of the problem, and the address that was probably meant."""

    code: str
    meant: str | None


def dead_link(content: Content, today: dt.date) -> Iterator[Problem]:
    """A link or image that has neither scheme nor host leads to an address of the site, or to a heading there.

    A picture or a document is a file, and no address of a page is like it.
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
    """What an address begins with before its colon, as a browser reads it; None for one without."""
    address = re.sub(r"[\x00-\x20]", "", address)
    host_and_port = re.match(r"[^:/]*\.[^:/]*:[0-9]", address)
    found = None if host_and_port else _SCHEME.match(address)
    return found[1].lower() if found else None


def is_within(address: str) -> bool:
    """True for an address that says neither scheme nor host, so that it lies on the site itself."""
    return scheme(address) is None and not address.startswith("//")


def target(address: str, record: Record[Any]) -> tuple[str, str]:
    """The page that an address in a record's text leads to, from the root of the site, and the place within it."""
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
    """What is wrong with an address without a host; None when it leads to a page, a heading or a file of the site."""
    path, fragment = target(address, record)
    if is_file or _FILE.search(path) or path.startswith(FILES):
        return None if site.has(path) else DeadAddress("dead-file", _file_meant(path, site))
    if not address.strip():
        return DeadAddress("dead-link", None)
    if not site.has(path):
        return DeadAddress("dead-link", _meant(address, path, site) or None)
    if not fragment:
        return None
    places = heading_ids(record.body) if address.startswith("#") else _places(site.page(path), site, bodies)
    if places is None or fragment in places:
        return None
    near = get_close_matches(fragment, sorted(places), cutoff=0.8)  # of the few on the page that was meant
    return DeadAddress("dead-link", f"{address.partition('#')[0]}#{near[0]}" if len(near) == 1 else None)


def _places(page: str, site: Addresses, bodies: Mapping[str, tuple[str, ...]]) -> frozenset[str] | None:
    """The headings on a page, in any of its languages; None where anything may be."""
    found = find(page[1:], (STAND_IN,))
    name = found.route.name if found else ""
    if name in _ANY_FRAGMENT:
        return None
    if page in bodies:
        return frozenset().union(*(heading_ids(body) for body in bodies[page]))
    unread = page not in FIXED and (name in _WITH_TEXT or page not in site.known)
    return None if unread else frozenset()


def bodies_by_address(content: Content) -> Mapping[str, tuple[str, ...]]:
    """By address, the running texts of a record in all its languages."""
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    for record in (*(r for kind in KINDS for r in content.records[kind]), *content.translations):
        texts[record.kind, record.id] = (*texts.get((record.kind, record.id), ()), record.body)
    found = {_own_address(kind, id_): bodies for (kind, id_), bodies in texts.items()}
    for offer in content.offers:
        own = found[_own_address("offers", offer.id)]
        found |= {_own_address("offers", alias): own for alias in offer.fields.aliases}
    return found


def _own_address(kind: str, id_: str) -> str:
    """The page of a record from the root of the site; the root for a record without one that has text."""
    name = OF_A_RECORD.get(kind, "")
    return f"/{path(name, id_)}" if name in _WITH_TEXT else "/"


def _file_meant(path: str, site: Addresses) -> str | None:
    """The address of the only file with this name but for its folder, capital letters, blanks and accents."""
    near = [known for known in site.assets if _file_name(known) == _file_name(path)]
    return quote(near[0]) if len(near) == 1 else None


def _file_name(path: str) -> tuple[str, str]:
    name = PurePosixPath(path)
    return slug(name.stem), name.suffix.lower().replace(".jpeg", ".jpg")


def _meant(address: str, path: str, site: Addresses) -> str:
    """The address that was probably meant: with its last slash, with its scheme, or the one most like it."""
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
    near = [known for known in site.known if known.endswith(f"/{end}/") and known.count("/") == 3]  # an id or a file
    if len(near) != 1:
        near = [known for known in site.known if _nearly(path, known, site.places)]
    return near[0] + rest if len(near) == 1 else ""


def _nearly(path: str, known: str, places: frozenset[str]) -> bool:
    """True when each part of a path is, or is surely a slip for, the part of an address of the site in its place."""
    parts, others = path.split("/"), known.split("/")
    if len(parts) != len(others):
        return False
    return all(part == other or sure(slug(part), other, places) for part, other in zip(parts, others, strict=True))
