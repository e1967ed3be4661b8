"""The contrast of the region's own colour."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content.records import Content
from veiviser.problems.problem import Problem
from veiviser.web.colours import READABLE, on_paper, readable


def low_contrast(content: Content, today: dt.date) -> Iterator[Problem]:
    """A colour with too little contrast on paper: links, buttons and lines of headings are drawn in it."""
    colour = content.site.fields.theme_colour if content.site else None
    if content.site and colour and (ratio := on_paper(colour)) < READABLE:
        yield content.site.problem(
            "low-contrast",
            "theme_colour",
            suggestion=readable(colour),
            colour=colour,
            ratio=f"{ratio:.1f}",
            least=str(READABLE),
        )
