"""References and links to offers that have ended."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from veiviser.checks.addresses import addresses
from veiviser.checks.bodies import problem_in_body, with_address
from veiviser.checks.links import is_within, target
from veiviser.content import models
from veiviser.content.markup import LinkInText, elements
from veiviser.content.records import Content, Record, has
from veiviser.directory.occurrences import series
from veiviser.problems.problem import Problem
from veiviser.web.routes import path


def event_of_ended_offer(content: Content, today: dt.date) -> Iterator[Problem]:
    """A coming event of an offer that has ended."""
    ended = _ended(content)
    for event in content.events:
        offer = ended.get(event.fields.offer or "")
        if offer and _is_coming(event, today):
            yield event.problem("ended-reference", "offer", suggestion=_living(offer, content), id=offer.id)


def replaced_by_ended_offer(content: Content, today: dt.date) -> Iterator[Problem]:
    ended = _ended(content)
    for record in content.offers:
        for index, id_ in enumerate(record.fields.replaced_by):
            if id_ in ended and id_ != record.id:
                suggestion = _living(ended[id_], content)
                yield record.problem("ended-reference", "replaced_by", index, suggestion=suggestion, id=id_)


def link_to_ended_offer(content: Content, today: dt.date) -> Iterator[Problem]:
    """A link to an ended offer, in the text of a record that is not over itself."""
    ended = _ended(content)
    pages = {f"/{path('offer', id_)}": offer for offer in ended.values() for id_ in (offer.id, *offer.fields.aliases)}
    if not pages:
        return
    over = {("offers", id_) for id_ in ended}
    dated = (event for event in content.events if has(event, models.DatedEvent))
    over |= {("events", event.id) for event in dated if not _is_coming(event, today)}
    site = addresses(content)

    def leads_to(address: str, record: Record[Any]) -> Record[models.OfferDraft] | None:
        return pages.get(site.page(target(address, record)[0])) if is_within(address) else None

    for record in with_address(content, lambda address, record: leads_to(address, record) is not None):
        if (record.kind, record.id) in over:
            continue
        for element in elements(record.body):
            if isinstance(element, LinkInText):
                found = leads_to(element.address, record)
                if found:
                    living = _living(found, content)
                    suggestion = f"/{path('offer', living)}" if living else None
                    yield problem_in_body(
                        record, element.offset, "ended-reference", suggestion, element.address, id=found.id
                    )


def _ended(content: Content) -> dict[str, Record[models.OfferDraft]]:
    return {offer.id: offer for offer in content.offers if offer.fields.status == "ended"}


def _is_coming(event: Record[models.EventDraft], today: dt.date) -> bool:
    """True if a date of the event is today or later; cancelled events and those with faulty dates count as past."""
    if not has(event, models.DatedEvent) or event.fields.status == "cancelled":
        return False
    return any(o.last_day >= today and o.state != "cancelled" for o in series(event.fields, today).occurrences)


def _living(offer: Record[models.OfferDraft], content: Content) -> str | None:
    """The id of the offer that replaces an ended one today, over any number of replacements; None without one."""
    records = {record.id: record for record in content.offers}
    seen: set[str] = set()
    here: Record[models.OfferDraft] | None = offer
    while here and here.id not in seen:
        if here.fields.status not in ("ended", None):
            return here.id
        seen.add(here.id)
        here = records.get(next(iter(here.fields.replaced_by), ""))
    return None
