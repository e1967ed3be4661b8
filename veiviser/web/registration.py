"""Registration: how to sign up for an offer or an event."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from veiviser.directory.model import Contact, Event, Offer
from veiviser.web.contact_points import ContactPoints
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.views import Fact, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """`kind` is `none`, `drop-in` or `required`, as in the content, and None if unknown; `by` is the last day."""

    kind: str | None
    url: str | None
    contact: Contact | None
    by: dt.date | None

    @property
    def needed(self) -> bool:
        """True if people must sign up, or can do so until a day."""
        return self.kind == "required" or self.by is not None

    def said(self, localizer: Localizer) -> Phrase:
        """Whether people must sign up, as a phrase without a full stop; empty if unknown."""
        _ = localizer._
        texts = {
            "none": _("You do not have to sign up"),
            "drop-in": _("Just come"),
            "required": _("You must sign up"),
        }
        return texts.get(self.kind or "", EMPTY)


def registration_of(record: Offer | Event) -> Registration:
    """The registration of a record; an event has already inherited its offer's where it has none."""
    given = record.facts if isinstance(record, Offer) else record
    return Registration(
        kind=given.registration,
        url=given.registration_url,
        contact=record.registration_contact,
        by=given.registration_by,
    )


def registration_facts(
    registration: Registration, localizer: Localizer, contact_points: ContactPoints, today: dt.date
) -> Iterator[Fact]:
    """How to sign up, with the link and the contact point until the last day; then the last day itself."""
    _, by = localizer._, registration.by
    passed = by is not None and by < today
    text = registration.said(localizer)
    address = contact_points.links.local(registration.url) if registration.url and not passed else ""
    link = (Link(text=_("Sign up here"), address=address),) if address else ()
    contact = registration.contact if not passed else None
    point = contact_points.of_contact(contact) if contact else None
    yield Fact(label=_("Sign up"), values=(*((text,) if text else ()), *link), contact_point=point, ends=by)
    over = _("The last day to sign up has passed")
    yield Fact(label=_("Sign up by"), dates=(by,) if by else (), over=over, passed=passed)
