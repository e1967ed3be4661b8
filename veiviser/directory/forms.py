"""How much of the content can be read in each language of the site, by records and by words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from veiviser.content import models, schema
from veiviser.directory.model import Directory, Event, Offer, Page, Words
from veiviser.languages import NORWEGIAN

_MODELS: Mapping[type[Offer | Event | Page], type[models.Fields]] = {
    Offer: models.Offer,
    Event: models.Event,
    Page: models.Page,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is written in a language: records and words of their texts; `all` are those that could be."""

    language: str
    offers: int
    all_offers: int
    pages: int
    all_pages: int
    words: int


def shares(directory: Directory) -> tuple[Share, ...]:
    """Of offers in lists, events that are to come and editorial pages, in the order of the site's languages."""
    offers = directory.listed
    events = tuple(e for e in directory.events if not e.abandoned and e.coming(directory.today))
    others: tuple[Event | Page, ...] = (*events, *directory.pages)
    return tuple(
        Share(
            language=language,
            offers=sum(language in offer.translated for offer in offers),
            all_offers=len(offers),
            pages=sum(language in other.translated for other in others),
            all_pages=len(others),
            words=sum(_words(text.get(language, "")) for record in (*offers, *others) for text in _texts(record)),
        )
        for language in directory.languages
    )


def share_of_norwegian(share: Share, all_shares: tuple[Share, ...]) -> float | None:
    """The part of the words in the two written Norwegians that are in this one; None for other languages.

    It is what the quarter of the language act (språklova, section 13) is counted of.
    """
    total = sum(other.words for other in all_shares if other.language in NORWEGIAN)
    return share.words / total if share.language in NORWEGIAN and total else None


def _texts(record: Offer | Event | Page) -> Iterator[Words]:
    """The body and the translatable fields; `free` is a word of the contract, which each language says in its own."""
    yield record.body
    for field in schema.fields(_MODELS[type(record)]):
        if field.translatable:
            words: Words = getattr(record, field.attribute)
            yield {language: text for language, text in words.items() if text != "free"}


def _words(text: str) -> int:
    return len(re.findall(r"[^\W\d_]+", text))
