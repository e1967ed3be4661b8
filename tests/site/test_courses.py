"""The list of courses shows their dates, and which courses still accept registrations."""

from collections.abc import Callable
from pathlib import Path

from tests.support.built import build_site
from tests.support.elements import element

EVENT = """---
title: {title}
offer: kafe
starts: 2026-12-01T18:00
registration: required
registration_url: https://paamelding.example.org/
registration_by: {by}
status: {status}
capacity: 12
---
"""


def test_full_courses_and_those_with_a_deadline_that_has_passed_say_so_and_come_last(
    make_root: Callable[..., Path], tmp_path: Path
) -> None:
    events = {"a": ("A-kurs", "2026-11-30", "full"), "b": ("B-kurs", "2026-11-10", "scheduled"),
              "c": ("C-kurs", "2026-11-21", "scheduled")}  # fmt: skip
    root = make_root(files={
        f"content/events/{id_}.md": EVENT.format(title=title, by=by, status=status)
        for id_, (title, by, status) in events.items()
    })  # fmt: skip
    page = build_site(root, tmp_path / "site").page("kurs/")
    shown = {element(card, "h2").text(strip=True): card for card in page.css(".card")}
    assert list(shown) == ["C-kurs", "A-kurs", "B-kurs"]
    states = {
        name: [node.text(strip=True) for node in card.css(".banner, .state:not([hidden])")]
        for name, card in shown.items()
    }
    assert states == {"A-kurs": ["Fullt"], "B-kurs": ["Påmeldingsfristen er ute"], "C-kurs": []}
    can = {name for name, card in shown.items() if card.css_first("a[href^='https://paamelding']")}
    assert can == {"A-kurs", "C-kurs"}
    assert "Plass til" in shown["C-kurs"].text()


DATED = """---
title: Kurs
organisations: [fjordby-kommune]
coverage: [fjordby]
starts: 2026-12-01T18:00
registration: required
repeat: weekly
{rule}
---
"""


def test_every_date_of_a_short_course_is_shown(make_root: Callable[..., Path], tmp_path: Path) -> None:
    root = make_root(files={"content/events/a.md": DATED.format(rule="repeat_count: 4\nskip: 2026-12-08")})
    page = build_site(root, tmp_path / "site").page("kurs/")
    times = [time.attributes["datetime"] for time in page.css(".card time[data-till]")]
    assert times == [f"2026-12-{day}T18:00" for day in ("01", "15", "22")]


def test_a_long_course_says_how_it_goes_on(make_root: Callable[..., Path], tmp_path: Path) -> None:
    root = make_root(files={"content/events/a.md": DATED.format(rule="repeat_count: 20")})
    page = build_site(root, tmp_path / "site").page("kurs/")
    assert "og hver tirsdag etter det" in element(page, ".card .next").text()
