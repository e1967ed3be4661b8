"""The directory as open data: offers, events and organisations as JSON, offers also as a table."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from veiviser.artifacts import Artifact
from veiviser.content.fields import LooseDate
from veiviser.content.models import CONTACT_FIELDS
from veiviser.directory.model import Directory, LocalizedText, Municipality, Offer
from veiviser.feeds.records import Data, event_data, offer_data, organisation_data
from veiviser.feeds.spreadsheet import joined, table
from veiviser.web.localizer import Localizer
from veiviser.web.routes import path
from veiviser.web.urls import Urls

Column: TypeAlias = tuple[str, Callable[[Offer], object]]

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"


def open_data(directory: Directory, urls: Urls) -> Iterator[Artifact]:
    """`data/offers.json`, `events.json`, `organisations.json` and `offers.csv`, with ended and hidden records too."""
    lists: tuple[tuple[str, Iterable[Data]], ...] = (
        ("offers", (offer_data(offer, directory, urls) for offer in directory.offers)),
        ("events", (event_data(event, directory, urls) for event in directory.events)),
        ("organisations", (organisation_data(o, directory, urls) for o in directory.organisations)),
    )
    for name, records in lists:
        yield Artifact(path=path(f"{name}_json"), data=document(directory, name, records))
    yield Artifact(path=path("offers_csv"), data=_offers_table(directory, urls))


def document(directory: Directory, name: str, records: Iterable[Data]) -> bytes:
    """A JSON object that describes itself and holds the records as a list under `name`, one on each line."""
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


def _offers_table(directory: Directory, urls: Urls) -> bytes:
    """One row per offer: ids as in JSON, and beside them names and other texts in the site's first language."""
    localizer = Localizer(urls.languages[0])
    columns = (*_what(urls), *_where(directory, localizer), *_for_whom(localizer), *_how(localizer))
    rows = ([_cell(value(offer)) for _, value in columns] for offer in directory.offers)
    return table([name for name, _ in columns], rows)


def _what(urls: Urls) -> Iterator[Column]:
    yield "id", lambda offer: offer.id
    yield "page", lambda offer: urls.absolute("offer", offer.id)
    yield from _facts("status")
    yield "hidden", lambda offer: offer.freshness.hidden
    for language in urls.languages:
        yield f"title_{language}", partial(_translation, "title", language)
    for language in urls.languages:
        yield f"summary_{language}", partial(_translation, "summary", language)
    yield "organisations", lambda offer: [organisation.name for organisation in offer.organisations]
    yield "partners", lambda offer: [organisation.name for organisation in offer.partners]


def _where(directory: Directory, localizer: Localizer) -> Iterator[Column]:
    known = {m.id: m for m in directory.municipalities}

    def covered(offer: Offer) -> list[Municipality]:
        return [known[id_] for id_ in offer.coverage.municipalities if id_ in known]

    yield "nation", lambda offer: offer.coverage.nation
    yield "areas", lambda offer: [localizer.text(area.name) for area in offer.coverage.areas]
    yield "municipalities", lambda offer: [m.named(localizer.language) for m in covered(offer)]
    yield "municipality_numbers", lambda offer: [m.facts.number for m in covered(offer)]
    yield "places", lambda offer: [place.name for place in offer.places]


def _for_whom(localizer: Localizer) -> Iterator[Column]:
    for name in ("audiences", "needs", "formats", "conditions"):
        yield f"{name}_ids", partial(_term_ids, name)
        yield name, partial(_term_names, name, localizer)
    yield from _facts("age_from", "age_to")


def _how(localizer: Localizer) -> Iterator[Column]:
    yield "cost", lambda offer: localizer.text(offer.cost)
    yield "schedule", lambda offer: localizer.text(offer.schedule)
    yield from _facts("registration", "registration_url", "referral", "languages")
    for way in CONTACT_FIELDS:
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


def _term_names(name: str, localizer: Localizer, offer: Offer) -> list[str]:
    return [localizer.text(term.name) for term in getattr(offer, name)]


def _translation(field: str, language: str, offer: Offer) -> str:
    """The text in this language only; empty without a translation."""
    words: LocalizedText = getattr(offer, field)
    return words.get(language, "")


def _first(way: str, offer: Offer) -> str:
    """The offer's own phone number, mail address or URL, else that of its first contact or owner that has one, as
    written.
    """
    holders = (offer.facts, *(contact.facts for contact in offer.contacts), offer.organisations[0].facts)
    return next((found for holder in holders if (found := getattr(holder, way))), "")


def _cell(value: object) -> str:
    """True and false as in the content, empty for None, and the items of a list joined in one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, LooseDate):
        return value.text
    return joined(value) if isinstance(value, list | tuple) else str(value)
