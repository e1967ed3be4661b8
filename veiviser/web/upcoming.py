"""The occurrences of events that are not over, in order of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from veiviser.directory.model import Directory, Event, Offer, Term
from veiviser.directory.occurrences import Occurrence


@dataclass(frozen=True)
class Upcoming:
    """Each occurrence with its event; events of ended offers are left out."""

    directory: Directory

    @cached_property
    def all(self) -> tuple[tuple[Event, Occurrence], ...]:
        found = [
            (event, occurrence)
            for event in self.directory.events
            if not event.abandoned
            for occurrence in event.coming(self.directory.today)
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1].sort_key, pair[0].id)))

    @cached_property
    def of_offer(self) -> Mapping[Offer, tuple[tuple[Event, Occurrence], ...]]:
        found: dict[Offer, list[tuple[Event, Occurrence]]] = {}
        for event, occurrence in self.all:
            if event.offer:
                found.setdefault(event.offer, []).append((event, occurrence))
        return {offer: tuple(pairs) for offer, pairs in found.items()}

    @cached_property
    def in_municipality(self) -> Mapping[str, tuple[tuple[Event, Occurrence], ...]]:
        """By the id of a municipality, those in its coverage."""
        found: dict[str, list[tuple[Event, Occurrence]]] = {m.id: [] for m in self.directory.municipalities}
        for pair in self.all:
            for id_ in pair[0].coverage.municipalities:
                found[id_].append(pair)
        return {id_: tuple(pairs) for id_, pairs in found.items()}

    @cached_property
    def for_need(self) -> Mapping[Term, tuple[tuple[Event, Occurrence], ...]]:
        """By need."""
        found: dict[Term, list[tuple[Event, Occurrence]]] = {need: [] for need in self.directory.vocabulary["needs"]}
        for pair in self.all:
            for need in pair[0].needs:
                found[need].append(pair)
        return {need: tuple(pairs) for need, pairs in found.items()}
