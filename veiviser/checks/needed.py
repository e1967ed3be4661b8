"""Fields that a record must have because of its other fields, or because it is of no use without them."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content import models, schema
from veiviser.content.fields import WHEREABOUTS
from veiviser.content.records import Content
from veiviser.problems.message_words import _
from veiviser.problems.problem import Problem

_ONE_OF = _("One of these is enough: {fields}.")
_FROM_AN_OFFER = _("An event that names its offer in “offer” has it from there.")


def ended_needs_a_date(content: Content, today: dt.date) -> Iterator[Problem]:
    for offer in content.offers:
        if offer.fields.status == "ended" and offer.knows("ended_on") and offer.fields.ended_on is None:
            yield offer.problem("missing-field", "status", key=True, field="ended_on")


def contact_needs_a_name_and_a_way(content: Content, today: dt.date) -> Iterator[Problem]:
    """A contact needs a name or a role, and a phone number, mail address or web address."""
    for contact in content.contacts:
        for names, asked_for in ((("name", "role"), "role"), (models.CONTACT_FIELDS, "phone")):
            if contact.knows(*names) and not any(getattr(contact.fields, name) for name in names):
                place = next((name for name in names if name in contact.raw), asked_for)
                values = {"field": asked_for, "fields": ", ".join(names)}
                yield contact.problem("missing-field", place, key=True, hint=_ONE_OF, **values)


def event_needs_a_host(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event needs organisations and coverage of its own, unless it has them from its offer."""
    for event in content.events:
        if event.fields.offer is None and event.knows("offer"):
            for name in ("organisations", "coverage"):
                if event.knows(name) and not getattr(event.fields, name):
                    yield event.problem("missing-field", name, key=True, hint=_FROM_AN_OFFER, field=name)


def secret_place_tells_nothing(content: Content, today: dt.date) -> Iterator[Problem]:
    revealing = [field.name for field in schema.fields(models.Place) if field.personal == WHEREABOUTS]
    for place in content.places:
        if place.fields.secret:
            for name in revealing:
                if place.raw.get(name) is not None:
                    yield place.problem("secret-address", name, key=True, field=name)


def quick_exit_leads_somewhere(content: Content, today: dt.date) -> Iterator[Problem]:
    """A sensitive offer needs the site's `exit_url`, to which visitors can leave its page quickly."""
    if content.site and content.site.knows("exit_url") and content.site.fields.exit_url is None:
        for offer in content.offers:
            if offer.fields.sensitive:
                yield offer.problem("no-quick-exit", "sensitive", key=True)


def field_without_effect(content: Content, today: dt.date) -> Iterator[Problem]:
    """Fields that have no effect without another field, which is missing."""
    pairs = {
        "site": (("security_contact", "security_expires"), ("security_expires", "security_contact")),
        "municipalities": (("becomes", "valid_until"),),
        "places": (("latitude", "longitude"), ("longitude", "latitude")),
        "offers": (("notice_until", "notice"),),
    }
    for kind, needed in pairs.items():
        for record in content.records[kind]:
            for name, other in needed:
                if record.knows(name, other) and getattr(record.fields, name) and not getattr(record.fields, other):
                    yield record.problem("no-effect", name, key=True, field=name, other=other)
