"""A former address of a page leads to the page of today, or is reported where that can be fixed."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.records import event, offer
from tests.support.repository import commit, git
from tools.day import TODAY
from veiviser.build.loading import Options, load
from veiviser.problems.problem import Problem, in_order

SAMTALE = offer(
    "\nVi snakker sammen ved det runde bordet, og den som vil, blir igjen og vasker opp.\n",
    title="Ved det runde bordet",
)
BADSTUE = offer("\nBadstua på brygga er varm fra klokka seks.\n", title="Badstukveld")


@pytest.fixture
def root(make_root: Callable[..., Path]) -> Path:
    """A repository of the good base and two offers, all from one commit in spring."""
    root = make_root(files={"content/offers/bordet.md": SAMTALE, "content/offers/fjordby/badstue.md": BADSTUE})
    commit(root, "2026-03-01")
    return root


def offers(root: Path) -> Path:
    return root / "content" / "offers"


def problems(root: Path, today: dt.date = TODAY) -> list[Problem]:
    found = in_order(load(Options(root=root, today=today)).problems)
    return [problem for problem in found if problem.code not in ("not-canonical", "short-notice", "stale-crisis-line")]


def lost(root: Path, today: dt.date = TODAY) -> list[str]:
    """`path:line:column addresses suggestion` of each problem, below content/; nothing else may be wrong."""
    found = problems(root, today)
    assert {problem.code for problem in found} <= {"lost-address"}
    return [_line(problem) for problem in found]


def _line(problem: Problem) -> str:
    mark = problem.mark
    said = f"{mark.path.removeprefix('content/')}:{mark.line}:{mark.column} {problem.values.get('address')}"
    return f"{said} {problem.suggestion}" if problem.suggestion else said


def test_a_renamed_offer_is_to_keep_its_old_id_as_an_alias(root: Path) -> None:
    assert lost(root) == []
    git(root, "mv", "content/offers/bordet.md", "content/offers/runde-bord.md")
    asked = ["offers/runde-bord.md:2:1 /tilbud/bordet/ aliases: [bordet]"]
    assert lost(root) == asked  # before the commit, when it is easiest to fix
    commit(root, "2026-04-01")
    assert lost(root) == asked
    assert lost(root, dt.date(2031, 1, 1)) == asked
    file = offers(root) / "runde-bord.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\naliases: [bordet]\n", 1), "utf-8")
    assert lost(root) == []


def test_it_is_found_when_its_text_changed_in_the_same_commit(root: Path) -> None:
    text = SAMTALE.replace("Ved det runde bordet", "Rundt bordet")
    (offers(root) / "bordet.md").rename(offers(root) / "rundt-bordet.md").write_text(text, "utf-8")
    commit(root, "2026-04-01")
    assert lost(root) == ["offers/rundt-bordet.md:2:1 /tilbud/bordet/ aliases: [bordet]"]


def test_an_offer_renamed_twice_is_followed_to_its_end_and_told_of_once(root: Path) -> None:
    git(root, "mv", "content/offers/bordet.md", "content/offers/b.md")
    commit(root, "2026-04-01")
    git(root, "mv", "content/offers/b.md", "content/offers/fjordby/c.md")
    commit(root, "2026-05-01")
    assert lost(root) == ["offers/fjordby/c.md:2:1 /tilbud/b/, /tilbud/bordet/ aliases: [b, bordet]"]


def test_what_is_in_aliases_already_stays_there(root: Path) -> None:
    git(root, "mv", "content/offers/bordet.md", "content/offers/b.md")
    (offers(root) / "b.md").write_text(SAMTALE.replace("---\n", "---\naliases: gammelt\n", 1), "utf-8")
    commit(root, "2026-04-01")
    assert lost(root) == ["offers/b.md:2:10 /tilbud/bordet/ [gammelt, bordet]"]


@pytest.mark.parametrize("alias", ["bordet.md", "/tilbud/bordet/", "https://veiviser.example.org/tilbud/bordet/"])
def test_an_alias_that_is_written_as_a_file_or_an_address_is_told_once(root: Path, alias: str) -> None:
    git(root, "mv", "content/offers/bordet.md", "content/offers/b.md")
    (offers(root) / "b.md").write_text(SAMTALE.replace("---\n", f"---\naliases: [{alias}]\n", 1), "utf-8")
    assert [(p.code, p.suggestion) for p in problems(root)] == [("bad-id", "bordet")]


@pytest.mark.parametrize("committed", [True, False])
def test_a_deleted_offer_is_told_of_where_it_lay(root: Path, committed: bool) -> None:
    (offers(root) / "fjordby" / "badstue.md").unlink()
    if committed:
        commit(root, "2026-04-01")
    assert lost(root) == ["offers/fjordby/badstue.md:1:1 /tilbud/badstue/"]
    (offers(root) / "sauna.md").write_text(offer(title="Sauna", aliases="badstue"), "utf-8")
    assert lost(root) == []


def test_a_file_deleted_in_one_commit_and_put_in_again_in_the_next_is_known_by_name_and_owner(root: Path) -> None:
    (offers(root) / "bordet.md").unlink()
    commit(root, "2026-04-01")
    (offers(root) / "nytt.md").write_text(offer("\nNy tekst.\n", title="ved det runde bordet"), "utf-8")
    commit(root, "2026-04-02")
    assert lost(root) == ["offers/nytt.md:2:1 /tilbud/bordet/ aliases: [bordet]"]


def test_what_moved_or_came_back_is_not_lost(root: Path) -> None:
    (offers(root) / "nes").mkdir()
    git(root, "mv", "content/offers/bordet.md", "content/offers/nes/bordet.md")
    (offers(root) / "fjordby" / "badstue.md").unlink()
    commit(root, "2026-04-01")
    (offers(root) / "badstue.md").write_text(BADSTUE, "utf-8")
    commit(root, "2026-05-01")
    assert lost(root) == []


def test_a_name_that_came_and_went_with_a_branch_was_never_an_address(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "nytt")
    (offers(root) / "kladd.md").write_text(offer(title="Kor"), "utf-8")
    commit(root, "2026-04-01")
    git(root, "mv", "content/offers/kladd.md", "content/offers/kor.md")
    commit(root, "2026-04-02")
    git(root, "checkout", "--quiet", "main")
    (offers(root) / "bordet.md").write_text(f"{SAMTALE}Kom!\n", "utf-8")
    commit(root, "2026-04-03")
    git(root, "merge", "--quiet", "--no-edit", "nytt")
    assert lost(root) == []
    git(root, "mv", "content/offers/kor.md", "content/offers/koret.md")
    commit(root, "2026-04-04")
    assert lost(root) == ["offers/koret.md:2:1 /tilbud/kor/ aliases: [kor]"]


def test_a_file_that_could_never_be_published_and_the_samples_of_a_new_region_are_no_loss(root: Path) -> None:
    for name in ("På Tur", "eksempel-pusterommet"):
        (offers(root) / f"{name}.md").write_text(BADSTUE, "utf-8")
    (offers(root) / "bordet.en.md").write_text("---\ntitle: Round table\n---\n", "utf-8")
    commit(root, "2026-04-01")
    for name in ("På Tur", "eksempel-pusterommet", "bordet.en"):
        (offers(root) / f"{name}.md").unlink()
    commit(root, "2026-04-02")
    assert lost(root) == []


def test_a_shallow_clone_tells_what_it_knows(root: Path, tmp_path: Path) -> None:
    git(root, "mv", "content/offers/bordet.md", "content/offers/b.md")
    commit(root, "2026-04-01")
    commit(root, "2026-04-02")
    for depth, addresses in ((1, []), (2, []), (3, ["/tilbud/bordet/"])):
        copy = tmp_path / f"copy-{depth}"
        git(tmp_path, "clone", "--quiet", f"--depth={depth}", root.as_uri(), str(copy))
        found = problems(copy)
        assert [p.values["address"] for p in found if p.code == "lost-address"] == addresses
        assert {p.code for p in found} - {"lost-address"} <= {"shallow-history"}


def test_references_and_links_to_the_old_name_come_with_the_new_one(root: Path) -> None:
    (offers(root) / "tur.md").write_text(
        offer("\nSe [bordet](/tilbud/bordet/).\n", title="Tur", distinct_from="[bordet]"), "utf-8"
    )
    git(root, "mv", "content/offers/bordet.md", "content/offers/heimkomst.md")
    commit(root, "2026-04-01")
    assert {(p.code, p.suggestion) for p in problems(root)} == {
        ("unknown-id", "heimkomst"),
        ("dead-link", "/tilbud/heimkomst/"),
        ("lost-address", "aliases: [bordet]"),
    }


def test_what_has_no_aliases_is_told_of_while_it_can_be_undone(root: Path) -> None:
    place = "name: Huset\nmunicipality: fjordby\naddress: Storgata 1\n"
    (root / "content" / "places").mkdir()
    (root / "content" / "places" / "huset.yaml").write_text(place, "utf-8")
    commit(root, "2026-10-01")
    git(root, "mv", "content/places/huset.yaml", "content/places/storhuset.yaml")
    commit(root, "2026-11-10")
    assert lost(root) == ["places/storhuset.yaml:1:1 /sted/huset/"]
    assert lost(root, dt.date(2026, 12, 31)) == []
    (root / "content" / "places" / "storhuset.yaml").unlink()
    commit(root, "2026-11-11")
    assert lost(root) == []  # a place that no longer exists needs no page


def test_a_deleted_event_is_told_of_as_long_as_people_may_come_to_it(root: Path) -> None:
    events = root / "content" / "events"
    events.mkdir()
    for name, fields in (
        ("kommer", {"starts": "2026-12-20T18:00"}),
        ("var", {"starts": "2026-11-02T18:00"}),
        ("avlyst", {"starts": "2026-12-20T18:00", "status": "cancelled"}),
        ("fast", {"starts": "2026-10-06T18:00", "repeat": "weekly"}),
    ):
        (events / f"{name}.md").write_text(event(**fields), "utf-8")
    commit(root, "2026-10-01")
    for name in ("kommer", "var", "avlyst", "fast"):
        (events / f"{name}.md").unlink()
    commit(root, "2026-11-15")
    assert lost(root) == ["events/fast.md:1:1 /arrangement/fast/", "events/kommer.md:1:1 /arrangement/kommer/"]


def test_a_root_below_its_repository(make_root: Callable[..., Path], tmp_path: Path) -> None:
    make_root(files={"content/offers/bordet.md": SAMTALE})
    commit(tmp_path, "2026-03-01")
    root = tmp_path / "root"
    git(tmp_path, "mv", "root/content/offers/bordet.md", "root/content/offers/b.md")
    assert lost(root) == ["offers/b.md:2:1 /tilbud/bordet/ aliases: [bordet]"]
    commit(tmp_path, "2026-04-01")
    assert lost(root) == ["offers/b.md:2:1 /tilbud/bordet/ aliases: [bordet]"]
