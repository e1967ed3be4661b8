"""Rules of when an event takes place."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content.records import Content
from veiviser.directory.calendar import unmatched
from veiviser.problems import Problem

_REPEATING = ("repeat", "repeat_every", "repeat_on", "repeat_until", "repeat_count")


def repeating_event(content: Content, today: dt.date) -> Iterator[Problem]:
    """Repeating events are not shown yet, and none may go missing in silence: one problem an event."""
    for event in content.events:
        written = [name for name, value in event.raw.items() if name in _REPEATING and value and event.knows(name)]
        if written:
            yield event.problem("repeating-event", written[0], key=True, field=written[0])


def change_of_nothing(content: Content, today: dt.date) -> Iterator[Problem]:
    """A date that is skipped, cancelled or moved, and that the event does not have."""
    for event in content.events:
        repeats = any(event.raw.get(name) is not None for name in _REPEATING)
        if repeats or event.fields.starts is None or not event.knows("dates"):
            continue
        for name, index, moment in unmatched(event.fields):
            step = ("from",) if name == "moved" else ()
            clock = f"T{moment.time:%H:%M}" if moment.time else ""
            yield event.problem("no-such-date", name, index, *step, field=name, date=f"{moment.day}{clock}")
