"""The real region in content/ says what its documents say: the source of each fact, its age, and what was added."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.built import REPO
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.content.ages import age_of
from veiviser.content.read import read
from veiviser.content.records import Content, Record
from veiviser.directory.model import Directory

ADDED = "Lagt til av oss: "
# Facts from the documents themselves, which need no mark.
OF_THE_DOCUMENTS = frozenset({"http://rus-ost.no/", "62 50 97 55"})
KINDS = ("municipalities", "areas", "organisations", "contacts", "places", "offers")
# Fields whose values are in no document, and the word that their mark names them with.
MARKED = {"url": "nettadresse", "number": "nummer", "postcodes": "postnumre", "language_form": "målform|nynorsk"}
YEAR = re.compile(r"\b20(?:15|16|17|18|20|21)\b")


@pytest.fixture(scope="module", name="content")
def content_of_the_region() -> Content:
    return read(REPO).value


@pytest.fixture(scope="module", name="directory")
def directory_of_the_region() -> Directory:
    found = load(Options(root=REPO, today=TODAY))
    assert found.value is not None, found.problems
    return found.value


def every(content: Content) -> Iterator[Record]:  # type: ignore[type-arg]
    for kind in KINDS:
        yield from content.records[kind]


def test_every_record_has_a_source(content: Content) -> None:
    assert [record.id for record in every(content) if not record.fields.sources] == []
    assert [line.id for line in content.crisis if not (line.fields.source or "").startswith(ADDED)] == []


def test_texts_without_a_field_for_it_name_their_source_below(directory: Directory) -> None:
    said = re.compile(r"^(?:Kilde|Kjelde|Source): ", re.MULTILINE)
    texts = [event.body for event in directory.events] + [p.body for p in directory.pages if p.id == "for-fagfolk"]
    assert len(texts) == 2
    assert all(said.search(text) for body in texts for text in body.values())


def test_what_no_document_has_is_marked(content: Content) -> None:
    unmarked = [
        (record.source.path, record.id, name)
        for record in every(content)
        for name, word in MARKED.items()
        if (value := getattr(record.fields, name, None))
        and value not in OF_THE_DOCUMENTS
        and not any(s.startswith(ADDED) and re.search(word, s) for s in record.fields.sources)
    ]
    assert unmarked == []
    phones = {r.fields.phone for r in every(content) if getattr(r.fields, "phone", None)}
    assert phones <= OF_THE_DOCUMENTS


def test_addresses_in_texts_are_marked() -> None:
    for path in (REPO / "content" / "pages").glob("*.md"):
        text = path.read_text("utf-8")
        if "](http" in text:
            assert re.search("har vi funne|We found", text), path.name


def test_only_what_is_so_is_warned_of() -> None:
    """The crisis lines: nobody has called them."""
    assert {problem.code for problem in load(Options(root=REPO, today=TODAY)).problems} <= {"stale-crisis-line"}


def test_every_offer_says_how_old_it_is(directory: Directory) -> None:
    """In its sources, for the program, and in each of its texts, for later readers."""
    assert [o.id for o in directory.offers if age_of(o.facts.sources, TODAY) is None] == []
    silent = [
        (offer.id, language)
        for offer in directory.offers
        for language in offer.translated
        if not YEAR.search(offer.body[language])
    ]
    assert silent == []


def test_no_source_is_made_younger_by_what_was_added(directory: Directory) -> None:
    """Ages come from the documents: 2015 to 2020, whatever else a record's sources name."""
    for offer in directory.offers:
        documents = [source for source in offer.facts.sources if not source.startswith(ADDED)]
        assert age_of(documents, TODAY) == age_of(offer.facts.sources, TODAY), offer.id


def test_plans_carry_their_year_in_every_title(directory: Directory) -> None:
    plans = [offer for offer in directory.offers if offer.facts.status == "planned"]
    assert plans
    assert [(o.id, title) for o in plans for title in o.title.values() if not YEAR.search(title)] == []
    assert not [offer.id for offer in directory.offers if offer.facts.status == "pilot"]


def test_nobody_publishes_who_has_not_said_yes(directory: Directory) -> None:
    assert directory.publisher.facts.kind == "voluntary"
    assert directory.site.owner_type == "voluntary"
    assert directory.publisher not in {org for offer in directory.offers for org in offer.organisations}


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("barneansvarlig", "barneansvarlig"),
        ("rutine-barn-som-paaroerende", "rutine for barn som pårørende"),
        ("oversikt-over-tilbud-i-baerum", "samle alt for familie og venner"),
        ("sammen-om-mestring", "Sammen om mestring"),
        ("verktoeykassa", "Verktøykassa"),
        ("likepersontilbud", "Likepersoner"),
    ],
)
def test_an_address_that_is_gone_leads_to_where_it_is_told_of(directory: Directory, gone: str, words: str) -> None:
    (there,) = (offer for offer in directory.offers if gone in offer.facts.aliases)
    assert words in there.body["nb"]


def test_professionals_have_needs_of_their_own(directory: Directory) -> None:
    """Offers for them alone are in no list of help for others."""
    needs = {need.id for offer in directory.offers if offer.for_professionals for need in offer.needs}
    assert needs == {"fagopplaering"}


def test_english_texts_say_family_and_friends() -> None:
    """Except where the other word is explained."""
    texts = [path for path in Path(REPO, "content").rglob("*.en.md") if path.name != "om.en.md"]
    assert len(texts) > 10
    assert [path.name for path in texts if re.search(r"\bcarers?\b", path.read_text("utf-8"), re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "flere bruker opplever at NAV systemet bryter deg ned",
            ("bryter dem ned", "bryt dei ned", "breaks them down"),
        ),
        (
            "innlagt på DPS eller sykehus får de fleste god hjelp",
            ("De fleste får god", "Dei fleste får god", "Most people"),
        ),
        (
            "verktøyet for å utvikle tjenestene er å ta brukerkunnskap på alvor",
            ("verktøyet er", "verktøyet er", "way to do"),
        ),
        ("styrk dere slik at dere tør å være sammen med oss", ("Styrk dere", "Styrk dykk", "make yourselves strong")),
        ("andre trenger hjelp til å sette ord på det", ("sette ord på", "setje ord på", "put it into words")),
    ],
)
def test_the_gathering_at_sagatun_says_in_each_language(
    directory: Directory, words: str, said: tuple[str, str, str]
) -> None:
    """The text of the document's `words`."""
    (event,) = directory.events
    assert words
    assert [part in event.body[language] for part, language in zip(said, ("nb", "nn", "en"), strict=True)] == [True] * 3


def test_what_was_so_in_2020_is_said_in_the_past(directory: Directory) -> None:
    now = re.compile(r"har et utstrakt samarbeid|har eit utstrekt samarbeid|works closely with")
    assert [offer.id for offer in directory.offers for text in offer.body.values() if now.search(text)] == []


def test_english_is_for_anyone_not_for_you_who() -> None:
    texts = [path for path in Path(REPO, "content").rglob("*") if path.suffix in (".md", ".yaml")]
    assert [path.name for path in texts if "or you who" in path.read_text("utf-8")] == []
