"""Verification history by year, from the commits of a real repository or from the file that a region keeps."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.built import Site
from tests.support.repository import commit
from tools.day import TODAY
from veiviser.build.pipeline import Options, load, remembering
from veiviser.cli.main import main
from veiviser.pages.overview import OverviewView, overview
from veiviser.web.site import localized_sites

MakeRoot = Callable[..., Path]


@pytest.fixture
def root(make_root: MakeRoot) -> Path:
    """The good base and a second offer: the only municipality has two offers that were never confirmed."""
    root = make_root()
    cafe = (root / "content" / "offers" / "kafe.md").read_text("utf-8")
    (root / "content" / "offers" / "tur.md").write_text(cafe.replace("title: Kafé", "title: Tur"), "utf-8")
    return root


def confirm(root: Path, id_: str, day: str, **more: str) -> None:
    file = root / "content" / "offers" / f"{id_}.md"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("verified_on", *more))]
    lines[1:1] = [f"verified_on: {day}", *(f"{name}: {value}" for name, value in more.items())]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def figures(root: Path, today: dt.date = TODAY) -> list[tuple[int, str, int, int]]:
    directory = load(Options(root=root, today=today)).value
    assert directory is not None
    return [(f.year, f.municipality, f.confirmed, f.offers) for f in remembering(directory, root).figures]


def test_each_year_has_the_figures_of_its_end(root: Path) -> None:
    confirm(root, "kafe", "2024-10-01")
    commit(root, "2024-10-02")
    commit(root, "2025-06-01")
    confirm(root, "tur", "2026-01-05")  # too late for 2025
    commit(root, "2026-01-06")
    confirm(root, "kafe", "2026-11-01")
    assert figures(root) == [(2026, "fjordby", 1, 2), (2025, "fjordby", 0, 2), (2024, "fjordby", 1, 2)]
    assert figures(root, dt.date(2026, 12, 31)) == figures(root)


def test_the_interval_and_the_status_are_those_of_then(root: Path) -> None:
    confirm(root, "kafe", "2024-01-01", review_every_days="400")
    confirm(root, "tur", "2024-12-01", status="paused")
    commit(root, "2024-12-02")
    confirm(root, "kafe", "2024-01-01", review_every_days="10")
    confirm(root, "tur", "2024-12-01", status="active")
    assert figures(root) == [(2026, "fjordby", 0, 2), (2025, "fjordby", 0, 1), (2024, "fjordby", 1, 1)]


def test_without_git_only_this_year_is_known_unless_a_file_has_others(root: Path) -> None:
    assert figures(root) == [(2026, "fjordby", 0, 2)]
    keep(root, "2023,fjordby,1,4\n2026,fjordby,9,9\n")
    assert figures(root) == [(2026, "fjordby", 0, 2), (2023, "fjordby", 1, 4)]


def test_git_knows_better_than_the_file(root: Path) -> None:
    keep(root, "2024,fjordby,7,8\n2025,fjordby,7,8\n")
    commit(root, "2025-01-01")
    assert figures(root)[1:] == [(2025, "fjordby", 0, 2), (2024, "fjordby", 7, 8)]


def test_the_file_is_written_with_what_is_known_and_read_again(root: Path) -> None:
    keep(root, "2023,fjordby,1,4\n")
    for _again in range(2):
        assert history(root).exit_code == 0
        kept = (root / "history" / "confirmed.csv").read_text("utf-8")
        assert kept == "year,municipality,confirmed,offers\n2023,fjordby,1,4\n2026,fjordby,0,2\n"
    assert figures(root, dt.date(2027, 1, 2)) == [
        (2027, "fjordby", 0, 2), (2026, "fjordby", 0, 2), (2023, "fjordby", 1, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "saved",
    [
        "year;municipality;confirmed;offers\r\n2022;fjordby;1;4\r\n",
        '\ufeff"Year";"Municipality";"Confirmed";"Offers"\n"2022";"fjordby";"1";"4"\n',
        "2022,fjordby,1,4,,\n;;;\n\n",
        "2022 ; fjordby ; 1 ; 4;\n2022,fjordby,1,4\n",
    ],
)
def test_a_file_that_a_spreadsheet_has_saved_keeps_its_years(saved: str, root: Path) -> None:
    keep(root, saved)
    assert figures(root) == [(2026, "fjordby", 0, 2), (2022, "fjordby", 1, 4)]
    assert history(root).exit_code == 0
    kept = (root / "history" / "confirmed.csv").read_text("utf-8")
    assert kept == "year,municipality,confirmed,offers\n2022,fjordby,1,4\n2026,fjordby,0,2\n"


@pytest.mark.parametrize(
    "line",
    [
        "2022\tfjordby\t1\t4",
        "2022,fjordby,ein,4",
        "2022;fjordby;5;4",
        "2021,fjordby,1,3",
        '2022,"fjor',
        "22,fjordby,1,4",
    ],
)
def test_a_line_that_cannot_be_read_is_never_thrown_away(line: str, root: Path) -> None:
    text = f"2021,fjordby,2,3\n{line}\n"
    keep(root, text)
    done = history(root)
    assert done.exit_code == 2
    assert "history/confirmed.csv:2:1" in done.output
    assert (root / "history" / "confirmed.csv").read_text("utf-8") == text


def history(root: Path) -> Result:
    return CliRunner().invoke(main, ["stale", "--root", str(root), "--today", str(TODAY), "--history"])


def test_the_overview_shows_the_newest_year_first_and_what_nobody_knows(root: Path) -> None:
    confirm(root, "kafe", "2026-11-01")
    keep(root, "2024,fjordby,1,4\n2023,elvemo,1,4\n")
    (found,) = (each for each in shown(root) if each[0] == "nb")
    assert found[1:] == (("2026 til nå", "2024", "2023"), ("50\xa0%: 1 av 2", "25\xa0%: 1 av 4", ""))


def shown(root: Path) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    directory = load(Options(root=root, today=TODAY)).value
    assert directory is not None
    for site in localized_sites(directory, "https://veiviser.example/", remembering(directory, root)):
        view = overview(site).view
        assert isinstance(view, OverviewView)
        for _municipality, cells in view.confirmed:
            yield site.language, tuple(map(str, view.years)), tuple(map(str, cells))


def test_the_page_has_the_table(tiny: Site) -> None:
    heads = [cell.text() for cell in tiny.page("oversikt/").css("th[scope=col]")]
    assert "2026 til nå" in heads


def keep(root: Path, lines: str) -> None:
    (root / "history").mkdir()
    (root / "history" / "confirmed.csv").write_text(lines, "utf-8")
