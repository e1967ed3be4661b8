"""Resolving records: ids become objects, in display order."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.records import offer
from veiviser.directory.model import Directory

DirectoryOf = Callable[[Mapping[str, str]], Directory]
MUNICIPALITIES = """\
- {id: fjordby, number: "9901", name: Fjordby, county: fjordland}
- {id: vik, number: "9902", name: Vik, county: fjordland, valid_until: 2019-12-31, becomes: nes, neighbours: fjordby}
- {id: nes, number: "9903", name: Nes, county: fjordland, valid_until: 2026-11-20, becomes: [sund, holm]}
- {id: sund, number: "9904", name: Sund, county: innland, neighbours: holm}
- {id: holm, number: "9905", name: Holm, county: innland, valid_until: 2026-11-21}
"""
AREAS = """\
- {id: fjordland, name: Fjordland, kind: county}
- {id: innland, name: Innland, kind: county}
- {id: kysten, name: Kysten, kind: region, municipalities: [vik]}
- {id: alt, name: Alt, kind: health-trust, areas: [kysten, fjordland]}
"""
REGION = {"municipalities.yaml": MUNICIPALITIES, "areas.yaml": AREAS}


@pytest.mark.parametrize(
    ("coverage", "named", "covered"),
    [
        ("fjordby", ["fjordby"], ["fjordby"]),
        ("vik", ["sund", "holm"], ["sund", "holm"]),  # a merged one counts as its successors, at any depth
        ("[holm, fjordby, vik]", ["fjordby", "sund", "holm"], ["fjordby", "sund", "holm"]),
        ("fjordland", [], ["fjordby", "sund", "holm"]),
        ("innland", [], ["sund", "holm"]),
        ("kysten", [], ["sund", "holm"]),
        ("alt", [], ["fjordby", "sund", "holm"]),
        ("norge", [], ["fjordby", "sund", "holm"]),
        ("[innland, fjordby]", ["fjordby"], ["fjordby", "sund", "holm"]),
    ],
)
def test_coverage_is_the_current_municipalities(
    directory_of: DirectoryOf, coverage: str, named: list[str], covered: list[str]
) -> None:
    directory = directory_of({**REGION, "offers/tur.md": offer(coverage=coverage)})
    (tur,) = (o for o in directory.offers if o.id == "tur")
    assert (list(tur.coverage.named), list(tur.coverage.municipalities)) == (named, covered)


def test_a_municipality_is_merged_from_the_day_after_its_last(directory_of: DirectoryOf) -> None:
    directory = directory_of(REGION)
    assert [m.id for m in directory.municipalities] == ["fjordby", "sund", "holm"]
    assert [m.id for m in directory.merged] == ["vik", "nes"]


def test_neighbours_are_symmetric_and_current(directory_of: DirectoryOf) -> None:
    neighbours = {m.id: m.neighbours for m in directory_of(REGION).municipalities}
    assert neighbours == {"fjordby": ("sund", "holm"), "sund": ("fjordby", "holm"), "holm": ("fjordby", "sund")}


def test_terms_come_in_the_order_of_their_list(directory_of: DirectoryOf) -> None:
    directory = directory_of({"offers/tur.md": offer(needs="[samtale, avlastning]")})
    (tur,) = (o for o in directory.offers if o.id == "tur")
    assert [term.id for term in tur.needs] == ["avlastning", "samtale"]


def test_an_event_takes_from_its_offer_what_it_leaves_out(directory_of: DirectoryOf) -> None:
    given = offer(needs="samtale", cost="free", registration="required", registration_url="https://example.org/")
    files = {
        "offers/tur.md": given,
        "events/arver.md": "---\ntitle: A\nstarts: 2026-12-01\noffer: tur\n---\n",
        "events/egen.md": "---\ntitle: B\nstarts: 2026-12-01\noffer: tur\nneeds: avlastning\ncost: 50 kr\n"
        "registration: none\n---\n",
    }
    inherits, own = directory_of(files).events
    assert [t.id for t in inherits.needs] == ["samtale"]
    assert (inherits.cost["nb"], inherits.registration, inherits.registration_url) == (
        "free",
        "required",
        "https://example.org/",
    )
    assert [t.id for t in own.needs] == ["avlastning"]
    assert (own.cost["nb"], own.registration, own.registration_url) == ("50 kr", "none", None)
    assert inherits.summary == {"nb": "Vi går."}


def test_a_text_is_read_in_the_languages_it_is_written_in_and_translated_to(directory_of: DirectoryOf) -> None:
    files = {
        "offers/tur.md": offer(written_in="en") + "A walk.\n",
        "offers/tur.nb.md": "---\ntitle: Tur i skogen\n---\nEn tur.\n",
        "offers/tur.nn.md": "---\ntitle: Tur i skogen\n---\n",  # a language that the site does not have
    }
    (tur,) = (o for o in directory_of(files).offers if o.id == "tur")
    assert (tur.language, tur.translated) == ("en", ("nb", "en"))
    assert tur.title == {"en": "Tur", "nb": "Tur i skogen"}
    assert tur.summary == {"en": "Vi går."}
    assert {key: text.strip() for key, text in tur.body.items()} == {"nb": "En tur.", "en": "A walk."}


def test_only_what_is_active_or_a_pilot_is_offered_and_what_is_hidden_is_not_listed(directory_of: DirectoryOf) -> None:
    site = "title: X\nbase_url: https://example.org/\nlanguages: nb\npublisher: fjordby-kommune\nhide_after_days: 365\n"
    files = {
        "site.yaml": site,
        "offers/gammel.md": offer(verified_on="2025-01-01"),
        "offers/pilot.md": offer(status="pilot"),
    }
    files |= {f"offers/{status}.md": offer(status=status) for status in ("planned", "paused")}
    directory = directory_of(files)
    assert [o.id for o in directory.offers if o.offered] == ["gammel", "kafe", "pilot"]
    assert [o.id for o in directory.listed] == ["kafe", "pilot"]


@pytest.mark.parametrize("status", ["planned", "pilot", "active", "paused", "ended"])
def test_an_offer_says_how_far_it_has_come(status: str, directory_of: DirectoryOf) -> None:
    ended = {"ended_on": "2026-01-01"} if status == "ended" else {}
    found = directory_of({"offers/tur.md": offer(status=status, **ended)}).offers
    (tur,) = (o for o in found if o.id == "tur")
    assert (tur.planned, tur.paused, tur.ended) == tuple(status == word for word in ("planned", "paused", "ended"))
    assert tur.offered == (status in ("pilot", "active"))


def test_an_organisation_knows_what_it_is_part_of(directory_of: DirectoryOf) -> None:
    files = {"organisations/a.yaml": "name: A\nkind: municipality\nparent: fjordby-kommune\n"}
    directory = directory_of(files)
    (part,) = (o for o in directory.organisations if o.id == "a")
    assert part.parent is directory.publisher
