"""The directory as open data: offers, events and organisations as JSON, offers as a table too."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from veiviser.artifacts import Artifact
from veiviser.content.fields import LooseDate
from veiviser.directory.model import Directory, Municipality, Offer, Words
from veiviser.feeds.records import Data, event_data, offer_data, organisation_data
from veiviser.feeds.spreadsheet import joined, table
from veiviser.feeds.texts import text_in
from veiviser.web.urls import Addresses, addresses

Column: TypeAlias = tuple[str, Callable[[Offer], object]]

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"


def open_data(directory: Directory, base_url: str) -> Iterator[Artifact]:
    """`data/offers.json`, `events.json`, `organisations.json` and `offers.csv`: everything, ended and hidden too."""
    site = addresses(directory, base_url)
    lists: tuple[tuple[str, Iterable[Data]], ...] = (
        ("offers", (offer_data(offer, directory, site) for offer in directory.offers)),
        ("events", (event_data(event, directory, site) for event in directory.events)),
        ("organisations", (organisation_data(o, directory, site) for o in directory.organisations)),
    )
    for name, records in lists:
        yield Artifact(path=f"data/{name}.json", data=document(directory, name, records))
    yield Artifact(path="data/offers.csv", data=_offers_table(directory, site))


def document(directory: Directory, name: str, records: Iterable[Data]) -> bytes:
    """A JSON object that says what it is and holds the records as a list under `name`, one on each line."""
    about = {
        "generated_for": directory.today.isoformat(),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "publisher": {"id": directory.publisher.id, "name": directory.publisher.name},
        "title": dict(directory.title),
        "languages": list(directory.languages),
        "timezone": directory.site.timezone,
    }
    lines = [f"{_json(key)}: {_json(value)},\n" for key, value in about.items()]
    items = ",\n".join(_json(record) for record in records)
    return f"{{\n{''.join(lines)}{_json(name)}: [\n{items}\n]\n}}\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _offers_table(directory: Directory, site: Addresses) -> bytes:
    """One line an offer: ids as in JSON, and beside them names and other texts in the site's first language."""
    columns = (*_what(site), *_where(directory, site.languages[0]), *_for_whom(site.languages[0]), *_how(site))
    rows = ([_cell(value(offer)) for _, value in columns] for offer in directory.offers)
    return table([name for name, _ in columns], rows)


def _what(site: Addresses) -> Iterator[Column]:
    yield "id", lambda offer: offer.id
    yield "page", lambda offer: site.absolute(site.languages[0], f"tilbud/{offer.id}/")
    yield from _facts("status")
    yield "hidden", lambda offer: offer.freshness.hidden
    for language in site.languages:
        yield f"title_{language}", partial(_translation, "title", language)
    for language in site.languages:
        yield f"summary_{language}", partial(_translation, "summary", language)
    yield "organisations", lambda offer: [organisation.name for organisation in offer.organisations]
    yield "partners", lambda offer: [organisation.name for organisation in offer.partners]


def _where(directory: Directory, language: str) -> Iterator[Column]:
    known = {m.id: m for m in directory.municipalities}

    def covered(offer: Offer) -> list[Municipality]:
        return [known[id_] for id_ in offer.coverage.municipalities if id_ in known]

    yield "nation", lambda offer: offer.coverage.nation
    yield "areas", lambda offer: [text_in(area.name, language) for area in offer.coverage.areas]
    yield "municipalities", lambda offer: [m.named(language) for m in covered(offer)]
    yield "municipality_numbers", lambda offer: [m.facts.number for m in covered(offer)]
    yield "places", lambda offer: [place.name for place in offer.places]


def _for_whom(language: str) -> Iterator[Column]:
    for name in ("audiences", "needs", "formats", "conditions"):
        yield f"{name}_ids", partial(_term_ids, name)
        yield name, partial(_term_names, name, language)
    yield from _facts("age_from", "age_to")


def _how(site: Addresses) -> Iterator[Column]:
    yield "cost", lambda offer: text_in(offer.cost, site.languages[0])
    yield "schedule", lambda offer: text_in(offer.schedule, site.languages[0])
    yield from _facts("registration", "registration_url", "referral", "languages")
    for way in ("phone", "email", "url"):
        yield way, partial(_first, way)
    yield from _facts("established", "starts_on", "ends_on", "ended_on")
    yield "freshness", lambda offer: offer.freshness.state
    yield "verified_on", lambda offer: offer.freshness.verified_on
    yield "due_on", lambda offer: offer.freshness.due_on


def _facts(*names: str) -> Iterator[Column]:
    """Columns that hold a field as it is."""
    for name in names:
        yield name, partial(_fact, name)


def _fact(name: str, offer: Offer) -> object:
    return getattr(offer.facts, name)


def _term_ids(name: str, offer: Offer) -> list[str]:
    return [term.id for term in getattr(offer, name)]


def _term_names(name: str, language: str, offer: Offer) -> list[str]:
    return [text_in(term.name, language) for term in getattr(offer, name)]


def _translation(field: str, language: str, offer: Offer) -> str:
    """The text in just this language; nothing where it is not translated."""
    words: Words = getattr(offer, field)
    return words.get(language, "")


def _first(way: str, offer: Offer) -> str:
    """The offer's own phone, mail address or page, else that of its first contact or owner who has one, as written."""
    holders = (offer.facts, *(contact.facts for contact in offer.contacts), offer.organisations[0].facts)
    return next((found for holder in holders if (found := getattr(holder, way))), "")


def _cell(value: object) -> str:
    """true and false as the content writes them, nothing for nothing, and the items of a list beside each other."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, LooseDate):
        return value.text
    return joined(value) if isinstance(value, list | tuple) else str(value)
