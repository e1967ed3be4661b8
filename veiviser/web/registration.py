"""How one signs up for an offer or an event."""

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
    """`kind` is the contract's word (`none`, `drop-in`, `required`), None where it is not known; `by` the last day."""

    kind: str | None
    url: str | None
    contact: Contact | None
    by: dt.date | None

    @property
    def needed(self) -> bool:
        """True when one must sign up, or can until a day."""
        return self.kind == "required" or self.by is not None

    def said(self, words: Localizer) -> Phrase:
        """Whether one must sign up, in words without a full stop; empty where it is not known."""
        _ = words._
        said = {
            "none": _("You need not sign up"),
            "drop-in": _("Just come"),
            "required": _("You must sign up"),
        }
        return said.get(self.kind or "", EMPTY)


def registration_of(record: Offer | Event) -> Registration:
    """What an event leaves out is its offer's."""
    given = record.facts if isinstance(record, Offer) else record
    return Registration(
        kind=given.registration,
        url=given.registration_url,
        contact=record.registration_contact,
        by=given.registration_by,
    )


def registration_facts(
    registration: Registration, words: Localizer, contact_points: ContactPoints, today: dt.date
) -> Iterator[Fact]:
    """How one signs up, in words, with the link to do it and whom to tell until the last day; and that day."""
    _, by = words._, registration.by
    passed = by is not None and by < today
    said = registration.said(words)
    address = contact_points.links.local(registration.url) if registration.url and not passed else ""
    link = (Link(text=_("Sign up here"), address=address),) if address else ()
    contact = registration.contact if not passed else None
    point = contact_points.of_contact(contact) if contact else None
    yield Fact(label=_("Sign up"), values=(*((said,) if said else ()), *link), contact_point=point, ends=by)
    over = _("The last day to sign up has passed")
    yield Fact(label=_("Sign up by"), dates=(by,) if by else (), over=over, passed=passed)
