"""Signs of Markdown and HTML in fields, which are plain text: visitors would see them as they are written."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain

from veiviser.checks.quotes import texts_of
from veiviser.content import schema
from veiviser.content.models import KINDS
from veiviser.content.records import Content
from veiviser.problems.problem import Problem

# Bold type, a heading, a tag of HTML, and a link with its words; a lone star may mean something.
_BOLD = r"(\*\*|__)(?=[^\s*_])(?P<bold>[^*_\n]+)(?<=[^\s*_])\1"
_HEADING = r"^#{1,6}[ \t]+(?=\S)"
_TAG = r"</?(?:(?P<ends_a_line>br|div|h[1-6]|li|ol|p|ul)|a|b|em|font|i|span|strong|u)(?:\s[^<>\n]*)?/?>"
_LINK = r"!?\[[^\[\]\n]+\]\((?:https?:|mailto:|tel:|www\.|/)[^()\s]*\)"
_SIGNS = re.compile(f"{_BOLD}|{_HEADING}|{_TAG}|(?P<link>{_LINK})", re.IGNORECASE)


def signs_in_field(content: Content, today: dt.date) -> Iterator[Problem]:
    """The first such sign of each value; without them as suggestion, but for a link, whose address would be lost."""
    plain = {
        name: {field.name for model in schema.models_of(kind) for field in schema.fields(model) if _is_plain(field)}
        for name, kind in KINDS.items()
    }
    for record in (*chain.from_iterable(content.records.values()), *content.translations):
        for name in plain[record.kind] & record.raw.keys():
            for loc, text in texts_of(record.raw[name]):
                if found := _SIGNS.search(text):
                    meant = None if any(each["link"] for each in _SIGNS.finditer(text)) else _without(text)
                    yield record.problem("signs-in-field", name, *loc, suggestion=meant, written=found[0].strip())


def _is_plain(field: schema.Field) -> bool:
    return (
        field.type_name.startswith("text") and not field.refers_to and field.name not in ("sources", "icon", "branch")
    )


def _without(text: str) -> str | None:
    words = _SIGNS.sub(lambda found: found["bold"] or (" " if found["ends_a_line"] else ""), text)
    return " ".join(words.split()) or None
