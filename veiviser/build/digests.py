"""What each page of a site is made from, as a digest: with the same digest, a page is the same to the byte.

A digest takes in more than the page shows, never less: the page of a municipality, for instance, all that its offers
and those of its neighbours say. So nothing has to be made to find out whether it has changed.
"""

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from typing import Any

from veiviser.build.pages import PageKey
from veiviser.content import schema
from veiviser.content.models import Fields
from veiviser.directory import model
from veiviser.directory.model import Event, Offer, Organisation
from veiviser.directory.shortlist import Situation
from veiviser.pages import calendar
from veiviser.pages.layout import LayoutContext
from veiviser.web.routes import ROUTES
from veiviser.web.site import LocalizedSite
from veiviser.web.views import file_of

_SIZE = 16
# Records, which others name: each has a digest of its own, so that none is gone through twice.
_RECORDS = (
    model.Area, model.Contact, model.Event, model.Municipality, model.Offer, model.Organisation, model.Page,
    model.Place, model.Term,
)  # fmt: skip


def digest(*parts: bytes) -> bytes:
    """The digest of some digests, in this order."""
    return blake2b(b"".join(parts), digest_size=_SIZE).digest()


class Values:
    """Digests of values: equal ones have the same, in every process and whatever else refers to their parts."""

    def __init__(self) -> None:
        self._known: dict[int, bytes] = {}
        self._tables: Mapping[type, Callable[[Any], Any]] = {
            **dict.fromkeys(_RECORDS, self._named),
            **dict.fromkeys(schema.models(), _fields_of),
        }

    def of(self, value: object) -> bytes:
        """The digest of a value of the directory or a view, with all that it refers to."""
        if isinstance(value, _RECORDS):
            return self._of_record(value)
        return self._made(value)

    def _of_record(self, record: Any) -> bytes:
        found = self._known.get(id(record))
        if found is None:
            found = self._made([type(record).__name__, *(getattr(record, field.name) for field in fields(record))])
            self._known[id(record)] = found
        return found

    def _made(self, value: object) -> bytes:
        written = BytesIO()
        pickler = pickle.Pickler(written, protocol=5)
        pickler.dispatch_table = self._tables
        pickler.fast = True  # otherwise the bytes would depend on which of several equal objects are one and the same
        pickler.dump(value)
        return blake2b(written.getbuffer(), digest_size=_SIZE).digest()

    def _named(self, record: object) -> tuple[Callable[..., object], tuple[bytes]]:
        return bytes, (self._of_record(record),)


def _fields_of(record: Fields) -> tuple[Callable[..., object], tuple[list[object]]]:
    """The values of a model in the order of its fields: it also has a set of their names, which is in no order."""
    return list, ([getattr(record, name) for name in type(record).model_fields],)


@dataclass(frozen=True)
class PageDigests:
    """The digests of the pages of a site. `program` is that of the program and the region's templates."""

    program: bytes
    sites: Mapping[str, LocalizedSite]
    frames: Mapping[str, LayoutContext]

    def of(self, key: PageKey) -> bytes:
        """The digest of a page."""
        place = f"{key.language} {key.route} {' '.join(key.ids)}".encode()
        return digest(self._common, *self._parts_of(ROUTES[key.route].kinds, key), place)

    def _parts_of(self, kinds: tuple[str, ...], key: PageKey) -> Iterable[bytes]:
        if key.route in calendar.FAMILIES:
            return (self._events,)  # each counts the dates of all months, and links to them
        match kinds:
            case ():
                return (self.everything,)
            case ("audiences", "needs"):
                return (self._of_answers(*key.ids),)
            case ("municipalities", kind):
                return (self._of_both(key.ids[0], kind, key.ids[1]),)
            case _:
                return (self._of_id(kind, id_) for kind, id_ in zip(kinds, key.ids, strict=True))

    def of_values(self, *values: object) -> bytes:
        """The digest of what depends on these values, the program and the templates alone."""
        return digest(self.program, *map(self._values.of, values))

    def file(self, key: PageKey) -> str:
        """The path of a page's file."""
        return file_of(self.sites[key.language].links.address(key.route, *key.ids))

    @cached_property
    def everything(self) -> bytes:
        """The digest of all that the site is made from."""
        directory, of = self._directory, self._values.of
        records = (directory.organisations, directory.contacts, directory.places, directory.pages)
        memory = of([sorted(self._memory.changes), self._memory.figures])
        return digest(
            self._common,
            *map(self._of_offer, directory.offers),
            *map(self._of_event, directory.events),
            *(of(record) for kind in records for record in kind),
            memory,
        )

    def _of_id(self, kind: str, id_: str) -> bytes:
        if kind == "pages":
            return self._values.of(self._site.indexes.records[kind][id_])
        if id_ in self._with_nothing.get(kind, ()):
            return self.everything
        listed = self._listed_by(kind, id_)
        return digest(*listed) if listed else self.everything

    def _listed_by(self, kind: str, id_: str) -> Iterable[bytes]:
        """What the page of a record may list; of a municipality with its neighbours."""
        found = self._members.get(kind, {})
        if kind != "municipalities":
            return found.get(id_, ())
        around = self._around.get(id_, ())
        return [part for each in around for part in found.get(each, ())]

    def _of_both(self, municipality: str, kind: str, term: str) -> bytes:
        """What the page of a municipality and a term may show: the offers that both list; if people there can use none
        of these, what comes closest to one or the other.
        """
        available = self._site.indexes.by_municipality.all_available.get(municipality)
        counting = self._site.indexes.counting.get(self._terms[kind][term], frozenset())
        if available is None or counting.isdisjoint(available.usable):
            return digest(self._of_id("municipalities", municipality), self._of_id(kind, term))
        of_term = frozenset(self._listed_by(kind, term))
        return digest(
            self._counts[municipality],
            *(part for part in self._listed_by("municipalities", municipality) if part in of_term),
        )

    def _of_answers(self, audience: str, need: str) -> bytes:
        """The short lists of two answers, in each municipality and for all of them."""
        question = Situation(audience=self._terms["audiences"][audience], need=self._terms["needs"][need])
        short = self._site.indexes.shortlists[question]
        lists = (*short.of.values(), short.everywhere)
        return digest(
            *self._counts.values(),
            self._values.of([[(pick.offer, pick.where, pick.fits, pick.meets) for pick in picks] for picks in lists]),
            *map(self._of_offer, dict.fromkeys(pick.offer for picks in lists for pick in picks)),
        )

    @cached_property
    def _counts(self) -> Mapping[str, bytes]:
        """By municipality, how many offers people there and at its neighbours can use, and for what."""
        counts = self._site.indexes.by_municipality
        usable = {id_: len(found.usable) for id_, found in counts.available.items()}
        return {
            id_: self._values.of([
                [usable.get(each) for each in around],
                sorted((term.kind, term.id, count) for term, count in counts.term_counts[id_].items()),
            ])
            for id_, around in self._around.items()
        }  # fmt: skip

    @cached_property
    def _around(self) -> Mapping[str, tuple[str, ...]]:
        """By its id, each municipality and its neighbours; without former ones."""
        return {m.id: (m.id, *m.neighbours) for m in self._directory.municipalities}

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, model.Term]]:
        return {kind: {term.id: term for term in terms} for kind, terms in self._directory.vocabulary.items()}

    @cached_property
    def _with_nothing(self) -> Mapping[str, Collection[str]]:
        """By kind, the ids of records without offers: their pages show what there is elsewhere."""
        indexes = self._site.indexes
        without = {
            kind: {term.id for term in terms if not indexes.by_term.get(term)}
            for kind, terms in self._directory.vocabulary.items()
        }
        available = indexes.by_municipality.available
        return {**without, "municipalities": {id_ for id_, found in available.items() if not found.usable}}

    @cached_property
    def _events(self) -> bytes:
        return digest(*map(self._of_event, self._directory.events))

    @cached_property
    def _site(self) -> LocalizedSite:
        return next(iter(self.sites.values()))

    @property
    def _directory(self) -> model.Directory:
        return self._site.directory

    @property
    def _memory(self) -> model.Memory:
        return self._site.memory

    @cached_property
    def _values(self) -> Values:
        return Values()

    @cached_property
    def _common(self) -> bytes:
        """What any page may show: the settings, the vocabularies, the counts, what stands around the page."""
        directory, indexes = self._directory, self._site.indexes
        publisher = directory.publisher
        shown: tuple[object, ...] = (
            directory.today,
            directory.history.below,
            directory.site,
            (directory.title, directory.tagline),
            (directory.municipalities, directory.merged, directory.areas),
            (directory.crisis, directory.dictionary, directory.surveys),
            [list(terms) for terms in directory.vocabulary.values()],
            list(self.frames.values()),
            [site.facets for site in self.sites.values()],
            [[(term.kind, term.id, len(offers)) for term, offers in indexes.by_term.items()], len(indexes.listed)],
            indexes.referring.contacts_for_children,
            (publisher, indexes.referring.contacts_of.get(publisher, ())),
        )
        return digest(self.program, *map(self._values.of, shown), *self._namesakes)

    @cached_property
    def _namesakes(self) -> tuple[bytes, ...]:
        """The words that distinguish organisations and places, which stand wherever one is named."""
        tables = [table for site in self.sites.values() for table in (
            site.links.namesakes.organisations, site.links.namesakes.places
        )]  # fmt: skip
        return tuple(self._values.of([(record.id, apart) for record, apart in table.items()]) for table in tables)

    @cached_property
    def _offers(self) -> dict[Offer, bytes]:
        return {}

    def _of_offer(self, offer: Offer) -> bytes:
        """An offer wherever it is shown: its record, its coming events, its contacts, what tells it from others."""
        found = self._offers.get(offer)
        if found is None:
            indexes = self._site.indexes
            found = digest(
                self._values.of(offer),
                self._values.of(self._memory.changes.get(offer.id)),
                self._values.of([site.links.namesakes.offers.get(offer, "") for site in self.sites.values()]),
                *(self._of_event_alone(event) for event, _when in indexes.upcoming.of_offer.get(offer, ())),
                *map(self._of_organisation, (*offer.organisations, *offer.partners)),
            )
            self._offers[offer] = found
        return found

    def _of_event_alone(self, event: Event) -> bytes:
        aparts = [site.links.namesakes.events.get(event, "") for site in self.sites.values()]
        return digest(self._values.of(event), self._values.of(aparts))

    def _of_event(self, event: Event) -> bytes:
        offer = (self._of_offer(event.offer),) if event.offer else ()
        return digest(self._of_event_alone(event), *map(self._of_organisation, event.organisations), *offer)

    def _of_organisation(self, organisation: Organisation) -> bytes:
        """An organisation with its contacts, and those above it with theirs."""
        contacts = self._site.indexes.referring.contacts_of.get(organisation, ())
        above = (self._of_organisation(organisation.parent),) if organisation.parent else ()
        return digest(self._values.of(organisation), *map(self._values.of, contacts), *above)

    @cached_property
    def _members(self) -> Mapping[str, Mapping[str, Sequence[bytes]]]:
        """By kind and id, the digests of a record and of all that its pages may list."""
        found: dict[str, dict[str, list[bytes]]] = {}
        for kind, id_, part in self._memberships():
            found.setdefault(kind, {}).setdefault(id_, []).append(part)
        return found

    def _memberships(self) -> Iterator[tuple[str, str, bytes]]:
        directory, of, indexes = self._directory, self._values.of, self._site.indexes
        named: tuple[tuple[str, Iterable[Any]], ...] = (
            ("organisations", directory.organisations), ("places", directory.places), *directory.vocabulary.items(),
        )  # fmt: skip
        for kind, records in named:
            yield from ((kind, record.id, of(record)) for record in records)
        for part in directory.organisations:
            yield "organisations", part.id, self._of_organisation(part)
            if part.parent:
                yield "organisations", part.parent.id, of(part)
        for offer in directory.offers:
            shown = self._of_offer(offer)
            beside = map(self._of_offer, (*indexes.related.of(offer), *indexes.referring.replacing(offer)))
            whole = digest(shown, *beside)
            yield from (("offers", id_, whole) for id_ in (offer.id, *offer.facts.aliases))
            yield from _lists(offer, shown)
            yield from (("organisations", each.id, shown) for each in offer.partners)
        for event in directory.events:
            shown = self._of_event(event)
            yield "events", event.id, shown
            yield from _lists(event, shown)


def _lists(record: Offer | Event, shown: bytes) -> Iterator[tuple[str, str, bytes]]:
    """The records whose pages may list an offer or an event."""
    terms = (*record.audiences, *record.needs, *record.formats)
    for term in (*terms, *record.arenas) if isinstance(record, Offer) else terms:
        yield term.kind, term.id, shown
    yield from (("municipalities", id_, shown) for id_ in record.coverage.municipalities)
    yield from (("organisations", each.id, shown) for each in record.organisations)
    yield from (("places", place.id, shown) for place in record.places)
