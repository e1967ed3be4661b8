"""An event that was over when it was added or moved is reported for a month; one kept for its history is not."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support.records import event, offer
from tests.support.repository import commit
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.problems.problem import in_order

MakeRoot = Callable[..., Path]
Found = Callable[[Mapping[str, str]], list[str]]
CODES = ("already-over", "dates-passed", "short-notice")


def told(root: Path) -> list[str]:
    problems = in_order(load(Options(root=root, today=TODAY)).problems)
    return [f"{Path(p.mark.path).stem} {p.code}" for p in problems if p.code in CODES]


def put(root: Path, name: str, **fields: str) -> None:
    path = root / "content" / "events" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(event(**fields), encoding="utf-8")


def test_by_what_git_knows_of_when_it_was_put_in(make_root: MakeRoot) -> None:
    """`arkiv` came with the region, `foer` was added before it was over, `lenge` was added long ago."""
    root = make_root()
    put(root, "arkiv", starts="2026-01-05T18:00")
    commit(root, "2026-02-01")
    put(root, "foer", starts="2026-11-10T18:00")
    put(root, "lenge", starts="2025-09-09T18:00")
    commit(root, "2026-09-15")
    put(root, "slipp", starts="2026-11-12T18:00")
    put(root, "avlyst", starts="2026-11-12T18:00", status="cancelled")
    put(root, "varer", starts="2026-11-12", ends="2026-12-12")
    commit(root, "2026-11-18")
    put(root, "ny", starts="2024-02-02T18:00", repeat="weekly", repeat_count="3")
    assert [line for line in told(root) if "already-over" in line] == ["ny already-over", "slipp already-over"]


def test_a_slip_of_the_year_is_one_message_and_not_that_the_offer_has_no_dates(make_root: MakeRoot) -> None:
    root = make_root()
    commit(root, "2026-02-01")
    put(root, "slipp", starts="2025-12-02T18:00")
    assert told(root) == ["slipp already-over"]


@pytest.mark.parametrize(
    ("fields", "suggestion"),
    [
        ({"starts": "2026-01-12T18:00"}, " 2027-01-12T18:00"),
        ({"starts": "2025-12-12T18:00", "ends": "2025-12-12T20:00"},
         " starts: 2026-12-12T18:00, ends: 2026-12-12T20:00"),
        ({"starts": "2025-12-12T18:00", "repeat": "weekly", "repeat_count": "3"}, ""),
        ({"starts": "1926-12-12T18:00"}, " 2026-12-12T18:00"),
        ({"starts": "2026-08-12T18:00"}, None),
        ({"starts": "2024-12-12T18:00"}, None),
        ({"starts": "2025-12-12T18:00", "status": "cancelled"}, None),
        ({"starts": "2025-12-12T18:00", "dates": "2026-12-12"}, None),
    ],
)  # fmt: skip
def test_without_a_repository_a_day_that_one_year_keeps_from_being_near(
    found: Found, fields: dict[str, str], suggestion: str | None
) -> None:
    files = {"events/tur.md": event(**fields), "offers/kafe.md": offer(schedule="Av og til")}
    assert found(files) == ([] if suggestion is None else [f"events/tur.md:3:9 already-over{suggestion}"])


@pytest.mark.parametrize(
    ("was", "becomes", "is_told"),
    [
        ("2026-12-12T18:00", "2016-12-12T18:00", True),
        ("2026-12-12T18:00", "2025-12-13T18:00", True),
        ("2027-01-14", "2026-01-14", True),
        ("2025-01-14T18:00", "2026-01-15T18:00", True),  # next year's course, written over last year's
        ("2026-01-14T18:00", "2026-01-15T18:00", False),  # the date of a past event is corrected
        ("2016-05-05T18:00", "2015-05-05T18:00", False),
        ("2026-12-12T18:00", "2026-12-13T18:00", False),
    ],
)
@pytest.mark.parametrize("committed", [True, False])
def test_a_start_that_was_changed_to_one_that_had_been_is_told_for_a_month(
    make_root: MakeRoot, was: str, becomes: str, is_told: bool, committed: bool
) -> None:
    root = make_root()
    put(root, "kurs", starts=was)
    commit(root, "2026-02-01")
    put(root, "kurs", starts=was, summary="Nye ord.")
    commit(root, "2026-11-02")
    put(root, "kurs", starts=becomes, summary="Nye ord.")
    if committed:
        commit(root, "2026-11-10")
        put(root, "kurs", starts=becomes, summary="Enda nyere ord.")
    expected = ["kurs already-over"] if is_told else []
    assert [line for line in told(root) if "already-over" in line] == expected
    if committed:
        commit(root, "2026-12-01")
        later = load(Options(root=root, today=dt.date(2026, 12, 12))).problems
        assert "already-over" not in {problem.code for problem in later}


def test_what_took_place_since_it_was_moved_is_no_slip(make_root: MakeRoot) -> None:
    root = make_root()
    put(root, "fest", starts="2026-12-12T18:00")
    commit(root, "2026-02-01")
    put(root, "fest", starts="2026-11-18T18:00")
    commit(root, "2026-11-10")
    assert told(root) == ["kafe dates-passed"]


def test_an_event_that_was_moved_by_a_slip_is_told_instead_of_the_offer_that_lacks_dates(make_root: MakeRoot) -> None:
    root = make_root()
    put(root, "slipp", starts="2026-12-02T18:00")
    commit(root, "2026-02-01")
    put(root, "slipp", starts="2025-12-02T18:00")
    assert told(root) == ["slipp already-over"]
