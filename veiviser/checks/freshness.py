"""Overdue confirmations, and dates that have passed."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content.records import Content
from veiviser.directory.freshness import freshness
from veiviser.directory.reminders import LIVE
from veiviser.problems.message_words import _
from veiviser.problems.problem import Problem

_CHECKED = _("When you have looked it up today, write verified_on: {today}")
# A wrong number in an emergency is worse than none, so crisis lines have this interval, not the site's own.
_CRISIS_LINE_DAYS = 180
_WARNED_DAYS = 30


def stale(content: Content, today: dt.date) -> Iterator[Problem]:
    """A current offer whose confirmation is overdue. One that was never confirmed is not reported: no editor can be
    blamed for that.
    """
    site = content.site
    if site is None or not site.knows("review_every_days"):
        return
    for offer in content.offers:
        if offer.fields.status in LIVE and offer.knows("review_every_days"):
            fresh = freshness(offer.fields, site.fields, today)
            if fresh.state == "overdue":
                yield offer.problem("stale", "verified_on", date=str(fresh.verified_on), due=str(fresh.due_on))


def stale_crisis_line(content: Content, today: dt.date) -> Iterator[Problem]:
    for line in content.crisis:
        verified = line.fields.verified_on
        if line.knows("verified_on") and (verified is None or (today - verified).days > _CRISIS_LINE_DAYS):
            number = line.fields.number or ""
            yield line.problem(
                "stale-crisis-line", "verified_on", hint=_CHECKED, id=line.id, number=number, today=str(today)
            )


def past_end(content: Content, today: dt.date) -> Iterator[Problem]:
    """A planned end that has passed though the offer has not ended, or a planned start that has passed though it is
    still planned.
    """
    for offer in content.offers:
        fields = offer.fields
        for code, name, date in (
            ("past-end", "ends_on", fields.ends_on),
            ("past-start", "starts_on", fields.starts_on),
        ):
            statuses = ("planned", *LIVE) if code == "past-end" else ("planned",)
            if date and date.last < today and fields.status and fields.status in statuses:
                yield offer.problem(code, name, field=name, date=date.text, status=fields.status)


def security_contact_expired(content: Content, today: dt.date) -> Iterator[Problem]:
    """A security.txt that has expired or soon will; RFC 9116, section 2.5.5, forbids using an expired one."""
    site = content.site
    expires = site.fields.security_expires if site else None
    if site and expires and (expires - today).days <= _WARNED_DAYS:
        code = "past-expiry" if expires < today else "expires-soon"
        yield site.problem(code, "security_expires", date=str(expires))
