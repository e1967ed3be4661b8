"""The municipalities of Norway: which one a name means, and whether a number is that of a name."""

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
# Numbers that no municipality has had or will get: those of made-up regions.
_MADE_UP = "99"
# No county and no municipality, and has numbers all the same.
_SVALBARD = "21"
# Longer than any name with its county, and short enough to be looked at closely.
_LONGEST = 100
# What stands behind the name of a municipality in everyday use and is no part of it, as an id has it.
_KINDS = ("-kommune", "-herad")
# “Våler i Innlandet”, “Våler (Innlandet)”, “Våler, Innlandet”.
_WITH_COUNTY = re.compile(r"(?P<name>.+?)(?:\s+i\s+|\s*[(,]\s*)(?P<county>[^(),]+)\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredMunicipality:
    """A municipality that is there today. `names` are its names in all its languages, one to four of them."""

    number: str
    names: tuple[str, ...]
    county: str
    neighbours: frozenset[str]

    @property
    def name(self) -> str:
        return self.names[0]


@cache
def register() -> Mapping[str, RegisteredMunicipality]:
    """All of them by number."""
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
    """The names of counties by the first two digits of their municipalities' numbers."""
    found = {known.number[:2]: known.county for known in register().values()}
    return MappingProxyType({**found, _SVALBARD: "Svalbard"})


@cache
def by_name() -> Mapping[str, tuple[RegisteredMunicipality, ...]]:
    """Those that have a name, by its slug; of one with several names, any of them in any order too."""
    found: dict[str, tuple[RegisteredMunicipality, ...]] = {}
    for known in register().values():
        several = range(1, len(known.names) + 1)
        for name in (" ".join(names) for many in several for names in permutations(known.names, many)):
            if known not in found.get(slug(name), ()):
                found[slug(name)] = (*found.get(slug(name), ()), known)
    return MappingProxyType(found)


def called(text: str) -> tuple[RegisteredMunicipality, ...]:
    """The municipalities that a text names, with or without “kommune” and their county; several that share the name."""
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
    """The municipalities that have the name in a text which names a county too, whatever that county is."""
    parts = _WITH_COUNTY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return called(parts["name"]) if parts else ()


def of_county(text: str) -> tuple[RegisteredMunicipality, ...]:
    """The municipalities of the county that a text names, with or without the word for it."""
    name = re.sub(r"-fylke(?:skommune)?$", "", slug(text))
    return tuple(known for known in register().values() if name in map(slug, known.county.split(" - ")))


def form_of(known: RegisteredMunicipality, text: str) -> str:
    """The one of its names that a text has, spelt as it is officially; the first when it has none or all."""
    parts = _WITH_COUNTY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    written = {_bare(slug(text)), _bare(slug(parts["name"])) if parts else ""}
    return next((own for own in known.names if slug(own) in written), known.name)


def misnumbered(name: str, number: str) -> tuple[RegisteredMunicipality, ...]:
    """The municipalities that have this name, when none of them has this number.

    Empty as well where nobody can tell: no municipality has the name, or the number is one of a made-up region.
    """
    found = called(name)
    fits = number.startswith(_MADE_UP) or number in {known.number for known in found}
    return () if fits else found


def holder(name: str, number: str) -> RegisteredMunicipality | None:
    """The municipality that has a number, when a name is none of its own."""
    known = register().get(number)
    return None if known is None or known in called(name) else known


def is_nobodys(number: str) -> bool:
    """Whether no municipality has a number today, which is not one of a made-up region or of Svalbard either."""
    return number not in register() and not number.startswith((_MADE_UP, _SVALBARD))


def _bare(id_: str) -> str:
    """An id without the word for municipality, behind the name or before it."""
    for kind in _KINDS:
        id_ = id_.removesuffix(kind)
    return id_.removeprefix("kommune-")
