"""Responsibilities of contacts and official Sámi languages, in words on pages and as open data."""

import json

import pytest

from tests.support.built import Site
from veiviser.directory.facts import ContactFacts
from veiviser.directory.model import Event, Offer
from veiviser.language.languages import SITE_LANGUAGES, catalogue
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import Phrase
from veiviser.web.responsibilities import named

# A contact whose responsibilities have words, by the page of its organisation.
PAGE = "organisasjon/helse-fjord/"
SAID = {
    "nb": "Ansvar for: barn som pårørende",
    "nn": "Ansvar for: barn som pårørande",
    "en": "Responsible for: children as next of kin",
}
OFFICIAL = {
    "nb": "Offisielle språk i Elvemo: norsk, nordsamisk.",
    "nn": "Offisielle språk i Elvemo: norsk, nordsamisk.",
    "en": "Official languages in Elvemo: Norwegian, Northern Sami.",
}


def words(site: Site, address: str) -> str:
    body = site.page(address).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


@pytest.mark.parametrize("language", SITE_LANGUAGES)
def test_a_contact_says_what_it_is_responsible_for(example: Site, language: str) -> None:
    text = words(example, example.prefix(language) + PAGE)
    if language in SAID:
        assert SAID[language] in text
    else:
        label = catalogue(language).gettext("Responsible for")
        assert f"{label} : " in text or f"{label}: " in text


def test_what_there_are_no_words_for_is_not_made_into_some() -> None:
    assert list(named(("young-carers", "dementia", "x"), Localizer("nb")._)) == [Phrase.of("demens")]


def test_every_responsibility_in_the_regions_has_words(site: Site) -> None:
    used = {id_ for contact in contacts(site) for id_ in contact.responsibilities}
    assert used
    assert [id_ for id_ in sorted(used) if not list(named([id_], Phrase.of))] == []


def contacts(site: Site) -> list[ContactFacts]:
    directory = site.directory
    records: tuple[Offer | Event, ...] = (*directory.offers, *directory.events)
    everybody = [c for record in records for c in record.contacts]
    return [contact.facts for contact in (*everybody, *directory.contacts)]


@pytest.mark.parametrize("language", SITE_LANGUAGES)
def test_a_municipality_names_its_official_sami_languages_and_leads_to_their_pages(
    example: Site, language: str
) -> None:
    address = f"{example.prefix(language)}kommune/elvemo/"
    text = words(example, address)
    assert OFFICIAL.get(language, "davvisámegiella") in text
    links = [
        a for a in example.page(address).css("main a") if (a.attributes["href"] or "").endswith("se/kommune/elvemo/")
    ]
    assert [a.text(strip=True) for a in links] == ([] if language == "se" else ["Davvisámegiella"])
    assert [span.attributes["lang"] for a in links for span in a.css("span")] == ["se"] * len(links)


def test_others_say_nothing_of_official_languages(example: Site) -> None:
    for municipality in example.directory.municipalities:
        if not municipality.facts.sami:
            assert "Offisielle språk" not in words(example, f"kommune/{municipality.id}/")


def test_both_are_open_data(example: Site) -> None:
    offers = json.loads(example.text("data/offers.json"))["offers"]
    found = [c for offer in offers for c in offer["contacts"] if c["responsibilities"] == ["children-as-next-of-kin"]]
    assert "Koordinator for de barneansvarlige" in {c["role"]["nb"] for c in found}
    served = {m["id"]: m.get("sami") for offer in offers for m in offer["coverage"]["municipalities"]}
    assert served["elvemo"] == ["se"]
    assert served["fjordby"] is None
