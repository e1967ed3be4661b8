"""Search documents: one for each offer, coming event, organisation, page, glossary entry and municipality."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

from veiviser.artifacts import Artifact
from veiviser.content import phones
from veiviser.content.html import plain_text
from veiviser.directory.model import (
    Contact,
    Coverage,
    Directory,
    Event,
    LocalizedText,
    Municipality,
    Offer,
    Organisation,
    Place,
    Term,
)
from veiviser.directory.namesakes import Namesakes
from veiviser.language.languages import LANGUAGES, STAND_IN, choose
from veiviser.web.routes import path

# Bokmål and nynorsk share one index, so that a query gives the same list on either page.
INDEXES = tuple(dict.fromkeys(language.index for language in LANGUAGES.values()))
# Texts of an offer that are not searched as sentences about it: its title, which a document has separately, what passes,
# and what is said of how it is run.
_NO_TEXTS = frozenset(("title", "cost", "notice", "waiting_time", "evaluation", "funding"))
NOWHERE = Coverage(named=(), areas=(), nation=False, municipalities=())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """One search result. `kind` is a one-letter code shared with the scripts in `templates/assets/search`.

    `address` is the path of its page. `texts` are short descriptions, `body` is long and in Markdown; `phones` have
    digits only. `next` is the day of the next date. `state` is empty for what people can use now. `due` is the last day
    on which a confirmation is valid; `age` is the year of the facts when nobody has confirmed them. `parent` is the
    address of the offer that an event belongs to. `apart` distinguishes it from namesakes, by language.
    """

    kind: str
    address: str
    title: LocalizedText
    texts: tuple[LocalizedText, ...] = ()
    body: LocalizedText = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    coverage: Coverage = NOWHERE
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    phones: tuple[str, ...] = ()
    next: dt.date | None = None
    free: bool | None = None
    confirmed: dt.date | None = None
    due: dt.date | None = None
    age: int | None = None
    state: str = ""
    parent: str = ""
    apart: LocalizedText = field(default_factory=dict)


def indexes(directory: Directory) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields each index of a site with the site's languages whose texts it holds."""
    for index in INDEXES:
        if shown := tuple(code for code in directory.languages if LANGUAGES[code].index == index):
            yield index, shown


def documents(directory: Directory, namesakes: Sequence[Namesakes] = ()) -> Iterator[Document]:
    """All search documents, grouped by kind; `namesakes` in each language of the site, if they have been found already."""
    languages = namesakes or [Namesakes(directory, language) for language in directory.languages]
    following: dict[str, dt.date] = {}
    for event in directory.events:
        days = [o.start.day for o in event.coming(directory.today) if o.state != "cancelled"]
        if event.offer and days:
            before = following.get(event.offer.id, days[0])
            following[event.offer.id] = min(before, *days)
    for offer in directory.offers:
        if offer.ended or not offer.freshness.hidden:  # ended offers can still be found
            yield _offer(offer, following.get(offer.id), {n.language: n.offers.get(offer, "") for n in languages})
    for event in directory.events:
        if event.coming(directory.today) and not event.abandoned and not (event.offer and event.offer.freshness.hidden):
            yield _event(event, directory.today, {n.language: n.events.get(event, "") for n in languages})
    for organisation in directory.organisations:
        yield Document(
            kind="g", address=path("organisation", organisation.id), title={STAND_IN: organisation.name},
            texts=(organisation.summary,), coverage=organisation.areas, phones=_phones(organisation.facts),
            apart={n.language: n.organisations.get(organisation, "") for n in languages},
        )  # fmt: skip
    for page in directory.pages:
        yield Document(kind="p", address=path("page", page.id), title=page.title, texts=(page.summary,), body=page.body)
    for word in directory.dictionary:
        if word.explanation:
            also = tuple({STAND_IN: text} for text in word.also)
            yield Document(
                kind="w", address=f"{path('glossary')}#{word.id}", title=word.preferred, texts=(word.explanation, *also)
            )
    for municipality in directory.municipalities:
        here = Coverage(named=(municipality.id,), areas=(), nation=False, municipalities=(municipality.id,))
        yield Document(
            kind="m",
            address=path("municipality", municipality.id),
            title=_names(municipality, directory),
            coverage=here,
        )


def _names(municipality: Municipality, directory: Directory) -> LocalizedText:
    """Its one name; where others have the same name, its distinguished name in each language."""
    languages = (STAND_IN, *directory.languages) if municipality.apart else (STAND_IN,)
    return {language: municipality.named(language) for language in languages}


def _offer(offer: Offer, following: dt.date | None, apart: LocalizedText) -> Document:
    facts = offer.facts
    return Document(
        kind="o",
        address=path("offer", offer.id),
        title=offer.title,
        texts=tuple(words for name, words in offer.texts.items() if name not in _NO_TEXTS),
        body=offer.body,
        terms=(*offer.needs, *offer.audiences, *offer.formats, *offer.conditions, *offer.arenas),
        coverage=offer.coverage,
        organisations=(*offer.organisations, *offer.partners),
        places=offer.places,
        phones=_phones(facts, *_of(offer.contacts), *(o.facts for o in offer.organisations),
                       *(place.facts for place in offer.places)),
        next=following,
        free=offer.free,
        confirmed=offer.freshness.verified_on,
        due=offer.freshness.due_on,
        age=span.first.year if (span := offer.freshness.told_in) else None,
        state=_state(offer),
        apart=apart,
    )  # fmt: skip


def _state(offer: Offer) -> str:
    """The status of an offer that cannot be used now, else empty. `once`: planned, never confirmed, may have begun."""
    if offer.offered:
        return ""
    once = offer.planned and offer.freshness.state == "never"
    return "once" if once else offer.facts.status


def _event(event: Event, today: dt.date, apart: LocalizedText) -> Document:
    facts = event.facts
    days = [o.start.day for o in event.coming(today) if o.state != "cancelled"]
    return Document(
        kind="e",
        address=path("event", event.id),
        title=event.title,
        texts=(event.summary,),
        body=event.body,
        terms=(*event.needs, *event.audiences, *event.formats),
        coverage=event.coverage,
        organisations=event.organisations,
        places=event.places,
        phones=_phones(facts, *_of(event.contacts)),
        next=min(days, default=None),
        free=event.free,
        parent=path("offer", event.offer.id) if event.offer else "",
        apart=apart,
    )


def _of(contacts: Iterable[Contact]) -> Iterator[object]:
    return (contact.facts for contact in contacts)


def _phones(*owners: object) -> tuple[str, ...]:
    found = (getattr(owner, "phone", None) for owner in owners)
    return tuple(dict.fromkeys(phones.known(phone).digits for phone in found if phone))


def build_of(found: Iterable[Document]) -> str:
    """A hash of the documents' order. Search files refer to documents by number, so files of two builds do not mix."""
    return sha256("\n".join(document.address for document in found).encode()).hexdigest()[:12]


def texts_in(words: LocalizedText, languages: Iterable[str]) -> list[str]:
    """The texts in `languages`; when there are none, the fallback text. Empty when there is no text at all."""
    wanted = tuple(languages)
    found = [words[language] for language in wanted if words.get(language)]
    return found or [text for text in (choose(words, wanted[0])[0],) if text]


def pagefind_documents(index: str, shown: tuple[str, ...], found: Iterable[Document]) -> Iterator[Artifact]:
    """HTML pages with the long texts, for Pagefind to index; they are not published."""
    for document in found:
        texts = " ".join(plain_text(text) for text in texts_in(document.body, shown))
        if any(map(str.isalnum, texts)):  # Pagefind leaves out a page without a word
            html = (
                f'<!doctype html><html lang="{index}"><head><title>{escape(choose(document.title, index)[0])}</title>'
                f"</head><body data-pagefind-body><p>{escape(texts)}</p></body></html>\n"
            )
            yield Artifact(path=f"{index}/{document.address}index.html", data=html.encode())
