"""Cards of offers, groups of cards and next dates, in one language; created once and shown on many pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from veiviser.directory.model import Event, Offer, Place
from veiviser.directory.namesakes import whole_name
from veiviser.directory.occurrences import Occurrence
from veiviser.web.facets import Facet, marks
from veiviser.web.indexes import Indexes
from veiviser.web.links import LinkTargets
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.recurrence_text import recurrence
from veiviser.web.unconfirmed import label
from veiviser.web.views import Card, CardGroup, NextDate

# Up to this many offers are one list, not grouped by need.
_SHORT = 12
# How many more dates a page holds back, where it shows only the next one, for when that has passed.
_THEN = 2


@dataclass(frozen=True)
class Cards:
    """Creates cards and dates for lists; `facets` give the numbers of the facet options that a card matches."""

    indexes: Indexes
    localizer: Localizer
    links: LinkTargets
    facets: tuple[Facet, ...]

    @cached_property
    def of(self) -> Mapping[Offer, Card]:
        """The card of each offer."""
        return {offer: self._card(offer) for offer in self.indexes.directory.offers}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {option.mark: option.number for facet in self.facets for option in facet.options}

    def group(self, id_: str, heading: Phrase, offers: Iterable[Offer], note: Phrase = EMPTY) -> CardGroup:
        return CardGroup(id=id_, heading=heading, cards=tuple(self.of[offer] for offer in offers), note=note)

    def by_need(self, offers: Iterable[Offer], part: tuple[str, Phrase] | None = None) -> tuple[CardGroup, ...]:
        """A long list of offers, grouped by the first need of each; a short list is one group.

        `part` is the id and the heading of a list that is one of several on its page.
        """
        listed = tuple(offers)
        if len(listed) <= _SHORT:
            return (self.group(*(part or ("tilbud", self.localizer._("Offers"))), listed),) if listed else ()
        needs = self.indexes.directory.vocabulary["needs"]
        groups = ((need, tuple(o for o in listed if o.needs[0] is need)) for need in needs)
        return tuple(
            self.group(f"{part[0]}-{need.id}", part[1] + ": " + self.localizer.text(need.name), chosen)
            if part
            else self.group(f"om-{need.id}", self.localizer.say(need.name), chosen)
            for need, chosen in groups
            if chosen
        )

    def _card(self, offer: Offer) -> Card:
        return Card(
            id=offer.id,
            address=self.links.address("offer", offer.id),
            title=self.localizer.say(offer.title),
            apart=self.links.namesakes.offers.get(offer, ""),
            summary=self.localizer.say(offer.summary),
            audiences=tuple(self.localizer.say(term.name) for term in offer.audiences),
            where=self.links.where(offer.coverage),
            how=tuple(self.localizer.say(term.name) for term in offer.formats),
            next=self._next_of(offer),
            labels=tuple(self._labels(offer)),
            notice=self._notice(offer),
            until=offer.facts.notice_until,
            waiting=self.localizer.say(offer.texts["waiting_time"]) if offer.offered else None,
            marks=tuple(self._numbers[mark] for mark in marks(offer)),
            freshness=None if offer.ended else offer.freshness,
        )

    def _next_of(self, offer: Offer) -> NextDate | None:
        kept = [pair for pair in self.indexes.upcoming.of_offer.get(offer, ()) if pair[1].state != "cancelled"]
        return self.next_with_recurrence(kept) if kept else None

    def next_with_recurrence(self, kept: Sequence[tuple[Event, Occurrence]]) -> NextDate:
        """The first of some dates, followed by the next ones.

        If the event recurs by a rule, its recurrence in words is added, and only its own dates follow.
        """
        event, first = kept[0]
        by_rule = [o for other, o in kept[1:] if other is event and o.by_rule]
        often = recurrence(event, self.localizer.language) if by_rule else Phrase()
        if not often:
            return self.next_date(event, first, then=[o for _event, o in kept[1:]])
        after = self.localizer._("and {often} after that", often=often + "," if "," in str(often) else often)
        shown = self.next_date(event, first, then=[o for other, o in kept[1:] if other is event])
        return replace(shown, recurrence=after, often=often.capitalised(), last=by_rule[-1].start.day)

    def _notice(self, offer: Offer) -> Phrase:
        until = offer.facts.notice_until
        over = until is not None and until < self.indexes.directory.today
        return Phrase() if over else self.localizer.say(offer.notice)

    def _labels(self, offer: Offer) -> Iterable[Phrase]:
        facts, old = offer.facts, label(offer, self.localizer._)
        status = {
            "planned": self.localizer._("Planned"),
            "pilot": self.localizer._("Being tried out"),
            "paused": self.localizer._("On pause"),
            "ended": self.localizer._("Ended"),
        }
        if facts.status in status:
            yield old or status[facts.status]
        if offer.ended:  # only a signpost: its former price helps nobody
            return
        if offer.free:
            yield self.localizer._("Free")
        if facts.referral == "none":
            yield self.localizer._("No referral needed")
        if facts.registration == "none":
            yield self.localizer._("No sign-up")
        if facts.registration == "drop-in":
            yield self.localizer._("Just come")
        if not offer.conditions:
            yield self.localizer._("Whatever the diagnosis")

    def next_date(self, event: Event, occurrence: Occurrence, then: Sequence[Occurrence] = ()) -> NextDate:
        return NextDate(
            event=event.id,
            title=self.localizer.say(event.title),
            apart=self.links.namesakes.events.get(event, ""),
            address=self.links.address("event", event.id),
            occurrence=occurrence,
            place=self._named(event.places[0]) if event.places else None,
            online=event.facts.online_url is not None,
            then=tuple(then[:_THEN]),
        )

    def _named(self, place: Place) -> str:
        return whole_name(place.name, self.links.namesakes.places.get(place, ""))

    def next_dates(self, pairs: Iterable[tuple[Event, Occurrence]]) -> tuple[NextDate, ...]:
        return tuple(self.next_date(*pair) for pair in pairs)
