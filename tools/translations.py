"""Keeps the catalogues of the program's words in step with the code and the templates; `--check` only looks."""

import argparse
import io
import re
import string
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import PoFileParser, write_po
from jinja2.ext import babel_extract

from veiviser.codes import CODES
from veiviser.languages import SITE_LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "veiviser" / "translations"
# The code holds the English words itself.
LANGUAGES = tuple(language for language in SITE_LANGUAGES if language != "en")
# Sámi may lack words: they fall back to bokmål.
COMPLETE = ("nb", "nn")

MsgId: TypeAlias = str | tuple[str, str]  # one form, or that for one and that for several
Sources: TypeAlias = Mapping[MsgId, tuple[str, ...]]  # the files that say it

# What is called with a message: the positions of its argument, or of its two forms.
_PYTHON: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "translate": None,
    "ngettext": (1, 2),
    "many": (1, 2),
    "say": (2,),
    "PublishError": None,
    "SearchError": None,
}
_TEMPLATES: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}
_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


class _Newest(Catalog):
    """Where a message stands twice, as after a merge of branches, the last translation counts."""

    def __setitem__(self, id: MsgId, message: Message) -> None:  # type: ignore[override]
        known = self.get(id, message.context)
        if known and any(_forms(message.string)):
            known.string = message.string
        super().__setitem__(id, message)


def messages() -> Sources:
    """Every message of the program, and the files that say it."""
    found: dict[MsgId, set[str]] = {}
    for path in sorted(ROOT.glob("veiviser/**/*.py")):
        _collect(found, path, extract_python, _PYTHON, {})
    for path in sorted(ROOT.glob("templates/**/*.html")):
        _collect(found, path, babel_extract, _TEMPLATES, {"silent": "false"})
    for code in CODES.values():
        for text in (code.message, code.advice):
            found.setdefault(text, set()).add("veiviser/codes.py")
    return {id_: tuple(sorted(files)) for id_, files in found.items()}


def _collect(
    found: dict[MsgId, set[str]],
    path: Path,
    method: Callable[..., object],
    keywords: Mapping[str, tuple[int, ...] | None],
    options: Mapping[str, str],
) -> None:
    name = path.relative_to(ROOT).as_posix()
    with path.open("rb") as file:
        for _line, id_, _comments, _context in extract(method, file, keywords, options=options):  # type: ignore[arg-type]
            found.setdefault(id_ if isinstance(id_, str) else (id_[0], id_[1]), set()).add(name)


def read(text: str) -> Catalog:
    """A catalogue as it was written; raises ValueError where it cannot be read."""
    catalogue = _Newest()
    PoFileParser(catalogue, ignore_obsolete=True, abort_invalid=True).parse(io.StringIO(text))
    return catalogue


def renewed(text: str, language: str, sources: Sources) -> str:
    """The catalogue with exactly the messages of the program, in canonical form: sorted, one line a text."""
    old, new = read(text), Catalog()
    for id_, files in sources.items():
        known = old.get(id_ if isinstance(id_, str) else id_[0])
        comments = known.user_comments if known else ()
        new.add(id_, _kept(known, id_), [(file, None) for file in files], user_comments=comments)  # type: ignore[list-item]
    written = io.BytesIO()
    write_po(written, new, width=0, omit_header=True, sort_output=True)
    return _HEADER.format(language=language) + written.getvalue().decode().rstrip("\n") + "\n"


def _kept(known: Message | None, id_: MsgId) -> MsgId:
    """The translation there is; none when the message has got or lost its second form."""
    if known and isinstance(known.id, str) == isinstance(id_, str):
        return known.string  # type: ignore[return-value]
    return "" if isinstance(id_, str) else ("", "")


def faults(text: str, language: str, sources: Sources) -> Iterator[str]:
    """Sentences on what is wrong with a catalogue."""
    try:
        catalogue = read(text)
    except ValueError as error:
        yield f"cannot be read: {error}"
        return
    known = {_id(message): message for message in catalogue if message.id}
    for id_ in sorted(sources.keys() - known.keys(), key=_shown):
        yield f"lacks “{_shown(id_)}”"
    for id_, message in known.items():
        yield from _faults(id_, message, language, used=id_ in sources)
    if text != renewed(text, language, sources):
        yield "is not in the form that tools/translations.py writes"


def _faults(id_: MsgId, message: Message, language: str, *, used: bool) -> Iterator[str]:
    said = _forms(message.string)
    if not used:
        yield f"has “{_shown(id_)}”, which the program does not say"
    if language in COMPLETE and not all(said):
        yield f"does not translate “{_shown(id_)}”"
    if message.fuzzy:
        yield f"is not sure of “{_shown(id_)}”"
    for original, translation in zip(_forms(id_), said, strict=True):
        if translation and placeholders(translation) != placeholders(original):
            yield f"has other placeholders than “{original}”: “{translation}”"


def placeholders(text: str) -> list[str]:
    """The `{…}` of Python's messages and the `%(…)s` of the templates'."""
    try:
        braces = [
            "{" + field + "}" for _literal, field, _form, _how in string.Formatter().parse(text) if field is not None
        ]
    except ValueError:
        return [text]
    return sorted(braces + re.findall(r"%(?:\(\w+\)\w|.|$)", text))


def _id(message: Message) -> MsgId:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _forms(said: object) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)  # type: ignore[arg-type]


def _shown(id_: MsgId) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, and fail when something is wrong")
    check = parser.parse_args().check
    sources = messages()
    wrong = 0
    for language in LANGUAGES:
        path = FOLDER / f"{language}.po"
        text = path.read_text("utf-8")
        if not check:
            text = renewed(text, language, sources)
            path.write_text(text, "utf-8", newline="\n")
        for fault in faults(text, language, sources):
            wrong += 1
            print(f"{path.relative_to(ROOT).as_posix()} {fault}", file=sys.stderr)
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
