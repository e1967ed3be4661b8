"""How sure we are that something still holds: when it was confirmed, and when it is due again."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from veiviser.content import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """`due_on` is the last day of the review interval; `hidden` when the site hides what nobody confirms for long."""

    state: Literal["confirmed", "overdue", "never"]
    verified_on: dt.date | None
    due_on: dt.date | None
    hidden: bool


def freshness(offer: models.Offer, site: models.Site, today: dt.date) -> Freshness:
    """An offer's freshness on a day. What was never confirmed has no date to count from, and is not hidden."""
    if offer.verified_on is None:
        return Freshness(state="never", verified_on=None, due_on=None, hidden=False)
    due_on = _plus(offer.verified_on, offer.review_every_days or site.review_every_days)
    hidden = site.hide_after_days is not None and today > _plus(offer.verified_on, site.hide_after_days)
    state: Literal["confirmed", "overdue"] = "overdue" if today > due_on else "confirmed"
    return Freshness(state=state, verified_on=offer.verified_on, due_on=due_on, hidden=hidden)


def _plus(day: dt.date, days: int) -> dt.date:
    """A later day, or the calendar's last when that lies beyond it."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
