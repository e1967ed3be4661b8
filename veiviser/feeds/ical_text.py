"""The syntax of calendars (RFC 5545, sections 3.1 and 3.3): components, lines, times and texts.

The icalendar library takes seven times as long, and the calendars of a large region have some million lines. The tests
read all of the output with it.
"""

import datetime as dt

from veiviser.content.fields import Moment

# Octets of a line, without its end.
_LONGEST = 75


def component(name: str, *parts: bytes) -> bytes:
    """A component (section 3.6) of lines and inner components."""
    return b"".join((line("BEGIN", name), *parts, line("END", name)))


def line(name: str, value: str, longest: int = _LONGEST) -> bytes:
    """A property, folded if it has more octets than `longest`: between characters, as the RFC advises."""
    data = f"{name}:{value}".encode()
    parts, begin, room = [], 0, longest
    while len(data) - begin > room:
        end = begin + room
        while data[end] & 0xC0 == 0x80:  # inside a UTF-8 character
            end -= 1
        parts.append(data[begin:end])
        begin, room = end, _LONGEST - 1  # the space that begins a folded line counts
    return b"\r\n ".join((*parts, data[begin:])) + b"\r\n"


def text(value: str) -> str:
    """A text with its separators escaped."""
    masked = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return masked.replace("\n", "\\n")


def moments(name: str, zone: str, *times: Moment) -> bytes:
    """A property of one or more days, or of local times in a zone; all are of one kind."""
    kind = f"TZID={zone}" if times[0].time else "VALUE=DATE"
    return line(f"{name};{kind}", ",".join(map(written, times)))


def instant(name: str, when: dt.datetime) -> bytes:
    """A property of a time in UTC."""
    return line(name, f"{written(Moment(when.date(), when.time()))}Z")


def offset(value: dt.timedelta) -> str:
    """A UTC offset (section 3.3.14): +0100, and with seconds if there are any."""
    sign, seconds = ("-", -value) if value < dt.timedelta() else ("+", value)
    minutes, rest = divmod(seconds // dt.timedelta(seconds=1), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")


def written(moment: Moment) -> str:
    """20261201T180000, or 20261201 for a whole day."""
    day = f"{moment.day.year:04}{moment.day.month:02}{moment.day.day:02}"
    return f"{day}T{moment.time:%H%M%S}" if moment.time else day
