"""Offers without any way to reach those who run them."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content import models
from veiviser.content.records import Content, Record
from veiviser.problems.problem import Problem


def unreachable(content: Content, today: dt.date) -> Iterator[Problem]:
    """An offer without a contact, phone, email or url, on itself or on its owner: the first of its organisations."""
    owners = {record.id: record for record in content.organisations}
    with_contact = {record.fields.organisation for record in content.contacts}
    for offer in content.offers:
        fields = offer.fields
        owner = owners.get(fields.organisations[0]) if fields.organisations else None
        if owner is None or not _reachable_is_known(offer, owner):
            continue
        own = [getattr(fields, name) for name in ("contacts", "registration_contact", *models.CONTACT_FIELDS)]
        theirs = [getattr(owner.fields, name) for name in models.CONTACT_FIELDS]
        if not any((*own, *theirs, owner.id in with_contact)):
            code = "unreachable-inactive" if fields.status in ("ended", "planned") else "unreachable"
            yield offer.problem(code)


def _reachable_is_known(offer: Record[models.OfferDraft], owner: Record[models.OrganisationDraft]) -> bool:
    """False when a fault that is reported elsewhere may be why no way to reach them is found."""
    mentioned = ("status", "organisations", "contacts", "registration_contact", *models.CONTACT_FIELDS)
    return offer.knows(*mentioned) and owner.knows(*models.CONTACT_FIELDS)
