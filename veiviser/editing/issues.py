"""Messages that ask owners to confirm their offers: a Markdown issue for each owner, three links for each offer."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from veiviser.content.models import Site
from veiviser.content.parse import loose
from veiviser.directory.model import Directory, Event, Offer
from veiviser.directory.reminders import OwnerWarning, Reminder, by_owner
from veiviser.problems.problem import Problem
from veiviser.web.code_host import edit_address, message_address
from veiviser.web.dates import loose_date, short_date
from veiviser.web.localizer import Localizer
from veiviser.web.urls import urls_of

# Code hosts accept at least 65,000 characters; a line with its links has about a thousand.
_LINES = 40
# Characters that could begin Markdown, HTML or a mention of somebody.
_MEANING = re.compile(r"[\\`*_\[\]<>#@&!|~$:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`owner` is the id in the `marker`, by which an open issue is found again; `text` is Markdown."""

    owner: str
    title: str
    text: str


def marker(owner: str) -> str:
    """The hidden HTML comment that identifies the issue of an owner."""
    return f"<!-- veiviser stale: {owner} -->"


def issues(directory: Directory, problems: Iterable[Problem]) -> Iterator[Issue]:
    """An issue for each owner of records that are to be confirmed or that a check warns of, in the site's first
    language. `problems` are those of the checks.
    """
    localizer = Localizer(directory.languages[0])
    for asked in by_owner(directory, problems):
        title = localizer.tell("Is this still right? {name} [{id}]", name=asked.owner.name, id=asked.owner.id)
        yield Issue(owner=asked.owner.id, title=title, text="\n".join(_text(asked, directory, localizer)) + "\n")


def _text(asked: Reminder, directory: Directory, localizer: Localizer) -> Iterator[str]:
    site, tell = directory.site, localizer.tell
    yield marker(asked.owner.id)
    ways = ", ".join(_plain(way) for way in (asked.email, asked.phone) if way)
    yield tell("To {name}", name=_plain(asked.owner.name)) + (f" ({ways})" if ways else "")
    yield ""
    if asked.offers:
        yield why(_plain(localizer.text(directory.title)), localizer)
        if _takes(site):
            yield tell("Read each page, and choose one of the answers behind it.")
        else:
            yield answer(localizer)
        yield ""
    yield from _first([_line(offer, directory, localizer) for offer in asked.offers], localizer)
    if asked.warnings:
        if asked.offers:
            yield ""
        yield tell("Dates of yours that people may be led astray by:")
        yield ""
    yield from _first([_warning(warning, directory, localizer) for warning in asked.warnings], localizer)
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
            yield tell("The other answers take one too. Without it, answer the person who sent you this.")
    yield tell("Do not write about anybody's health.")
    if site.repository:
        yield tell("This message is kept up to date by itself, and closes when everything is confirmed.")


def _takes(site: Site) -> bool:
    """True when the site has a mail address, repository or form that answers can go to."""
    return bool(site.feedback_email or site.repository or site.feedback_form)


def _first(lines: Sequence[str], localizer: Localizer) -> Iterator[str]:
    """As many lines as a message has room for, and how many are left out."""
    yield from lines[:_LINES]
    if len(lines) > _LINES:
        more = str(len(lines) - _LINES)
        yield f"- {localizer.tell('And {count} more, which come here when these are done.', count=more)}"


def _line(offer: Offer, directory: Directory, localizer: Localizer) -> str:
    title, page = localizer.text(offer.title), page_of(offer, directory, localizer)
    return f"- **[{_plain(title)}]({page})**: {since(offer, localizer)}. " + " · ".join(
        f"[{said}]({address})" for said, address in _answers(offer, directory, page, localizer) if address
    )


def why(site: str, localizer: Localizer) -> str:
    """The introduction of a message: why owners are asked to confirm their offers."""
    return localizer.tell(
        "You run the offers below. Somebody may go there because of what {site} says, so we ask: does it still hold?",
        site=site,
    )


def answer(localizer: Localizer) -> str:
    """The sentence on how to answer without links."""
    return localizer.tell(
        "Read each page, and answer this message: write for each that it is still right, what has changed, or that it "
        "has ended.",
    )


def page_of(record: Offer | Event, directory: Directory, localizer: Localizer) -> str:
    """The absolute URL of its page."""
    urls = urls_of(directory, directory.site.base_url)
    return urls.absolute("offer" if isinstance(record, Offer) else "event", record.id, language=localizer.language)


def since(offer: Offer, localizer: Localizer) -> str:
    """When an offer was confirmed, in words."""
    fresh = offer.freshness
    if fresh.verified_on is None or fresh.due_on is None:
        return localizer.tell("never confirmed")
    return localizer.tell(
        "last confirmed {date}, to be confirmed again by {due}",
        date=short_date(fresh.verified_on, localizer.language),
        due=short_date(fresh.due_on, localizer.language),
    )


def _warning(warning: OwnerWarning, directory: Directory, localizer: Localizer) -> str:
    """A line about an offer or event that a check warns of, as a question to its owner."""
    record = warning.record
    page = page_of(record, directory, localizer)
    answers = [*_changed(record, directory, page, localizer)]
    if isinstance(record, Offer):
        answers.append(_ended(record, directory, page, localizer))
    links = " · ".join(f"[{said}]({address})" for said, address in answers if address)
    return f"- **[{_plain(localizer.text(record.title))}]({page})**: {question(warning, localizer)} {links}".rstrip()


def question(warning: OwnerWarning, localizer: Localizer) -> str:
    """A warning as a question to the owner."""
    tell, values = localizer.tell, warning.problem.values
    match warning.problem.code:
        case "dates-passed":
            last = short_date(dt.date.fromisoformat(values["date"]), localizer.language)
            return tell("the last date was {date}. When is the next one, or has it ended?", date=last)
        case "past-end":
            return tell(
                "it was to last until {date}. Has it ended?", date=loose_date(loose(values["date"]), localizer.language)
            )
        case "past-start":
            return tell(
                "it was to begin {date}. Has it begun?", date=loose_date(loose(values["date"]), localizer.language)
            )
    return tell(
        "it was announced {days} days ahead. Those who care for somebody need two weeks to find a stand-in: put the "
        "next one in earlier, and more can come.",
        days=values["days"],
    )


def _answers(offer: Offer, directory: Directory, page: str, localizer: Localizer) -> Iterator[tuple[str, str | None]]:
    """The answers, each with the URL of its link; None when the site has no way to take that answer."""
    site, tell = directory.site, localizer.tell
    still = tell("Still right: {id}", id=offer.id)
    text = tell(
        "What {page} says still holds.\n\nFor the editors: set verified_on in {path} to the day of this message.",
        page=page,
        path=offer.path,
    )
    yield tell("It is still right"), message_address(site, still, text) or _form(offer, directory, localizer)
    yield from _changed(offer, directory, page, localizer)
    yield _ended(offer, directory, page, localizer)


def _changed(
    record: Offer | Event, directory: Directory, page: str, localizer: Localizer
) -> Iterator[tuple[str, str | None]]:
    """Links to send a message and to edit the file; only the latter for a repository without a mail address."""
    site, tell = directory.site, localizer.tell
    edit = edit_address(site, directory.history.below + record.path)
    if edit is None or site.feedback_email:
        changed = tell("Changed: {id}", id=record.id)
        text = tell("On {page} this is no longer right:\n\n", page=page)
        message = message_address(site, changed, text) or _form(record, directory, localizer)
        yield tell("Something has changed"), message
    if edit:
        yield tell("Change the text yourself"), edit


def _ended(offer: Offer, directory: Directory, page: str, localizer: Localizer) -> tuple[str, str | None]:
    site, tell = directory.site, localizer.tell
    ended = tell("Ended: {id}", id=offer.id)
    text = tell(
        "What {page} tells of has ended. The last day was:\n\nInstead, people can use:\n\n"
        "For the editors: set status to ended, with ended_on and replaced_by, in {path}.",
        page=page,
        path=offer.path,
    )
    return tell("It has ended"), message_address(site, ended, text) or _form(offer, directory, localizer)


def _form(record: Offer | Event, directory: Directory, localizer: Localizer) -> str | None:
    """The URL of the region's feedback form, filled in for this record; None when it has no form."""
    form = directory.site.feedback_form
    title = quote(localizer.text(record.title), safe="")
    return form.replace("{id}", quote(record.id)).replace("{title}", title) if form else None


def _plain(text: str) -> str:
    """A text that Markdown shows as it is, and that mentions nobody."""
    return _MEANING.sub(lambda match: f"&#{ord(match[0])};", text)
