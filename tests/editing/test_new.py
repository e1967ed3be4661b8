"""`veiviser new`: options, or a dialogue on a real terminal, give a file that check and build accept."""

import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pexpect
import pytest
from click.testing import CliRunner, Result

from tests.support.breaking import break_off
from tests.support.built import REGIONS, in_bokmaal
from tests.support.tiers import exhaustive
from tools.day import TODAY
from tools.program import PROGRAM
from veiviser.cli.main import main
from veiviser.content import schema
from veiviser.content.labels import VALUES
from veiviser.content.models import KINDS
from veiviser.content.read import read
from veiviser.editing.dialogue import Dialogue, Refuse, resolved
from veiviser.editing.new import Choice, choices, fields, suggested_folder, suggested_id, tidied
from veiviser.editing.questions import FORMS, Answer
from veiviser.language.languages import catalogue

# By kind: the options, existing records of the example region, and the new file.
OPTIONS = {
    "offer": (
        "--title Strikkekafé --summary Strikk. --status active --organisations frivilligsentralen-fjordby"
        " --coverage fjordby --audiences partner --audiences barn --needs noen-aa-snakke-med --formats gruppe"
        " --phone 55000040 --verified-on 1.11.2026",
        "content/offers/fjordby/strikkekafe.md",
        "---\ntitle: Strikkekafé\nsummary: Strikk.\nstatus: active\norganisations: [frivilligsentralen-fjordby]\n"
        "coverage: [fjordby]\naudiences: [partner, barn]\nneeds: [noen-aa-snakke-med]\nformats: [gruppe]\n"
        "phone: 55000040\nverified_on: 2026-11-01\n---\n",
    ),
    "event": (
        "--title Lysfest --starts 2026-12-13T18:00 --organisations steindal-kommune --coverage steindal --body Lys.",
        "content/events/2026/lysfest.md",
        "---\ntitle: Lysfest\nstarts: 2026-12-13T18:00\norganisations: [steindal-kommune]\ncoverage: [steindal]\n---\n"
        "Lys.\n",
    ),
    "contact": (
        "--role Fysioterapeut --organisation elvemo-kommune --phone 55000077",
        "content/contacts/elvemo/fysioterapeut-elvemo-kommune.yaml",
        "role: Fysioterapeut\norganisation: elvemo-kommune\nphone: 55000077\n",
    ),
    "organisation": (
        "--name Husflidslaget --kind voluntary --url https://husflid.example.org/",
        "content/organisations/frivillige/husflidslaget.yaml",
        "name: Husflidslaget\nkind: voluntary\nurl: https://husflid.example.org/\n",
    ),
    "place": (
        "--name Bedehuset --municipality elvemo --opening-hours monday~10:00-12:00 --accessibility rullestol",
        "content/places/elvemo/bedehuset.yaml",
        "name: Bedehuset\nmunicipality: elvemo\nopening_hours:\n  - monday 10:00-12:00\naccessibility: [rullestol]\n",
    ),
    "page": ("--title Samarbeid --menu true", "content/pages/samarbeid.md", "---\ntitle: Samarbeid\nmenu: true\n---\n"),
    "survey": (
        "--municipality elvemo --need sorg --checked-on 2026-11-20 --checked-by Kommunen",
        "content/surveys/elvemo/elvemo-sorg.yaml",
        "municipality: elvemo\nneed: sorg\nchecked_on: 2026-11-20\nchecked_by: Kommunen\n",
    ),
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def new(root: Path, kind: str, options: str, *more: str) -> Result:
    given = [option.replace("~", " ") for option in options.split()]
    return run("new", kind, "--root", root, "--today", TODAY.isoformat(), "--lang", "en", *given, *more)


def problems(root: Path) -> set[str]:
    return set(run("check", "--root", root, "--today", TODAY.isoformat()).output.splitlines())


@cache
def of_the_example() -> set[str]:
    """The problems of the region before anything is added."""
    with TemporaryDirectory() as folder:
        return problems(in_bokmaal(REGIONS["example"], Path(folder)))


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """The example region, to add records to."""
    return in_bokmaal(REGIONS["example"], tmp_path)


# Options


@pytest.mark.parametrize("kind", FORMS)
def test_by_options_a_record_passes_check(kind: str, region: Path) -> None:
    options, path, text = OPTIONS[kind]
    there = files(region)
    result = new(region, kind, options)
    assert result.exit_code == 0, result.output
    assert f"Written: {path}" in result.output
    assert (region / path).read_text("utf-8") == text
    assert {each for each in files(region) - there if (region / each).is_file()} == {path}
    assert not [line for line in problems(region) - of_the_example() if "error[" in line or "not-canonical" in line]


def test_what_new_wrote_is_built(tmp_path: Path) -> None:
    region = in_bokmaal(REGIONS["example"], tmp_path)
    for kind, (options, _, _) in OPTIONS.items():
        assert new(region, kind, options).exit_code == 0
    result = run("build", "--root", region, "--today", TODAY.isoformat(), "--jobs", "1", "--out", region / "site")
    assert result.exit_code == 0, result.output
    assert (region / "site/tilbud/strikkekafe/index.html").is_file()
    assert (region / "site/arrangement/lysfest/index.html").is_file()


def test_every_missing_option_is_named_at_once(region: Path) -> None:
    there = files(region)
    result = new(region, "offer", "--title Tur")
    assert result.exit_code == 2
    expected = "--summary, --status, --organisations, --coverage, --audiences, --needs, --formats"
    assert f"These options are missing: {expected}" in " ".join(result.output.split())
    assert files(region) == there


@pytest.mark.parametrize(
    ("word", "kind"), [("Tilbod", "offer"), ("organisasjon", "organisation"), ("places", "place"), ("kommune", None)]
)
def test_a_kind_is_told_by_what_people_call_it(region: Path, word: str, kind: str | None) -> None:
    result = run("new", word, "--root", region)
    assert result.exit_code == 2
    assert result.output.endswith(f"Mente du «{kind}»?\n" if kind else f"«{word}».\n")


def test_one_of_several_options_is_enough(region: Path) -> None:
    result = new(region, "contact", "--organisation elvemo-kommune")
    assert "--role or --name, --phone or --email or --url" in result.output
    assert new(region, "event", "--title Fest --starts 2026-12-13 --offer nabohjelpa-steindal").exit_code == 0


def test_values_are_refused_in_the_words_of_check(region: Path) -> None:
    result = new(region, "contact", "--role Lege --organisation elvemo-komune --phone 123")
    assert result.exit_code == 2
    assert "--organisation: There is no organisation “elvemo-komune”. Did you mean “elvemo-kommune”?" in result.output
    assert "--phone: “123” is not one phone number" in result.output
    assert "What is not there yet comes first: veiviser new organisation" in result.output


@pytest.mark.parametrize(
    ("options", "commands"),
    [
        ("--organisations Sanitetsforeningen --contacts Husverten", {"organisation", "contact"}),
        ("--places Grendehuset", {"place"}),
        ("--coverage elvemoo", set()),
    ],
)
def test_what_a_record_would_refer_to_and_is_not_there_is_made_first(
    options: str, commands: set[str], region: Path
) -> None:
    result = new(region, "offer", f"--title Bingo --yes {options}")
    assert result.exit_code == 2
    assert set(re.findall(r"comes first: veiviser new (\w+)", result.output)) == commands


def test_an_error_of_the_record_as_a_whole_is_said_and_nothing_written(region: Path) -> None:
    there = files(region)
    backwards = "--title Fest --starts 2026-12-13T18:00 --ends 2026-12-12T18:00 --offer nabohjelpa-steindal"
    result = new(region, "event", backwards)
    assert result.exit_code == 1
    assert re.search(r"content/events/2026/fest\.md:[0-9]+:[0-9]+: error\[contradictory-dates\]", result.output)
    assert files(region) == there


@pytest.mark.parametrize(
    "where",
    ["--id ../x", "--id Tur", "--folder ../../x", "--folder .git", f"--id {'a' * 300}", f"--folder {'a' * 300}"],
)
def test_a_file_cannot_land_elsewhere(where: str, region: Path) -> None:
    there = files(region.parent)
    assert new(region, "page", f"--title Om {where}").exit_code == 2
    assert files(region.parent) == there


def test_no_file_is_overwritten(region: Path) -> None:
    before = (region / "content/pages/om.md").read_bytes()
    result = new(region, "page", "--title Noe --id om")
    assert (result.exit_code, (region / "content/pages/om.md").read_bytes()) == (2, before)
    assert "is there already" in result.output


@pytest.mark.parametrize(
    ("kind", "options", "reason"),
    [
        ("page", "--title For~fagfolka", "a like name"),
        ("organisation", "--name Noe~annet --kind state --phone +4755000001", "the same phone number"),
        (
            "contact",
            "--role X --organisation nav-fjordby --email Kreftkoordinator@fjordby.example.org",
            "the same mail",
        ),
        ("place", "--name Noe --municipality aasvik --address strandvegen~114", "the same address"),
        ("survey", "--municipality elvemo --need bolig --checked-on 2026-11-20 --checked-by Meg", "the same question"),
    ],
)
def test_records_that_are_alike_are_shown(kind: str, options: str, reason: str, region: Path) -> None:
    result = new(region, kind, options)
    assert result.exit_code == 0
    assert "There is something like it already:" in result.stderr
    assert reason in result.stderr


def test_every_field_is_an_option() -> None:
    for kind, form in FORMS.items():
        said = run("new", kind, "--help").output
        for field in schema.fields(KINDS[form.kind].model):
            assert re.search(rf"^  --{field.name.replace('_', '-')} ", said, re.MULTILINE), (kind, field.name)


def test_every_field_that_is_required_is_asked_and_every_closed_value_has_words() -> None:
    for form in FORMS.values():
        known = {field.name: field for field in schema.fields(KINDS[form.kind].model)}
        asked = [question.field for question in form.questions]
        assert {name for name, field in known.items() if field.required} <= set(asked) <= set(known)
        for name in asked:
            assert set(known[name].values) <= set(VALUES), name


# Suggestions


def test_folders_are_those_where_the_like_lie(region: Path) -> None:
    content = read(region).value
    folder = {
        ("offer", "coverage", "fjordby"): "fjordby",
        ("offer", "coverage", "norge"): "",
        ("event", "starts", "2027-02-01"): "2027",
        ("event", "starts", "2031-02-01"): "2031",
        ("place", "municipality", "ytre-holmen"): "ytre-holmen",
        ("contact", "organisation", "helse-fjord"): "helse-fjord",
        ("page", "title", "Om"): "",
    }
    found = {key: suggested_folder(content, FORMS[key[0]], {key[1]: key[2]}) for key in folder}
    assert found == folder


def test_what_is_one_municipalitys_goes_into_its_folder_and_never_into_anothers(make_root: Callable[..., Path]) -> None:
    """As the lines of CODEOWNERS that `veiviser init` writes require."""
    root = make_root()
    content = root / "content"
    (content / "municipalities.yaml").write_text(
        "".join(
            f"- id: {id_}\n  number: 990{number}\n  name: {id_.title()}\n  county: fjordland\n"
            for number, id_ in enumerate(("fjordby", "bygda", "dalen"), start=1)
        ),
        "utf-8",
    )
    owner = ["fjordby-kommune"]

    def folder(kind: str, **answers: Answer) -> str:
        return suggested_folder(read(root).value, FORMS[kind], answers)

    assert folder("offer", coverage=["bygda"], organisations=owner) == "bygda"
    assert folder("offer", coverage=["bygda", "dalen"], organisations=owner) == ""
    assert folder("offer", coverage=["norge"], organisations=owner) == ""
    assert folder("offer", coverage=["fjordland"], organisations=owner) == ""
    assert folder("place", municipality="dalen") == "dalen"
    assert folder("survey", municipality="dalen", need="samtale") == "dalen"
    assert folder("event", starts="2027-01-15T18:00", offer="kafe") == "fjordby"

    (content / "offers" / "dalen").mkdir()
    (content / "offers" / "kafe.md").rename(content / "offers" / "dalen" / "kafe.md")
    assert folder("offer", coverage=["bygda"], organisations=owner) == "bygda"
    assert folder("offer", coverage=["dalen"], organisations=owner) == "dalen"


def test_ids_are_free_and_readable(region: Path) -> None:
    content = read(region).value
    page = FORMS["page"]
    assert suggested_id(content, page, {"title": "Om"}) == "om-2"
    assert suggested_id(content, page, {"title": "Åse & Øyvind: café!"}) == "aase-oeyvind-cafe"
    assert suggested_id(content, page, {"title": "?"}) == "pages"
    assert len(suggested_id(content, page, {"title": "lange ord " * 9})) <= 60
    assert [suggested_id(content, page, {"title": name}) for name in ("Nul", "COM7", "Contra")] == [
        "nul-2", "com7-2", "contra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "tidy"),
    [
        ("starts", "1.12.2026 kl. 18.00", "2026-12-01T18:00"),
        ("starts", "2026-12-01 18:00", "2026-12-01T18:00"),
        ("starts", "2026-12-01", "2026-12-01"),
        ("starts", "tirsdag 1. desember 2026 kl 18", "2026-12-01T18:00"),
        ("starts", "1.12.26 kl 18", "2026-12-01T18:00"),
        ("starts", "1.12.2026 18–20", "2026-12-01T18:00"),
        ("ends", "1.12.2026 18–20", "2026-12-01T20:00"),
        ("starts", "mandag 1. desember 2026 kl 18", "mandag 1. desember 2026 kl 18"),
        ("repeat_until", "1. juni 2027", "2027-06-01"),
        ("registration_by", "24. 12. 2026", "2026-12-24"),
        ("title", "1.12.2026", "1.12.2026"),
    ],
)
def test_days_may_be_typed_as_people_write_them(field: str, typed: str, tidy: str) -> None:
    known = {each.name: each for each in schema.fields(KINDS["events"].model)}
    assert tidied(known[field], typed) == tidy


# A dialogue on a real terminal

CTRL_C, CTRL_D, DOWN = "\x03", "\x04", "\x1b[B"


class Screen:
    """`veiviser new` on a terminal of its own."""

    def __init__(
        self, root: Path, kind: str, *options: str, term: str = "xterm-256color", size: tuple[int, int] | None = None
    ) -> None:
        arguments = [*PROGRAM[1:], "new", kind, "--root", str(root), "--today", TODAY.isoformat(), *options]
        silent = {} if size else {"PROMPT_TOOLKIT_NO_CPR": "1"}  # else the program asks for the position of the cursor
        environment = os.environ | {"TERM": term, "LANG": "C.UTF-8", **silent}
        self.process = pexpect.spawn(
            sys.executable, arguments, env=environment, encoding="utf-8", timeout=60, dimensions=size or (40, 100)
        )
        self.mark = "›" if term != "dumb" else "> "

    def answer(self, question: str, *keys: str) -> None:
        """Waits for a question and types."""
        self.process.expect_exact(question)
        self.process.expect_exact(self.mark)
        for key in keys:
            self.process.send(key)

    def end(self) -> tuple[int | None, str]:
        self.process.expect(pexpect.EOF)
        self.process.close()
        return self.process.exitstatus, self.process.before or ""


ANSWERS = {
    "offer": [
        ("Hva heter tilbudet?", "Strikkekafé\r"), ("Hva får folk der?", "Strikk og prat.\r"),
        ("Hvor langt er det kommet?", "\r"), ("Hvilken organisasjon står bak?", "frivilligsentral\r"), ("Flere?", "\r"),
        ("Hvem kan bruke det?", "åsvik\r"), ("Flere?", "fjordby\r"), ("Flere?", "\r"),
        ("Hvem er det for?", "partner\r"), ("Flere?", "\r"), ("Hva hjelper det med?", "noen å snakke\r"),
        ("Flere?", "\r"), ("Hva slags form har det?", "gruppe\r"), ("Flere?", "\r"), ("Når er det?", "Tirsdager.\r"),
        ("Hva koster det?", "gratis\r"), ("Hvem kan folk spørre?", "\r"), ("Hvilket telefonnummer", "\r"),
        ("Hvilken e-postadresse", "\r"), ("Hvilken nettside", "\r"), ("Hvor er det?", "bibliotek\r"), ("Flere?", "\r"),
    ],
    "event": [
        ("Hva heter arrangementet?", "Lysfest\r"), ("Hvilket tilbud", "\r"), ("Hva skjer der?", "\r"),
        ("Når begynner det?", "13.12.2026 18:00\r"), ("Når slutter det?", "\r"),
        ("Hvilken organisasjon", "steindal kommune\r"), ("Flere?", "\r"), ("Hvem kan bruke det?", "steindal\r"),
        ("Flere?", "\r"), ("Hvor er det?", "\r"), ("Hvem kan folk spørre?", "\r"), ("Hva koster det?", "\r"),
        ("Må folk melde seg på?", "\r"),
    ],
    "contact": [
        ("Hva gjør personen", "Fysioterapeut\r"), ("Hva heter personen?", "\r"),
        ("Hvor arbeider personen?", "elvemo\r"), ("Hvilket telefonnummer", "55 00 00 77\r"),
        ("Hvilken e-postadresse", "\r"), ("Hvilken nettside", "\r"), ("Når svarer noen?", "Hverdager\r"),
    ],
    "organisation": [
        ("Hva heter organisasjonen?", "Husflidslaget\r"), ("Hva slags organisasjon", "frivillig\r"),
        ("Hvilket telefonnummer", "\r"), ("Hvilken e-postadresse", "\r"),
        ("Hvilken nettside", "https://husflid.example.org/\r"), ("Hvor arbeider den?", "\r"),
    ],
    "place": [
        ("Hva kaller folk stedet?", "Bedehuset\r"), ("Hvilken kommune", "elvemo\r"), ("Er adressen hemmelig?", "ja\r"),
        ("Når er det åpent?", "monday 10:00-12:00\r"), ("Flere?", "\r"), ("Hva gjør at flere", "rullestol\r"),
        ("Flere?", "\r"),
    ],
    "page": [("overskriften", "Samarbeid\r"), ("Hva handler siden om?", "\r"), ("Skal siden stå i menyen?", "ja\r")],
    "survey": [
        ("I hvilken kommune", "elvemo\r"), ("Hva ble det lett etter?", "sorg\r"), ("For hvem?", "\r"), ("Når?", "\r"),
        ("Hvem lette?", "Kommunen\r"), ("Hva ble funnet", "\r"),
    ],
}  # fmt: skip


BY_OPTIONS = "tests/editing/test_new.py::test_by_options_a_record_passes_check"
OTHERS = exhaustive("tests/editing/test_new.py::test_by_dialogue_a_record_passes_check[offer]", BY_OPTIONS)
SPOKEN = [kind if kind == "offer" else pytest.param(kind, marks=OTHERS) for kind in FORMS]


@pytest.mark.parametrize("kind", SPOKEN)
def test_by_dialogue_a_record_passes_check(kind: str, region: Path) -> None:
    screen = Screen(region, kind)
    for question, typed in ANSWERS[kind]:
        screen.answer(question, typed)
    status, said = screen.end()
    assert status == 0, said
    path = re.search(r"Skrevet: (\S+)", said)
    assert path
    assert (region / path[1]).is_file()
    assert "Slik går du videre" in said
    assert not [line for line in problems(region) - of_the_example() if "error[" in line or "not-canonical" in line]


def test_an_answer_that_does_not_fit_is_asked_again(region: Path) -> None:
    screen = Screen(region, "survey", "--checked-by", "Kommunen", "--need", "sorg")
    screen.answer("I hvilken kommune", "atlantis\r")
    screen.process.expect_exact("«atlantis» er ingen av disse")
    screen.process.send("\x15elvemo\r")
    screen.answer("For hvem?", "\r")
    screen.answer("Når?", "i går\r")
    screen.process.expect_exact("ikke en dato")
    screen.process.send("\x151.11.2026\r")
    screen.answer("Hva ble funnet", "\r")
    assert screen.end()[0] == 0
    assert "checked_on: 2026-11-01\n" in (region / "content/surveys/elvemo/elvemo-sorg.yaml").read_text("utf-8")


def test_a_refusal_is_shown_whole_on_a_narrow_screen(region: Path) -> None:
    screen = Screen(region, "offer", "--title", "Bingo", "--summary", "Bingo.", "--status", "active", size=(40, 50))
    screen.process.expect_exact("\x1b[6n")  # asks for the position of the cursor, which a terminal answers
    screen.process.send("\x1b[1;1R")
    screen.process.send("Sanitetsforeningen\r")
    screen.process.expect_exact("«Sanitetsforeningen» er ingen av disse")
    screen.process.expect_exact("…")  # the end of the sentence, which is longer than the screen is wide
    assert break_off(screen.process)[0] == 1


def test_choices_can_be_taken_with_the_arrows(region: Path) -> None:
    screen = Screen(region, "survey", "--checked-by", "Kommunen", "--need", "sorg", "--checked-on", "2026-11-01")
    screen.answer("I hvilken kommune", "holm")
    screen.process.expect_exact("ytre-holmen")  # the list shows it before Enter
    screen.process.send(DOWN + "\r")
    screen.answer("For hvem?", "\r")
    screen.answer("Hva ble funnet", "\r")
    assert screen.end()[0] == 0
    assert (region / "content/surveys/ytre-holmen/ytre-holmen-sorg.yaml").is_file()


def test_a_record_that_is_alike_can_end_the_dialogue(region: Path) -> None:
    there = files(region)
    screen = Screen(region, "page")
    screen.answer("overskriften", "For fagfolk\r")
    screen.process.expect_exact("content/pages/for-fagfolk.md")
    screen.answer("skal vi gå videre?", "nei\r")
    status, said = screen.end()
    assert (status, files(region)) == (1, there)
    assert "ingenting er skrevet" in said


@pytest.mark.parametrize("ends", ["2026-12-12 18:00", "søndag 13. desember 2026 kl. 18"])
def test_what_only_the_whole_record_shows_is_asked_for_again(region: Path, ends: str) -> None:
    screen = Screen(region, "event", "--title", "Fest", "--summary", "Fest.", "--offer", "nabohjelpa-steindal")
    screen.answer("Når begynner det?", "2026-12-13 18:00\r")
    screen.answer("Når slutter det?", f"{ends}\r")
    for question in ("Hvor er det?", "Hvem kan folk spørre?", "Hva koster det?", "Må folk melde seg på?"):
        screen.answer(question, "\r")
    screen.answer("Når slutter det?", "2026-12-13 20:00\r")
    assert screen.end()[0] == 0
    assert "ends: 2026-12-13T20:00\n" in (region / "content/events/2026/fest.md").read_text("utf-8")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_breaking_off_leaves_nothing_behind(key: str, term: str, region: Path) -> None:
    there = files(region)
    screen = Screen(region, "page", term=term)
    screen.answer("overskriften", "Samarbeid\r")
    screen.answer("Hva handler siden om?")
    if key == CTRL_C:
        status, said = break_off(screen.process)
    else:
        screen.process.send(key)
        status, said = screen.end()
    assert (status, files(region)) == (1, there)
    assert "ingenting er skrevet" in said
    assert "Traceback" not in said


def test_who_breaks_off_can_go_on_from_the_answers(region: Path) -> None:
    screen = Screen(region, "place", term="dumb")
    screen.answer("Hva kaller folk stedet?", 'Ola\'s "hus" & hage\r')
    screen.answer("Hvilken kommune", "elvemo\r")
    screen.answer("Er adressen hemmelig?", "ja\r")
    screen.answer("Når er det åpent?", "monday 10:00-12:00\r")
    screen.answer("Flere?", "\r")
    screen.answer("Hva gjør at flere")
    _status, said = break_off(screen.process)
    command = shlex.split(said.partition("Fortsett fra svarene dine slik: ")[2])
    assert command[:3] == ["veiviser", "new", "place"]
    again = run(*command[1:], "--lang", "nb", "--yes")
    assert again.exit_code == 0, again.output
    text = (region / "content/places/elvemo/ola-s-hus-hage.yaml").read_text("utf-8")
    assert 'Ola\'s "hus" & hage' in text
    assert "monday 10:00-12:00" in text


def test_a_terminal_that_cannot_be_drawn_on_gets_plain_lines(region: Path) -> None:
    screen = Screen(region, "survey", "--checked-by", "Kommunen", "--checked-on", "2026-11-01", term="dumb")
    screen.answer("I hvilken kommune", "elvemo\r")
    screen.answer("Hva ble det lett etter?", "tull\r")
    screen.process.expect_exact("«tull» er ingen av disse")
    screen.process.send("sorg\r")
    screen.answer("For hvem?", "\r")
    screen.answer("Hva ble funnet", "\r")
    status, said = screen.end()
    assert status == 0
    assert "\x1b" not in said


def test_a_folder_that_is_no_directorys_is_left_alone(tmp_path: Path) -> None:
    result = new(tmp_path, "page", "--title Om --summary Kort")
    assert result.exit_code == 2
    assert "There is no content/site.yaml" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_question_for_something_that_is_not_there_yet_says_how_it_comes_there(region: Path) -> None:
    class Listening:
        """Gives empty answers, and keeps the hints."""

        hints: ClassVar[list[str]] = []

        def ask(self, question: str, hint: str, choices: Sequence[Choice], refuse: Refuse) -> str:
            self.hints.append(hint)
            return ""

        def say(self, text: str) -> None: ...

    content = read(region).value
    for field, command in (
        ("organisations", "organisation"),
        ("contacts", "contact"),
        ("places", "place"),
        ("needs", ""),
    ):
        Listening.hints.clear()
        dialogue = Dialogue(content, FORMS["offer"], catalogue("nb"), Listening(), TODAY, {})
        dialogue.ask(field)
        assert (f"«veiviser new {command}»" in Listening.hints[0]) == bool(command), field


def test_records_of_one_name_are_told_apart_where_one_chooses(make_root: Callable[..., Path]) -> None:
    row = "- {{id: {0}, number: {1}, name: {2}, county: fjordland}}\n"
    rows = [("fjordby", 9901, "Fjordby"), ("sande-a", 9902, "Sande"), ("sande-b", 9903, "sande")]
    content = read(make_root(files={"content/municipalities.yaml": "".join(row.format(*each) for each in rows)})).value
    offered = choices(content, fields(FORMS["offer"])["coverage"])
    assert [choice.label for choice in offered[:3]] == ["Fjordby", "Sande (sande-a)", "sande (sande-b)"]
    assert resolved(offered, "sande") == ""
    assert resolved(offered, "Sande (sande-b)") == "sande-b"
