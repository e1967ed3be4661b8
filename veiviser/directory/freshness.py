"""Freshness: when an offer was last confirmed, and when it is due for confirmation again."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from veiviser.content import models
from veiviser.content.ages import age_of
from veiviser.content.fields import LooseDate

FreshnessState: TypeAlias = Literal["confirmed", "due", "overdue", "never"]
# Owners are reminded this many days before the review interval ends, or in its second half if that is shorter.
_ASKED_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """`due_on` is the last day of the review interval; `hidden` is True if the site hides offers this overdue.

    An offer that is `due` is still within its interval, as one that is `confirmed` is, but its owner should be reminded
    before `due_on`. `told_in` is the date of the newest source of an offer that was never confirmed, if any source has
    a date.
    """

    state: FreshnessState
    verified_on: dt.date | None
    due_on: dt.date | None
    hidden: bool
    told_in: LooseDate | None = None

    @property
    def holds(self) -> bool:
        """True if the offer was confirmed within its review interval."""
        return self.state in ("confirmed", "due")

    @property
    def age(self) -> str:
        """The day, month or year of the last confirmation, else of the newest source (ISO 8601); empty if unknown."""
        return str(self.verified_on or "") or (self.told_in.text if self.told_in else "")

    @property
    def days(self) -> int | None:
        """The length of the review interval in days; None if the offer was never confirmed."""
        return (self.due_on - self.verified_on).days if self.due_on and self.verified_on else None


def freshness(offer: models.OfferDraft, site: models.SiteDraft, today: dt.date) -> Freshness:
    """The freshness of an offer on `today`. Without any confirmation there is no day to count from: never hidden."""
    if offer.verified_on is None:
        told_in = age_of(offer.sources, today)
        return Freshness(state="never", verified_on=None, due_on=None, hidden=False, told_in=told_in)
    interval = offer.review_every_days or site.review_every_days
    due_on = _plus(offer.verified_on, interval)
    hidden = site.hide_after_days is not None and today > _plus(offer.verified_on, site.hide_after_days)
    return Freshness(state=_state(due_on, interval, today), verified_on=offer.verified_on, due_on=due_on, hidden=hidden)


def _state(due_on: dt.date, interval: int, today: dt.date) -> FreshnessState:
    if today > due_on:
        return "overdue"
    return "due" if (due_on - today).days < min(_ASKED_DAYS, interval // 2) else "confirmed"


def _plus(day: dt.date, days: int) -> dt.date:
    """The day that is `days` later, or the last day that a date can hold."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
