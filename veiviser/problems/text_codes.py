"""The problems of running text, for the table in `codes.py`: severity, message and advice of each."""

from typing import Literal

CODES_OF_TEXTS: dict[str, tuple[Literal["error", "warning"], str, str]] = {
    "uneven-list": (
        "warning",
        "These numbers do not go up by one from 1, so they are shown as text and not as a list: {numbers}",
        "If it is a list, number its points 1., 2., 3. and so on. If the numbers are to be as they are, write a "
        "backslash before the dot: `1\\.`",
    ),
    "text-below-list": (
        "warning",
        "This line is shown as part of the point or the quotation above it.",
        "Put an empty line above it. If it belongs to the point, begin it with two spaces; if to the quotation, with "
        "`>`.",
    ),
    "unused-definition": (
        "warning",
        "“{written}” is no link: it would be the address of one, and no link uses it. It is shown as it is written.",
        "Write a link as `[words](address)`. If it is no link, leave the brackets out.",
    ),
    "raw-link": (
        "warning",
        "“{written}” does not become a link; it is shown as it is written.",
        "Write a link as `[words](address)`: the words in square brackets first, nothing between the two, and no "
        "space in the address.",
    ),
    "raw-heading": (
        "warning",
        "“{written}” does not become a heading; it is shown as it is written.",
        "Put a space behind the last #, and use two of them or more: `## Heading`.",
    ),
    "underlined-text": (
        "warning",
        "“{written}” makes a large heading of the text above it.",
        "For a line across the page, put a blank line above it; otherwise take it out. A heading is written "
        "`## Heading`.",
    ),
    "raw-table": (
        "warning",
        "“{written}” does not become a table; its lines are shown as they are written. The line below it must be "
        "“{dashes}”.",
        "Put | between the cells, and a line of dashes below the first line, with as many columns as that has: "
        "`|---|---|`",
    ),
    "lost-cell": (
        "warning",
        "The table has no column for “{written}”, so nobody sees it.",
        "Give the first line of the table and the line of dashes as many columns as the longest line has.",
    ),
    "raw-signs": (
        "warning",
        "“{written}” has signs that make nothing here; they are shown as they are written.",
        "Bold is `**words**`, with no space within the stars and both pairs in one paragraph. A point of a list has a "
        "space behind its sign: `- words`. Take out signs that mean nothing here, or write a backslash before each "
        "that is to be seen: `\\*`",
    ),
    "signs-in-field": (
        "warning",
        "A field is plain text: “{written}” is shown as it is written.",
        "Take the signs out. Bold type, headings and links belong in the text below the fields.",
    ),
    "not-closed": (
        "warning",
        "“{written}” is not closed, so what follows is not shown as text.",
        "Delete it, or close it: code ends with the same three signs on a line of its own, a comment with `-->`.",
    ),
    "dead-link": (
        "error",
        "There is no page or heading “{address}” on the site.",
        "Correct the address. Links to our own pages begin with /, such as /tilbud/id/.",
    ),
    "unsafe-link": (
        "warning",
        "A link beginning with “{scheme}:” is taken out of the text.",
        "Use a link that begins with https://, mailto: or tel:, or with / for a page of the site.",
    ),
    "unsafe-markup": (
        "warning",
        "The HTML “{markup}” is taken out of the text.",
        "Write the text with Markdown: headings, lists, bold and links.",
    ),
    "dead-file": (
        "error",
        "There is no picture or document “{address}” on the site. Files lie in templates/assets/, and their addresses "
        "begin with /assets/.",
        "Put the file into templates/assets/ and write its address from the root of the site: "
        "`![what it shows](/assets/map.jpg)` or `[the programme](/assets/programme.pdf)`. The name has no spaces, and "
        "capital letters count.",
    ),
    "missing-alt": (
        "warning",
        "The image has no alternative text for those who cannot see it.",
        "Describe the image between the brackets: ![what it shows](address).",
    ),
    "foreign-image": (
        "warning",
        "The image is on somebody else's server, who would learn who visits the page; it becomes a link.",
        "Put the image into templates/assets/ and use its address there, such as /assets/map.svg.",
    ),
}
