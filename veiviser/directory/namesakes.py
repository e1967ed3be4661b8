"""Distinguish things that have the same name by a few words: where they are, who runs them, whom they are for.

Municipalities have these words from the start, see `directory/model.py`; offers, events, organisations and places get
them here, in one language at a time.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from veiviser.directory.model import Coverage, Directory, Event, Municipality, Offer, Organisation, Place, Term
from veiviser.language.languages import catalogue, choose, spoken

# With more names than this, their number is given instead.
_NAMES_SHOWN = 3

T = TypeVar("T", bound=Hashable)
R = TypeVar("R", Offer, Event)


def whole_name(text: str, apart: str) -> str:
    """The name, followed by the words that distinguish it, if any."""
    return f"{text}, {apart}" if apart else text


@dataclass(frozen=True)
class Namesakes:
    """Distinguishing words for things that share their name, in one language. The tables leave out things with a name
    of their own, and things that nothing known distinguishes.
    """

    directory: Directory
    language: str

    @cached_property
    def offers(self) -> Mapping[Offer, str]:
        """Ended and hidden offers are distinguished from all others, but current offers only from each other."""
        kept = [o for o in self.directory.offers if not o.ended and not o.freshness.hidden]
        return self._distinguish(self.directory.offers, kept, self._where, self._owner, self._place, *self._terms)

    @cached_property
    def events(self) -> Mapping[Event, str]:
        today = self.directory.today
        kept = [event for event in self.directory.events if event.coming(today) and not event.abandoned]
        return self._distinguish(
            self.directory.events, kept, self._where, self._owner, self._place, self._offer, *self._terms
        )

    def _distinguish(self, all_: Iterable[R], kept: Iterable[R], *ways: Callable[[R], str]) -> dict[R, str]:
        current = distinguish(kept, self._title, *ways)
        return distinguish(all_, self._title, *ways) | {record: current.get(record, "") for record in kept}

    @cached_property
    def organisations(self) -> Mapping[Organisation, str]:
        def parent(organisation: Organisation) -> str:
            return organisation.parent.name if organisation.parent else ""

        def where(organisation: Organisation) -> str:
            return "" if organisation.areas.empty else self._service_area(organisation.areas)

        return distinguish(self.directory.organisations, lambda organisation: organisation.name, where, parent)

    @cached_property
    def places(self) -> Mapping[Place, str]:
        return distinguish(
            self.directory.places,
            lambda place: place.name,
            lambda place: place.municipality.named(self.language),
            lambda place: "" if place.facts.secret else place.facts.address or place.facts.city or "",
        )

    def whole(self, title: str, record: Offer | Event) -> str:
        """A title, followed by the words that distinguish its record from others of that title, if any."""
        apart = self.offers.get(record, "") if isinstance(record, Offer) else self.events.get(record, "")
        return whole_name(title, apart)

    @cached_property
    def _municipalities(self) -> Mapping[str, str]:
        return {m.id: m.named(self.language) for m in self.directory.municipalities}

    def names(self, coverage: Coverage) -> tuple[str, ...]:
        """The names of the municipalities that are named directly, and of the wider areas."""
        named = (self._municipalities[id_] for id_ in coverage.named if id_ in self._municipalities)
        return (*named, *(choose(area.name, self.language)[0] for area in coverage.areas))

    def where(self, coverage: Coverage) -> tuple[str, str]:
        """The service area in a few words, and the language of these words."""
        messages = catalogue(self.language)
        if coverage.nation:
            return messages.gettext("the whole country"), spoken("the whole country", self.language)
        names = self.names(coverage)
        if len(names) <= _NAMES_SHOWN:
            return ", ".join(names), self.language
        count = len(coverage.municipalities)
        text = messages.ngettext("{count} municipality", "{count} municipalities", count).format(count=count)
        return text, spoken("{count} municipality", self.language)

    def _service_area(self, coverage: Coverage) -> str:
        return self.where(coverage)[0]

    def _title(self, record: Offer | Event) -> str:
        return choose(record.title, self.language)[0]

    def _where(self, record: Offer | Event) -> str:
        return self._service_area(record.coverage)

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


def distinguish(things: Iterable[T], name: Callable[[T], str], *ways: Callable[[T], str]) -> dict[T, str]:
    """The words that distinguish each thing from others of its name: from the first of `ways` that distinguishes all of
    them, else from the smallest combination that does, else from the one that distinguishes most.
    """
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

    def distinct(chosen: tuple[int, ...]) -> int:
        return len({tuple(values[at] for at in chosen) for values in known.values()})

    best = max(choices, key=distinct)  # the first of the best ones, so the smallest
    if distinct(best) == 1:
        return {}
    return {thing: ", ".join(values[at] for at in best if values[at]) for thing, values in known.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def with_distinctions(found: Mapping[str, Municipality], languages: Iterable[str]) -> dict[str, Municipality]:
    """The municipalities, with distinguishing words (`apart`) where they share a name: the county; within a county, the
    last year of a former municipality, else the number.

    A former municipality is not distinguished from its successor. A name that an editor has given brackets is left as
    it is.
    """
    groups: dict[str, list[Municipality]] = {}
    for municipality in found.values():
        groups.setdefault(_folded(municipality.name.partition(" (")[0]), []).append(municipality)
    languages = tuple(languages)
    result = dict(found)
    for group in groups.values():
        for one in group:
            others = [other for other in group if other is not one and not _part_of(other, one, found)]
            if others and "(" not in one.name:
                apart = {language: _beside(one, others, language) for language in languages}
                result[one.id] = replace(one, apart=apart)
    return result


def _part_of(former: Municipality, one: Municipality, found: Mapping[str, Municipality]) -> bool:
    """True if a former municipality is now part of a current one, through any number of mergers."""
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
