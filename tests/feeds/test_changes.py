"""The changes that news mention, read from the commits of a real repository."""

import ast
import datetime as dt
import inspect
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.feeds.small_region import FILES, loaded, offer, written
from tests.support.files import write
from tests.support.repository import commit, git
from veiviser.build.pipeline import remembering
from veiviser.content import models, schema
from veiviser.directory.changes import reported
from veiviser.directory.model import Change, Directory
from veiviser.feeds import changes
from veiviser.web.localizer import Localizer

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = {"cost": "free", "schedule": "mandager kl. 17", "phone": "55 00 00 10", "verified_on": "2026-05-01"}
Save = Callable[[str, str | None], None]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """A function that writes the offer `o` and commits it on a day; None deletes it."""
    for path, text in FILES.items():
        write(tmp_path, path, text)
    commit(tmp_path, "2026-01-01")

    def save(day: str, text: str | None) -> None:
        if text is None:
            (tmp_path / "content" / "offers" / "o.md").unlink()
        else:
            write(tmp_path, "offers/o.md", text)
        commit(tmp_path, day)

    return save


def remembered(root: Path) -> dict[str, bytes]:
    """The feeds of a root, with the memory of its commits."""
    directory = loaded(root)
    return written(directory, memory=remembering(directory, root))


def entry(root: Path, language: str = "") -> tuple[str, str]:
    """When the offer's entry was updated, and the changes in it, without the offer's own summary."""
    found = ET.fromstring(remembered(root)[f"{language}nytt.xml"]).find(f"{ATOM}entry")
    assert found is not None
    summary = (found.findtext(f"{ATOM}summary") or "").removesuffix("Møt andre.").strip()
    return found.findtext(f"{ATOM}updated") or "", summary


def entry_id(root: Path) -> str:
    return ET.fromstring(remembered(root)["nytt.xml"]).findtext(f"{ATOM}entry/{ATOM}id") or ""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {"schedule": "tirsdager kl. 18", "cost": "100 kr"},
         "Nytt tidspunkt: tirsdager kl. 18. Ikke lenger gratis. Ny pris: 100 kr."),
        ({"cost": "100 kr"}, {"cost": "free"}, "Nå gratis."),
        ({"cost": "100 kr"}, {"cost": "Kostnadsfritt"}, "Nå gratis."),
        ({"cost": "gratis"}, {"cost": "100 kr"}, "Ikke lenger gratis. Ny pris: 100 kr."),
        ({}, {"verified_on": "2026-11-01"}, "Bekreftet 1. november 2026."),
        ({}, {"schedule": "onsdager", "verified_on": "2026-11-01"},
         "Nytt tidspunkt: onsdager. Bekreftet 1. november 2026."),
        ({}, {"phone": "55 00 00 99"}, "Hvem du kontakter, er endret."),
        ({"status": "paused"}, {}, "I gang igjen."),
        ({"status": "planned"}, {"status": "pilot"}, "Har startet."),
        ({}, {"status": "paused"}, "På pause. Spør før du drar."),
        ({}, {"ends_on": "2027-01-31"}, "Varer til 31. januar 2027."),
        ({"ends_on": "2027-01-31"}, {"ends_on": ""}, "Har ikke lenger noen siste dag."),
        ({}, {"places": "huset"}, "Nytt sted: Huset."),
        ({}, {"referral": "required"}, "Du trenger nå henvisning."),
        ({}, {"age_from": "16", "audiences": "barn"}, "Hvem det er for, er endret."),
        ({}, {"status": "ended", "ended_on": "2026-10-30"}, "Avsluttet 30. oktober 2026."),
        ({}, {"notice": "Stengt uke 48."}, "Beskjed: Stengt uke 48."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(
    tmp_path: Path, save: Save, before: dict[str, str], after: dict[str, str], said: str
) -> None:
    save("2026-06-01", offer(**{**BASE, **before}))
    save(
        "2026-11-02T10:00:00Z",
        offer(**{**BASE, **before, **({"status": "active"} if before.get("status") else {}), **after}),
    )
    assert entry(tmp_path) == ("2026-11-02T10:00:00Z", said)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("pilot", "active", "Prøves ikke lenger ut: det er blitt et fast tilbud."), ("active", "pilot", "Prøves nå ut.")],
)
@pytest.mark.parametrize("verified_on", ["2026-05-01", ""])
def test_a_trial_is_told_of_when_somebody_has_confirmed_it(
    tmp_path: Path, save: Save, before: str, after: str, said: str, verified_on: str
) -> None:
    save("2026-06-01", offer(**{**BASE, "verified_on": verified_on, "status": before}))
    save("2026-11-02", offer(**{**BASE, "verified_on": verified_on, "status": after}))
    assert entry(tmp_path)[1] == (said if verified_on else "")


def test_an_edit_never_reads_as_a_confirmation(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    save("2026-11-02", offer(**BASE) + "\nNy tekst.\n")
    assert entry(tmp_path)[1] == "Teksten er endret."
    save("2026-11-03", offer(**{**BASE, "verified_on": "2026-04-01"}) + "\nNy tekst.\n")
    assert "ekreftet" not in entry(tmp_path)[1]


def test_each_language_says_it_in_its_own_words(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    write(tmp_path, "offers/o.en.md", "---\ntitle: The group\nschedule: Tuesdays at 6\n---\n")
    save("2026-11-02", offer(**{**BASE, "schedule": "tirsdager kl. 18", "verified_on": "2026-11-01"}))
    assert entry(tmp_path, "en/")[1] == "New time: Tuesdays at 6. Confirmed 1 November 2026."
    assert entry(tmp_path, "nn/")[1] == "Nytt tidspunkt: tirsdager kl. 18. Stadfesta 1. november 2026."


def test_what_is_new_is_new_also_when_it_comes_again(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    assert entry(tmp_path) == ("2026-06-01T12:00:00Z", "Nytt i veiviseren.")
    save("2026-07-01", None)
    save("2026-08-01", offer(**BASE))
    assert entry(tmp_path) == ("2026-08-01T12:00:00Z", "Nytt i veiviseren.")


def test_commits_that_tell_readers_nothing_are_no_news(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    save("2026-07-01", offer(**{**BASE, "cost": "50 kr"}))
    save("2026-08-01", offer(**{**BASE, "cost": '"50 kr"', "needs": "[prat]"}))
    save("2026-09-01", offer(**{**BASE, "cost": "50 kr", "sources": "et møte"}))
    assert entry(tmp_path) == ("2026-07-01T12:00:00Z", "Ikke lenger gratis. Ny pris: 50 kr.")


def test_to_say_that_it_is_free_in_other_words_is_no_news(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**{**BASE, "cost": "50 kr"}))
    save("2026-07-01", offer(**{**BASE, "cost": "gratis"}))
    save("2026-08-01", offer(**BASE))
    assert entry(tmp_path) == ("2026-07-01T12:00:00Z", "Nå gratis.")


def test_a_notice_that_is_taken_away_is_no_news(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    save("2026-07-01", offer(**BASE, notice="Stengt uke 30."))
    save("2026-08-01", offer(**BASE))
    assert entry(tmp_path)[0] == "2026-07-01T12:00:00Z"


def test_what_came_with_the_first_commit_is_not_called_new(tmp_path: Path) -> None:
    for path, text in {**FILES, "offers/o.md": offer(**BASE)}.items():
        write(tmp_path, path, text)
    commit(tmp_path, "2026-11-01")
    assert entry(tmp_path) == ("2026-05-01T00:00:00Z", "")


def test_what_ended_years_ago_is_no_news_today(tmp_path: Path, save: Save) -> None:
    save("2026-11-01", offer(**BASE, status="ended", ended_on="2019-03-01"))
    assert entry(tmp_path) == ("2019-03-01T00:00:00Z", "Avsluttet 1. mars 2019.")


def test_an_offer_with_a_new_name_is_the_same_to_those_who_follow(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    before = entry_id(tmp_path)
    save("2026-07-01", offer(**{**BASE, "cost": "50 kr"}))
    for day, old, new in (("2026-08-01", "o", "midt"), ("2026-09-01", "midt", "ny")):
        (tmp_path / "content" / "offers" / f"{old}.md").unlink()
        write(
            tmp_path,
            f"offers/{new}.md",
            offer(**{**BASE, "cost": "50 kr"}, aliases="[midt, o]" if new == "ny" else "o"),
        )
        commit(tmp_path, day)
        assert entry(tmp_path) == ("2026-07-01T12:00:00Z", "Ikke lenger gratis. Ny pris: 50 kr.")
        assert entry_id(tmp_path) == before
    files = remembered(tmp_path)
    assert files["tilbud/o/kalender.ics"] == files["tilbud/midt/kalender.ics"] == files["tilbud/ny/kalender.ics"]


def test_an_offer_that_has_become_part_of_another_gives_it_no_past(tmp_path: Path, save: Save) -> None:
    write(tmp_path, "offers/b.md", offer("Annet", **BASE))
    save("2026-06-01", offer(**BASE))
    (tmp_path / "content" / "offers" / "b.md").unlink()
    save("2026-07-01", offer(**BASE, aliases="b"))
    assert entry(tmp_path) == ("2026-06-01T12:00:00Z", "Nytt i veiviseren.")
    assert entry_id(tmp_path).endswith("/tilbud/o/")


def test_an_older_version_that_nobody_can_read_hides_no_newer_one(tmp_path: Path, save: Save) -> None:
    for day, text in (("2026-06-01", "uten felt"), ("2026-06-02", "---\n- [\n---\n"), ("2026-06-03", "\x00")):
        save(day, text)
    (tmp_path / "content" / "offers" / "o.md").write_bytes(b"---\ntitle: \xe5\n---\n")
    commit(tmp_path, "2026-06-04")
    save("2026-06-05", offer(**BASE))
    assert entry(tmp_path) == ("2026-05-01T00:00:00Z", "")
    save("2026-06-06", offer(**{**BASE, "cost": "50 kr"}))
    assert entry(tmp_path) == ("2026-06-06T12:00:00Z", "Ikke lenger gratis. Ny pris: 50 kr.")


def test_without_git_news_have_the_dates_of_the_content(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    (tmp_path / ".git").rename(tmp_path / "elsewhere")
    assert entry(tmp_path) == ("2026-05-01T00:00:00Z", "")


def test_a_clone_says_the_same_and_a_shallow_one_claims_nothing(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    save("2026-11-02", offer(**{**BASE, "cost": "50 kr"}))
    git(tmp_path, "clone", "--quiet", tmp_path.as_uri(), "whole")
    git(tmp_path, "clone", "--quiet", "--depth=1", tmp_path.as_uri(), "shallow")
    assert remembered(tmp_path / "whole") == remembered(tmp_path)
    assert entry(tmp_path / "shallow") == ("2026-05-01T00:00:00Z", "")


def test_newest_first_whatever_tells_the_time(tmp_path: Path, save: Save) -> None:
    save("2026-06-01", offer(**BASE))
    for name, day in (("a", "2026-07-01"), ("b", "2026-11-01")):  # not committed
        write(tmp_path, f"offers/{name}.md", offer(name, **{**BASE, "verified_on": day}))
    feed = ET.fromstring(remembered(tmp_path)["nytt.xml"])
    assert [each.text for each in feed.findall(f"{ATOM}entry/{ATOM}title")] == ["b", "a", "Gruppa"]


FIELDS = schema.fields(models.Offer)


@pytest.mark.parametrize("name", [field.name for field in FIELDS if field.news.report == "named"])
def test_a_field_that_news_name_has_a_sentence(name: str, example: Directory) -> None:
    change = Change(when=dt.datetime(2026, 11, 1, tzinfo=dt.UTC), before={name: ("før",)}, after={name: ("nå",)})
    running = next(offer for offer in example.offers if offer.offered)
    assert changes.sentences(running, change, example, Localizer("nb")).endswith(" endret.")


def test_a_field_that_news_report_with_its_value_has_words_of_its_own() -> None:
    tree = ast.parse(inspect.getsource(changes))
    named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {field.name for field in FIELDS if field.news.report == "value"} - named == set()


def test_what_is_for_editors_alone_is_no_news() -> None:
    assert {field.name for field in FIELDS} - reported() == {
        "arenas", "focus_areas", "notice_until", "established", "evaluation", "funding", "verified_by",
        "review_every_days", "starts_on", "aliases", "distinct_from", "sensitive", "sources", "written_in",
    }  # fmt: skip
