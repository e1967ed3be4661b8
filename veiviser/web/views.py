"""View types that pages share (links, cards, facts, contact points), and the page itself; all that templates see."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veiviser.directory.freshness import Freshness
from veiviser.directory.namesakes import whole_name
from veiviser.directory.occurrences import Occurrence
from veiviser.web.phrase import EMPTY, Phrase


def file_of(address: str) -> str:
    """The file of a page, by its address relative to the root: `tilbud/x/` is in `tilbud/x/index.html`."""
    return address + "index.html" if address.endswith("/") or not address else address


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`address` is relative to the site's root, without a leading `/`, or an absolute URL elsewhere.

    `apart` distinguishes the link from others with the same text. `icon` names a drawing that may be shown beside it.
    """

    text: Phrase
    address: str
    apart: str = ""
    count: int | None = None
    here: bool = False
    icon: str | None = None

    @property
    def elsewhere(self) -> bool:
        return ":" in self.address

    @property
    def whole(self) -> str:
        """Its text with what tells it from others, where there is no room for a line of its own."""
        return whole_name(str(self.text), self.apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """An occurrence in a list; `then` are occurrences shown, one after the other, when this one has passed.

    `recurrence` says how it recurs after that, until the day `last`; `often` is the recurrence in words, shown when all of
    these have passed. `apart` distinguishes the event from others with the same title.
    """

    event: str
    title: Phrase
    apart: str
    address: str
    occurrence: Occurrence
    place: str | None
    online: bool
    then: tuple[Occurrence, ...] = ()
    recurrence: Phrase = EMPTY
    often: Phrase = EMPTY
    last: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An offer in a list; it is the same on all pages in one language, so that it is rendered once.

    `apart` distinguishes it from others with the same title. `notice` holds through the day `until`, if there is one.
    `marks` are the numbers of facet options, see web/facets.py. Ended offers have no `freshness`.
    """

    id: str
    address: str
    title: Phrase
    apart: str
    summary: Phrase
    audiences: tuple[Phrase, ...]
    where: Phrase
    how: tuple[Phrase, ...]
    next: NextDate | None
    labels: tuple[Phrase, ...]
    notice: Phrase
    until: dt.date | None
    waiting: Phrase | None
    marks: tuple[int, ...]
    freshness: Freshness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """Cards under a heading; `id` is its anchor."""

    id: str
    heading: Phrase
    cards: tuple[Card, ...]
    note: Phrase = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """Links under a heading."""

    heading: Phrase
    links: tuple[Link, ...]
    note: Phrase = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a definition list; `dates` are shown as dates, the rest as they are.

    `contact_point` is for signing up. After the day `ends`, it and the links of the row are hidden, and `over` is shown
    with the dates; at once if they have `passed`.
    """

    label: Phrase
    values: tuple[Phrase | Link, ...] = ()
    contact_point: "ContactPoint | None" = None
    dates: tuple[dt.date, ...] = ()
    ends: dt.date | None = None
    over: Phrase = EMPTY
    passed: bool = False

    @property
    def has_content(self) -> bool:
        """True if the row has any content."""
        return bool(self.values or self.contact_point or self.dates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts that answer one question; `id` is the anchor of their heading."""

    id: str
    heading: Phrase
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """A way to contact somebody; `name` is set if the heading is a role held by a named person."""

    heading: Phrase
    name: str | None = None
    organisation: Link | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    hours: Phrase = EMPTY
    languages: Phrase = EMPTY
    responsibilities: Phrase = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Markdown text, and its language if that is not the page's."""

    markdown: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page of the site: its HTML is a pure function of its view.

    `address` is relative to the root, without a leading `/` (`nn/tilbud/x/`, `404.html`). `canonical` is the address
    that search engines should keep; `alternates` are the real translations, `switch` is the same page in each language
    (language, address). A `discreet` page is shared under the site's name; `about` is its JSON-LD.
    """

    address: str
    language: str
    template: str
    title: str
    description: str
    crumbs: tuple[Link, ...]
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    switch: tuple[tuple[str, str], ...]
    view: Any
    updated: dt.date | None = None
    indexed: bool = True
    discreet: bool = False
    about: tuple[Mapping[str, Any], ...] = ()
    for_children: bool = False

    @property
    def file(self) -> str:
        return file_of(self.address)

    @property
    def depth(self) -> int:
        return self.address.count("/")
