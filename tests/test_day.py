"""Nothing depends on the machine's clock: tests, measures, benchmarks and pictures use the day of tools/day.py."""

import ast
import json
import shutil
import subprocess
from collections.abc import Callable, Container, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support import clock_reads
from tests.support.built import REPO, Served, served
from tests.support.clock_reads import Place
from tests.support.records import offer
from tests.support.repository import git
from tests.support.sources import tree as parsed
from tools.browser import new_context, new_page, set_clock
from tools.day import NOON, TODAY
from tools.program import PROGRAM
from veiviser import clock

MakeRoot = Callable[..., Path]
# Files about the ways in which the clock could be read.
ABOUT = {"tests/test_clock.py", "tests/test_day.py", "tests/support/clock_reads.py"}


def sources(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """The modules below folders of the checkout, each with its path."""
    for folder in folders:
        for path in sorted((REPO / folder).rglob("*.py")):
            yield path.relative_to(REPO).as_posix(), parsed(path)


def found(by: Callable[[ast.AST], Iterator[Place]], *folders: str, but: Container[str] = ()) -> list[str]:
    """The findings of `by` in each module below folders; `but` are those that are allowed."""
    modules = [(path, tree) for path, tree in sources(*folders) if path not in but]
    return [f"{path}:{place.line} {place.what}" for path, tree in modules for place in by(tree)]


def test_the_program_reads_the_clock_in_one_place() -> None:
    assert {line.partition(":")[0] for line in found(clock_reads.in_module, "veiviser")} == {"veiviser/clock.py"}


def test_the_clock_is_asked_through_its_module() -> None:
    """A name imported from it would keep the machine's clock when a test sets another one."""
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in sources("veiviser", "tests", "tools", "benchmarks")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "veiviser.clock"
    ]
    assert wrong == []


def test_nothing_else_reads_the_clock() -> None:
    assert found(clock_reads.in_module, "tests", "tools", "benchmarks", but=ABOUT) == []


@pytest.mark.parametrize(
    "code",
    [
        "import datetime as dt; dt.date.today()", "import datetime; datetime.datetime.now(datetime.UTC)",
        "from datetime import date as day; day.today()", "from datetime import datetime as Now; Now.now()",
        "import datetime as dt\nsorted(days, key=dt.datetime.utcnow)",
        "import datetime as dt\nD = dt.datetime\nD.now()",
        "from datetime import datetime\nclass Later(datetime): pass\nLater.today()", "type(day).today()",
        "import time; time.time()", "import time as t; t.time_ns()", "from time import time as clock",
        "import time; time.strftime('%Y')", "import time; time.clock_gettime(time.CLOCK_REALTIME)",
        "from time import clock_gettime_ns", "from email.utils import localtime",
        "import email.utils as m; m.formatdate()",
        "import uuid; uuid.uuid1()", 'run(["date", "+%F"])', 'run("x=$(date +%F); echo $x", shell=True)',
        'run("date -I", shell=True)', 'run([sys.executable, "-c", "import datetime as dt; print(dt.date.today())"])',
        'run(f"from time import time\\nprint({years} * time())")',
    ],
)  # fmt: skip
def test_a_reading_of_the_clock_is_seen_however_it_is_written(code: str) -> None:
    assert list(clock_reads.in_module(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "import time; time.monotonic(), time.perf_counter(), time.sleep(1)", "clock.now(), clock.today('Europe/Oslo')",
        "import datetime as dt; dt.datetime.fromisoformat(day).strftime('%Y')", "options.today",
        "run(['date', 'time'])",
        "D.now(record)", "import uuid; uuid.uuid4()", "'the date - and a time'",
    ],
)  # fmt: skip
def test_what_does_not_read_the_clock_is_not_taken_for_it(code: str) -> None:
    assert not list(clock_reads.in_module(ast.parse(code)))


def test_browsers_contexts_and_pages_are_opened_in_one_place() -> None:
    """The pages of a context have its clock; a context or page opened elsewhere would have the machine's."""
    known = {*ABOUT, "tools/browser.py", "tools/quality/speed.py"}  # the latter sets the day in its site's script
    assert found(clock_reads.opens_pages, "tests", "tools", "benchmarks", but=known) == []


def test_the_opening_of_a_page_is_seen_however_it_is_written() -> None:
    for code in (
        "browser.new_page()", "b = browser; b.new_context()", "context.browser.new_page()", "clock.install()",
        "playwright.chromium.launch()", "page.clock.resume()", 'run(["chromium", "--headless", "http://x"])',
        'run([shutil.which("chromium-headless-shell"), "x"])',
    ):  # fmt: skip
        assert list(clock_reads.opens_pages(ast.parse(code))), code
    for code in ("new_page(browser)", "context.new_page()", "page.clock.install(time=NOON)", "socket.connect(address)"):
        assert not list(clock_reads.opens_pages(ast.parse(code))), code


def test_the_program_is_started_with_its_clock_set() -> None:
    """By tools/program.py, or by a module that sets the clock itself; the entry points have a test of their own."""
    assert found(clock_reads.starts_the_program, "tests", "tools", "benchmarks", but={*ABOUT, *KNOW_DOORS}) == []


def named_clock(tree: ast.AST) -> Iterator[Place]:
    """Imports of the program's clock by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "veiviser":
            yield from (Place(node.lineno, each.name) for each in node.names if each.name == "clock")


def test_tools_and_benchmarks_say_the_day_themselves() -> None:
    """No fixture sets the clock for them."""
    assert found(clock_reads.loads_without_a_day, "tools", "benchmarks") == []
    assert {line.partition(":")[0] for line in found(named_clock, "tools", "benchmarks")} == {"tools/program.py"}
    assert list(clock_reads.loads_without_a_day(ast.parse("load(Options(root=root))")))


def test_a_start_of_the_program_is_seen_however_it_is_written() -> None:
    for written in (
        'run([sys.executable, REPO / "cli.py"])', 'run([sys.executable, "-m", "veiviser", "check"])',
        'run("python -m veiviser check")', 'run([sys.executable, "-c", "import sys; from veiviser.cli.main import main"])',
        'run([sys.executable, "-mveiviser", "check"])', 'run("from veiviser import words, cli")',
        'run("python3 ./build.py", shell=True)', 'subprocess.Popen(["/usr/bin/veiviser", "serve"])',
        'subprocess.run("veiviser check", shell=True)',
    ):  # fmt: skip
        assert list(clock_reads.starts_the_program(ast.parse(written))), written
    for written in (
        'run([*PROGRAM, "check"])', 'run("from veiviser.cli.main import main\\nclock.now = noon")', 'REPO / "veiviser"',
    ):  # fmt: skip
        assert not list(clock_reads.starts_the_program(ast.parse(written))), written


def test_a_commit_of_a_test_is_made_on_the_set_day(tmp_path: Path) -> None:
    """When a test gives no day; and nothing else of the machine's user gets into it."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message=x")
    assert git(tmp_path, "log", "--format=%at %ct") == f"{NOON.timestamp():.0f} {NOON.timestamp():.0f}"


# Files about the entry points themselves. Each passes the day when it opens one for more than its help.
KNOW_DOORS = (
    "benchmarks/peers.py", "benchmarks/start_up.py", "tests/test_cli.py", "tests/test_console.py", "tests/test_packaging.py",
    "tests/test_start_up.py", "tests/test_structure.py",
)  # fmt: skip


def scripts(folder: str) -> Iterator[tuple[str, str]]:
    """The scripts below a folder of the checkout, and files that may contain one, each with its path."""
    for path in sorted((REPO / folder).rglob("*")):
        if path.suffix in (".js", ".mjs", ".cjs", ".html", ".css", ".svg") and "broken" not in path.parts:
            yield path.relative_to(REPO).as_posix(), path.read_text("utf-8")


def test_scripts_of_pages_read_the_clock_in_one_place() -> None:
    reads = {
        path: found
        for folder in ("templates", "tests", "tools", "benchmarks", "veiviser")
        for path, text in scripts(folder)
        if (found := clock_reads.in_script(text))
    }
    assert reads == {"templates/assets/clock.js": ["new Date"], "tests/scripts/page.js": ["Date"]}


@pytest.mark.parametrize(
    "script",
    [
        "new Date()", "new Date( )", "new Date", "new Date /* now */ ()", "new Date(/* now */)", "new Date(...[])",
        "Date.now()", "Date .now()", 'Date["now"]()', "x = Date()", "const D = Date; new D()", "const { now } = Date",
        "new globalThis.Date()", "Reflect.construct(Date, [])", "Temporal.Now.plainDateISO()",
        'new Intl.DateTimeFormat("nb").format()', "formats.get(zone).formatToParts( )", "performance.timeOrigin",
        "document.lastModified", "structuredClone(new Date)",
    ],
)  # fmt: skip
def test_a_script_that_asks_for_the_time_is_seen_however_it_is_written(script: str) -> None:
    assert clock_reads.in_script(script)


def test_a_script_that_makes_a_moment_of_what_it_knows_is_not_taken_for_one() -> None:
    for text in (
        "new Date(day)", 'new Date("2026-11-21")', "Date.parse(day)", "updateDate(x)",
        "new Date(Date.parse(day) + DAY)",
        "Date.UTC(2026, 10, 21)", "new Intl.DateTimeFormat(language).format(day)", "performance.now() - began",
    ):  # fmt: skip
        assert clock_reads.in_script(text) == [], text


def test_a_page_takes_the_set_day_for_today(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>Dag</title>")
    context = new_context(browser)
    with served(tmp_path) as serving:
        for page in (new_page(browser), context.new_page()):
            assert asked(page.goto, serving, page.evaluate) == NOON.timestamp() * 1000
            page.close()
    context.close()


def test_a_site_takes_the_set_day_for_today_in_a_browser_that_others_start(tmp_path: Path) -> None:
    script = tmp_path / "assets" / "clock.js"
    script.parent.mkdir()
    shutil.copyfile(REPO / "templates" / "assets" / "clock.js", script)
    set_clock(tmp_path)
    text = script.read_text("utf-8")
    assert clock_reads.in_script(text) == []
    assert f"new Date({NOON.timestamp() * 1000:.0f})" in text
    with pytest.raises(ValueError, match=r"does not read the clock once"):
        set_clock(tmp_path)


def asked(goto: Callable[[str], object], serving: Served, evaluate: Callable[[str], object]) -> object:
    goto(serving.address)
    return evaluate("() => new Promise((tell) => setTimeout(() => tell(new Date().getTime()), 5))")


def test_the_program_takes_the_set_day_for_today(make_root: MakeRoot) -> None:
    root = make_root()
    file = root / "content" / "offers" / "tur.md"
    for days, codes in ((0, []), (1, ["future-date"])):
        day = TODAY.fromordinal(TODAY.toordinal() + days)
        file.write_text(offer(phone="55 00 00 00", verified_on=day.isoformat()), "utf-8")
        command = [*PROGRAM, "check", "--root", str(root), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert [problem["code"] for problem in json.loads(done.stdout)] == codes, done.stderr


def test_the_day_is_that_of_the_zone_that_is_asked_for() -> None:
    assert clock.now() == NOON
    assert clock.today("Europe/Oslo") == TODAY
    assert clock.today("Pacific/Kiritimati") == TODAY.fromordinal(TODAY.toordinal() + 1)
