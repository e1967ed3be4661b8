"""What tests share: content roots with files of a test's own on top, whole sites built once, and a browser."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.support.built import REGIONS, TINY, Site, built_once
from tests.support.files import copied_region
from tools.browser import SHELL, browser
from tools.day import NOON
from tools.reference import lay_out
from veiviser import clock

# A busy machine is no fault of the code; benchmarks/ measures time. What is tried is the same each time, but for each
# night, when `--hypothesis-profile=random` tries something new.
settings.register_profile("veiviser", deadline=None, derandomize=True, database=None)
settings.register_profile("random", deadline=None, print_blob=True, database=None)
settings.load_profile("veiviser")

# What takes longest begins first, so that no worker is left with it alone at the end; a worker does a whole file.
LONGEST = (
    "test_cached_builds", "editing/test_new", "test_serve", "test_guides", "quality/test_states", "hostile/test_hostile",
    "search/test_search_under_way", "test_faults", "test_console", "test_telling", "site/test_links", "test_bugs",
    "quality/test_hard_texts", "quality/test_weights", "test_builds_in_a_row", "editing/test_init",
    "search/test_search_page", "test_kills", "site/test_in_place", "editing/test_first_day", "test_cli",
    "test_translations", "test_packaging", "site/test_calendar_page", "test_personal_data", "test_remedies",
    "editing/test_init_answers", "site/test_walk", "site/test_determinism", "site/test_pages", "site/test_privacy",
    "quality/test_nothing_leaves", "search/test_quality", "test_export",
)  # fmt: skip


def pytest_configure() -> None:
    """What all processes that tests start get from here: the time of commits, and a Ctrl-C that is heard.

    They may keep what Python compiles, since tests start the program hundreds of times.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["GIT_AUTHOR_DATE"] = os.environ["GIT_COMMITTER_DATE"] = NOON.isoformat()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background begins deaf to it


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors, since tests also wait: for browsers, terminals and builds."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {f"tests/{name}.py": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


MakeRoot = Callable[..., Path]


@pytest.fixture
def make_root(tmp_path: Path) -> MakeRoot:
    """A function that lays out a root: the good base, a fixture folder of tests/broken, then single files."""

    def make(fixture: str | None = None, files: Mapping[str, str] | None = None) -> Path:
        root = tmp_path / "root"
        lay_out(fixture, root)
        for path, text in (files or {}).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="")
        return root

    return make


@pytest.fixture(scope="session", params=REGIONS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of each region that comes with the program: its own one, and the example."""
    return built_once(REGIONS[request.param], request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the example region, in four languages."""
    return built_once(REGIONS["example"], "example", tmp_path_factory)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of tests/site/golden_root, small enough to read; its base_url has a path."""

    def make() -> Path:
        """Outside of this repository, which is not theirs."""
        return copied_region(TINY, tmp_path_factory.mktemp("tiny") / "root")

    return built_once(make, "tiny", tmp_path_factory)


@pytest.fixture(scope="session", autouse=True)
def the_clock_is_set() -> Iterator[None]:
    """For the program, where it runs in this process; `tools.program` and `tools.browser` do it for others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOON)
        yield


@pytest.fixture(scope="module", name="browser")
def browser_of_a_module() -> Iterator[Browser]:
    """Chromium without windows: half of the work for the same pages."""
    with browser(SHELL) as chromium:
        yield chromium
