"""Any answers that `veiviser init` accepts give a root without errors."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import click
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests.support.tiers import exhaustive
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.cli.main import main
from veiviser.cli.options import Day, web_address
from veiviser.content.fields import BaseUrl, Date, MunicipalityNumber
from veiviser.editing import init_answers
from veiviser.editing.init import HOSTS, PUBLISHER_KINDS, WRITTEN
from veiviser.editing.init_answers import UnfitError
from veiviser.language.languages import SITE_LANGUAGES

# Possible answers, by option. Each is accepted or refused; what is accepted must give no error.
NASTY: dict[str, tuple[str, ...]] = {
    "--base-url": (
        "https://x.no/?a=b", "https://x.no/#a", "https://x.no?", "https://x.no/#", "https://x.no/?", "https://x.no:99999/",
        "https://x.no/a b", 'https://x.no/"a', "https://x.no/<a>", "HTTPS://X.NO", "https://blåbær.no/sti/æ",
        "https://[::1]/", "https://x..no/", "https://-x.no", "https://x.no/\x07", "https://x.no/{a}", "https://x.no/a//b",
        "https://bruker:passord@x.no/", "//x.no", "ftp://x.no", " https://x.no/ ", "https://x.no/%zz", "https://x.no/a\\b",
        "https://x.no/`a`", "https://", "https://x.no/" + "a" * 300, "https://x.no/\u202e", "https://x.no/: a #b",
    ),
    "--name": (
        "null", "Null", "NULL", "~", "true", "no", "0301", "1e3", "2026-01-01", "18:00", "- a", "? a", "a: b", "a #b",
        "&a *b !c", "[a], {b}", "| a", "> a", "% a", "@a", "`a`", '"a"', "'a'", "a\\b", "a\u2028b", "a\u0085b",
        "a\ufeffb", "\ufeffa", "a\u00adb", "a\u200bb", "a\u202eb", "e\u0301", "æ" * 80, "œ½" * 40, "a" * 80, "日本 a",
        "🎉 a", "{{ a }}", "{% a %}", "<script>a</script>", "[a](/finnes-ikke/)", "[a](javascript:b)", "![](https://x.no/a.png)",
        "# a", "norge", "Norge kommune", "eksempel-naerhuset", "dot-a", "PUBLISHER", "a\tb", "a\nb: c", "a\r\nb", "---",
        "--- a", "for", "se: a", "nb: a", "\ud800a", "a\ufffe", "\ufffda", "Ã¦ a", "a/../b", "..", ".a",
    ),
    "--publisher": (
        "null", "Null", "Eksempel Nærhuset", "eksempel-naerhuset", "Dot kommune", "dot-dot", "PUBLISHER", "æ" * 80,
        "- a", "a: b", "[a]", "{a}", "a #b", "Norge", "con", "Ytre Holmen", "e\u0301", "a\ufeff", "1", "<b>a</b>",
        "🎉a", "\udc80a",
    ),
    "--municipality": (
        "Norge 9904", "null 9904", "0301 9904", "Oslo 0301", "Oslo fylke 0301", "Fylke 99 9904", "æ 0000", "a: b 9904",
        "[a] 9904", "- 9904", "a\t9904", "a ٣٤٠٣", "a 99041", "a 9904 ", "Region 9904", "Fjordregionen 9904", "se 9904",
        "kommune 9904", "a\u00a09904", "#a 9904", f"{'æ' * 80} 9904", "Norge kommune 9904", "Nordre 1234",
    ),
    "--languages": (
        "nb", "NB,EN", "nn nb", "en,en", "nb,se", "se", "nb,", ",nb", "nb;en", "no", "nb\nnn", "", " ", "nb,nn,en,se",
        "neutral", "nb-NO", "pl",
    ),
    "--publisher-kind": (*PUBLISHER_KINDS, "Municipality", "", "none"),
    "--host": (*HOSTS, "GitHub", "forgejo", ""),
    "--today": (
        "2026-11-21", "2026-02-29", "1000-01-01", "2999-12-31", "2999-12-01", "0999-12-31", "3000-01-01", "2026-W01-1",
        "20261121", "2028-02-29", "2026-12-24",
    ),
}  # fmt: skip
SOUND = {
    "--name": "Fjordregionen",
    "--languages": "nb,nn,en",
    "--municipality": "Ytre Holmen 9904",
    "--publisher": "Ytre Holmen kommune",
    "--publisher-kind": "municipality",
    "--base-url": "https://veiviser.example.org/",
    "--host": "github",
    "--today": TODAY.isoformat(),
}


def errors_of_first_check(others: dict[str, str], more: Sequence[str] = ()) -> list[str] | None:
    """The errors of `check` on the first day; None when the answers are refused."""
    given = SOUND | others
    words = [word for option, answer in given.items() for word in (option, answer)]
    words += [word for municipality in more for word in ("--municipality", municipality)]
    with TemporaryDirectory() as folder:
        root = Path(folder) / "region"
        result = CliRunner().invoke(main, ["init", str(root), *words])
        assert result.exit_code in (0, 2), f"{given}\n{result.output}\n{result.exception!r}"
        if result.exit_code == 2:
            assert not root.exists()
            return None
        today = dt.date.fromisoformat(given["--today"])
        problems = load(Options(root=root, today=today)).problems
    return [f"{p.mark.path}:{p.mark.line} {p.code} {dict(p.values)}" for p in problems if p.severity == "error"]


@pytest.mark.parametrize(("option", "answer"), [(option, a) for option, answers in NASTY.items() for a in answers])
def test_an_answer_that_is_taken_gives_no_error(option: str, answer: str) -> None:
    assert not errors_of_first_check({option: answer})


def test_a_day_whose_samples_would_lie_beyond_all_dates_is_refused_with_the_problem(tmp_path: Path) -> None:
    """What the rules of single answers miss is found by checking the files before they are written."""
    words = [word for pair in (SOUND | {"--today": "2999-12-31"}).items() for word in pair]
    result = CliRunner().invoke(main, ["init", str(tmp_path / "region"), *words, "--lang", "en"])
    assert result.exit_code == 2
    assert "content/events/eksempel-kveld.md:7:9: bad-date" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("host", HOSTS)
def test_a_region_can_begin_in_each_language_that_the_samples_have(language: str, host: str) -> None:
    others = [code for code in SITE_LANGUAGES if code != language]
    assert errors_of_first_check({"--languages": language, "--host": host}) == []
    assert errors_of_first_check({"--languages": ",".join([language, *others]), "--host": host}) == []


@pytest.mark.parametrize(
    "names",
    [
        ("Norge kommune 9901", "Norge 9902"),
        ("Norge 9901", "Norge kommune 9902", "Norge kommune kommune 9903"),
        ("Oslo 0301", "Oslo fylke 0302", "Oslo fylke 2 0303"),
        ("Fjordregionen 9901", "Fjordregionen region 9902"),
        (f"{'æ' * 79}a 9901", f"{'æ' * 79}b 9902", f"{'æ' * 80} 9903"),
        ("Troms 5501", "Troms fylke 5502", "Finnmark 5601"),
    ],
)
def test_names_that_share_an_id_get_one_each(names: tuple[str, ...]) -> None:
    assert errors_of_first_check({}, names) == []


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90)


Answers: TypeAlias = Mapping[str, Any]
ANSWERS = st.fixed_dictionaries({
    "name": TEXT, "publisher": TEXT,
    "municipalities": st.lists(st.tuples(TEXT, st.from_regex("[0-9]{4}", fullmatch=True)), max_size=3),
    "base_url": st.one_of(TEXT.map("https://x.no/{}".format), TEXT.map("http://{}".format)),
    "languages": st.permutations(SITE_LANGUAGES).map(",".join), "host": st.sampled_from(HOSTS),
    "today": st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)),
})  # fmt: skip
NORGE = {"name": "Norge", "publisher": "Eksempel Nærhuset", "municipalities": [("Norge kommune", "9901")],
         "base_url": "https://x.no/?a", "languages": "nb", "host": "none", "today": TODAY}  # fmt: skip
SLOW = [HealthCheck.too_slow]


def none_gives_an_error(answers: Answers) -> None:
    region = {f"--{name}": answers[name] for name in ("name", "publisher", "languages", "host")}
    more = [" ".join(pair) for pair in answers["municipalities"]]
    for others, further in (
        ({**region, "--today": answers["today"].isoformat()}, more), ({"--base-url": answers["base_url"]}, ()),
        ({"--name": answers["name"]}, ()), ({"--publisher": answers["publisher"]}, ()), ({}, more),
    ):  # fmt: skip
        assert not errors_of_first_check(others, further)


@settings(max_examples=6, suppress_health_check=SLOW)
@given(ANSWERS)
@example(NORGE)
def test_answers_that_are_taken_together_give_no_error(answers: Answers) -> None:
    none_gives_an_error(answers)


@exhaustive("tests/editing/test_init_answers.py::test_answers_that_are_taken_together_give_no_error")
@settings(max_examples=60, suppress_health_check=SLOW)
@given(ANSWERS)
def test_any_answers_that_are_taken_together_give_no_error(answers: Answers) -> None:
    none_gives_an_error(answers)


# Answers follow the same rules as the fields that they are written to.


def taken(rule: Any, value: str) -> bool:
    try:
        TypeAdapter(rule).validate_python(value)
    except ValidationError:
        return False
    return True


@given(st.one_of(st.sampled_from(NASTY["--base-url"]), TEXT, TEXT.map("https://x.no/{}".format)))
def test_addresses_have_the_rule_of_base_url(value: str) -> None:
    command = click.Command("build")
    option = click.Option(["--base-url"])
    try:
        by_option = web_address(click.Context(command), option, value) is not None
    except click.BadParameter:
        by_option = False
    by_answer = False
    with suppress(UnfitError):
        by_answer = bool(init_answers.address(value))
    assert (by_option, by_answer) == (taken(BaseUrl, value),) * 2


@given(st.one_of(st.sampled_from(NASTY["--today"]), TEXT, st.dates().map(str)))
def test_days_have_the_rule_of_dates(value: str) -> None:
    try:
        by_option = Day().convert(value, None, None) is not None
    except click.BadParameter:
        by_option = False
    assert by_option == taken(Date, value)


@given(st.one_of(st.from_regex(r"\w{3,5}", fullmatch=True), st.from_regex("[0-9]{3,5}", fullmatch=True)))
def test_numbers_have_the_rule_of_municipalities(value: str) -> None:
    by_answer = False
    with suppress(UnfitError):
        by_answer = init_answers.municipality(f"Ytre Holmen {value}", ()).number == value
    assert by_answer == taken(MunicipalityNumber, value)


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("Lom og Skjåk", ["3434", "3433"]),
        ("Lom, Skjåk og Vågå kommune", ["3434", "3433", "3435"]),
        ("Lom; Skjåk; og Vågå", ["3434", "3433", "3435"]),
        ("Sel & Dovre", ["3437", "3431"]),
        ("Sel/Dovre", ["3437", "3431"]),
        ("Nore og Uvdal og Flå", ["3338", "3320"]),
        ("Evje og Hornnes", ["4219"]),
        ("Møre og Romsdal 9905", ["9905"]),
        ("Lom og Fjordby 9905", ["3434", "9905"]),
        ("Lom kommunenr. 3434", ["3434"]),
        ("Lom: 3434", ["3434"]),
    ],
)
def test_municipalities_are_listed_as_in_a_sentence(answer: str, numbers: list[str]) -> None:
    assert [each.number for each in init_answers.municipalities(answer, [])] == numbers


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("Lmo", "Lom"),
        ("Lom og Skjak", "Skjåk"),
        ("Evje", "Evje og Hornnes"),
        ("Alle", None),
        ("Nord", None),
        ("Fjordvik", None),
        ("Midt", None),
        ("Fron", None),
        ("Og", None),
    ],
)
def test_a_municipality_is_suggested_when_it_is_surely_the_one(answer: str, meant: str | None) -> None:
    with pytest.raises(UnfitError) as refused:
        init_answers.municipalities(answer, [])
    assert refused.value.suggestion == meant


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Toten", "Like it are: Østre Toten 3442 (Innlandet), Vestre Toten 3443 (Innlandet)."),
        ("Høland", "Like it are: Aurskog-Høland 3226 (Akershus)."),
        ("Sande i Vestfold", "By the name alone there is: Sande 1514 (Møre og Romsdal)."),
        ("Os (Vestland)", "By the name alone there is: Os 3430 (Innlandet)."),
        ("Vestfold fylke", "is a county. Its municipalities are: Horten, Holmestrand, "),
        ("Møre og Romsdal", "is a county. Its municipalities are: Kristiansund, "),
        ("Klæbu kommune", "One that has merged goes by the name that it has now"),
    ],
)
def test_what_is_known_is_told_of_a_name_that_no_municipality_has_now(answer: str, told: str) -> None:
    with pytest.raises(UnfitError) as refused:
        init_answers.municipalities(answer, [])
    assert told in refused.value.sentence(str)


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("nynorsk, bokmål", "nn,nb"),
        ("norsk bokmål og engelsk", "nb,en"),
        ("norsk nynorsk/English", "nn,en"),
        ("samisk", "se"),
        ("nb, polsk", None),
        ("fransk", None),
    ],
)
def test_languages_by_their_names_come_with_their_codes(answer: str, meant: str | None) -> None:
    with pytest.raises(UnfitError) as refused:
        init_answers.languages(answer)
    assert refused.value.suggestion == meant
