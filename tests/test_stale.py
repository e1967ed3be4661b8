"""`veiviser stale`: which owner is asked about what, in each format, and one issue for each owner at the code host."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from click.testing import CliRunner, Result

from tests.support.codehost import CodeHost, code_host
from tests.support.files import write
from tests.support.records import record
from tests.support.repository import commit
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.cli.main import main
from veiviser.editing.issues import marker
from veiviser.pages.families import page
from veiviser.web.site import localized_sites

MakeRoot = Callable[..., Path]
DAY = TODAY.isoformat()
SITE = """\
title: Veiviseren
base_url: https://veiviser.example/
languages: [nb, nn]
publisher: kommunen
"""


def offer(title: str, **fields: str) -> str:
    given = {
        "title": title, "summary": "Møt andre.", "status": "active", "organisations": "kommunen", "coverage": "fjordby",
        "audiences": "partner", "needs": "prat", "formats": "gruppe", "phone": "22 22 22 22",
    }  # fmt: skip
    return record(**{**given, **fields})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A region with two owners, and an offer in each state of confirmation."""
    terms = {"needs": "prat", "audiences": "partner", "formats": "gruppe"}
    files = {
        "site.yaml": SITE,
        "municipalities.yaml": "- {id: fjordby, number: 9901, name: Fjordby, county: fylket}\n"
        "- {id: elvemo, number: 9902, name: Elvemo, county: fylket}\n",
        "areas.yaml": "- {id: fylket, name: Fylket, kind: county}\n",
        "crisis.yaml": "[]\n",
        **{f"vocabulary/{name}.yaml": f"- {{id: {id_}, name: {id_}}}\n" for name, id_ in terms.items()},
        "organisations/kommunen.yaml": "name: Kommunen\nkind: municipality\n",
        "organisations/foreningen.yaml": "name: Foreningen\nkind: voluntary\nemail: post@foreningen.example\n",
        "contacts/vert.yaml": "role: Verten\norganisation: kommunen\nphone: 55 00 00 10\n",
        "offers/fersk.md": offer("Fersk", verified_on="2026-10-01"),
        "offers/snart.md": offer("Snart", verified_on="2026-06-10"),
        "offers/forfalt.md": offer("Forfalt", verified_on="2026-01-01"),
        "offers/eldst.md": offer("Eldst", verified_on="2025-01-01", organisations="foreningen", coverage="elvemo"),
        "offers/aldri.md": offer("=Aldri [x] @alle", organisations="[kommunen, foreningen]"),
        "offers/slutt.md": offer("Slutt", status="ended", ended_on="2026-01-01"),
        "offers/senere.md": offer("Senere", status="planned"),
    }
    for path, text in files.items():
        write(tmp_path, path, text)
    return tmp_path


def stale(root: Path, *options: str, lang: str = "en") -> Result:
    command = ["stale", "--root", str(root), "--today", DAY, "--lang", lang, *options]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def rows(root: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(stale(root, "--format", "json").stdout)
    return found


def test_what_runs_and_is_not_confirmed_and_what_has_waited_longest_first(root: Path) -> None:
    found = [(row["id"], row["state"], row["due_on"], row["owner"]) for row in rows(root)]
    assert found == [
        ("eldst", "overdue", "2025-06-30", "foreningen"), ("forfalt", "overdue", "2026-06-30", "kommunen"),
        ("aldri", "never", "", "kommunen"), ("snart", "due", "2026-12-07", "kommunen"),
    ]  # fmt: skip


def test_the_owner_is_reached_directly_else_through_a_contact(root: Path) -> None:
    reached = {row["owner"]: (row["email"], row["phone"]) for row in rows(root)}
    assert reached == {"kommunen": ("", "55 00 00 10"), "foreningen": ("post@foreningen.example", "")}


def test_the_text_is_by_owner_or_by_municipality(root: Path) -> None:
    by_owner = stale(root)
    assert by_owner.stdout == (
        "Foreningen – post@foreningen.example\n"
        "  overdue since 2025-06-30  Eldst  content/offers/eldst.md\n"
        "\n"
        "Kommunen – 55 00 00 10\n"
        "  overdue since 2026-06-30  Forfalt           content/offers/forfalt.md\n"
        "  never confirmed           =Aldri [x] @alle  content/offers/aldri.md\n"
        "  due by 2026-12-07         Snart             content/offers/snart.md\n"
        "\n"
        "4 of 5 offers to confirm: 2 overdue, 1 never confirmed, 1 soon due.\n"
    )
    by_place = stale(root, "--by", "municipality").stdout
    assert [line for line in by_place.splitlines() if line and line[0] != " "][:2] == ["Fjordby", "Elvemo"]


def test_that_something_is_stale_is_no_error_but_an_error_in_the_content_is(root: Path) -> None:
    assert stale(root).exit_code == 0
    write(root, "offers/feil.md", "uten felt\n")
    broken = stale(root, lang="nb")
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert "content/offers/feil.md:1:1: error[front-matter]" in broken.stderr


def test_nothing_to_confirm_is_said(root: Path) -> None:
    for name in ("snart", "forfalt", "eldst", "aldri"):
        (root / "content" / "offers" / f"{name}.md").unlink()
    assert stale(root).stdout == "Everything is confirmed: 1 offers.\n"
    assert (rows(root), stale(root, "--format", "issues").stdout) == ([], "")


def test_a_spreadsheet_runs_nothing(root: Path) -> None:
    table = spreadsheet(root, "en")
    assert [row["Id"] for row in table] == [row["id"] for row in rows(root)]
    assert table[2]["Offer"] == "'=Aldri [x] @alle"


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("nb", {"Tilbud": "Eldst", "Tilstand": "forfalt", "Eier": "Foreningen", "Kommuner": "Elvemo"}),
        ("nn", {"Tilbod": "Eldst", "Tilstand": "forfalle", "Eigar": "Foreningen", "Kommunar": "Elvemo"}),
    ],
)
def test_a_norwegian_spreadsheet_opens_it_at_a_double_click(root: Path, lang: str, first: dict[str, str]) -> None:
    assert stale(root, "--format", "csv", lang=lang).stdout_bytes.startswith(b"\xef\xbb\xbf")
    table = spreadsheet(root, lang)
    assert first.items() <= table[0].items()
    assert len(table) == 4


def test_municipalities_of_one_name_are_told_apart_in_a_spreadsheet(root: Path) -> None:
    write(
        root,
        "municipalities.yaml",
        "- {id: fjordby, number: 9901, name: Sand, county: fylket}\n"
        "- {id: elvemo, number: 9902, name: Sand, county: nordfylket}\n",
    )
    write(
        root,
        "areas.yaml",
        "- {id: fylket, name: Fylket, kind: county}\n- {id: nordfylket, name: Nordfylket, kind: county}\n",
    )
    assert [row["Kommuner"] for row in spreadsheet(root, "nb")][:2] == ["Sand (Nordfylket)", "Sand (Fylket)"]


def spreadsheet(root: Path, lang: str) -> list[dict[str, str]]:
    text = stale(root, "--format", "csv", lang=lang).stdout_bytes.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


# The messages to the owners


def message(root: Path, owner: str, **settings: str) -> str:
    write(root, "site.yaml", SITE + "".join(f"{name}: {value}\n" for name, value in settings.items()))
    parts = stale(root, "--format", "issues", lang="en").stdout.split("\n# ")
    (found,) = (part for part in parts if marker(owner) in part)
    return found


def answers(text: str, id_: str) -> list[str]:
    """The addresses of the answers about an offer."""
    (line,) = (line for line in text.splitlines() if line.startswith("- **[") and f"/tilbud/{id_}/" in line)
    return re.findall(r"\]\((.*?)\)", line)[1:]


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_a_message_is_in_the_sites_language_and_tells_who_says_what_by_a_marker(root: Path) -> None:
    text = message(root, "kommunen", repository="https://github.com/region/veiviser")
    assert text.splitlines()[0] == "Stemmer dette fortsatt? Kommunen [kommunen]"
    assert "55 00 00 10" in text
    assert [line.count("](") for line in text.splitlines() if line.startswith("- ")] == [4, 4, 4]
    assert "sist bekreftet 1. januar 2026" in text


def test_a_title_is_shown_as_it_is_and_calls_nobody(root: Path) -> None:
    text = message(root, "kommunen")
    assert "@alle" not in text
    assert "=Aldri [x] @alle" in unescape(text)


def test_owners_are_warned_of_dates_that_only_they_know_about(root: Path) -> None:
    """About an offer that has run out of dates, one that should have ended or begun, and an event announced late."""
    event = "---\ntitle: {}\nstarts: {}\norganisations: foreningen\ncoverage: elvemo\n{}---\n"
    write(root, "events/moetet.md", event.format("Møtet", "2026-02-03T18:00", "offer: omme\n"))
    commit(root, "2026-10-01")
    new = {"verified_on": "2026-11-01", "organisations": "foreningen"}
    write(root, "offers/omme.md", offer("Omme", **new))
    write(root, "offers/slutter.md", offer("Slutter", ends_on="2026-10", **new))
    write(root, "offers/starter.md", offer("Starter", status="planned", starts_on="2026-11-20", **new))
    commit(root, "2026-11-01")
    write(root, "events/bratt.md", event.format("Brått", "2026-11-24T18:00", ""))
    (root / "content" / "offers" / "eldst.md").unlink()
    text = message(root, "foreningen", repository="https://github.com/r/v")
    assert "siste dato var 3. februar 2026" in warned(text, "tilbud/omme")
    assert "skulle vare til oktober 2026" in warned(text, "tilbud/slutter")
    assert "skulle begynne 20. november 2026" in warned(text, "tilbud/starter")
    assert "3 dager før" in warned(text, "arrangement/bratt")
    assert text.count("](https://github.com/r/v/edit/") == 4
    assert text.count("](https://github.com/r/v/issues/new?") == 3, "an event ends by itself"
    assert "content/offers/omme.md: The last date of this offer was 2026-02-03" in stale(root).stdout


def warned(text: str, page: str) -> str:
    (line,) = (line for line in text.splitlines() if line.startswith("- **[") and f"/{page}/" in line)
    return line


@pytest.mark.parametrize(
    ("repository", "edit", "new", "fields"),
    [
        ("https://github.com/r/v/", "https://github.com/r/v/edit", "https://github.com/r/v/issues/new",
         ("title", "body")),
        ("https://gitlab.com/r/v.git", "https://gitlab.com/r/v/-/edit", "https://gitlab.com/r/v/-/issues/new",
         ("issue[title]", "issue[description]")),
        ("https://codeberg.org/r/v", "https://codeberg.org/r/v/_edit", "https://codeberg.org/r/v/issues/new",
         ("title", "body")),
    ],
)  # fmt: skip
def test_the_answers_at_a_code_host(root: Path, repository: str, edit: str, new: str, fields: tuple[str, str]) -> None:
    text = message(root, "kommunen", repository=repository, branch="ny/gren")
    still, change, ended = answers(text, "forfalt")
    assert change == f"{edit}/ny/gren/content/offers/forfalt.md"
    for address, word in ((still, "verified_on"), (ended, "ended_on")):
        assert address.partition("?")[0] == new
        title, body = (asked(address)[field] for field in fields)
        assert "forfalt" in title
        assert word in body
        assert "content/offers/forfalt.md" in body


def test_a_root_in_a_folder_of_its_repository_is_changed_there(tmp_path: Path, root: Path) -> None:
    root = root.rename(tmp_path.parent / f"{tmp_path.name}-repository") / "region nord"
    root.mkdir()
    (root.parent / "content").rename(root / "content")
    commit(root.parent, "2026-01-01")
    _still, change, _ended = answers(message(root, "kommunen", repository="https://github.com/r/v"), "forfalt")
    assert change == "https://github.com/r/v/edit/main/region%20nord/content/offers/forfalt.md"
    directory = load(Options(root=root, today=TODAY)).value
    assert directory
    shown = page(localized_sites(directory, "https://veiviser.example/")[0], "offer", "forfalt")
    assert shown.view.edit == change


def test_without_a_repository_the_answers_are_mails_or_the_regions_form(root: Path) -> None:
    by_mail = answers(message(root, "kommunen", feedback_email="post@veiviser.example"), "forfalt")
    assert [address.partition("?")[0] for address in by_mail] == ["mailto:post@veiviser.example"] * 3
    assert len({unquote(address) for address in by_mail}) == 3
    form = "https://skjema.example/?o={id}&t={title}"
    by_form = answers(message(root, "kommunen", feedback_form=f'"{form}"'), "forfalt")
    assert by_form == ["https://skjema.example/?o=forfalt&t=Forfalt"] * 3


def test_an_answer_takes_no_account_where_there_is_another_way(root: Path) -> None:
    told = {"repository": "https://github.com/r/v", "feedback_email": "post@veiviser.example"}
    *by_mail, edit, ended = answers(message(root, "kommunen", **told), "forfalt")
    assert {address.partition("?")[0] for address in (*by_mail, ended)} == {"mailto:post@veiviser.example"}
    assert len(by_mail) == 2
    assert edit.startswith("https://github.com/r/v/edit/")
    assert "konto" in message(root, "kommunen", repository="https://github.com/r/v")


def test_where_there_is_no_way_to_answer_none_is_offered(root: Path) -> None:
    text = message(root, "kommunen")
    assert answers(text, "forfalt") == []
    assert "svar på denne meldingen" in text
    assert "svarene bak" not in text


def test_a_mail_is_plain_and_asks_for_an_answer_to_itself(root: Path) -> None:
    settings = "repository: https://github.com/r/v\nfeedback_email: post@veiviser.example\n"
    write(root, "site.yaml", SITE + settings)
    first, second = stale(root, "--format", "mail").stdout.split("-" * 72)
    assert first.startswith("Til Foreningen (post@foreningen.example)\nEmne: Stemmer dette fortsatt? Foreningen\n")
    assert "- =Aldri [x] @alle: aldri bekreftet\n  https://veiviser.example/tilbud/aldri/\n" in second
    assert "sist bekreftet 1. januar 2026" in second
    for text in (first, second):
        assert "svar på denne meldingen" in text
        assert not re.search(r"&#|\]\(|\*\*|<!--|mailto:|github", text)


def test_a_message_of_very_many_offers_still_fits(root: Path) -> None:
    for number in range(200):
        write(root, f"offers/o{number}.md", offer("x" * 90, verified_on="2025-01-01"))
    text = message(root, "kommunen", repository="https://github.com/region/veiviser")
    assert len(text) < 60_000
    assert "163" in text


def test_a_message_of_very_many_warnings_says_how_many_wait(root: Path) -> None:
    commit(root, "2026-10-01")
    new = {"verified_on": "2026-11-01", "organisations": "foreningen", "ends_on": "2026-10"}
    for number in range(45):
        write(root, f"offers/o{number}.md", offer(f"Slutter {number}", **new))
    commit(root, "2026-11-01")
    assert "Og 5 til, som kommer hit når disse er gjort." in message(root, "foreningen")


# At the code host


@pytest.fixture
def host() -> Iterator[CodeHost]:
    with code_host() as host:
        yield host


@pytest.fixture(params=["github", "gitlab"])
def post(request: pytest.FixtureRequest, host: CodeHost, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], str]:
    """What the scheduled job does, with its output."""
    for name, value in host.variables(request.param).items():
        monkeypatch.setenv(name, value)

    def run(root: Path) -> str:
        done = stale(root, "--post", request.param)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_one_issue_an_owner_updated_and_never_two_and_closed_when_all_is_fresh(
    root: Path, host: CodeHost, post: Callable[[Path], str]
) -> None:
    assert post(root) == "Issues: 2 opened, 0 updated, 0 closed, 0 left as they were.\n"
    first = {issue["title"]: issue["number"] for issue in host.open}
    assert post(root) == "Issues: 0 opened, 0 updated, 0 closed, 2 left as they were.\n"
    assert host.writes == 2

    write(root, "offers/forfalt.md", offer("Forfalt", verified_on=DAY))
    assert post(root) == "Issues: 0 opened, 1 updated, 0 closed, 1 left as they were.\n"
    assert {issue["title"]: issue["number"] for issue in host.open} == first
    assert "forfalt" not in host.issues[1]["body"]

    write(root, "offers/eldst.md", offer("Eldst", verified_on=DAY, organisations="foreningen"))
    post(root)
    assert [marker("kommunen") in issue["body"] for issue in host.open] == [True]
    write(root, "offers/eldst.md", offer("Eldst", verified_on="2025-01-01", organisations="foreningen"))
    post(root)
    assert len(host.open) == 2


def test_nobody_opens_an_issue_for_a_sample_that_came_with_a_new_region(
    tmp_path: Path, host: CodeHost, post: Callable[[Path], str]
) -> None:
    about = ["--name", "Hedmarken", "--languages", "nb", "--municipality", "Hamar", "--publisher", "Hamar kommune"]
    begun = CliRunner().invoke(main, ["init", str(tmp_path / "ny"), *about, "--host", "none", "--base-url", "unknown"])
    assert begun.exit_code == 0, begun.output
    assert "Eksempel" in stale(tmp_path / "ny").stdout
    assert post(tmp_path / "ny") == "Issues: 0 opened, 0 updated, 0 closed, 0 left as they were.\n"


def test_of_two_issues_for_one_owner_the_second_is_closed(
    root: Path, host: CodeHost, post: Callable[[Path], str]
) -> None:
    post(root)
    copy = host.add(host.issues[0]["title"], host.issues[0]["body"])
    post(root)
    assert copy["state"] == "closed"
    assert len(host.open) == 2


def test_other_issues_are_left_alone_however_many(root: Path, host: CodeHost, post: Callable[[Path], str]) -> None:
    post(root)
    for number in range(250):
        host.add(f"Sak {number}", "Noe annet.")
    assert post(root).endswith("2 left as they were.\n")
    assert len(host.open) == 252


def test_a_strangers_issue_is_never_taken_for_ours(root: Path, host: CodeHost, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger: dict[str, Any] = {"user": {"login": "ola"}, "author_association": "NONE"}
    theirs = host.add("Min sak", marker("kommunen"), **stranger)
    host.add("En endring", marker("foreningen"), pull_request={})
    for name, value in host.variables("github").items():
        monkeypatch.setenv(name, value)
    assert stale(root, "--post", "github").stdout.startswith("Issues: 2 opened, 0 updated, 0 closed")
    assert (theirs["title"], theirs["state"]) == ("Min sak", "open")


def test_a_host_that_refuses_or_is_not_there_is_told_without_the_secret(
    root: Path, host: CodeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = stale(root, "--post", "gitlab")
    assert said.exit_code == 2
    assert "CI_API_V4_URL, CI_PROJECT_ID, VEIVISER_TOKEN" in said.stderr
    for name, value in host.variables("gitlab").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("VEIVISER_TOKEN", "wrong-secret")
    refused = stale(root, "--post", "gitlab")
    monkeypatch.setenv("CI_API_V4_URL", "http://127.0.0.1:9")
    gone = stale(root, "--post", "gitlab")
    for each, word in ((refused, "403"), (gone, "cannot be reached")):
        assert each.exit_code == 2
        assert word in each.stderr
        assert "wrong-secret" not in each.output
