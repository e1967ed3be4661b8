"""The content repository of a new region: what was said about it becomes the text of every file."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeAlias, get_args

from jinja2 import Environment, StrictUndefined

from veiviser import __version__
from veiviser.artifacts import Artifact
from veiviser.content.canonical import canonical, in_quotes
from veiviser.content.characters import slug
from veiviser.content.models import NATION, Site, kind_of, model_of
from veiviser.content.models.people import OrganisationKind
from veiviser.content.names import is_reserved
from veiviser.content.parse import LONGEST_ID
from veiviser.content.source import Source
from veiviser.files import FileError
from veiviser.languages import SITE_LANGUAGES
from veiviser.pipeline import Options, load
from veiviser.problems import in_order

Host: TypeAlias = Literal["github", "gitlab", "none"]
HOSTS: tuple[Host, ...] = get_args(Host)
_SKELETON = files("veiviser.editing") / "skeleton"
# The samples have texts in these; a site's first language must be one of them.
WRITTEN = tuple(code for code in SITE_LANGUAGES if (_SKELETON / f"content/pages/eksempel-om-oss.{code}.md").is_file())
PUBLISHER_KINDS: tuple[str, ...] = get_args(OrganisationKind)
_VOLUNTARY = frozenset({"voluntary", "user-led", "private"})
_OF_ONE_HOST: Mapping[str, Host] = {".github/": "github", ".gitlab-ci.yml": "gitlab"}

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
    environment.filters["yaml"] = in_quotes  # those that are not needed go with the form of the file
    publisher = _publisher_id(region)
    values = _values(region, publisher, today)
    texts: dict[str, str] = {}
    for path, text in _files(_SKELETON, ""):
        if path.endswith(".jinja"):
            path, text = path.removesuffix(".jinja"), environment.from_string(text).render(values)
        texts[re.sub("(^|/)dot-", r"\1.", path).replace("PUBLISHER", publisher)] = text
    made = {
        path: _in_form(path, text)
        for path, text in sorted(_in_languages(texts, region.languages))
        if all(region.host == host for prefix, host in _OF_ONE_HOST.items() if path.startswith(prefix))
    }
    _refuse_errors(made, today)
    for path, text in made.items():
        yield Artifact(path=path, data=text.encode())


def _refuse_errors(made: Mapping[str, str], today: dt.date) -> None:
    """Raises FileError when `veiviser check` would refuse these files: then an answer was taken that does not do."""
    with TemporaryDirectory() as folder:
        for path, text in made.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, "utf-8", newline="\n")
        problems = load(Options(root=Path(folder), today=today)).problems
    errors = [problem for problem in in_order(problems) if problem.severity == "error"]
    if errors:
        mark = errors[0].mark
        raise FileError(
            "Nothing is written, since these answers give an error: {problem}",
            problem=f"{mark.path}:{mark.line}:{mark.column}: {errors[0].code}",
        )


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_text("utf-8")


def _publisher_id(region: Region) -> str:
    """Unlike those of the samples."""
    samples = {entry.name.partition(".")[0] for entry in (_SKELETON / "content" / "organisations").iterdir()}
    return _free(region.publisher, "utgiver", samples)


def _values(region: Region, publisher: str, today: dt.date) -> Mapping[str, object]:
    """What the templates of the skeleton may name."""
    taken = {NATION}  # municipalities and areas are named in the same fields, so no two may share an id
    ids = {each: _free(each.name, "kommune", taken) for each in region.municipalities}
    numbers = sorted({each.number[:2] for each in region.municipalities})
    names = {number: _COUNTIES.get(number, f"Fylke {number}") for number in numbers}
    counties = {number: _free(name, "fylke", taken) for number, name in names.items()}
    return {
        "name": region.name,
        "region": _free(region.name, "region", taken),
        "languages": region.languages,
        "municipalities": [
            {"id": ids[each], "name": each.name, "number": each.number, "county": counties[each.number[:2]]}
            for each in region.municipalities
        ],
        "counties": [{"id": counties[number], "name": names[number]} for number in numbers],
        "publisher": {"id": publisher, "name": region.publisher, "kind": region.publisher_kind},
        "owner_type": "voluntary" if region.publisher_kind in _VOLUNTARY else "public",
        "base_url": region.base_url,
        "host": region.host,
        "today": today.isoformat(),
        "event_day": (today + dt.timedelta(days=14 + (1 - today.weekday()) % 7)).isoformat(),
        "contract": Site.model_fields["contract"].default,
        "version": __version__,
    }


def _free(name: str, ending: str, taken: set[str]) -> str:
    """An id made of a name, with its kind and then a number behind it where others have it; noted as taken."""
    wanted = slug(name)
    endings = chain(("", f"-{ending}"), (f"-{ending}-{number}" for number in count(2)))
    ids = (wanted[: LONGEST_ID - len(end)].rstrip("-") + end for end in endings)
    free = next(id_ for id_ in ids if id_ not in taken and not is_reserved(id_))
    taken.add(free)
    return free


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
