"""What can be wrong and where: marks, problems, and the one place that turns them into text."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from veiviser.codes import CODES, Severity
from veiviser.origin import address_of

T = TypeVar("T")
Translate = Callable[[str], str]
Format = Literal["text", "json", "github", "gitlab"]
# Values that the program chose, not the editor: they are translated with the message they stand in.
# `called` is what people call the field of a problem: it stands in brackets behind the field's own name.
_WORDS_OF_OURS = frozenset({"called", "expected", "feature", "kind", "reason"})
# Bold red, bold yellow, and back.
_COLOURS: Mapping[Severity, str] = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_PLAIN = "\x1b[0m"
_LONGEST_VALUE = 500
_FIELD = re.compile(r"\{field\}[”»]")
FORMATS: tuple[Format, ...] = ("text", "json", "github", "gitlab")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: `path` relative to the root, with `/`; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault. `values` fill the message of its code; `suggestion` is the text to write instead.

    `hint` is what to do in just this case where no text can be suggested: a message id, with `{…}` for `values`.

    What it is written instead of, the code says; where that is only a part of a value or of a running text,
    `instead_of` is that part, as the file has it from the mark on.
    """

    mark: Mark
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    hint: str | None = None
    instead_of: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    def message(self, translate: Translate) -> str:
        values = {key: _short(value) for key, value in _in_language(self.values, translate).items()}
        text = translate(CODES[self.code].message)
        if _is_news(values.get("called", ""), values.get("field", "")):
            text = _FIELD.sub(r"\g<0> ({called})", text, count=1)
        return " ".join(each.format_map(values) for each in (text, self.hint and translate(self.hint)) if each)

    def sentence(self, translate: Translate) -> str:
        """The message, and what was probably meant where that is known."""
        return _with_suggestion(self.message(translate), self.suggestion, translate)

    def with_remedy(self, translate: Translate) -> str:
        """The sentence, how to put it right, and where there is more: for a report that shows it to somebody alone."""
        return f"{self.sentence(translate)}\n{translate(CODES[self.code].advice)} ({more_on(self.code)})"


def _is_news(called: str, field: str) -> bool:
    """False for a name that a field has already: “status”, “phone number” of the field phone."""
    return bool(called) and not called.replace(" ", "_").startswith(field)


class ExplainedError(Exception):
    """Why something was not done. `message` is a message id of the translations, with `{…}` for `values`.

    `suggestion` is what was probably meant. A command that lets it pass ends with its sentence and exit status 2.
    """

    def __init__(self, message: str, *, suggestion: str | None = None, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.suggestion = suggestion
        self.values = values

    def sentence(self, translate: Translate) -> str:
        """The message in the language of `translate`, filled in, and what was probably meant where that is known."""
        said = translate(self.message).format_map(_in_language(self.values, translate))
        return _with_suggestion(said, self.suggestion, translate)


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What a stage made, and what it found wrong on the way."""

    value: T
    problems: tuple[Problem, ...] = ()


def did_you_mean(suggestion: str | None, translate: Translate) -> str:
    """The question after a message that has a suggestion; empty without one."""
    if not suggestion:
        return ""
    return translate("Did you mean “{suggestion}”?").format(suggestion=lines_in_one(suggestion))


def lines_in_one(text: str) -> str:
    """Several lines as a message tells them: with the sign that stands on the key between them."""
    return " ↵ ".join(text.split("\n")).strip()


def _in_language(values: Mapping[str, str], translate: Translate) -> Mapping[str, str]:
    """The values of a message, with those translated that the program chose."""
    return {key: translate(value) if value and key in _WORDS_OF_OURS else value for key, value in values.items()}


def _with_suggestion(said: str, suggestion: str | None, translate: Translate) -> str:
    return " ".join(filter(None, (said, did_you_mean(suggestion, translate))))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by path and place, each once."""
    unique = {(p.mark, p.code, tuple(sorted(p.values.items()))): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def has_errors(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """True when something stops the build; with `strict` a warning does too."""
    return any(strict or p.severity == "error" for p in problems)


def page_of(code: str) -> str | None:
    """The address of the page on a code, where it is known."""
    return address_of(f"docs/problems/{code}.md")


def more_on(code: str) -> str:
    """Where there is more on a code: the address of its page, or the command that says it where none is known."""
    return page_of(code) or f"veiviser explain {code}"


def for_review(problems: Iterable[Problem], first: Collection[str]) -> tuple[Problem, ...]:
    """What a code host shows beside a change, which is little: what lies in the files `first`, then all else.

    That something is to be confirmed again is nobody's change, and `veiviser stale` tells it to those who can.
    """
    found = (problem for problem in in_order(problems) if not problem.code.startswith("stale"))
    return tuple(sorted(found, key=lambda problem: problem.mark.path not in first))


def format_problems(
    problems: Iterable[Problem],
    form: Format,
    translate: Translate,
    *,
    colour: bool = False,
    first: Collection[str] = (),
) -> str:
    """All problems in one of the four forms, ending in a newline unless there is nothing to say.

    `colour` paints the severity in `text`, with the sequences of ECMA-48 that terminals understand. The forms of code
    hosts begin with the files `first`, and leave out what is only old.
    """
    found = for_review(problems, first) if form in ("github", "gitlab") else in_order(problems)
    if form == "json":
        said = _dump([_as_dict(p, translate) for p in found])
    elif form == "gitlab":
        said = _dump([_code_quality(p, translate) for p in found])
    elif form == "text":
        said = "".join(_text(p, translate, colour) + "\n" for p in found)
    else:
        said = "".join(_annotation(p, translate) + "\n" for p in found)
    # A file can have a name that is no UTF-8: no output could hold it as Python does.
    return said.encode("utf-8", "backslashreplace").decode()


def _text(problem: Problem, translate: Translate, colour: bool) -> str:
    mark = problem.mark
    said = _one_line(problem.sentence(translate))
    severity = f"{problem.severity}[{problem.code}]"
    if colour:
        severity = f"{_COLOURS[problem.severity]}{severity}{_PLAIN}"
    return f"{_one_line(mark.path)}:{mark.line}:{mark.column}: {severity}: {said}"


def _short(value: str) -> str:
    """What the editor wrote, as much of it as tells which text is meant."""
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"


def _one_line(text: str) -> str:
    """Line breaks and control characters written out, so that content cannot forge a line of ours."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _as_dict(problem: Problem, translate: Translate) -> dict[str, object]:
    return {
        "path": problem.mark.path,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message(translate),
        "suggestion": problem.suggestion,
    }


def _annotation(problem: Problem, translate: Translate) -> str:
    """A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    mark = problem.mark
    where = f"file={_property(mark.path)},line={mark.line},col={mark.column},title={problem.code}"
    return _one_line(f"::{problem.severity} {where}::{_data(problem.with_remedy(translate))}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _code_quality(problem: Problem, translate: Translate) -> dict[str, object]:
    """An issue of GitLab's code-quality report: https://docs.gitlab.com/ci/testing/code_quality/."""
    mark = problem.mark
    identity = f"{mark.path}:{mark.line}:{mark.column}:{problem.code}:{sorted(problem.values.items())}"
    return {
        "description": problem.with_remedy(translate).replace("\n", " "),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest(),
        "severity": "major" if problem.severity == "error" else "minor",
        "location": {"path": mark.path, "lines": {"begin": mark.line}},
    }


def _dump(value: object) -> str:
    """JSON that can be read as it stands; what does not print is there as an escape."""
    said = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in said)
