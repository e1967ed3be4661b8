"""News: the offers that began, ended or were confirmed most recently."""

import datetime as dt

from veiviser.directory.model import Directory, Offer


def news_date(offer: Offer, today: dt.date) -> dt.date | None:
    """The latest day up to `today` on which the offer began, ended or was confirmed, as far as the content says.

    The fields are `starts_on`, `ended_on`, `verified_on` and `established`; a month or a year counts as its first day.
    None if nothing is known to have happened yet.
    """
    facts = offer.facts
    loose = (facts.starts_on, facts.ended_on, facts.established)
    days = (facts.verified_on, *(date.first for date in loose if date))
    return max((day for day in days if day and day <= today), default=None)


def news(directory: Directory) -> tuple[Offer, ...]:
    """The offers that have a news date, newest first, in directory order within a day.

    These are listed offers, and ended ones, since that is news to the people who used them.
    """
    dated = [
        (day, offer)
        for offer in directory.offers
        if (offer.listed or offer.ended) and (day := news_date(offer, directory.today))
    ]
    return tuple(offer for _, offer in sorted(dated, key=lambda pair: pair[0], reverse=True))
