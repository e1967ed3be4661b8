"""The messages in which owners are asked whether their offers still hold: one an owner, three links an offer."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from veiviser.content.models import Site
from veiviser.content.parse import loose
from veiviser.directory.host import edit_address, message_address
from veiviser.directory.model import Directory, Event, Offer
from veiviser.directory.stale import Asked, Noted, by_owner
from veiviser.feeds.texts import say, text_in
from veiviser.problems import Problem
from veiviser.web.dates import loose_date, short_date
from veiviser.web.urls import addresses

# Code hosts take 65,000 characters and more; a line with its links has about a thousand.
_LINES = 40
# What Markdown, HTML or the mention of somebody could begin with.
_MEANING = re.compile(r"[\\`*_\[\]<>#@&!|~$:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`owner` is the id that `marker` is made of, by which the message is found again; `text` is Markdown."""

    owner: str
    title: str
    text: str


def marker(owner: str) -> str:
    """What stands in a message and is not shown."""
    return f"<!-- veiviser stale: {owner} -->"


def issues(directory: Directory, problems: Iterable[Problem]) -> Iterator[Issue]:
    """A message to each owner of something that is to be confirmed, or that the checks warn of, in the site's first
    language. `problems` are what they found."""
    language = directory.languages[0]
    for asked in by_owner(directory, problems):
        title = say(language, "Is this still right? {name} [{id}]", name=asked.owner.name, id=asked.owner.id)
        yield Issue(owner=asked.owner.id, title=title, text="\n".join(_text(asked, directory, language)) + "\n")


def _text(asked: Asked, directory: Directory, language: str) -> Iterator[str]:
    site, tell = directory.site, partial(say, language)
    yield marker(asked.owner.id)
    ways = ", ".join(_plain(way) for way in (asked.email, asked.phone) if way)
    yield tell("To {name}", name=_plain(asked.owner.name)) + (f" ({ways})" if ways else "")
    yield ""
    if asked.offers:
        yield why(_plain(text_in(directory.title, language)), language)
        if _takes(site):
            yield tell("Read each page, and choose one of the answers behind it.")
        else:
            yield answer(language)
        yield ""
    yield from _first([_line(offer, directory, language) for offer in asked.offers], language)
    if asked.noted:
        if asked.offers:
            yield ""
        yield tell("Dates of yours that people may be led astray by:")
        yield ""
    yield from _first([_warning(noted, directory, language) for noted in asked.noted], language)
    yield ""
    if site.feedback_email or site.repository:
        yield tell(
            "The answers open a message that is already written: you only send it. Nothing changes by itself: the "
            "editors read it and put in the date."
        )
    if site.repository:
        yield tell(
            "“Change the text yourself” takes an account at the code host. Nobody sees what you write before it is "
            "approved."
        )
        if not site.feedback_email:
            yield tell("The other answers take one too. Without it, answer whoever sent you this.")
    yield tell("Do not write about anybody's health.")
    if site.repository:
        yield tell("This message is kept up to date by itself, and closes when everything is confirmed.")


def _takes(site: Site) -> bool:
    """True where answers have somewhere to lead to."""
    return bool(site.feedback_email or site.repository or site.feedback_form)


def _first(lines: Sequence[str], language: str) -> Iterator[str]:
    """As many as a message has room for, and how many wait."""
    yield from lines[:_LINES]
    if len(lines) > _LINES:
        more = str(len(lines) - _LINES)
        yield f"- {say(language, 'And {count} more, which come here when these are done.', count=more)}"


def _line(offer: Offer, directory: Directory, language: str) -> str:
    title, page = text_in(offer.title, language), page_of(offer, directory, language)
    return f"- **[{_plain(title)}]({page})**: {since(offer, language)}. " + " · ".join(
        f"[{words}]({address})" for words, address in _answers(offer, directory, page, language) if address
    )


def why(site: str, language: str) -> str:
    """What is asked of those who run offers that are to be confirmed."""
    return say(
        language,
        "You run the offers below. Somebody may go there because of what {site} says, so we ask: does it still hold?",
        site=site,
    )


def answer(language: str) -> str:
    """How to answer without a link."""
    return say(
        language,
        "Read each page, and answer this message: write for each that it is still right, what has changed, or that it "
        "has ended.",
    )


def page_of(record: Offer | Event, directory: Directory, language: str) -> str:
    """The address of its page, with the host."""
    family = "tilbud" if isinstance(record, Offer) else "arrangement"
    return addresses(directory, directory.site.base_url).absolute(language, f"{family}/{record.id}/")


def since(offer: Offer, language: str) -> str:
    """When an offer was confirmed, in words."""
    fresh = offer.freshness
    if fresh.verified_on is None or fresh.due_on is None:
        return say(language, "never confirmed")
    return say(
        language,
        "last confirmed {date}, to be confirmed again by {due}",
        date=short_date(fresh.verified_on, language),
        due=short_date(fresh.due_on, language),
    )


def _warning(noted: Noted, directory: Directory, language: str) -> str:
    """What the checks found about an offer or an event, as a question to those who run it."""
    record = noted.record
    page = page_of(record, directory, language)
    answers = [*_changed(record, directory, page, language)]
    if isinstance(record, Offer):
        answers.append(_ended(record, directory, page, language))
    links = " · ".join(f"[{words}]({address})" for words, address in answers if address)
    return f"- **[{_plain(text_in(record.title, language))}]({page})**: {question(noted, language)} {links}".rstrip()


def question(noted: Noted, language: str) -> str:
    """What a warning asks those who run it."""
    tell, values = partial(say, language), noted.problem.values
    match noted.problem.code:
        case "dates-passed":
            last = short_date(dt.date.fromisoformat(values["date"]), language)
            return tell("the last date was {date}. When is the next one, or has it ended?", date=last)
        case "past-end":
            return tell("it was to last until {date}. Has it ended?", date=loose_date(loose(values["date"]), language))
        case "past-start":
            return tell("it was to begin {date}. Has it begun?", date=loose_date(loose(values["date"]), language))
    return tell(
        "it was announced {days} days ahead. Those who care for somebody need two weeks to find a stand-in: put the "
        "next one in earlier, and more can come.",
        days=values["days"],
    )


def _answers(offer: Offer, directory: Directory, page: str, language: str) -> Iterator[tuple[str, str | None]]:
    """The answers, each with the address it leads to; None where the site has no way to take it."""
    site, tell = directory.site, partial(say, language)
    still = tell("Still right: {id}", id=offer.id)
    text = tell(
        "What {page} says still holds.\n\nFor the editors: set verified_on in {path} to the day of this message.",
        page=page,
        path=offer.path,
    )
    yield tell("It is still right"), message_address(site, still, text) or _form(offer, directory, language)
    yield from _changed(offer, directory, page, language)
    yield _ended(offer, directory, page, language)


def _changed(record: Offer | Event, directory: Directory, page: str, language: str) -> Iterator[tuple[str, str | None]]:
    """A message, and the file itself for those who have an account; with a repository alone, the file."""
    site, tell = directory.site, partial(say, language)
    edit = edit_address(site, directory.history.below + record.path)
    if edit is None or site.feedback_email:
        changed = tell("Changed: {id}", id=record.id)
        text = tell("On {page} this is no longer right:\n\n", page=page)
        message = message_address(site, changed, text) or _form(record, directory, language)
        yield tell("Something has changed"), message
    if edit:
        yield tell("Change the text yourself"), edit


def _ended(offer: Offer, directory: Directory, page: str, language: str) -> tuple[str, str | None]:
    site, tell = directory.site, partial(say, language)
    ended = tell("Ended: {id}", id=offer.id)
    text = tell(
        "What {page} tells of has ended. The last day was:\n\nInstead, people can use:\n\n"
        "For the editors: set status to ended, with ended_on and replaced_by, in {path}.",
        page=page,
        path=offer.path,
    )
    return tell("It has ended"), message_address(site, ended, text) or _form(offer, directory, language)


def _form(record: Offer | Event, directory: Directory, language: str) -> str | None:
    """The region's own form for what is wrong, when it has one."""
    form = directory.site.feedback_form
    title = quote(text_in(record.title, language), safe="")
    return form.replace("{id}", quote(record.id)).replace("{title}", title) if form else None


def _plain(text: str) -> str:
    """A text that Markdown shows as it is, and that calls nobody."""
    return _MEANING.sub(lambda match: f"&#{ord(match[0])};", text)
