"""File names that keep a file from being read, or from being fetched on Windows, and the right names."""

import re
from collections.abc import Container
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from veiviser.content import nodes, schema
from veiviser.content.characters import slug
from veiviser.content.likeness import sure
from veiviser.content.models import KINDS, AnyKind
from veiviser.content.parse import ID, LONGEST_ID, language_codes
from veiviser.content.source import Source
from veiviser.language.languages import SITE_LANGUAGES

# Endings that files of records get by mistake: programs hide the ending, add one of their own, or shorten it.
_ENDING = re.compile(r"(?:\.(?:md|markdown|mdown|mkdn?|mdx|ya?ml|yam|txt|text))+$", re.IGNORECASE)
# These endings alone show that a file was meant to be read; others, such as .txt, need fields in the file.
_SURE_ENDING = re.compile(r"\.(?:md|markdown|mdown|mkdn?|mdx|ya?ml)(?:\.|$)", re.IGNORECASE)
_LANGUAGES = {
    "no": "nb", "nob": "nb", "bm": "nb", "bokmaal": "nb", "norsk": "nb", "nno": "nn", "ny": "nn", "nynorsk": "nn",
    "eng": "en", "gb": "en", "us": "en", "english": "en", "engelsk": "en", "sme": "se", "smi": "se",
    "sami": "se", "samisk": "se",
}  # fmt: skip
_ENDS, _ELSEWHERE = "such a file ends in another way.", "it belongs in another folder."
_SMALL, _BETWEEN = "its language is written in small letters.", "a language stands between stops, before the ending."
_WHOLE = "only translations have a language in their names, and it holds all fields of a record."
_CALLED = "the list has another name."
# Norwegian names of list files, as slugs, and the right stem.
_LISTS = {
    "behov": "needs", "maalgrupper": "audiences", "former": "formats", "former-for-hjelp": "formats",
    "arenaer": "arenas", "diagnoser": "conditions", "diagnosar": "conditions", "tilgjengelighet": "accessibility",
    "tilgjenge": "accessibility", "satsingsomraader": "focus-areas", "innsatsomraader": "focus-areas",
    "kommuner": "municipalities", "kommunar": "municipalities", "omraader": "areas", "omraade": "areas",
    "ordbok": "dictionary", "ordliste": "dictionary", "krise": "crisis", "hjelpetelefoner": "crisis",
    "noednumre": "crisis", "nettsted": "site",
}  # fmt: skip
_BEHIND_HYPHEN = re.compile(rf"(.+)[-_ ]({'|'.join(SITE_LANGUAGES)})", re.IGNORECASE)
# A kind with this many required fields is recognised among all others.
_SURE_FIELDS = 4
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
# Letters between the id and the ending that were meant as a language, known or not.
_SHORT = re.compile(r"[A-Za-z]{2,3}")
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')


@dataclass(frozen=True, slots=True)
class Misnamed:
    """Why a name is wrong, as a message id, or the unknown language in it.

    `meant` is the right name, if known: a path for a file in a wrong folder, else only the name.
    """

    reason: str
    meant: str | None
    language: str = ""


def language_called(word: str) -> str | None:
    """The site language that a word is a code or a name of."""
    known = slug(word)
    return known if known in SITE_LANGUAGES else _LANGUAGES.get(known)


def may_be_record(path: str) -> bool:
    """Whether a file could hold text that belongs in a record, judging by its name."""
    name = PurePosixPath(path).name
    return "." not in name or bool(_ENDING.search(name)) or PurePosixPath(name).suffix[1:] in SITE_LANGUAGES


def unread(path: str, text: str | None, there: Container[str]) -> Misnamed | None:
    """What is wrong with the name of a file that belongs to no kind; None for a file that is not a record.

    `text` is its content, if it is text; `there` are the paths of all files.
    """
    place = PurePosixPath(path)
    stem = _ENDING.sub("", place.name)
    is_sure = bool(_SURE_ENDING.search(place.name))
    if (found := _list_file(place, stem, there)) and (is_sure or text is not None):
        return found
    home = next((kind for kind in KINDS.values() if kind.path.endswith("/") and path.startswith(kind.path)), None)
    kind = _kind_of(text, home) or (home if is_sure and _in_form(text, home) else None)
    if kind is None:
        return None
    nested = kind is KINDS["pages"] and place.parent.as_posix() + "/" != kind.path
    name = f"{_id_and_language(stem, kind)}.{kind.shape}"
    if kind is home and not nested:
        return Misnamed(_ENDS, name if f"{place.parent}/{name}" not in there else None)
    return Misnamed(_ELSEWHERE, kind.path + name if kind.path + name not in there else None)


def _list_file(place: PurePosixPath, stem: str, there: Container[str]) -> Misnamed | None:
    """The settings or list file that this file was meant to be, if that does not exist."""
    for kind in KINDS.values():
        right = PurePosixPath(kind.path)
        if kind.shape not in ("one", "list") or kind.path in there:
            continue
        other = slug(stem) != right.stem and (_LISTS.get(slug(stem)) == right.stem or sure(slug(stem), right.stem))
        if other and place.parent == right.parent:
            return Misnamed(_CALLED, right.name)
        if slug(stem) == right.stem:
            same = place.parent.as_posix().lower() == right.parent.as_posix()
            return Misnamed(_ENDS, right.name) if same else Misnamed(_ELSEWHERE, kind.path)
    return None


def _in_form(text: str | None, home: AnyKind | None) -> bool:
    """Whether a file with one of our endings has the right form: in a folder of Markdown it needs front matter."""
    return text is not None and home is not None and (home.shape == "yaml" or text.startswith("---"))


def _kind_of(text: str | None, home: AnyKind | None) -> AnyKind | None:
    """The kind whose fields a file has: its folder's kind, or one whose required fields are all there."""
    if text is None or ":" not in text:
        return None
    tree = nodes.parse(Source("a.md" if text.startswith("---") else "a.yaml", text)).value
    keys = set(tree.entries) if isinstance(tree, nodes.MappingNode) else set()
    if home and keys and keys <= _fields(home) | _translatable(home) and (len(keys) > 1 or home.translation):
        return home
    return fitting(keys)


def fitting(keys: AbstractSet[str]) -> AnyKind | None:
    """The kind, of those with a file for each record, that has all these fields and requires no others."""
    fitting = [kind for kind in KINDS.values() if kind.path.endswith("/") and _required(kind) <= keys <= _fields(kind)]
    return max(fitting, key=lambda kind: len(_required(kind)), default=None)


@cache
def _fields(kind: AnyKind) -> frozenset[str]:
    return schema.names((kind.model,))


@cache
def _translatable(kind: AnyKind) -> frozenset[str]:
    return schema.names((kind.translation,)) if kind.translation else frozenset()


@cache
def _required(kind: AnyKind) -> frozenset[str]:
    return frozenset(field.name for field in schema.fields(kind.model) if field.required)


def _id_and_language(stem: str, kind: AnyKind) -> str:
    id_, _, language = stem.rpartition(".")
    known = language.lower() if kind.translation and id_ else ""
    if known not in SITE_LANGUAGES:
        return slug(stem)[:LONGEST_ID] or kind.path.split("/")[1]
    return f"{slug(id_)[:LONGEST_ID]}.{known}"


def elsewhere(path: str, keys: AbstractSet[str], kind: AnyKind, there: Container[str]) -> Misnamed | None:
    """The right folder of a file that has the fields of another kind, and not those of its own kind."""
    other = fitting(keys)
    if other is None or other is kind or other.shape != kind.shape or _required(kind) <= keys <= _fields(kind):
        return None
    if keys <= _fields(kind) and len(_required(other)) < _SURE_FIELDS:
        return None  # an unfinished record of its own kind
    right = other.path + PurePosixPath(path).name
    return Misnamed(_ELSEWHERE, right if right not in there else None)


def ending(path: str, there: Container[str]) -> Misnamed | None:
    """What is wrong with a name that has two endings, such as `tur.md.md`."""
    if path.count(".", path.rfind("/")) < 2:
        return None
    place = PurePosixPath(path)
    stem = _ENDING.sub("", place.stem)
    if stem == place.stem:
        return None
    name = f"{stem}{place.suffix}"
    return Misnamed(_ENDS, name if f"{place.parent}/{name}" not in there else None)


def translation(path: str, first: str, there: Container[str]) -> Misnamed | None:
    """What is wrong with the language in the name of a Markdown file; None when there seems to be none.

    `first` is the first language of the site, in which files without a language in their name are written.
    """
    if path.count(".", path.rfind("/")) < 2:
        return None
    place = PurePosixPath(path)
    id_, stop, suffix = place.name.removesuffix(".md").partition(".")
    if suffix in SITE_LANGUAGES:
        return None
    if misplaced := _misplaced(place, id_, suffix, there):
        return misplaced
    known = suffix.lower().replace("å", "aa")
    meant = _LANGUAGES.get(known) or re.split("[-_]", known)[0]
    is_language = meant in SITE_LANGUAGES or (len(meant) in (2, 3) and meant in language_codes())
    if not stop or not (is_language or (f"{place.parent}/{id_}.md" in there and _SHORT.fullmatch(suffix))):
        return None
    if meant not in SITE_LANGUAGES:
        return Misnamed("", None, suffix)
    original = f"{place.parent}/{id_}.md"
    if original not in there and not ID.fullmatch(id_):
        id_ = slug(id_)[:LONGEST_ID]
    name = f"{id_}.{meant}.md" if original in there or meant != first else f"{id_}.md"
    taken = f"{place.parent}/{name}" in there or (meant == first and original in there)
    meant_name = None if taken else name
    return Misnamed(_SMALL, meant_name) if known in SITE_LANGUAGES else Misnamed("", meant_name, suffix)


def whole(path: str, keys: AbstractSet[str], kind: AnyKind, first: str, there: Container[str]) -> Misnamed | None:
    """The right name of a whole record that is named like a translation, but has no original."""
    place = PurePosixPath(path)
    id_, _, language = place.name.removesuffix(".md").partition(".")
    name = f"{id_}.md"
    translatable = _translatable(kind)
    if f"{place.parent}/{name}" in there or not (_required(kind) - translatable and _required(kind) <= keys):
        return None
    return Misnamed(_WHOLE, name if language == first else None)


def _misplaced(place: PurePosixPath, first: str, rest: str, there: Container[str]) -> Misnamed | None:
    """A site language with too many points, before the id, or beside another one: `kafe..en`, `en.kafe`."""
    parts = [part.lower() for part in rest.split(".") if part]
    if not parts or not {*parts} <= {*SITE_LANGUAGES}:
        id_, parts = rest, [first.lower()]
    else:
        id_ = first
    if f"{place.parent}/{id_}.md" not in there or not {*parts} <= {*SITE_LANGUAGES}:
        return None
    if len(parts) > 1:
        return Misnamed("", None, rest)
    name = f"{id_}.{parts[0]}.md"
    if name.lower() == place.name.lower():
        return None
    return Misnamed(_BETWEEN, None if f"{place.parent}/{name}" in there else name)


def beside(path: str, keys: AbstractSet[str], kind: AnyKind, there: Container[str]) -> Misnamed | None:
    """The right name of a translation whose language is after a hyphen, which makes it a record of its own."""
    place = PurePosixPath(path)
    found = _BEHIND_HYPHEN.fullmatch(place.name.removesuffix(".md")) if kind.translation else None
    if not found or not kind.translation or f"{place.parent}/{found[1]}.md" not in there:
        return None
    if not keys <= _translatable(kind) or _required(kind) <= keys:
        return None
    name = f"{found[1]}.{found[2].lower()}.md"
    return Misnamed(_BETWEEN, None if f"{place.parent}/{name}" in there else name)


def not_for_windows(path: str) -> tuple[str, str] | None:
    """The first folder or file of a path that Windows does not allow: its path, and an allowed name."""
    parts = path.split("/")
    for at, part in enumerate(parts):
        if is_reserved(part):
            stem, stop, rest = part.partition(".")
            plain = slug(stem)
            return "/".join(parts[: at + 1]), f"{plain}{'-2' if is_reserved(plain) else ''}{stop}{rest}"
        if _FORBIDDEN.search(part) and at < len(parts) - 1:
            return "/".join(parts[: at + 1]), slug(part)
    return None


def is_reserved(name: str) -> bool:
    """Whether Windows reserves a name for a device, whatever its ending."""
    return bool(_RESERVED.match(name))
