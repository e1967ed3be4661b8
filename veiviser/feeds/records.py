"""Offers, events and organisations as open data: plain values in a fixed order of keys, texts as language → text.

Markdown bodies are left out: the pages sanitize them, and their links are relative to these. A secret place has only
its name and municipality.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from veiviser.content import models, phones, schema
from veiviser.content.fields import NOT_PERSONAL, LooseDate, Moment
from veiviser.directory.facts import ContactFacts, EventFacts, OfferFacts, OrganisationFacts
from veiviser.directory.model import (
    Contact,
    Coverage,
    Directory,
    Event,
    LocalizedText,
    Municipality,
    Offer,
    Organisation,
    Place,
    Term,
)
from veiviser.directory.occurrences import Occurrence
from veiviser.web.urls import Urls

Data = dict[str, Any]
Reachable = ContactFacts | EventFacts | OfferFacts | OrganisationFacts


def offer_data(offer: Offer, directory: Directory, urls: Urls) -> Data:
    facts, freshness = offer.facts, offer.freshness
    notice = facts.notice_until is None or facts.notice_until >= directory.today
    data: Data = {
        "id": offer.id,
        "pages": urls.everywhere("offer", offer.id),
        "calendar": urls.absolute("offer_calendar_feed", offer.id),
        "status": facts.status,
        "offered": offer.offered,
        "hidden": freshness.hidden,
        "language": offer.language,
        "title": dict(offer.title),
        "summary": dict(offer.summary),
        "organisations": [_named(organisation) for organisation in offer.organisations],
        "partners": [_named(organisation) for organisation in offer.partners],
        "coverage": coverage_data(offer.coverage, directory),
        **_classified(offer),
        "arenas": _terms(offer.arenas),
        "focus_areas": _terms(offer.focus_areas),
        "conditions": _terms(offer.conditions),
        "whatever_the_diagnosis": not offer.conditions,
        "age_from": facts.age_from,
        "age_to": facts.age_to,
        "cared_for_age_from": facts.cared_for_age_from,
        "cared_for_age_to": facts.cared_for_age_to,
        **_cost(offer.cost),
        "registration": _registration(facts, offer.registration_contact),
        "referral": facts.referral,
        "eligibility": dict(offer.texts["eligibility"]),
        "languages": list(facts.languages),
        "interpreter": facts.interpreter,
        "accessibility": _terms(offer.accessibility),
        **_reach(facts),
        "contacts": [contact_data(contact) for contact in offer.contacts],
        "places": [place_data(place) for place in offer.places],
        "schedule": dict(offer.schedule),
        "waiting_time": dict(offer.texts["waiting_time"]),
        "capacity": facts.capacity,
        "notice": dict(offer.notice) if notice else {},
        "notice_until": _day(facts.notice_until) if notice else None,
        "established": _loose(facts.established),
        "starts_on": _loose(facts.starts_on),
        "ends_on": _loose(facts.ends_on),
        "ended_on": _loose(facts.ended_on),
        "replaced_by": list(facts.replaced_by),
        "earlier_ids": list(facts.aliases),
        "distinct_from": list(facts.distinct_from),
        "freshness": {
            "state": freshness.state,
            "verified_on": _day(freshness.verified_on),
            "due_on": _day(freshness.due_on),
        },
        "sources": list(facts.sources),
    }
    return data | {name: dict(offer.texts[name]) for name in _harmless_texts() if name not in data}


def _harmless_texts() -> Iterator[str]:
    """The translatable fields that cannot tell of a person: those that can are in open data only where code says so."""
    return (f.name for f in schema.fields(models.Offer) if f.translatable and f.personal == NOT_PERSONAL)


def event_data(event: Event, directory: Directory, urls: Urls) -> Data:
    zone = ZoneInfo(directory.site.timezone)
    return {
        "id": event.id,
        "pages": urls.everywhere("event", event.id),
        "calendar": urls.absolute("event_calendar_feed", event.id),
        "status": event.facts.status,
        "offer": event.offer.id if event.offer else None,
        "language": event.language,
        "title": dict(event.title),
        "summary": dict(event.summary),
        "occurrences": [_occurrence(occurrence, zone) for occurrence in event.occurrences],
        "organisations": [_named(organisation) for organisation in event.organisations],
        "coverage": coverage_data(event.coverage, directory),
        **_classified(event),
        **_cost(event.cost),
        "registration": _registration(event, event.registration_contact),
        "capacity": event.facts.capacity,
        **_contact_points_of(event),
        "contacts": [contact_data(contact) for contact in event.contacts],
        "places": [place_data(place) for place in event.places],
        "online_url": event.facts.online_url,
    }


def organisation_data(organisation: Organisation, directory: Directory, urls: Urls) -> Data:
    return {
        "id": organisation.id,
        "pages": urls.everywhere("organisation", organisation.id),
        "name": organisation.name,
        "kind": organisation.facts.kind,
        "number": organisation.facts.number,
        "parent": _named(organisation.parent) if organisation.parent else None,
        "summary": dict(organisation.summary),
        **_reach(organisation.facts),
        "areas": coverage_data(organisation.areas, directory),
        "sources": list(organisation.facts.sources),
    }


def coverage_data(coverage: Coverage, directory: Directory) -> Data:
    """`named` are the municipalities that are named themselves, `municipalities` all of the site's that are covered."""
    known = {m.id: _municipality(m) for m in directory.municipalities}
    return {
        "nation": coverage.nation,
        "areas": [{"id": area.id, "kind": area.kind, "name": dict(area.name)} for area in coverage.areas],
        "named": [known[id_] for id_ in coverage.named if id_ in known],
        "municipalities": [known[id_] for id_ in coverage.municipalities if id_ in known],
    }


def contact_data(contact: Contact) -> Data:
    """Without the id: it is the name of a file, and may still be the name of a person who asked to be removed."""
    return {
        "name": contact.facts.name,
        "role": dict(contact.role),
        "organisation": _named(contact.organisation),
        **_reach(contact.facts),
        "hours": dict(contact.hours),
        "languages": list(contact.facts.languages),
        "responsibilities": list(contact.facts.responsibilities),
        "verified_on": _day(contact.facts.verified_on),
        "sources": list(contact.facts.sources),
    }


def place_data(place: Place) -> Data:
    facts = place.facts
    data: Data = {
        "id": place.id,
        "name": place.name,
        "municipality": _municipality(place.municipality),
        "secret": facts.secret,
    }
    if not facts.secret:
        data |= {
            "address": facts.address,
            "postcode": facts.postcode,
            "city": facts.city,
            "latitude": facts.latitude,
            "longitude": facts.longitude,
            "sources": list(facts.sources),
        }
    return {**data, "accessibility": _terms(place.accessibility)}


def phone_number(text: str | None) -> str | None:
    """A number as machines dial it: E.164 (`+4755000010`), but short numbers by their digits alone (`116117`).

    An extension follows as in RFC 3966: `+4755000010;ext=4`.
    """
    return phones.known(text).machine if text else None


def _reach(facts: Reachable) -> Data:
    return {"phone": phone_number(facts.phone), "email": facts.email, "url": facts.url}


def _contact_points_of(event: Event) -> Data:
    """The event's own ways to be reached, completed by those of its offer."""
    own = _reach(event.facts)
    offered = _reach(event.offer.facts) if event.offer else {}
    return {name: value or offered.get(name) for name, value in own.items()}


def _municipality(municipality: Municipality) -> Data:
    """`sami` is the list of Sámi languages that are official there, if there are any."""
    facts = municipality.facts
    return {
        "id": municipality.id,
        "number": facts.number,
        "name": municipality.name,
        **({"sami": list(facts.sami)} if facts.sami else {}),
    }


def _named(organisation: Organisation) -> Data:
    return {"id": organisation.id, "name": organisation.name}


def _classified(record: Offer | Event) -> Data:
    return {
        "audiences": _terms(record.audiences),
        "needs": _terms(record.needs),
        "formats": _terms(record.formats),
    }


def _terms(terms: Iterable[Term]) -> list[Data]:
    return [{"id": term.id, "name": dict(term.name)} for term in terms]


def _cost(cost: LocalizedText) -> Data:
    """`free` is true, false when a price is known, and null when the cost is unknown."""
    words = {language: text for language, text in cost.items() if text != "free"}
    return {"free": None if not cost else len(words) < len(cost), "cost": words}


def _registration(record: OfferFacts | Event, contact: Contact | None) -> Data:
    return {
        "kind": record.registration,
        "url": record.registration_url,
        "by": _day(record.registration_by),
        "contact": contact_data(contact) if contact else None,
    }


def _occurrence(occurrence: Occurrence, zone: ZoneInfo) -> Data:
    """Times in ISO 8601 with the UTC offset of the site's zone; whole days as dates, where the end is the last day."""
    return {
        "start": _moment(occurrence.start, zone),
        "end": _moment(occurrence.end, zone) if occurrence.end else None,
        "whole_day": occurrence.start.time is None,
        "state": occurrence.state,
        "moved_from": _moment(occurrence.original, zone) if occurrence.original else None,
    }


def _moment(moment: Moment, zone: ZoneInfo) -> str:
    if moment.time is None:
        return moment.day.isoformat()
    return dt.datetime.combine(moment.day, moment.time, zone).isoformat()


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _loose(date: LooseDate | None) -> str | None:
    """A day, a month or a year, as exactly as the content has it."""
    return date.text if date else None
