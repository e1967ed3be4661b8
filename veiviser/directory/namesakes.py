"""What is called the same is told apart by a few words beside its name: where it is, whose it is, whom it is for.

Municipalities have these words from the start, see `directory/model.py`; offers, events, organisations and places
get them here, in one language at a time.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from veiviser.directory.model import Coverage, Directory, Event, Municipality, Offer, Organisation, Place, Term
from veiviser.languages import catalogue, choose, spoken

# More names than this, and it is said how many there are instead.
_NAMES_SHOWN = 3

T = TypeVar("T", bound=Hashable)
R = TypeVar("R", Offer, Event)


def whole_name(text: str, apart: str) -> str:
    """A name, with what tells it from others of the same where there is something."""
    return f"{text}, {apart}" if apart else text


@dataclass(frozen=True)
class Namesakes:
    """The words beside the names of things that share theirs, in a language; things with a name of their own are not
    in these tables, nor are those of which all that is known is the same."""

    directory: Directory
    language: str

    @cached_property
    def offers(self) -> Mapping[Offer, str]:
        """What is over is told from all others, but makes none of those that are on need more than their names."""
        kept = [o for o in self.directory.offers if o.facts.status != "ended" and not o.freshness.hidden]
        return self._told(self.directory.offers, kept, self._where, self._owner, self._place, *self._terms)

    @cached_property
    def events(self) -> Mapping[Event, str]:
        today = self.directory.today
        kept = [event for event in self.directory.events if event.coming(today) and not event.abandoned]
        return self._told(self.directory.events, kept, self._where, self._owner, self._place, self._offer, *self._terms)

    def _told(self, all_: Iterable[R], kept: Iterable[R], *ways: Callable[[R], str]) -> dict[R, str]:
        told = told_apart(kept, self._title, *ways)
        return told_apart(all_, self._title, *ways) | {record: told.get(record, "") for record in kept}

    @cached_property
    def organisations(self) -> Mapping[Organisation, str]:
        def parent(organisation: Organisation) -> str:
            return organisation.parent.name if organisation.parent else ""

        def where(organisation: Organisation) -> str:
            return "" if organisation.areas.empty else self._said(organisation.areas)

        return told_apart(self.directory.organisations, lambda organisation: organisation.name, where, parent)

    @cached_property
    def places(self) -> Mapping[Place, str]:
        return told_apart(
            self.directory.places,
            lambda place: place.name,
            lambda place: place.municipality.named(self.language),
            lambda place: "" if place.facts.secret else place.facts.address or place.facts.city or "",
        )

    def whole(self, title: str, record: Offer | Event) -> str:
        """A title with what tells its record from others of the same."""
        apart = self.offers.get(record, "") if isinstance(record, Offer) else self.events.get(record, "")
        return whole_name(title, apart)

    @cached_property
    def _municipalities(self) -> Mapping[str, str]:
        return {m.id: m.named(self.language) for m in self.directory.municipalities}

    def names(self, coverage: Coverage) -> tuple[str, ...]:
        """The municipalities that are named themselves, and the wider areas."""
        named = (self._municipalities[id_] for id_ in coverage.named if id_ in self._municipalities)
        return (*named, *(choose(area.name, self.language)[0] for area in coverage.areas))

    def where(self, coverage: Coverage) -> tuple[str, str]:
        """Whom something is for by place, in a few words, and the language that these are in."""
        words = catalogue(self.language)
        if coverage.nation:
            return words.gettext("the whole country"), spoken("the whole country", self.language)
        names = self.names(coverage)
        if len(names) <= _NAMES_SHOWN:
            return ", ".join(names), self.language
        count = len(coverage.municipalities)
        said = words.ngettext("{count} municipality", "{count} municipalities", count).format(count=count)
        return said, spoken("{count} municipality", self.language)

    def _said(self, coverage: Coverage) -> str:
        return self.where(coverage)[0]

    def _title(self, record: Offer | Event) -> str:
        return choose(record.title, self.language)[0]

    def _where(self, record: Offer | Event) -> str:
        return self._said(record.coverage)

    def _owner(self, record: Offer | Event) -> str:
        return record.organisations[0].name

    def _place(self, record: Offer | Event) -> str:
        return record.places[0].name if record.places else ""

    def _offer(self, event: Event) -> str:
        return self._title(event.offer) if event.offer else ""

    @property
    def _terms(self) -> tuple[Callable[[Offer | Event], str], ...]:
        def names(terms: Iterable[Term]) -> str:
            return ", ".join(choose(term.name, self.language)[0] for term in terms)

        return lambda it: names(it.audiences), lambda it: names(it.formats), lambda it: names(it.needs)


def told_apart(things: Iterable[T], name: Callable[[T], str], *ways: Callable[[T], str]) -> dict[T, str]:
    """The words that tell each thing from those of its name: by the first way that tells all of them apart, else by
    the fewest ways together, else by those that tell most of them."""
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(_folded(name(thing)), []).append(thing)
    found: dict[T, str] = {}
    for group in groups.values():
        if len(group) > 1:
            found |= _words_of(group, ways)
    return found


def _words_of(group: list[T], ways: tuple[Callable[[T], str], ...]) -> dict[T, str]:
    known = {thing: tuple(way(thing) for way in ways) for thing in group}
    choices = [chosen for size in range(1, len(ways) + 1) for chosen in combinations(range(len(ways)), size)]

    def told(chosen: tuple[int, ...]) -> int:
        return len({tuple(values[at] for at in chosen) for values in known.values()})

    best = max(choices, key=told)  # the first of those that tell most
    if told(best) == 1:
        return {}
    return {thing: ", ".join(values[at] for at in best if values[at]) for thing, values in known.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def told_by_county(found: Mapping[str, Municipality], languages: Iterable[str]) -> dict[str, Municipality]:
    """The municipalities, those of one name with what tells them apart: the county, where that is the same the last
    year of one that is no more, else the number.

    One that is no more tells nothing from what it has become. What an editor has put in brackets stays alone.
    """
    groups: dict[str, list[Municipality]] = {}
    for municipality in found.values():
        groups.setdefault(_folded(municipality.name.partition(" (")[0]), []).append(municipality)
    languages = tuple(languages)
    told = dict(found)
    for group in groups.values():
        for one in group:
            others = [other for other in group if other is not one and not _part_of(other, one, found)]
            if others and "(" not in one.name:
                apart = {language: _beside(one, others, language) for language in languages}
                told[one.id] = replace(one, apart=apart)
    return told


def _part_of(former: Municipality, one: Municipality, found: Mapping[str, Municipality]) -> bool:
    """Whether a municipality that is no more belongs to one that is, through however many changes."""
    if not former.merged or one.merged:
        return False
    return any(id_ == one.id or _part_of(found[id_], one, found) for id_ in former.facts.becomes)


def _beside(one: Municipality, others: list[Municipality], language: str) -> str:
    county = choose(one.county.name, language)[0]
    near = [other for other in others if choose(other.county.name, language)[0] == county]
    if not near:
        return county
    last = _until(one, language)
    if not last or last in [_until(other, language) for other in near]:
        last = one.facts.number
    return last if len(near) == len(others) else f"{county}, {last}"


def _until(municipality: Municipality, language: str) -> str:
    until = municipality.facts.valid_until
    if not municipality.merged or until is None:
        return ""
    return catalogue(language).gettext("until {year}").format(year=until.year)
