"""The addresses that the site will have, and records that would claim the same one."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from veiviser.content.characters import slug
from veiviser.content.likeness import sure
from veiviser.content.records import Content
from veiviser.content.slug_index import SlugIndex
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.problem import Mark, Problem
from veiviser.web.routes import ASSETS, EDITORIAL, OF_RECORDS, ROUTES, SEARCH_FILES, SEARCH_INDEX, path

PROGRAM = "Veiviser"
# The folder of assets, which are published unchanged.
FILES = f"/{ASSETS}/"
# Addresses without the id of a record.
FIXED = tuple(f"/{route.pattern}" for route in ROUTES.values() if not route.kinds)
# Those of them that are the same for all languages.
_ONCE = frozenset(f"/{route.pattern}" for route in ROUTES.values() if route.once)
# First segments that are reserved for the program, now or later. A language may be added to the site at any time.
_KEPT = frozenset({ASSETS, SEARCH_INDEX, SEARCH_FILES, *SITE_LANGUAGES})
_FIRST = frozenset(route.template.split("/")[0] for route in ROUTES.values())
# Ids that no editorial page can have.
RESERVED = (_KEPT | _FIRST) - {"", "{}", *EDITORIAL.values()}
# Segments that stand where the id of a need would in addresses of a municipality: no need can have one as its id.
_OF_A_MUNICIPALITY = ROUTES["municipality"].template
_NO_NEED = frozenset(
    route.template.removeprefix(_OF_A_MUNICIPALITY).split("/")[0]
    for route in ROUTES.values()
    if route.template.startswith(_OF_A_MUNICIPALITY)
) - {"", "{}"}


@dataclass(frozen=True)
class Addresses:
    """The addresses of the site. `known` are all of them without a language; `unsure` matches those of a kind whose ids
    are not all known, because a file cannot be read.

    `assets` are the addresses of files, which have no language; `prefixes` are the paths of the other languages than
    the default. `places` are the ids of municipalities and areas, in which many other ids end.
    """

    known: frozenset[str]
    assets: frozenset[str]
    unsure: re.Pattern[str]
    prefixes: tuple[str, ...]
    places: frozenset[str]

    def has(self, path: str) -> bool:
        """True if the site has this address, or may have it: a file that cannot be read, which is reported elsewhere,
        may be why it is missing.
        """
        page = self.page(path)
        return page in self.known or path in self.assets or self.unsure.fullmatch(page) is not None

    def ending_in(self, id_: str) -> Sequence[str]:
        """The addresses of two segments of which this is the last."""
        return self._by_segment.get((4, 2, id_), ())

    def like(self, path: str) -> tuple[str, ...]:
        """The addresses that a path is surely a misspelling of: each segment is the same, or surely a slip for it."""
        parts = path.split("/")
        ways = [
            [self._by_segment.get((len(parts), at, each), ()) for each in {part, *self._alike(len(parts), at, part)}]
            for at, part in enumerate(parts)
        ]
        fewest = min(ways, key=lambda groups: sum(map(len, groups)))
        return tuple(known for group in fewest for known in group if _nearly(parts, known, self.places))

    def _alike(self, count: int, at: int, part: str) -> frozenset[str]:
        if (count, at) not in self._slugs:
            texts = (text for n, place, text in self._by_segment if (n, place) == (count, at))
            self._slugs[count, at] = SlugIndex(texts, self.places)
        return self._slugs[count, at].meant_by(slug(part))

    @cached_property
    def _slugs(self) -> dict[tuple[int, int], SlugIndex]:
        return {}

    @cached_property
    def _by_segment(self) -> Mapping[tuple[int, int, str], list[str]]:
        """The addresses by the number of their segments, the place of one of them, and its text."""
        found = defaultdict[tuple[int, int, str], list[str]](list)
        for known in self.known:
            parts = known.split("/")
            for at, part in enumerate(parts):
                found[len(parts), at, part].append(known)
        return found

    def page(self, path: str) -> str:
        """The address without the prefix of its language; what has one address for all languages has none."""
        for prefix in self.prefixes:
            if path.startswith(prefix):
                rest = path[len(prefix) - 1 :]
                return path if rest in _ONCE else rest
        return path


def _nearly(parts: Sequence[str], known: str, places: frozenset[str]) -> bool:
    """True if each of these segments equals the segment of `known` in its place, or is surely a misspelling of it."""
    others = known.split("/")
    return all(part == other or sure(slug(part), other, places) for part, other in zip(parts, others, strict=True))


def addresses(content: Content) -> Addresses:
    """The addresses that the site of these records has."""
    known, unsure = set(FIXED), []
    if not (content.site and content.site.knows("security_contact") and content.site.fields.security_contact):
        known.discard(f"/{path('security')}")
    for route in OF_RECORDS:
        known.update(f"/{path(route.name, *ids)}" for ids in product(*(_ids(content, kind) for kind in route.kinds)))
        if any(content.unread[kind] is None for kind in route.kinds):
            unsure.append(f"/{route.regex.pattern}")
    languages: tuple[str, ...] = SITE_LANGUAGES
    if content.site and content.site.knows("languages"):
        languages = content.languages[1:]
    return Addresses(
        known=frozenset(known),
        assets=frozenset(FILES + name for name in content.assets),
        unsure=re.compile("|".join(unsure) or "(?!)"),
        prefixes=tuple(f"/{language}/" for language in languages),
        places=frozenset(_ids(content, "municipalities") | _ids(content, "areas")),
    )


def _ids(content: Content, kind: str) -> set[str]:
    aliases = {alias for offer in content.offers for alias in offer.fields.aliases} if kind == "offers" else set()
    return {record.id for record in content.records[kind]} | (content.unread[kind] or set()) | aliases


def offer_collision(content: Content, today: dt.date) -> Iterator[Problem]:
    """An alias that is taken already: by the id or an alias of another offer, or by the offer's own id."""
    claimed = {offer.id: offer for offer in reversed(content.offers)}
    for offer in content.offers:
        for index, alias in enumerate(offer.fields.aliases):
            other = claimed.setdefault(alias, offer)
            if other is not offer or alias == offer.id:
                address = f"/{path('offer', alias)}"
                yield offer.problem("address-collision", "aliases", index, address=address, other=other.source.path)


def page_collision(content: Content, today: dt.date) -> Iterator[Problem]:
    """An editorial page, or the list of a need in a municipality, at an address that the program needs for a page of
    its own.
    """
    for page in content.pages:
        if page.id in RESERVED:
            values = {"address": f"/{path('page', page.id)}", "other": PROGRAM}
            yield Problem(mark=Mark(page.source.path), code="address-collision", values=values)
    for need in content.records["needs"]:
        if need.id in _NO_NEED:
            yield need.problem(
                "address-collision", "id", address=f"/{path('municipality_need', '…', need.id)}", other=PROGRAM
            )
