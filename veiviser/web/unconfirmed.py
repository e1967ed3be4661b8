"""What is said of a plan or a trial that those who run it have not confirmed: that it was one, and when.

Nobody knows whether a plan of 2017 has begun, so no page may say that it has not.
"""

from collections.abc import Callable

from veiviser.directory.model import Offer
from veiviser.web.phrase import Phrase


def label(offer: Offer, _: Callable[..., Phrase]) -> Phrase:
    """A few words for a card; empty for what is confirmed, and for what is neither a plan nor a trial."""
    told_in = offer.freshness.told_in
    status, year = unconfirmed_status(offer), told_in.first.year if told_in else None
    if status == "planned":
        return _("Was planned in {year}", year=year) if year else _("Was planned")
    if status == "pilot":
        return _("Was being tried out in {year}", year=year) if year else _("Was being tried out")
    return Phrase()


def unconfirmed_status(offer: Offer) -> str:
    """Its status, when nobody who runs it has ever confirmed it; else nothing."""
    return offer.facts.status if offer.freshness.state == "never" else ""


def once_planned(offer: Offer) -> bool:
    """True for a plan that nobody has confirmed: it may have begun since, or come to nothing."""
    return unconfirmed_status(offer) == "planned"
