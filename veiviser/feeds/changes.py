"""The changes of an offer, in sentences that readers understand."""

from collections.abc import Callable, Iterator, Mapping

from veiviser.content import models, schema
from veiviser.content.fields import Topic
from veiviser.directory.changes import WrittenFields
from veiviser.directory.model import OFFERED, Change, Directory, Offer
from veiviser.problems.message_words import _
from veiviser.web.dates import loose_date, short_date
from veiviser.web.localizer import Localizer

# Changes for which only the topic is named: the page has the value, and a diagnosis does not belong in a feed.
_NAMED: Mapping[Topic, str] = {
    "audience": _("Who it is for has changed."),
    "registration": _("How to sign up has changed."),
    "contact": _("How to get in touch has changed."),
    "organiser": _("Those who run it have changed."),
    "text": _("The text has changed."),
}


def sentences(offer: Offer, change: Change, directory: Directory, localizer: Localizer) -> str:
    """What is new about an offer since its previous version, the most important first.

    An edit never reads as a confirmation: only a later `verified_on` does.
    """
    return " ".join(_sentences(offer, change, directory, localizer))


def _sentences(offer: Offer, change: Change, directory: Directory, localizer: Localizer) -> Iterator[str]:
    tell, language = localizer.tell, localizer.language
    if offer.ended and offer.facts.ended_on:
        if _is_new(change, "status"):
            yield tell("Ended {date}.", date=loose_date(offer.facts.ended_on, language))
            instead = [localizer.text(o.title) for o in directory.offers if o.id in offer.facts.replaced_by]
            if instead:
                yield tell("Use instead: {names}.", names=", ".join(instead))
            return
    elif change.before is None:
        yield tell("New in the directory.")
        return
    else:
        yield from _status(change, tell)
    known = [*_valued(offer, change, localizer), *_summed_up(change, tell)]
    yield from known
    if offer.facts.verified_on and _later(change):
        yield tell("Confirmed {date}.", date=short_date(offer.facts.verified_on, language))


def _status(change: Change, tell: Callable[..., str]) -> Iterator[str]:
    """A changed status. The start or end of a trial is mentioned for confirmed offers only: the status of others today
    is unknown.
    """
    before, after = _one(change.before, "status"), _one(change.after, "status")
    confirmed = bool(_one(change.after, "verified_on"))
    if after == "paused" and before != after:
        yield tell("On pause. Ask before you go.")
    elif before in ("paused", "ended") and after in OFFERED:
        yield tell("Open again.")
    elif before == "planned" and after in OFFERED:
        yield tell("Has begun.")
    elif confirmed and (before, after) == ("pilot", "active"):
        yield tell("No longer on trial: it is here to stay.")
    elif confirmed and (before, after) == ("active", "pilot"):
        yield tell("Now on trial.")


def _valued(offer: Offer, change: Change, localizer: Localizer) -> Iterator[str]:
    """Changes that are mentioned with the new value."""
    tell, language = localizer.tell, localizer.language
    if _is_new(change, "title"):
        yield tell("New name; it was called “{name}”.", name=_one(change.before, "title"))
    if _is_new(change, "schedule"):
        schedule = _clause(localizer.text(offer.schedule))
        yield tell("New time: {when}.", when=schedule) if schedule else tell("The time is no longer given.")
    if _is_new(change, "places"):
        places = ", ".join(place.name for place in offer.places)
        yield tell("New place: {names}.", names=places) if places else tell("The place is no longer given.")
    if _is_new(change, "cost"):
        yield from _cost(offer, change, localizer)
    if _is_new(change, "referral"):
        texts = {"required": tell("You now need a referral."), "none": tell("You do not need a referral.")}
        yield texts.get(offer.facts.referral or "") or tell("It no longer says whether you need a referral.")
    if _is_new(change, "ends_on"):
        ends = offer.facts.ends_on
        yield (
            tell("Lasts until {date}.", date=loose_date(ends, language)) if ends else tell("No longer has a last day.")
        )
    if _is_new(change, "registration_by") and offer.facts.registration_by:
        yield tell("Sign up by {date}.", date=short_date(offer.facts.registration_by, language))
    if _is_new(change, "notice") and offer.notice:
        until = offer.facts.notice_until
        if until is None or until >= change.when.date():
            yield tell("Notice: {notice}.", notice=_clause(localizer.text(offer.notice)))


def _cost(offer: Offer, change: Change, localizer: Localizer) -> Iterator[str]:
    tell = localizer.tell
    cost = _clause(localizer.text(offer.cost))
    if cost == "free":
        yield tell("Now free of charge.")
        return
    if _one(change.before, "cost") == "free":
        yield tell("No longer free of charge.")
    yield tell("New price: {price}.", price=cost) if cost else tell("The price is no longer given.")


def _summed_up(change: Change, tell: Callable[..., str]) -> Iterator[str]:
    """Changes for which only the topic is named."""
    topics = {field.news.topic for field in schema.fields(models.Offer) if _is_new(change, field.name)}
    if _is_new(change, "body"):
        topics.add("text")
    for topic, message in _NAMED.items():
        if topic in topics:
            yield tell(message)


def _is_new(change: Change, name: str) -> bool:
    return (change.before or {}).get(name) != change.after.get(name)


def _later(change: Change) -> bool:
    """True if `verified_on` is later than before. ISO days compare as texts; any other text confirms nothing."""
    return _one(change.after, "verified_on") > _one(change.before, "verified_on")


def _one(written: WrittenFields | None, name: str) -> str:
    return str(next(iter((written or {}).get(name, ())), ""))


def _clause(text: str) -> str:
    """The text without a full stop, for use in a sentence."""
    return text.strip().removesuffix(".")
