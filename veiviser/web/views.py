"""A page of the site and the parts that the views of pages are made of; templates see these and nothing else."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veiviser.directory.calendar import Occurrence
from veiviser.directory.freshness import Freshness
from veiviser.directory.namesakes import whole_name
from veiviser.web.phrase import EMPTY, Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`address` is relative to the site's root, without a leading `/`, or a whole address elsewhere.

    `apart` tells it from others of the same text. `icon` names a drawing that may stand beside it.
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
    """An occurrence as lists show it; `then` are those that take its place, one after the other, when it is over.

    `rhythm` says how it goes on after that, until the day `last`; `often` says so alone, when all of these are over.
    `apart` tells the event from others of its title.
    """

    event: str
    title: Phrase
    apart: str
    address: str
    occurrence: Occurrence
    place: str | None
    online: bool
    then: tuple[Occurrence, ...] = ()
    rhythm: Phrase = EMPTY
    often: Phrase = EMPTY
    last: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An offer in a list: the same wherever it is shown in one language, so that it is rendered once.

    `apart` tells it from others of its title. `notice` holds to the end of the day `until`, where there is one.
    `marks` are numbers of what the list can be narrowed by, see web/facets.py. What has ended has no `freshness`.
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
    waiting: str | None
    marks: tuple[int, ...]
    freshness: Freshness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards under a heading; `id` can be linked to."""

    id: str
    heading: Phrase
    cards: tuple[Card, ...]
    note: Phrase = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links under a heading."""

    heading: Phrase
    links: tuple[Link, ...]
    note: Phrase = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a definition list; `dates` are printed as dates, the rest as they are.

    `contact_point` is whom one signs up with. After `ends` that and the links of the row are hidden, and `over` is said
    of its dates: at once when they have `passed`.
    """

    label: Phrase
    values: tuple[Phrase | Link, ...] = ()
    contact_point: "ContactPoint | None" = None
    dates: tuple[dt.date, ...] = ()
    ends: dt.date | None = None
    over: Phrase = EMPTY
    passed: bool = False

    @property
    def told(self) -> bool:
        """Whether the row says anything."""
        return bool(self.values or self.contact_point or self.dates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts that answer one question; `id` can be linked to."""

    id: str
    heading: Phrase
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """A way to reach somebody; `name` is set when the heading is a role that has one."""

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
    """Markdown to be shown, and the language it is written in when that is not the page's."""

    markdown: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address of the site: a pure function of its view.

    `address` is relative to the root, without a leading `/` (`nn/tilbud/x/`, `404.html`). `canonical` is the address
    that search engines should keep; `alternates` are the real translations, `switch` the same page in each language.
    A page that is `discreet` is shared under the site's name; `about` is what programs can read of it (linked data).
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
        return self.address + "index.html" if self.address.endswith("/") or not self.address else self.address

    @property
    def depth(self) -> int:
        return self.address.count("/")
