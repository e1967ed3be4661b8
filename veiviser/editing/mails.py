"""The questions to owners as plain mails, which are answered as any mail is, without a link and without an account."""

from collections.abc import Iterable, Iterator
from functools import partial

from veiviser.directory.model import Directory, Event, Offer
from veiviser.directory.stale import Asked, by_owner
from veiviser.editing.issues import answer, question, since, why
from veiviser.feeds.addresses import addresses
from veiviser.feeds.texts import say, text_in
from veiviser.problems import Problem

_BETWEEN = "-" * 72


def mails(directory: Directory, problems: Iterable[Problem]) -> str:
    """A mail to each owner of something that is to be confirmed, or that the checks warn of, with a line between two.

    In the site's first language; `problems` are what the checks found. Empty when there is nothing to ask.
    """
    language = directory.languages[0]
    texts = ("\n".join(_mail(asked, directory, language)) + "\n" for asked in by_owner(directory, problems))
    return f"\n{_BETWEEN}\n\n".join(texts)


def _mail(asked: Asked, directory: Directory, language: str) -> Iterator[str]:
    site, tell = text_in(directory.title, language), partial(say, language)
    ways = ", ".join(way for way in (asked.email, asked.phone) if way)
    yield tell("To {name}", name=asked.owner.name) + (f" ({ways})" if ways else "")
    yield tell("Subject: Is this still right? {name}", name=asked.owner.name)
    yield ""
    if asked.offers:
        yield why(site, language)
        yield answer(language)
        yield ""
    for offer in asked.offers:
        yield from _about(offer, since(offer, language), directory, language)
    if asked.noted:
        yield tell("Dates of yours that people may be led astray by:")
        yield ""
    for noted in asked.noted:
        yield from _about(noted.record, question(noted, language), directory, language)
    yield tell("Do not write about anybody's health.")


def _about(record: Offer | Event, said: str, directory: Directory, language: str) -> Iterator[str]:
    family = "tilbud" if isinstance(record, Offer) else "arrangement"
    yield f"- {text_in(record.title, language)}: {said}"
    yield f"  {addresses(directory, directory.site.base_url).absolute(language, f'{family}/{record.id}/')}"
    yield ""
