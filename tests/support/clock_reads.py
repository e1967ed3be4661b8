"""Finds places in Python code and page scripts that read the machine's clock, or start programs that would."""

import ast
import itertools
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

# Functions that read the clock, by their module or type. Functions that only measure durations are not included.
READS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {
        "asctime", "clock_gettime", "clock_gettime_ns", "ctime", "gmtime", "localtime", "strftime", "time", "time_ns",
    },
    "utils": {"formatdate", "localtime"},  # of email
    "uuid": {"uuid1"},
}  # fmt: skip
# These methods are found under any name of the type, since a module can rename it; only `clock` is allowed.
OF_TYPES = READS["datetime"]
# Modules that start the program; tests must start it with tools/program.py.
DOORS = {"cli.py", "build.py", "veiviser.cli.main", "veiviser.__main__", "-mveiviser"}
OPEN_PAGES = {"connect", "connect_over_cdp", "launch", "launch_persistent_context", "launch_server", "new_context"}
START = {"Popen", "call", "check_call", "check_output", "run", "spawn"}
_BROWSER = re.compile(r"(.*/)?(chromium(-headless-shell)?|(google-)?chrome|firefox)")
_OPENS = re.compile(
    r"(?m)(^|; *)((from|import) veiviser\.(cli|__main__)\b|from veiviser import .*\bcli\b)|(^|\s)-m ?veiviser\b"
    r"|(^|[\s/])python[\d.]* (\S*/)?(cli|build)\.py\b"
)
_FORMAT = re.compile(r"\+%|-[IRdu]\b|--")
_ASKS_SHELL = re.compile(r"(?m)\$\( *date\b|(`|^|[;&|]) *date +(\+%|-[IRdu]\b)")
_ASKS_SCRIPT = re.compile(
    r"(?<!new )(?<!extends )\bDate\b(?!\.(?:parse|UTC)\()"  # used, called, or assigned to another name
    r"|\bnew Date\b(?!\s*\(\s*[^\s)/.])"  # constructed without arguments
    r"|\bTemporal\b|\btimeOrigin\b|\blastModified\b|\.format(?:ToParts)?\(\s*\)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a module, and the code found there."""

    line: int
    what: str


def in_script(text: str) -> list[str]:
    """The places in a script that read the clock."""
    return [found[0] for found in _ASKS_SCRIPT.finditer(text)]


def last_name(node: ast.AST) -> str:
    """The last name of an expression: `datetime` of `dt.datetime`, `context` of `self.context`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def in_module(tree: ast.AST) -> Iterator[Place]:
    """Yields the places that read the clock in a module, also in code and shell commands within its strings."""
    names = _other_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            name = names.get(last_name(node.value), last_name(node.value))
            if node.attr in READS.get(name, ()):
                yield Place(node.lineno, f"{name}.{node.attr}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = last_name(node.func.value)
            by_name = [each for each in node.args if isinstance(each, ast.Name) and each.id != "UTC"]
            if node.func.attr in OF_TYPES and names.get(owner, owner) not in {*READS, "clock"} and not by_name:
                yield Place(node.lineno, f"{owner}.{node.func.attr}")
        elif isinstance(node, ast.ImportFrom) and node.module in ("time", "email.utils", "uuid"):
            reads = READS[node.module.rpartition(".")[2]]
            yield from (Place(node.lineno, each.name) for each in node.names if each.name in reads)
        elif isinstance(node, ast.List | ast.Tuple):
            first, second = [*(_text(each) for each in node.elts), "", ""][:2]
            if first.rpartition("/")[2] == "date" and _FORMAT.match(second):
                yield Place(node.lineno, "date")
    for line, text in _texts(tree):
        yield from _in_text(line, text)


def _other_names(tree: ast.AST) -> Mapping[str, str]:
    """A module's aliases of types and modules that read the clock: `Now` → `datetime`."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return {
        each.asname: last
        for node in imports
        for each in node.names
        if each.asname and (last := each.name.rpartition(".")[2]) in READS
    }


def _in_text(line: int, text: str) -> Iterator[Place]:
    if _ASKS_SHELL.search(text):
        yield Place(line, "date")
    if "import " in text:
        with suppress(SyntaxError, ValueError):
            yield from (Place(line, found.what) for found in in_module(ast.parse(text)))


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yields every string of a module with its line; expressions in f-strings are replaced by the word `it`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_text(part) or "it" for part in node.values)
        elif isinstance(node, ast.Constant) and _text(node):
            yield node.lineno, _text(node)


def opens_pages(tree: ast.AST) -> Iterator[Place]:
    """Yields places that open a browser, a context, or a page with its own context, or that release a page's clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = last_name(node.value)
            if (node.attr in OPEN_PAGES and owner not in ("socket", "server")) or (
                (node.attr == "new_page" and owner != "context") or (node.attr == "resume" and owner == "clock")
            ):
                yield Place(node.lineno, f"{owner}.{node.attr}")
        elif isinstance(node, ast.Call) and not (node.args or node.keywords) and _is_install(node.func):
            yield Place(node.lineno, "clock.install()")
        elif isinstance(node, ast.Constant) and _BROWSER.fullmatch(_text(node)):
            yield Place(node.lineno, _text(node))


def _is_install(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "install" and last_name(node.value) == "clock"


def starts_the_program(tree: ast.AST) -> Iterator[Place]:
    """Yields places that start the program with the machine's clock, or name a module that does."""
    for line, text in _texts(tree):
        if text in DOORS or (_OPENS.search(text) and "clock.now = " not in text):
            yield Place(line, text[:60])
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple):
            if ("-m", "veiviser") in itertools.pairwise(map(_text, node.elts)):
                yield Place(node.lineno, "-m veiviser")
        elif isinstance(node, ast.Call) and node.args and _started(node).rpartition("/")[2] == "veiviser":
            yield Place(node.lineno, _started(node))


def _started(node: ast.Call) -> str:
    """The program that a call starts: `git` of `run(["git", "status"])` and of `run("git status")`; else empty."""
    command = node.args[0]
    if last_name(node.func) not in START:
        return ""
    if isinstance(command, ast.List | ast.Tuple):
        return _text(command.elts[0]) if command.elts else ""
    return _text(command).partition(" ")[0]


def loads_without_a_day(tree: ast.AST) -> Iterator[Place]:
    """Yields calls of `Options` without `today`, for which the program would read the clock."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or last_name(node.func) != "Options":
            continue
        if "today" not in {each.arg for each in node.keywords}:
            yield Place(node.lineno, "Options(…)")
