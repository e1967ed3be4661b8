"""Problems found in the content, their positions in files, and the formats of reports."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, Literal, TypeVar

from veiviser.origin import address_of
from veiviser.problems.codes import CODES, Severity

T = TypeVar("T")
Translate = Callable[[str], str]
Format = Literal["text", "json", "github", "gitlab"]
# Values that come from the program, not from the editor: they are translated along with the message.
# `called` is the everyday name of the problem's field; it is shown in brackets after the field's own name.
_WORDS_OF_OURS = frozenset({"called", "expected", "feature", "kind", "reason"})
# Bold red, bold yellow, and reset.
_COLOURS: Mapping[Severity, str] = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_PLAIN = "\x1b[0m"
_LONGEST_VALUE = 500
_FIELD = re.compile(r"\{field\}[”»]")
FORMATS: tuple[Format, ...] = ("text", "json", "github", "gitlab")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A position in a file: `path` is relative to the root, with `/`; line and column start at 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem. `values` fill the message of its code; `suggestion` is the replacement text.

    `hint` is advice for this case where no text can be suggested: a message id, with `{…}` for `values`.

    The code defines what the suggestion replaces. Where that is only a part of a value or of a running text,
    `instead_of` is that part, as written in the file from the mark on.
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
        """The message, followed by “Did you mean …?” when there is a suggestion."""
        return _with_suggestion(self.message(translate), self.suggestion, translate)

    def with_remedy(self, translate: Translate) -> str:
        """The sentence, the advice of its code and a link to more: for reports that show a problem on its own."""
        return f"{self.sentence(translate)}\n{translate(CODES[self.code].advice)} ({more_on(self.code)})"


def _is_news(called: str, field: str) -> bool:
    """True if the name `called` adds to the field name: not for “status” or for “phone number” of the field `phone`."""
    return bool(called) and not called.replace(" ", "_").startswith(field)


class ExplainedError(Exception):
    """An error with a message for users. `message` is a message id, with `{…}` for `values`.

    `suggestion` is what was probably meant. A command that does not catch it prints its sentence and exits with
    status 2.
    """

    def __init__(self, message: str, *, suggestion: str | None = None, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.suggestion = suggestion
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors go from one process to another; by itself, Python would keep the finished sentence only."""
        return partial(type(self), self.message, suggestion=self.suggestion, **self.values), ()

    def sentence(self, translate: Translate) -> str:
        """The translated message, followed by “Did you mean …?” when there is a suggestion."""
        text = translate(self.message).format_map(_in_language(self.values, translate))
        return _with_suggestion(text, self.suggestion, translate)


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """The result of a stage, and the problems that it found."""

    value: T
    problems: tuple[Problem, ...] = ()


def did_you_mean(suggestion: str | None, translate: Translate) -> str:
    """The question “Did you mean …?” with a suggestion; empty without one."""
    if not suggestion:
        return ""
    return translate("Did you mean “{suggestion}”?").format(suggestion=lines_in_one(suggestion))


def lines_in_one(text: str) -> str:
    """Several lines joined by the sign on the Enter key, for use in a message."""
    return " ↵ ".join(text.split("\n")).strip()


def _in_language(values: Mapping[str, str], translate: Translate) -> Mapping[str, str]:
    """The values of a message; those that come from the program are translated."""
    return {key: translate(value) if value and key in _WORDS_OF_OURS else value for key, value in values.items()}


def _with_suggestion(text: str, suggestion: str | None, translate: Translate) -> str:
    return " ".join(filter(None, (text, did_you_mean(suggestion, translate))))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by path and position, without duplicates."""
    unique = {(p.mark, p.code, tuple(sorted(p.values.items()))): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def has_errors(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """True when a problem stops the build: an error, or with `strict` a warning too."""
    return any(strict or p.severity == "error" for p in problems)


def page_of(code: str) -> str | None:
    """The URL of the documentation page of a problem code, None when it is not known."""
    return address_of(f"docs/problems/{code}.md")


def more_on(code: str) -> str:
    """Where to read about a problem code: the URL of its page, else the command that explains it."""
    return page_of(code) or f"veiviser explain {code}"


def for_review(problems: Iterable[Problem], first: Collection[str]) -> tuple[Problem, ...]:
    """The problems to report on a change at a code host, which shows only a few: those in the files `first` come first.

    Overdue confirmations are left out: no change causes them, and `veiviser stale` reports them to those responsible.
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
    """All problems in one of the four formats, ending in a newline; empty for `text` and `github` without problems.

    `colour` adds ECMA-48 escape sequences to the severity in `text`. The formats of code hosts start with the files
    `first`, and leave out overdue confirmations.
    """
    found = for_review(problems, first) if form in ("github", "gitlab") else in_order(problems)
    if form == "json":
        text = _dump([_as_dict(p, translate) for p in found])
    elif form == "gitlab":
        text = _dump([_code_quality(p, translate) for p in found])
    elif form == "text":
        text = "".join(_text(p, translate, colour) + "\n" for p in found)
    else:
        text = "".join(_annotation(p, translate) + "\n" for p in found)
    # File names that are not valid UTF-8 are surrogates in Python, which cannot be written: they are escaped.
    return text.encode("utf-8", "backslashreplace").decode()


def _text(problem: Problem, translate: Translate, colour: bool) -> str:
    mark = problem.mark
    text = _one_line(problem.sentence(translate))
    severity = f"{problem.severity}[{problem.code}]"
    if colour:
        severity = f"{_COLOURS[problem.severity]}{severity}{_PLAIN}"
    return f"{_one_line(mark.path)}:{mark.line}:{mark.column}: {severity}: {text}"


def _short(value: str) -> str:
    """The value, cut to 500 characters."""
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"


def _one_line(text: str) -> str:
    """The text with line breaks and control characters escaped, so that content cannot forge a line of output."""
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
    """A GitHub workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
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
    """Indented JSON, in which only characters that cannot be printed are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text)
