"""The occurrences of events that are not over, in order of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from veiviser.directory.model import Directory, Event, Municipality, Offer
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

    def in_municipality(self, municipality: Municipality) -> tuple[tuple[Event, Occurrence], ...]:
        return tuple(pair for pair in self.all if municipality.id in pair[0].coverage.municipalities)
