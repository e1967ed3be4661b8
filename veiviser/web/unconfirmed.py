"""Labels of planned and pilot offers that their owners never confirmed: what they were, and when.

Nobody knows whether a plan of 2017 has begun, so no page may say that it has not.
"""

from collections.abc import Callable

from veiviser.directory.model import Offer
from veiviser.web.phrase import Phrase


def label(offer: Offer, _: Callable[..., Phrase]) -> Phrase:
    """A short label for a card; empty if the offer was confirmed, or is neither planned nor a pilot."""
    told_in = offer.freshness.told_in
    status, year = unconfirmed_status(offer), told_in.first.year if told_in else None
    if status == "planned":
        return _("Was planned in {year}", year=year) if year else _("Was planned")
    if status == "pilot":
        return _("Was being tried out in {year}", year=year) if year else _("Was being tried out")
    return Phrase()


def unconfirmed_status(offer: Offer) -> str:
    """The status of an offer if its owner never confirmed it, else an empty string."""
    return offer.facts.status if offer.freshness.state == "never" else ""


def once_planned(offer: Offer) -> bool:
    """True for a planned offer that was never confirmed: it may have begun since, or been dropped."""
    return unconfirmed_status(offer) == "planned"
