"""Tests of tools.search_quality: its metrics are right, and it reads the results that a visitor would see."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.built import REPO
from tools.search_quality import report
from tools.search_quality.asking import answer_id, answers, first_search, line_number
from tools.search_quality.metrics import Answer, differing, figures, recall, reciprocal_rank
from tools.search_quality.questions import GROUPS, HALVES, Question, questions

REGION = Path(__file__).with_name("region")
# A slow search page that sets its status last, as tools.search_quality.asking requires. It finds three kinds of pages.
PAGE = """<!doctype html><html lang="nb"><title>Søk</title><link rel="icon" href="data:,">
<header><a href="tel:113">113</a></header>
<main><p id="above"></p><p data-status></p><ol data-results></ol><a href="tel:55000110">Ring oss</a></main>
<script>
async function show() {
  const words = new URLSearchParams(location.hash.slice(1)).get("q");
  await (await fetch("/index.bin")).arrayBuffer();
  await new Promise((done) => setTimeout(done, 30));
  document.querySelector("#above").innerHTML = words === "fare" ? '<a href="tel:+47116123">116 123</a>' : "";
  document.querySelector("ol").innerHTML = words === "tull" ? "" :
    `<li><a href="/tilbud/${words}/#mer">a</a></li><li><a href="/nn/tilbud/b/">b</a></li><li><a href="/om/">c</a></li>`;
  document.querySelector("[data-status]").textContent = "Ferdig.";
}
addEventListener("hashchange", show);
if (location.hash) show();
</script></html>"""


def question(
    *find: str, also: tuple[str, ...] = (), nothing: bool = False, crisis: bool = False, lines: tuple[str, ...] = ()
) -> Question:
    return Question("?", "typo", "tune", find, also=also, nothing=nothing, crisis=crisis, lines=lines)


def test_recall_is_the_share_of_what_is_right_among_the_first() -> None:
    asked = question("a", "b", "c", "d")
    assert recall(Answer(asked, ("a", "x", "b")), 10) == 0.5
    assert recall(Answer(asked, ("x", "a", "b")), 1) == 0
    assert recall(Answer(asked, ()), 5) == 0


def test_no_list_misses_what_it_has_no_room_for() -> None:
    assert recall(Answer(question("a", "b", "c"), ("c", "a")), 2) == 1


def test_what_is_no_mistake_may_take_half_of_the_places() -> None:
    asked = question("a", "b", "c", "d", also=("m", "n", "o"))
    assert recall(Answer(asked, ("m", "a", "b", "c")), 4) == 1
    assert recall(Answer(asked, ("m", "a", "n", "b")), 4) == 1
    assert recall(Answer(asked, ("m", "a", "n", "o")), 4) == 0.5
    assert recall(Answer(asked, ("m", "n", "o", "a")), 10) == 0.25, "there is room for all four"
    assert recall(Answer(asked, ("m", "n", "o")), 3) == 0


def test_rank_counts_from_the_first_right_answer() -> None:
    assert reciprocal_rank(Answer(question("a"), ("x", "y", "z", "a"))) == 0.25
    assert reciprocal_rank(Answer(question("a", also=("y",)), ("x", "y", "a"))) == 0.5
    assert reciprocal_rank(Answer(question("a"), ("x",))) == 0


def test_shares_are_of_the_questions_they_are_about() -> None:
    crisis = question(crisis=True, lines=("113",))
    it = figures(
        [
            Answer(question("a"), (), ()),
            Answer(question("a"), ("a",), ("113",)),
            Answer(question(nothing=True), (), ()),
            Answer(question(nothing=True), ("x",), ()),
            Answer(crisis, ("x",), ("112",)),
            Answer(crisis, (), ()),
        ]
    )
    assert (it.asked, it.recall_5, it.recall_10, it.mrr, it.without_result) == (6, 0.5, 0.5, 0.5, 0.5)
    assert (it.nonsense, it.crisis, it.right_line, it.needless_line) == (0.5, 0.5, 0, 0.25)
    assert figures([Answer(crisis, ())]).crisis is None, "a search without help lines is not measured by them"


def test_lists_differ_when_their_order_does() -> None:
    one = [Answer(question("a"), ("a", "b"))]
    assert differing(one, [Answer(question("a"), ("a", "b"))]) == []
    assert differing(one, [Answer(question("a"), ("b", "a"))]) == ["?"]


def test_addresses_become_what_the_questions_call_them() -> None:
    named = [
        answer_id(f"http://h/{address}", "http://h/", ["nn/"])
        for address in ("tilbud/kafe/", "nn/tilbud/kafe/#tid", "nn/arrangement/kafe/", "tilbud/", "kommune/a/?q=1")
    ]
    assert named == ["kafe", "kafe", "arrangement/kafe/", "tilbud/", "kommune/a/"]
    assert [line_number(href) for href in ("tel:113", "tel:+4791508588")] == ["113", "91508588"]


def test_misses_are_told_worst_first() -> None:
    listed = report.misses(
        [
            Answer(question("a"), ("a",)),
            Answer(question("b", "c"), ("b", "x")),
            Answer(question("d"), ()),
            Answer(question(nothing=True), ("x",)),
            Answer(question(crisis=True, lines=("113",)), (), ("112",)),
        ]
    )
    assert [line for line in listed.splitlines() if "missing" in line] == ["    missing: d", "    missing: c"]
    assert "came: b, ×x" in listed
    assert "should find nothing, came: x" in listed
    assert "no line that fits (113) among: 112" in listed


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    (tmp_path / "sok").mkdir()
    (tmp_path / "sok" / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "index.bin").write_bytes(bytes(5000))
    (tmp_path / "404.html").touch()
    return tmp_path


def test_each_question_gets_the_list_that_is_its_own(browser: Browser, fake: Path) -> None:
    asked = [Question(ask=words, group="typo", half="tune", find=("b",)) for words in ("en", "tull", "fare", "to")]
    found = answers(browser, fake, asked, ["nn/"])
    assert [answer.found for answer in found] == [("en", "b", "om/"), (), ("fare", "b", "om/"), ("to", "b", "om/")]
    assert [answer.lines for answer in found] == [(), (), ("116123",), ()], "only what stands above the list counts"
    assert all(30 <= answer.milliseconds < 5000 for answer in found)


def test_the_first_search_weighs_what_it_fetches(browser: Browser, fake: Path) -> None:
    page, first = first_search(browser, fake, "en")
    assert 0 < page < len(PAGE)
    assert first == 5000


def test_a_search_that_hangs_is_told(browser: Browser, fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.search_quality.asking._PATIENCE", 10)
    with pytest.raises(Exception, match="no \\[data-status\\] for en"):
        first_search(browser, fake, "en")


def test_questions_are_many_and_name_what_exists() -> None:
    every = [each for half in HALVES for each in questions(half)]
    words = [each.ask.casefold() for each in every]
    assert len(every) >= 150
    assert len(words) == len(set(words)), "a question stands in both halves"
    assert {each.group for each in every} == set(GROUPS)
    assert sum(each.nothing for each in every) >= 20
    content = REGION / "content"
    offers = {path.stem for path in (content / "offers").rglob("*.md")}
    named = {"arrangement": "events", "organisasjon": "organisations"}
    for each in every:
        for answer in (*each.find, *each.also):
            kind, _, rest = answer.strip("/").partition("/")
            if kind in named:
                assert list((content / named[kind]).glob(f"{rest}.*")), (each.ask, answer)
            elif not rest and answer.endswith("/"):
                assert (content / "pages" / f"{kind}.md").exists(), (each.ask, answer)
            elif not rest:
                assert answer in offers, (each.ask, answer)


def test_the_region_is_large_and_has_both_written_forms() -> None:
    offers = [p for p in (REGION / "content" / "offers").rglob("*.md") if not p.name.endswith(".en.md")]
    nynorsk = [path for path in offers if "\nwritten_in: nn\n" in path.read_text(encoding="utf-8")]
    assert len(offers) >= 120
    assert 0.25 < len(nynorsk) / len(offers) < 0.5


def test_the_document_has_a_place_for_the_tables() -> None:
    text = (REPO / "docs" / "search.md").read_text(encoding="utf-8")
    assert text.index(report.BEGIN) < text.index(report.END)
