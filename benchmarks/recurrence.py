"""Compares the dates of random recurrence rules: our own, those of two calendar libraries, and those of dateutil.

Run from the repository's root: `python -m benchmarks.recurrence [RULES] [SEED]`. The rules have random times, some of
them in the hour when the clocks change, and dates that are skipped, moved, cancelled and added.
"""

import datetime as dt
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar

from tools.day import TODAY
from veiviser.build.loading import Options, load
from veiviser.content.fields import WEEKDAYS, Moment
from veiviser.content.models import Event as Fields
from veiviser.directory.facts import EventFacts, facts_of
from veiviser.directory.holidays import is_holiday
from veiviser.directory.model import Directory, Event
from veiviser.directory.occurrences import horizon, series, starts
from veiviser.directory.recurrence import rule_of
from veiviser.feeds.ical import calendars
from veiviser.web.site import localized_sites

ROOT = Path(__file__).resolve().parent.parent
LAST = horizon(TODAY)
ZONE = ZoneInfo("Europe/Oslo")
# The hours in UTC around each change of the clocks, where a local time occurs twice or not at all.
NIGHTS = ("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2028-03-26")
STRANGE_HOURS = {f"{night}T0{hour}" for night in NIGHTS for hour in (0, 1)}
ORDINALS = ("first", "second", "third", "fourth")

Rule: TypeAlias = dict[str, Any]
# Start, end and whether it is cancelled: instants in UTC, or days with an exclusive end.
Date: TypeAlias = tuple[str, str | None, bool]


def random_rule(chance: random.Random) -> Rule:
    """The fields of a random recurring event, as in its file."""
    first = TODAY + dt.timedelta(days=chance.randint(-200, 250))
    hour = chance.choice([None, f"{chance.randint(0, 23):02}:{chance.choice(['00', '30', '59'])}", "02:30", "18:00"])
    at = f"T{hour}" if hour else ""
    rule: Rule = {"title": "x", "starts": f"{first}{at}", **random_recurrence(chance, first)}
    if hour and chance.random() < 0.5:
        rule["duration_minutes"] = str(chance.choice([30, 90, 480]))
    elif not hour and chance.random() < 0.5:
        rule["ends"] = str(first + dt.timedelta(days=chance.randint(0, 3)))
    if chance.random() < 0.3:
        rule["skip_holidays"] = "true"
    given = starts(Fields.model_validate(rule), TODAY)
    touched = chance.sample(given, min(len(given), chance.randint(0, 4)))
    touched += [start for start in given if is_holiday(start.day) and start not in touched][: chance.randint(0, 2)]
    if touched and chance.random() < 0.7:
        rule["skip"] = [str(touched.pop())]
    if touched and chance.random() < 0.7:
        rule["cancelled"] = [str(touched.pop().day)]
    if touched and chance.random() < 0.7:
        moved = touched.pop()
        rule["moved"] = [{"from": str(moved.day), "to": f"{moved.day + dt.timedelta(days=chance.randint(1, 9))}T12:34"}]
        if not hour:
            rule["moved"][0]["to"] = rule["moved"][0]["to"][:10]
    if chance.random() < 0.2:
        rule["dates"] = [f"{first + dt.timedelta(days=chance.randint(1, 300))}{'T11:11' if hour else ''}"]
    return rule


def random_recurrence(chance: random.Random, first: dt.date) -> Rule:
    """The recurrence fields of a rule that includes its first day."""
    recurrence: Rule = {"repeat": chance.choice(["daily", "weekly", "monthly", "yearly"])}
    own, others = days_like(chance, recurrence["repeat"], first)
    if own and chance.random() < 0.8:
        recurrence["repeat_on"] = chance.sample(list(dict.fromkeys([own, *others])), k=len({own, *others}))
    if chance.random() < 0.5:
        recurrence["repeat_every"] = str(chance.randint(1, 5))
    end = chance.random()
    if end < 0.3:
        recurrence["repeat_until"] = str(first + dt.timedelta(days=chance.randint(0, 700)))
    elif end < 0.6:
        recurrence["repeat_count"] = str(chance.randint(1, 60))
    return recurrence


def days_like(chance: random.Random, repeat: str, day: dt.date) -> tuple[str, list[str]]:
    """The day in one of the forms that a rule with `repeat` can name it by, and more days in the same form."""
    weekdays = chance.sample(WEEKDAYS, chance.randint(0, 3))
    kind = chance.choice({"daily": "w", "weekly": "w", "monthly": "wod", "yearly": "od"}[repeat])
    if kind == "w":
        return WEEKDAYS[day.weekday()], weekdays
    if kind == "d":
        return str(day.day), [str(chance.randint(1, 31)) for _ in range(chance.randint(0, 2))]
    names = [ORDINALS[(day.day - 1) // 7]] if day.day <= 28 else []
    names += ["last"] if (day + dt.timedelta(days=7)).month != day.month else []
    return f"{chance.choice(names)} {WEEKDAYS[day.weekday()]}", [f"{chance.choice(ORDINALS)} {w}" for w in weekdays]


def made(rules: Mapping[str, Rule], example: Directory) -> Directory:
    """A directory whose events have these rules, by id."""
    events = []
    for name, rule in rules.items():
        facts = Fields.model_validate(rule)
        dates = series(facts, TODAY)
        events.append(
            replace(
                example.events[0],
                id=name,
                facts=facts_of(EventFacts, facts),
                rule=rule_of(facts),
                occurrences=dates.occurrences,
                dropped=dates.dropped,
                revisions=(),
            )
        )
    return replace(example, events=tuple(events), offers=(), today=TODAY)


def shown(event: Event) -> list[Date]:
    """The dates of an event as our pages show them."""
    return sorted(
        (_instant(o.start), _instant(end) if end else None, o.state == "cancelled")
        for o in event.occurrences
        if o.start.day <= LAST
        for end in [_free(o.end or o.start) if o.start.time is None else o.end]
    )


def by_dateutil(rule: Rule) -> list[str]:
    """The starts of a rule without its ends, worked out from the fields alone by dateutil's own reader of rules."""
    fields = Fields.model_validate(rule)
    start, clock = fields.starts.day, fields.starts.time
    parts = [f"FREQ={rule['repeat'].upper()}", "WKST=MO", f"INTERVAL={rule.get('repeat_every', 1)}"]
    named = [text.split() for text in rule.get("repeat_on", [])]
    if named and named[0][0].isdigit():
        parts.append("BYMONTHDAY=" + ",".join(words[0] for words in named))
    elif named:
        which = {**{name: str(n) for n, name in enumerate(ORDINALS, 1)}, "last": "-1"}
        parts.append("BYDAY=" + ",".join((which[w[0]] if w[1:] else "") + w[-1][:2].upper() for w in named))
    if rule["repeat"] == "yearly":
        parts.append(f"BYMONTH={start.month}")
        parts += [] if named else [f"BYMONTHDAY={start.day}"]
    if "repeat_count" in rule:
        parts.append(f"COUNT={rule['repeat_count']}")
    else:
        until = min(rule.get("repeat_until", str(LAST)), str(LAST))
        parts.append(f"UNTIL={until.replace('-', '')}T000000")
    found = rrulestr(";".join(parts), dtstart=dt.datetime.combine(start, dt.time()))
    days = {moment.date() for moment in found if moment.date() <= LAST} | ({start} if start > LAST else set())
    days |= {moment.day for moment in fields.dates if moment.time == clock}
    moments = {Moment(day, clock) for day in days} | set(fields.dates)
    moves = {move.from_.day: move.to for move in fields.moved}
    changed = {*moves, *(moment.day for moment in fields.cancelled)}
    off = {day for day in {m.day for m in moments} - changed if fields.skip_holidays and is_holiday(day)}
    kept = (m for m in moments if m not in fields.skip and m.day not in off)
    return sorted(_instant(moves.get(m.day, m)) for m in kept if moves.get(m.day, m).day <= LAST)


def by_recurring_ical_events(data: bytes) -> dict[str, list[Date]]:
    """The dates that recurring-ical-events reads from a calendar, by event, until `LAST`."""
    query = recurring_ical_events.of(Calendar.from_ical(data), skip_bad_series=False)
    found = query.between(dt.date(TODAY.year - 3, 1, 1), LAST + dt.timedelta(days=1))
    dates = (
        (str(e["UID"]), _utc(e["DTSTART"].dt), _utc(e["DTEND"].dt) if "DTEND" in e else None, str(e["STATUS"]))
        for e in found
    )
    return _by_event(date for date in dates if date[1] <= f"{LAST}T24")


def by_ical_js(data: bytes) -> dict[str, list[Date]]:
    """The dates that ical.js reads from a calendar, by event, until `LAST`. Raises RuntimeError for any warning."""
    command = ["node", str(ROOT / "benchmarks" / "occurrences.mjs"), str(LAST)]
    answer = subprocess.run(command, input=data, capture_output=True, check=True, cwd=ROOT)
    if answer.stderr:
        raise RuntimeError(answer.stderr.decode())
    dates = ([uid, start[:16], end and end[:16], status] for uid, start, end, status in json.loads(answer.stdout))
    return _by_event(date for date in dates if date[1] <= f"{LAST}T24")


def _by_event(dates: Iterable[Any]) -> dict[str, list[Date]]:
    """Groups dates by event. One of the libraries repeats the start where there is no end; that becomes None."""
    found: dict[str, list[Date]] = {}
    for uid, start, end, status in dates:
        ends = None if end == start else end
        found.setdefault(uid.split("@")[0].split(".")[0], []).append((start, ends, status == "CANCELLED"))
    return {name: sorted(each) for name, each in found.items()}


def _instant(moment: Moment) -> str:
    return _utc(dt.datetime.combine(moment.day, moment.time, ZONE) if moment.time else moment.day)


def _free(moment: Moment) -> Moment:
    return Moment(moment.day + dt.timedelta(days=1))


def _utc(value: dt.date) -> str:
    if not isinstance(value, dt.datetime):
        return str(value)
    return f"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M}"


def either_hour(dates: Iterable[Date]) -> list[Date]:
    """The dates with both instants of a repeated or skipped hour made equal, for comparing with ical.js.

    RFC 5545, section 3.3.5, defines which instant is meant, but ical.js uses the other one. recurring-ical-events is
    compared to the instant; dateutil only gives days.
    """
    return sorted((_either(start), end and _either(end), off) for start, end, off in dates)


def _either(instant: str) -> str:
    return f"{instant[:11]}0?{instant[13:]}" if instant[:13] in STRANGE_HOURS else instant


def differences(rules: Mapping[str, Rule], directory: Directory) -> Iterator[str]:
    """Yields a description of each difference between our dates and another library's, rule by rule."""
    data = next(iter(calendars(localized_sites(directory, "https://x.example/")))).data
    readers = {"recurring-ical-events": by_recurring_ical_events(data), "ical.js": by_ical_js(data)}
    for event in directory.events:
        ours = shown(event)
        if (starts := [start for start, _end, _off in ours]) != by_dateutil(rules[event.id]):
            yield f"dateutil: {rules[event.id]}\n  {starts}\n  {by_dateutil(rules[event.id])}"
        for reader, read in readers.items():
            theirs = read.get(event.id, [])
            if reader == "ical.js":
                ours, theirs = either_hour(ours), either_hour(theirs)
            if ours != theirs:
                only_we, only_they = (sorted({*one} - {*other}) for one, other in ((ours, theirs), (theirs, ours)))
                yield f"{reader}: {rules[event.id]}\n  only we {only_we}\n  only they {only_they}"


def example() -> Directory:
    directory = load(Options(root=ROOT / "examples" / "fjordregionen", today=TODAY)).value
    if directory is None:
        sys.exit("The example region has errors: run `veiviser check` on it.")
    return directory


def main() -> None:
    count, seed = (*map(int, sys.argv[1:]), *(10_000, 1)[len(sys.argv) - 1 :])
    chance, region = random.Random(seed), example()
    begun, dates, wrong = time.perf_counter(), 0, 0
    for batch in range(0, count, 500):
        rules = {f"e{number}": random_rule(chance) for number in range(batch, min(batch + 500, count))}
        directory = made(rules, region)
        dates += sum(len(shown(event)) for event in directory.events)
        for difference in differences(rules, directory):
            wrong += 1
            print(difference)
    print(f"{count:,} rules, {dates:,} dates until {LAST}, seed {seed}, {time.perf_counter() - begun:.0f} s")
    print(f"{wrong} differences between what we show, recurring-ical-events, ical.js and dateutil")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
