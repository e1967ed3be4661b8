"""The official municipalities of Norway: look them up by name or number, and check that the two agree."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations
from types import MappingProxyType

from veiviser.content.characters import slug

TABLE = files("veiviser.content") / "municipalities.csv"
# The first digits of numbers that are never assigned: fictional regions use them.
_MADE_UP = "99"
# Svalbard is neither a county nor a municipality, but has numbers that begin with these digits.
_SVALBARD = "21"
# Characters; longer than any name with its county, and short enough to keep matching fast.
_LONGEST = 100
# Everyday suffixes of names that are not part of them, as slugs.
_KINDS = ("-kommune", "-herad")
# “Våler i Innlandet”, “Våler (Innlandet)”, “Våler, Innlandet”.
_WITH_COUNTY = re.compile(r"(?P<name>.+?)(?:\s+i\s+|\s*[(,]\s*)(?P<county>[^(),]+)\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredMunicipality:
    """A current municipality. `names` has its name in each of its languages, one to four; `neighbours` are numbers."""

    number: str
    names: tuple[str, ...]
    county: str
    neighbours: frozenset[str]

    @property
    def name(self) -> str:
        return self.names[0]


@cache
def register() -> Mapping[str, RegisteredMunicipality]:
    """All current municipalities by number, read from `municipalities.csv`."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines)
    return MappingProxyType(
        {
            row["number"]: RegisteredMunicipality(
                number=row["number"],
                names=tuple(row["name"].split(" - ")),
                county=row["county"],
                neighbours=frozenset(row["neighbours"].split()),
            )
            for row in rows
        }
    )


@cache
def counties() -> Mapping[str, str]:
    """County names by the first two digits of their municipalities' numbers, with Svalbard."""
    found = {known.number[:2]: known.county for known in register().values()}
    return MappingProxyType({**found, _SVALBARD: "Svalbard"})


@cache
def by_name() -> Mapping[str, tuple[RegisteredMunicipality, ...]]:
    """Municipalities by the slug of a name; if one has several names, also of any of them together in any order."""
    found: dict[str, tuple[RegisteredMunicipality, ...]] = {}
    for known in register().values():
        several = range(1, len(known.names) + 1)
        for name in (" ".join(names) for many in several for names in permutations(known.names, many)):
            if known not in found.get(slug(name), ()):
                found[slug(name)] = (*found.get(slug(name), ()), known)
    return MappingProxyType(found)


def called(text: str) -> tuple[RegisteredMunicipality, ...]:
    """The municipalities that a text names, with or without “kommune” and a county; several that share the name."""
    if len(text) > _LONGEST:
        return ()
    name = _bare(slug(text.replace("&", " og ")))
    if found := by_name().get(name, ()):
        return found
    parts = _WITH_COUNTY.fullmatch(text.strip())
    if parts is None:
        return ()
    wanted = slug(parts["county"]).removesuffix("-fylke")
    return tuple(known for known in called(parts["name"]) if wanted in (slug(known.county), known.number))


def in_any_county(text: str) -> tuple[RegisteredMunicipality, ...]:
    """The municipalities with the name in a text such as “Våler (Innlandet)”, even if the county is wrong.

    Empty for a text without a county.
    """
    parts = _WITH_COUNTY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return called(parts["name"]) if parts else ()


def of_county(text: str) -> tuple[RegisteredMunicipality, ...]:
    """The municipalities of the county that a text names, with or without “fylke” or “fylkeskommune”."""
    name = re.sub(r"-fylke(?:skommune)?$", "", slug(text))
    return tuple(known for known in register().values() if name in map(slug, known.county.split(" - ")))


def form_of(known: RegisteredMunicipality, text: str) -> str:
    """The official spelling of the name that a text uses; the municipality's first name when it uses none or all of
    them.
    """
    parts = _WITH_COUNTY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    written = {_bare(slug(text)), _bare(slug(parts["name"])) if parts else ""}
    return next((own for own in known.names if slug(own) in written), known.name)


def misnumbered(name: str, number: str) -> tuple[RegisteredMunicipality, ...]:
    """The municipalities with this name, when none of them has this number.

    Also empty when this cannot be decided: no municipality has the name, or the number is one of a fictional region.
    """
    found = called(name)
    fits = number.startswith(_MADE_UP) or number in {known.number for known in found}
    return () if fits else found


def holder(name: str, number: str) -> RegisteredMunicipality | None:
    """The municipality with this number, if `name` is not a name of it."""
    known = register().get(number)
    return None if known is None or known in called(name) else known


def is_nobodys(number: str) -> bool:
    """Whether no municipality has a number today. False for numbers of fictional regions and of Svalbard."""
    return number not in register() and not number.startswith((_MADE_UP, _SVALBARD))


def _bare(id_: str) -> str:
    """A slug without the word for municipality, before or after the name."""
    for kind in _KINDS:
        id_ = id_.removesuffix(kind)
    return id_.removeprefix("kommune-")
