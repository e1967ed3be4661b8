"""The structure is kept: imports run one way, modules and functions stay small, and each says what it is for."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import click

from tests.support.repository import checkout_files
from tests.support.sources import nodes, tree
from veiviser.cli.main import main
from veiviser.content import schema

REPO = Path(__file__).parents[1]
# From bottom to top: a room may use itself and the rooms below it, not those beside it.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__init__", "artifacts", "clock", "code_hosts", "translations"),
    ("origin",),
    ("problems",),
    ("language",),
    ("history",),
    ("content",),
    ("directory",),
    ("web",),
    ("checks", "pages", "feeds"),
    ("render", "search"),
    ("build",),
    ("editing", "serve"),
    ("cli",),
    ("__main__",),
)
LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 60
PUBLIC_MEMBERS_OF_A_CLASS = 20

MODULES = sorted((REPO / "veiviser").rglob("*.py"))
PROGRAMS = [REPO / "build.py", REPO / "cli.py", *sorted((REPO / "tools").rglob("*.py")), *MODULES]
BY_NAME = {".".join(path.relative_to(REPO).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}


def name(path: Path) -> str:
    return path.relative_to(REPO).as_posix()


def room(path: Path) -> str:
    """`content/read.py` is in the room `content`, `cli.py` is a room of its own."""
    return path.relative_to(REPO / "veiviser").parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The rooms of the package that a module imports from, anywhere in the module."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno} imports relative to itself"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for parts in (full.split(".") for full in names if full.split(".")[0] == "veiviser"):
            inside = REPO / "veiviser" / parts[1] if len(parts) > 1 else None
            yield parts[1] if inside and (inside.is_dir() or inside.with_suffix(".py").exists()) else "__init__"


def test_every_room_has_its_floor() -> None:
    known = list(itertools.chain(*FLOORS))
    assert len(known) == len(set(known))
    assert {room(path) for path in MODULES} <= set(known)


def test_imports_run_one_way() -> None:
    floor = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
    wrong = [
        f"{name(path)} imports {other}"
        for path in MODULES
        for other in imported(path)
        if other != room(path) and floor[other] >= floor[room(path)]
    ]
    assert wrong == []


def modules_imported(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports, also for types only."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            inside = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (full if full in BY_NAME else node.module or "" for full in inside)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Within rooms too, and under TYPE_CHECKING: modules that import no remaining module are removed until none is
    left.
    """
    left = {module: set(modules_imported(path)) - {module} for module, path in BY_NAME.items()}
    while free := [module for module, others in left.items() if not others & left.keys()]:
        for module in free:
            del left[module]
    assert sorted({other for others in left.values() for other in others} & left.keys()) == []


def public_members(node: ast.ClassDef) -> int:
    """Methods and properties, with those that are assigned (`name = property(…)`); fields have a type beside them."""
    methods = [each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    assigned = (target for each in node.body if isinstance(each, ast.Assign) for target in each.targets)
    names = [*methods, *(each.id for each in assigned if isinstance(each, ast.Name))]
    return sum(name[0] != "_" for name in names)


def test_classes_are_small() -> None:
    """Only public methods and properties are counted: a class has as many fields as its data need."""
    found = {
        f"{name(path)} {node.name}": public_members(node)
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
    }
    assert {cls: count for cls, count in found.items() if count >= PUBLIC_MEMBERS_OF_A_CLASS} == {}


def test_members_are_counted_however_they_are_made() -> None:
    source = "class A:\n    x: int = 1\n    y = property(f)\n    async def z(self): ...\n    def _w(self): ...\n"
    (cls,) = ast.parse(source).body
    assert isinstance(cls, ast.ClassDef)
    assert public_members(cls) == 2


def test_no_list_of_field_names_is_written_twice() -> None:
    """Three names or more in the same order: the second list is forgotten when a field is added to the first."""
    known = schema.every_name()
    found: dict[tuple[str, ...], list[str]] = {}
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                listed = tuple(each.value for each in node.elts if isinstance(each, ast.Constant))
                names = tuple(str(each) for each in listed if each in known)
                if len(names) >= 3 and len(names) == len(node.elts):
                    found.setdefault(names, []).append(f"{name(path)}:{node.lineno}")
    assert {names: places for names, places in found.items() if len(places) > 1} == {}


def test_a_public_name_means_one_thing() -> None:
    """A class, a type or a constant is defined in one module; a record and what it resolves to share their name."""
    defined: dict[str, set[str]] = {}
    for path in MODULES:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and node.name[0] != "_":
                defined.setdefault(node.name, set()).add(name(path))
            for target in node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]:
                if isinstance(target, ast.Name) and target.id[0].isupper() and len(target.id) > 1:
                    defined.setdefault(target.id, set()).add(name(path))
    twice = {
        each: {path for path in paths if not path.startswith("veiviser/content/models/")}
        for each, paths in defined.items()
        if each != "FAMILIES"  # one table in each module of pages, joined in pages/families.py
    }
    assert {each: sorted(paths) for each, paths in twice.items() if len(paths) > 1} == {}


def test_modules_are_short() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PROGRAMS}
    assert {path: length for path, length in lengths.items() if length > LINES_OF_A_MODULE} == {}


def test_functions_fit_on_a_screen() -> None:
    too_long = {
        f"{name(path)}:{node.lineno} {node.name}": length
        for path in PROGRAMS
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_OF_A_FUNCTION
    }
    assert too_long == {}


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    said = {name(path): ast.get_docstring(tree(path), clean=False) for path in PROGRAMS}
    first = {path: (text or "").partition("\n")[0] for path, text in said.items()}
    assert {path: line for path, line in first.items() if len(line) < 20 or line[-1] not in ".:"} == {}


def test_what_a_checker_shall_overlook_has_its_code_and_a_reason_beside_it() -> None:
    mark = re.compile(r"# (?:type: ignore|noqa)")
    with_code = re.compile(r"# (?:type: ignore\[[\w-]+\]|noqa: [A-Z]+[0-9]+)")
    lines = [(name(path), line) for path in MODULES for line in path.read_text("utf-8").splitlines()]
    told = [(where, line[found.start() :]) for where, line in lines if (found := mark.search(line))]
    assert [each for each in told if not re.search(r"\w{2}", with_code.sub("", each[1]))] == []
    assert [each for each in told if mark.search(with_code.sub("", each[1]))] == []


def test_every_command_is_in_the_docs() -> None:
    docs = [REPO / "README.md", *sorted((REPO / "docs").glob("*.md"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in docs)
    assert isinstance(main, click.Group)
    assert main.commands
    for command in main.commands:
        assert re.search(rf"\bveiviser {command}\b", text), f"“veiviser {command}” is in neither README.md nor docs/"


def tracked() -> Iterator[tuple[str, str]]:
    """The text files that git tracks or would add."""
    for each in checkout_files(REPO):
        path = REPO / each
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                yield each, data.decode("utf-8", errors="replace")


def test_nothing_names_a_registry_or_a_folder_of_one_machine() -> None:
    """The machine says where packages come from and who built it, not the sources."""
    registry = re.compile(r"(?i)--(?:extra-)?index-url|--find-links|--trusted-host|index[_-]url\s*=|\bfile:///")
    home = re.compile(r"(?<![\w.$/])/(?:home|Users|root)/\w+|[A-Z]:\\Users\\")
    found = [
        f"{path}: {match[0]}"
        for path, text in tracked()
        if path != name(Path(__file__))
        for match in itertools.chain(registry.finditer(text), home.finditer(text))
    ]
    assert found == []


def test_pinned_packages_are_names_and_versions_and_digests_alone() -> None:
    allowed = r"[\w.-]+==[\w.]+( \\)?| +--hash=sha256:[0-9a-f]{64}( \\)?|--require-hashes|--only-binary :all:"
    pinned = {
        path: [line for line in text.splitlines() if line and not line.startswith("#")]
        for path, text in tracked()
        if re.search(r"(?:^|/)(?:constraints|requirements)[^/]*\.txt$|\.lock$", path)
    }
    assert "constraints.txt" in pinned
    for lines in pinned.values():
        assert lines
        assert [line for line in lines if not re.fullmatch(allowed, line)] == []
