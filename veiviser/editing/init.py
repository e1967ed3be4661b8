"""The content repository of a new region: turns the answers about it into files, from the skeleton."""

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
from veiviser.build.files import FileError, named_alike
from veiviser.build.pipeline import Options, load
from veiviser.content.canonical import canonical, in_quotes
from veiviser.content.characters import slug
from veiviser.content.models import NATION, Site, kind_of, model_of
from veiviser.content.models.people import OrganisationKind
from veiviser.content.names import is_reserved
from veiviser.content.parse import LONGEST_ID
from veiviser.content.register import called, counties, register
from veiviser.content.source import Source
from veiviser.editing.guides import guides
from veiviser.editing.program import Program
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.problem import in_order

Host: TypeAlias = Literal["github", "gitlab", "none"]
HOSTS: tuple[Host, ...] = get_args(Host)
_SKELETON = files("veiviser.editing") / "skeleton"
# Languages that the samples have texts in; a site's first language must be one of them.
WRITTEN = tuple(code for code in SITE_LANGUAGES if (_SKELETON / f"content/pages/eksempel-om-oss.{code}.md").is_file())
PUBLISHER_KINDS: tuple[str, ...] = get_args(OrganisationKind)
_VOLUNTARY = frozenset({"voluntary", "user-led", "private"})
_OF_ONE_HOST: Mapping[str, Host] = {".github/": "github", ".gitlab-ci.yml": "gitlab", "renovate.json": "gitlab"}

# Words in a publisher's name that show its kind; the first that occurs counts.
_KIND_BY_WORD = (
    ("fylkeskommune", "county"),
    ("kommune", "municipality"),
    ("sykehus", "health-trust"),
    ("sjukehus", "health-trust"),
    ("helseforetak", "health-trust"),
    ("kompetansesenter", "competence-centre"),
    ("forening", "voluntary"),
    ("foreining", "voluntary"),
    ("forbund", "voluntary"),
    ("frivilligsentral", "voluntary"),
    ("røde kors", "voluntary"),
    ("raude krossen", "voluntary"),
)
# Files that a folder may have and still count as empty: those that code hosts and operating systems put into new ones.
_OF_HOSTS = re.compile(r"(?i)(README|LICEN[CS]E|COPYING)([.-].*)?|Thumbs\.db|desktop\.ini")
# An existing README is kept under a name that begins so.
KEPT_README = "README.old"
_MERGED = (".gitattributes", ".gitignore")
# The file that has some of the answers, and the digest of each file that was written.
MEMORY = ".veiviser-init.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMunicipality:
    """`number` is the official one of four digits; `id` is set when the municipality has one already."""

    name: str
    number: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The answers about a new region; the first language must be one of `WRITTEN`."""

    name: str
    languages: tuple[str, ...]
    municipalities: tuple[NewMunicipality, ...]
    publisher: str
    publisher_kind: str
    base_url: str
    host: Host
    program: Program
    repository: str | None = None
    begun_on: dt.date


def guess_kind(publisher: str) -> str | None:
    """The kind of organisation that a publisher's name shows, None when it shows none."""
    return next((kind for word, kind in _KIND_BY_WORD if word in publisher.casefold()), None)


def skeleton(region: Region) -> Iterator[Artifact]:
    """Every file of the new repository; its event falls on a Tuesday two to three weeks after the first day."""
    made = _texts(region)
    _refuse_errors(made, region.begun_on)
    around = files_around(region, made)
    content = {path: text.encode() for path, text in made.items() if path.startswith("content/")}
    for path, data in sorted({**content, **around, MEMORY: memory(region, around)}.items()):
        yield Artifact(path=path, data=data)


def files_around(region: Region, made: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The files around content/, by path: guides, what the host runs, and what it installs."""
    texts = _texts(region) if made is None else made
    found = {path: text.encode() for path, text in texts.items() if not path.startswith("content/")}
    if region.program.source is None:
        found |= guides()
    return {**found, **dict([region.program.wheel] if region.program.wheel else [])}


def memory(region: Region, around: Mapping[str, bytes]) -> bytes:
    """The contents of MEMORY (JSON) after these files have been written."""
    recorded = {
        "about": "Skrevet av «veiviser init», så «veiviser init --update» ser hvilke filer dere selv har endret.",
        "version": __version__,
        "name": region.name,
        "host": region.host,
        "begun_on": region.begun_on.isoformat(),
        "files": {path: digest(data) for path, data in sorted(around.items())},
    }
    return (json.dumps(recorded, ensure_ascii=False, indent=2) + "\n").encode()


def digest(data: bytes) -> str:
    """SHA-256 in hex, the same for LF and CRLF, since a checkout on Windows may change line ends."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def may_stay(entry: Path) -> bool:
    """True when a folder with this entry still counts as empty: for hidden entries that are not ours, and for files
    that hosts put there. A folder with the name of such a file does not count as empty.
    """
    name = entry.name
    if any(name.casefold() == path.rstrip("/") for path in (*_OF_ONE_HOST, MEMORY)):
        return False
    if _OF_HOSTS.fullmatch(name) or name.casefold() in _MERGED:
        return entry.is_symlink() or not entry.is_dir()
    return name.startswith(".")


def with_those_there(artifacts: Iterable[Artifact], folder: Path) -> Iterator[Artifact]:
    """The files to write into a folder that has files of the same names, so that nothing in those is lost.

    Of git's settings, the existing lines come first. An existing README, whatever the case of its name, is kept under
    another name.
    """
    names = chain((f"{KEPT_README}.md",), (f"{KEPT_README}-{number}.md" for number in count(2)))
    for artifact in artifacts:
        there = [entry.read_bytes() for entry in named_alike(folder, artifact.path) if entry.is_file()]
        if artifact.path == "README.md":
            for data in there:
                yield Artifact(path=next(name for name in names if not named_alike(folder, name)), data=data)
        if there and artifact.path in _MERGED:
            yield Artifact(path=artifact.path, data=b"\n\n".join([*(data.rstrip() for data in there), artifact.data]))
        else:
            yield artifact


def _texts(region: Region) -> dict[str, str]:
    """Every text file, by path."""
    environment = Environment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["yaml"] = in_quotes  # canonical form drops the quotes that are not needed
    publisher = _publisher_id(region)
    values = _values(region, publisher)
    texts: dict[str, str] = {}
    for name, written in _files(_SKELETON, ""):
        text = environment.from_string(written).render(values) if name.endswith(".jinja") else written
        path = re.sub("(^|/)dot-", r"\1.", name.removesuffix(".jinja"))
        texts[path.replace("PUBLISHER", publisher)] = text
    return {
        path: _in_form(path, text)
        for path, text in sorted(_in_languages(texts, region.languages))
        if all(region.host == host for prefix, host in _OF_ONE_HOST.items() if path.startswith(prefix))
    }


def _refuse_errors(made: Mapping[str, str], today: dt.date) -> None:
    """Raises FileError when `veiviser check` would refuse these files: then a bad answer was accepted."""
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
    """The publisher's id, different from those of the sample organisations."""
    samples = {entry.name.partition(".")[0] for entry in (_SKELETON / "content" / "organisations").iterdir()}
    return _free(region.publisher, "utgiver", samples)


def _values(region: Region, publisher: str) -> Mapping[str, object]:
    """The variables of the skeleton's templates."""
    today = region.begun_on
    taken = {NATION}  # municipalities and areas are named in the same fields, so no two may share an id
    ids = {each.number: each.id or _free(name, "kommune", taken) for each, name in _distinct_names(region)}
    numbers = sorted({each.number[:2] for each in region.municipalities})
    names = {number: counties().get(number, f"Fylke {number}") for number in numbers}
    areas = {number: _free(name, "fylke", taken) for number, name in names.items()}
    return {
        "name": region.name,
        "region": _free(region.name, "region", taken),
        "languages": region.languages,
        "municipalities": [
            {
                "id": ids[each.number],
                "name": each.name,
                "number": each.number,
                "county": areas[each.number[:2]],
                "neighbours": [id_ for number, id_ in ids.items() if number in _neighbours(each)],
            }
            for each in region.municipalities
        ],
        "counties": [{"id": areas[number], "name": names[number]} for number in numbers],
        "publisher": {"id": publisher, "name": region.publisher, "kind": region.publisher_kind},
        "owner_type": "voluntary" if region.publisher_kind in _VOLUNTARY else "public",
        "base_url": region.base_url,
        "repository": region.repository,
        "program": region.program,
        "host": region.host,
        "today": today.isoformat(),
        "event_day": (today + dt.timedelta(days=14 + (1 - today.weekday()) % 7)).isoformat(),
        "contract": Site.model_fields["contract"].default,
    }


def _distinct_names(region: Region) -> Iterator[tuple[NewMunicipality, str]]:
    """Each municipality and the name to make its id from, with its county when two in the region share a name."""
    names = Counter(slug(each.name) for each in region.municipalities)
    for each in region.municipalities:
        county = counties().get(each.number[:2]) if names[slug(each.name)] > 1 else None
        yield each, f"{each.name} {county}" if county else each.name


def _neighbours(municipality: NewMunicipality) -> frozenset[str]:
    """The numbers of the neighbours, empty unless the register has this name under this number."""
    known = register().get(municipality.number)
    return known.neighbours if known and known in called(municipality.name) else frozenset()


def _free(name: str, ending: str, taken: set[str]) -> str:
    """An id made from a name, and added to `taken`. When the id is taken, it gets `-ending`, then also a number."""
    wanted = slug(name)
    endings = chain(("", f"-{ending}"), (f"-{ending}-{number}" for number in count(2)))
    ids = (wanted[: LONGEST_ID - len(end)].rstrip("-") + end for end in endings)
    free = next(id_ for id_ in ids if id_ not in taken and not is_reserved(id_))
    taken.add(free)
    return free


def _in_languages(texts: Mapping[str, str], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The files in the site's languages only: texts in the first one are moved into the records themselves."""
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
    """Content files in canonical form; other files unchanged."""
    found = kind_of(path)
    return canonical(Source(path, text), model_of(path, found[1])) if found else text
