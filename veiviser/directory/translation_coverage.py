"""Translation coverage: how many records and words can be read in each language of the site."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from veiviser.content import models, schema
from veiviser.directory.model import Directory, Event, LocalizedText, Offer, Page
from veiviser.language.languages import NORWEGIAN

_MODELS: Mapping[type[Offer | Event | Page], type[models.Fields]] = {
    Offer: models.Offer,
    Event: models.Event,
    Page: models.Page,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The number of records and words in a language; `all_offers` and `all_pages` are the totals for any language.

    `pages` counts events and editorial pages.
    """

    language: str
    offers: int
    all_offers: int
    pages: int
    all_pages: int
    word_count: int


def shares(directory: Directory) -> tuple[Share, ...]:
    """The coverage of listed offers, coming events and editorial pages, in the order of the site's languages."""
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
            word_count=sum(_words(text.get(language, "")) for record in (*offers, *others) for text in _texts(record)),
        )
        for language in directory.languages
    )


def share_of_norwegian(share: Share, all_shares: tuple[Share, ...]) -> float | None:
    """The share (0 to 1) of a language in the words in bokmål and nynorsk; None for other languages.

    Also None if there are no words. It is the figure for the quarter that the language act (språklova, section 13)
    requires.
    """
    total = sum(other.word_count for other in all_shares if other.language in NORWEGIAN)
    return share.word_count / total if share.language in NORWEGIAN and total else None


def _texts(record: Offer | Event | Page) -> Iterator[LocalizedText]:
    """The body and the translatable fields, without the price `free`: a keyword that each language translates."""
    yield record.body
    for field in schema.fields(_MODELS[type(record)]):
        if field.translatable:
            words: LocalizedText = (
                record.texts[field.name] if isinstance(record, Offer) else getattr(record, field.attribute)
            )
            yield {language: text for language, text in words.items() if text != "free"}


def _words(text: str) -> int:
    return len(re.findall(r"[^\W\d_]+", text))
