"""The questions to owners as plain mails, which can be answered by mail, without links or an account."""

from collections.abc import Iterable, Iterator

from veiviser.directory.model import Directory, Event, Offer
from veiviser.directory.reminders import Reminder, by_owner
from veiviser.editing.issues import answer, page_of, question, since, why
from veiviser.problems.problem import Problem
from veiviser.web.localizer import Localizer

_BETWEEN = "-" * 72


def mails(directory: Directory, problems: Iterable[Problem]) -> str:
    """A mail to each owner of records that are to be confirmed or that a check warns of, separated by rules.

    In the site's first language; `problems` are those of the checks. Empty when there is nothing to ask.
    """
    localizer = Localizer(directory.languages[0])
    texts = ("\n".join(_mail(asked, directory, localizer)) + "\n" for asked in by_owner(directory, problems))
    return f"\n{_BETWEEN}\n\n".join(texts)


def _mail(asked: Reminder, directory: Directory, localizer: Localizer) -> Iterator[str]:
    site, tell = localizer.text(directory.title), localizer.tell
    ways = ", ".join(way for way in (asked.email, asked.phone) if way)
    yield tell("To {name}", name=asked.owner.name) + (f" ({ways})" if ways else "")
    yield tell("Subject: Is this still right? {name}", name=asked.owner.name)
    yield ""
    if asked.offers:
        yield why(site, localizer)
        yield answer(localizer)
        yield ""
    for offer in asked.offers:
        yield from _about(offer, since(offer, localizer), directory, localizer)
    if asked.warnings:
        yield tell("Dates of yours that people may be led astray by:")
        yield ""
    for warning in asked.warnings:
        yield from _about(warning.record, question(warning, localizer), directory, localizer)
    yield tell("Do not write about anybody's health.")


def _about(record: Offer | Event, said: str, directory: Directory, localizer: Localizer) -> Iterator[str]:
    yield f"- {localizer.text(record.title)}: {said}"
    yield f"  {page_of(record, directory, localizer)}"
    yield ""
