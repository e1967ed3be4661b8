"""JSON-LD: structured data about pages, in the vocabulary of schema.org.

Events have all properties that Google requires, and those it recommends as far as they are known
(https://developers.google.com/search/docs/appearance/structured-data/event). Diagnoses are never included.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from veiviser.content.fields import WEEKDAYS, Moment, OpeningHours
from veiviser.content.html import plain_text
from veiviser.directory.model import Contact, Coverage, Event, LocalizedText, Offer, Organisation, Place
from veiviser.directory.occurrences import Occurrence
from veiviser.web.contact_points import Direct
from veiviser.web.site import LocalizedSite
from veiviser.web.views import SitePage

Thing: TypeAlias = dict[str, Any]

SCHEMA = "https://schema.org/"
PUBLIC_KINDS = ("municipality", "county", "health-trust", "state")
# The most occurrences of an event in JSON-LD: each takes 1 KB in the page.
_TOLD = 12
_COUNTRY = "NO"
_CURRENCY = "NOK"
_PRICE = re.compile(r"(\d{1,3}(?: ?\d{3})*)(?:,-| ?kr\.?| kroner)")


def service(site: LocalizedSite, offer: Offer) -> Thing:
    """A GovernmentService if the offer's owner is a public body, else a Service. Conditions are omitted on purpose."""
    owner, address = offer.organisations[0], site.links.absolute("offer", offer.id)
    provider = _named(site, owner)
    public = owner.facts.kind in PUBLIC_KINDS
    return _without_nothing(
        {
            "@type": "GovernmentService" if public else "Service",
            "@id": f"{address}#tilbud",
            "name": site.localizer.text(offer.title),
            "description": site.localizer.text(offer.summary),
            "url": address,
            "provider": provider,
            "serviceOperator": provider if public else None,
            "serviceType": [site.localizer.text(need.name) for need in offer.needs],
            "audience": [{"@type": "Audience", "audienceType": site.localizer.text(a.name)} for a in offer.audiences],
            "areaServed": _areas(site, offer.coverage),
            "availableChannel": list(_channels(site, offer)),
            "hoursAvailable": _hours_of(offer),
            "offers": _price(site, offer.cost, address),
        }
    )


def occurrences(site: LocalizedSite, event: Event) -> tuple[Thing, ...]:
    """One Event for each of the next occurrences, at most `_TOLD`; none if its offer has ended."""
    if event.abandoned:
        return ()
    shared, coming = _event(site, event), event.coming(site.directory.today)
    return tuple(_occurrence(site, shared, one) for one in coming[:_TOLD])


def organisation(site: LocalizedSite, organisation: Organisation) -> Thing:
    facts = organisation.facts
    return _without_nothing(
        {
            "@type": "Organization",
            "@id": site.links.absolute("organisation", organisation.id) + "#organisasjon",
            "name": organisation.name,
            "description": site.localizer.text(organisation.summary),
            "url": facts.url or site.links.absolute("organisation", organisation.id),
            "telephone": facts.phone,
            "email": facts.email,
            "identifier": facts.number,
            "parentOrganization": _named(site, organisation.parent) if organisation.parent else None,
            "areaServed": None if organisation.areas.empty else _areas(site, organisation.areas),
        }
    )


def breadcrumbs(site: LocalizedSite, page: SitePage) -> tuple[Thing, ...]:
    """The breadcrumbs of a page, ending with the page itself; empty if it has no crumbs."""
    if not page.crumbs:
        return ()
    way = [(str(crumb.text), crumb.address) for crumb in page.crumbs] + [(page.title, page.address)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": site.urls.base + address}
        for position, (name, address) in enumerate(way, 1)
    ]
    return ({"@type": "BreadcrumbList", "itemListElement": items},)


def _without_nothing(thing: Mapping[str, Any]) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [], ())}


def _one_or_all(things: list[Thing]) -> Thing | list[Thing]:
    return things[0] if len(things) == 1 else things


def _named(site: LocalizedSite, organisation: Organisation) -> Thing:
    return {
        "@type": "Organization",
        "name": organisation.name,
        "url": site.links.absolute("organisation", organisation.id),
    }


def _areas(site: LocalizedSite, coverage: Coverage) -> list[Thing]:
    if coverage.nation:
        return [{"@type": "Country", "name": _COUNTRY}]
    names = site.links.namesakes.names(coverage)
    return [{"@type": "AdministrativeArea", "name": name} for name in names]


def _channels(site: LocalizedSite, offer: Offer) -> Iterator[Thing]:
    """The offer's own contact details and its contacts', else its owner's; then the places."""
    ways: list[Contact | Offer] = [offer, *offer.contacts]
    found = [channel for way in ways if (channel := _channel(way.facts))]
    yield from found or filter(None, [_channel(offer.organisations[0].facts)])
    for place in offer.places:
        yield {"@type": "ServiceChannel", "serviceLocation": _place(site, place)}


def _channel(facts: Direct) -> Thing | None:
    point = _without_nothing({"@type": "ContactPoint", "telephone": facts.phone, "email": facts.email})
    channel = _without_nothing({"serviceUrl": facts.url, "servicePhone": point if facts.phone or facts.email else None})
    return {"@type": "ServiceChannel", **channel} if channel else None


def _place(site: LocalizedSite, place: Place) -> Thing:
    """A place and its address; of a secret place only the municipality, which its own page shows too."""
    facts = place.facts
    region = place.municipality.named(site.language)
    address = {"@type": "PostalAddress", "addressRegion": region, "addressCountry": _COUNTRY}
    if not facts.secret:
        given = {"streetAddress": facts.address, "postalCode": facts.postcode, "addressLocality": facts.city}
        address |= {name: value for name, value in given.items() if value}
    position = None
    if facts.latitude is not None and facts.longitude is not None:
        position = {"@type": "GeoCoordinates", "latitude": facts.latitude, "longitude": facts.longitude}
    return _without_nothing({"@type": "Place", "name": place.name, "address": address, "geo": position})


def _hours_of(offer: Offer) -> list[Thing] | None:
    """The opening hours of the only place; none if the offer has a schedule, as they are then only the building's."""
    if offer.schedule or len(offer.places) != 1:
        return None
    return [_hours(span) for span in offer.places[0].facts.opening_hours]


def _hours(span: OpeningHours) -> Thing:
    """Opening hours by weekday; a day that is closed opens and closes at midnight, as schema.org specifies."""
    opens, closes = span.opens or dt.time(0), span.closes or dt.time(0)
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [SCHEMA + WEEKDAYS[day].capitalize() for day in span.days],
        "opens": f"{opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }


def _price(site: LocalizedSite, cost: LocalizedText, address: str, **more: object) -> Thing | None:
    """The price in NOK if it is free or one amount; other texts (“50 kroner, gratis for barn”) are not interpreted."""
    text = site.localizer.text(cost)
    exact = _PRICE.fullmatch(text)
    if text != "free" and not exact:
        return None
    amount = int(exact[1].replace(" ", "")) if exact else 0
    return {"@type": "Offer", "price": amount, "priceCurrency": _CURRENCY, "url": address, **more}


def _event(site: LocalizedSite, event: Event) -> Thing:
    """The properties that all occurrences of an event share."""
    address = site.links.absolute("event", event.id)
    body = plain_text(site.localizer.text(event.body))
    mode = {(True, True): "Mixed", (False, True): "Online"}.get((bool(event.places), _is_online(event)), "Offline")
    organisers = [_named(site, one) for one in event.organisations]
    return _without_nothing(
        {
            "@type": "Event",
            "name": site.localizer.text(event.title),
            "description": site.localizer.text(event.summary) or body or site.localizer.text(event.title),
            "url": address,
            "eventAttendanceMode": f"{SCHEMA}{mode}EventAttendanceMode",
            "location": _one_or_all(list(_locations(site, event, address))),
            "organizer": _one_or_all(organisers),
            "isAccessibleForFree": True if site.localizer.text(event.cost) == "free" else None,
            "maximumAttendeeCapacity": event.facts.capacity,
            "offers": _price(site, event.cost, event.registration_url or address),
        }
    )


def _is_online(event: Event) -> bool:
    return event.facts.online_url is not None or (not event.places and any(form.online for form in event.formats))


def _locations(site: LocalizedSite, event: Event, address: str) -> Iterator[Thing]:
    """The places and the online address of an event; without any, its service area, which is all we know."""
    for place in event.places:
        yield _place(site, place)
    if _is_online(event):
        yield {"@type": "VirtualLocation", "url": event.facts.online_url or address}
    elif not event.places:
        where = str(site.links.where(event.coverage))
        region = {"@type": "PostalAddress", "addressRegion": where, "addressCountry": _COUNTRY}
        yield {"@type": "Place", "name": where, "address": region}


def _occurrence(site: LocalizedSite, shared: Thing, occurrence: Occurrence) -> Thing:
    zone = ZoneInfo(site.directory.site.timezone)
    cancelled, moved = occurrence.state == "cancelled", occurrence.original is not None
    status = "EventCancelled" if cancelled else "EventRescheduled" if moved else "EventScheduled"
    start = _instant(occurrence.start, zone)
    offers = shared.get("offers")
    if offers:
        availability = "InStock" if occurrence.state == "scheduled" else "SoldOut"
        offers = {**offers, "availability": SCHEMA + availability}
    return _without_nothing(
        {
            **shared,
            "@id": f"{shared['url']}#{start}",
            "startDate": start,
            "endDate": _instant(occurrence.end, zone) if occurrence.end else None,
            "eventStatus": SCHEMA + status,
            "previousStartDate": _instant(occurrence.original, zone) if occurrence.original else None,
            "offers": offers,
        }
    )


def _instant(moment: Moment, zone: ZoneInfo) -> str:
    """ISO 8601 date, or date-time with UTC offset: 2026-12-01T18:00:00+01:00."""
    if moment.time is None:
        return moment.day.isoformat()
    return dt.datetime.combine(moment.day, moment.time, tzinfo=zone).isoformat()


def graph(things: Iterable[Mapping[str, Any]]) -> Thing:
    """The JSON-LD of a page: one graph of all things that it is about."""
    return {"@context": SCHEMA.rstrip("/"), "@graph": list(things)}
