"""The content repository of a new region: what was said about it becomes the text of every file."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, TypeAlias, get_args

from jinja2 import Environment, StrictUndefined

from veiviser import __version__
from veiviser.artifacts import Artifact
from veiviser.content.canonical import canonical
from veiviser.content.models import NATION, Site, kind_of, model_of
from veiviser.content.models.people import OrganisationKind
from veiviser.content.read import slug
from veiviser.content.source import Source
from veiviser.languages import SITE_LANGUAGES

Host: TypeAlias = Literal["github", "gitlab", "none"]
HOSTS: tuple[Host, ...] = get_args(Host)
# The samples and the vocabulary have texts in these; a site's first language must be one of them.
WRITTEN = ("nb", "nn", "en")
PUBLISHER_KINDS: tuple[str, ...] = get_args(OrganisationKind)
_VOLUNTARY = frozenset({"voluntary", "user-led", "private"})
_OF_ONE_HOST: Mapping[str, Host] = {".github/": "github", ".gitlab-ci.yml": "gitlab"}
# Text that YAML takes as it stands, whatever the key.
_PLAIN = re.compile(r"[A-Za-zÆØÅæøå][\w .()/–-]*[\w.)]")

# The first two digits of a municipality's number are its county's: Statistics Norway's list from 1 January 2024.
_COUNTIES = {
    "03": "Oslo",
    "11": "Rogaland",
    "15": "Møre og Romsdal",
    "18": "Nordland",
    "21": "Svalbard",
    "31": "Østfold",
    "32": "Akershus",
    "33": "Buskerud",
    "34": "Innlandet",
    "39": "Vestfold",
    "40": "Telemark",
    "42": "Agder",
    "46": "Vestland",
    "50": "Trøndelag",
    "55": "Troms",
    "56": "Finnmark",
}
_TELLING = (
    ("fylkeskommune", "county"),
    ("kommune", "municipality"),
    ("sykehus", "health-trust"),
    ("sjukehus", "health-trust"),
    ("helseforetak", "health-trust"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """Its name, and its official number of four digits."""

    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What somebody said about the region they begin; the first language must be one of `WRITTEN`."""

    name: str
    languages: tuple[str, ...]
    municipalities: tuple[Municipality, ...]
    publisher: str
    publisher_kind: str
    base_url: str
    host: Host


def guess_kind(publisher: str) -> str | None:
    """What kind of organisation a publisher is, when its name tells."""
    return next((kind for word, kind in _TELLING if word in publisher.casefold()), None)


def skeleton(region: Region, today: dt.date) -> Iterator[Artifact]:
    """Every file of the new repository; its event falls on a Tuesday two to three weeks after `today`."""
    environment = Environment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["yaml"] = _yaml
    values = _values(region, today)
    texts: dict[str, str] = {}
    for path, text in _files(files("veiviser.editing") / "skeleton", ""):
        if path.endswith(".jinja"):
            path, text = path.removesuffix(".jinja"), environment.from_string(text).render(values)
        texts[path.replace("PUBLISHER", slug(region.publisher)).replace("dot-", ".")] = text
    for path, text in sorted(_in_languages(texts, region.languages)):
        if all(region.host == host for prefix, host in _OF_ONE_HOST.items() if path.startswith(prefix)):
            yield Artifact(path=path, data=_in_form(path, text).encode())


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_text("utf-8")


def _values(region: Region, today: dt.date) -> Mapping[str, object]:
    """What the templates of the skeleton may name."""
    taken = {NATION}  # municipalities and areas are named in the same fields, so no two may share an id
    ids = {each: _free(slug(each.name), "kommune", taken) for each in region.municipalities}
    numbers = sorted({each.number[:2] for each in region.municipalities})
    names = {number: _COUNTIES.get(number, f"Fylke {number}") for number in numbers}
    counties = {number: _free(slug(name), "fylke", taken) for number, name in names.items()}
    return {
        "name": region.name,
        "region": _free(slug(region.name), "region", taken),
        "languages": region.languages,
        "municipalities": [
            {"id": ids[each], "name": each.name, "number": each.number, "county": counties[each.number[:2]]}
            for each in region.municipalities
        ],
        "counties": [{"id": counties[number], "name": names[number]} for number in numbers],
        "publisher": {"id": slug(region.publisher), "name": region.publisher, "kind": region.publisher_kind},
        "owner_type": "voluntary" if region.publisher_kind in _VOLUNTARY else "public",
        "base_url": region.base_url,
        "host": region.host,
        "today": today.isoformat(),
        "event_day": (today + dt.timedelta(days=14 + (1 - today.weekday()) % 7)).isoformat(),
        "contract": Site.model_fields["contract"].default,
        "version": __version__,
    }


def _free(wanted: str, ending: str, taken: set[str]) -> str:
    """The id itself, or with its kind behind it where another has it; noted as taken."""
    free = wanted if wanted not in taken else f"{wanted}-{ending}"
    taken.add(free)
    return free


def _yaml(text: str) -> str:
    """A text as a value in YAML: in double quotes, as JSON has them, unless it is plainly a text."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _in_languages(texts: Mapping[str, str], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The files with the site's languages alone: what is written in its first one stands in the records themselves."""
    absent = "|".join(code for code in SITE_LANGUAGES if code not in languages)
    translations = {path for path in texts if re.search(rf"\.({'|'.join(WRITTEN)})\.md$", path)}
    for path, text in texts.items():
        code = path.removesuffix(".md").rpartition(".")[2]
        first = path.removesuffix("md") + languages[0] + ".md"
        if path in translations:
            if code in languages[1:]:
                yield path, text
        elif first in translations:
            words, _, body = texts[first].removeprefix("---\n").partition("\n---\n")
            comment, _, fields = text.removeprefix("---\n").partition("\n")
            yield path, f"---\n{comment}\n\n{words}\n{fields}{body}"
        elif path.endswith(".yaml") and absent:
            yield path, re.sub(rf"(?m)^ +(?:{absent}): .*\n", "", text)
        else:
            yield path, text


def _in_form(path: str, text: str) -> str:
    """Content as `veiviser format` writes it; other files as they are."""
    found = kind_of(path)
    return canonical(Source(path, text), model_of(path, found[1])) if found else text
