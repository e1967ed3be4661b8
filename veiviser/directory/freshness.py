"""How sure we are that something still holds: when it was confirmed, and when it is due again."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from veiviser.content import models
from veiviser.content.ages import age_of
from veiviser.content.fields import LooseDate

State: TypeAlias = Literal["confirmed", "due", "overdue", "never"]
# Those who run an offer are asked this long before its interval ends, or in its second half when that is shorter.
_ASKED_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """`due_on` is the last day of the review interval; `hidden` when the site hides what nobody confirms for long.

    What is `due` still holds, as what is `confirmed` does: those who run it are to be asked before `due_on`. `told_in`
    is how old the facts are while nobody has confirmed them, where a source says so.
    """

    state: State
    verified_on: dt.date | None
    due_on: dt.date | None
    hidden: bool
    told_in: LooseDate | None = None

    @property
    def holds(self) -> bool:
        """True within the interval after a confirmation."""
        return self.state in ("confirmed", "due")

    @property
    def age(self) -> str:
        """The day, month or year of the facts: of the last confirmation, else of the newest source. Empty: unknown."""
        return str(self.verified_on or "") or (self.told_in.text if self.told_in else "")

    @property
    def days(self) -> int | None:
        """How many days after a confirmation it holds."""
        return (self.due_on - self.verified_on).days if self.due_on and self.verified_on else None


def freshness(offer: models.OfferDraft, site: models.SiteDraft, today: dt.date) -> Freshness:
    """An offer's freshness on a day. What was never confirmed has no date to count from, and is not hidden."""
    if offer.verified_on is None:
        told_in = age_of(offer.sources, today)
        return Freshness(state="never", verified_on=None, due_on=None, hidden=False, told_in=told_in)
    interval = offer.review_every_days or site.review_every_days
    due_on = _plus(offer.verified_on, interval)
    hidden = site.hide_after_days is not None and today > _plus(offer.verified_on, site.hide_after_days)
    return Freshness(state=_state(due_on, interval, today), verified_on=offer.verified_on, due_on=due_on, hidden=hidden)


def _state(due_on: dt.date, interval: int, today: dt.date) -> State:
    if today > due_on:
        return "overdue"
    return "due" if (due_on - today).days < min(_ASKED_DAYS, interval // 2) else "confirmed"


def _plus(day: dt.date, days: int) -> dt.date:
    """A later day, or the calendar's last when that lies beyond it."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
