"""What the search knows of each record: small documents that visitors never see."""

from collections.abc import Iterable, Iterator
from html import escape

from veiviser.artifacts import Artifact
from veiviser.content.html import plain_text
from veiviser.directory.model import Directory, Words
from veiviser.languages import LANGUAGES, choose

# Bokmål and nynorsk share one index, so that the same words give the same list wherever they are typed.
_INDEXES = tuple(dict.fromkeys(language.index for language in LANGUAGES.values()))


def documents(directory: Directory) -> Iterator[Artifact]:
    """One document a record and index, at the record's address in the site's first language."""
    for index in _INDEXES:
        shown = tuple(code for code in directory.languages if LANGUAGES[code].index == index)
        for entry in _entries(directory) if shown else ():
            yield _document(index, shown, *entry)


def _entries(directory: Directory) -> Iterator[tuple[str, Words, Words, Words, tuple[Words, ...]]]:
    """Address, title, summary, Markdown body and further texts of everything that can be found."""
    for offer in directory.listed:
        terms = (*offer.needs, *offer.audiences, *offer.formats, *offer.conditions)
        names = tuple({"nb": m.name} for m in directory.municipalities if m.id in offer.coverage.named)
        owners = tuple({"nb": organisation.name} for organisation in (*offer.organisations, *offer.partners))
        texts = (offer.schedule, offer.eligibility, *(term.name for term in terms), *names, *owners)
        texts += _everyday(directory, (offer.title, offer.summary, offer.body, *texts))
        yield f"tilbud/{offer.id}/", offer.title, offer.summary, offer.body, texts
    for event in directory.events:
        if event.coming(directory.today) and not event.abandoned:
            places = tuple({"nb": place.name} for place in event.places)
            yield f"arrangement/{event.id}/", event.title, event.summary, event.body, places
    for organisation in directory.organisations:
        yield f"organisasjon/{organisation.id}/", {"nb": organisation.name}, organisation.summary, {}, ()
    for page in directory.pages:
        yield f"{page.id}/", page.title, page.summary, page.body, ()
    for word in directory.dictionary:
        if word.explanation:
            also = tuple({"nb": text} for text in word.also)
            yield f"ordbok/#{word.id}", word.preferred, word.explanation, {}, also


def _everyday(directory: Directory, texts: Iterable[Words]) -> tuple[Words, ...]:
    """What people type for the words of the dictionary that these texts use."""
    said = " ".join(text for words in texts for text in words.values()).lower()
    used = (w for w in directory.dictionary if any(text.lower() in said for text in w.preferred.values()))
    return tuple({"nb": text, "en": text} for word in used for text in word.also)


def _document(
    index: str, shown: tuple[str, ...], address: str, title: Words, summary: Words, body: Words, texts: Iterable[Words]
) -> Artifact:
    """`shown` are the site's languages whose texts this index holds."""
    plain = (plain_text(text) for text in _said(body, shown))
    words = escape(" ".join((*plain, *(text for words in texts for text in _said(words, shown)))))
    heads = "".join(f"<p>{escape(text)}</p>" for words in (title, summary) for text in _said(words, shown)[1:])
    meta = "".join(
        f'<span data-pagefind-meta="{name}-{language}">{escape(choose(words, language)[0])}</span>'
        for name, words in (("title", title), ("summary", summary))
        for language in shown
    )
    html = (
        f'<!doctype html><html lang="{index}"><head><title>{escape(choose(title, index)[0])}</title></head>'
        f'<body data-pagefind-body><h1 data-pagefind-meta="title">{escape(choose(title, index)[0])}</h1>'
        f'<p data-pagefind-meta="address">{escape(address)}</p>'
        f"<p>{escape(choose(summary, index)[0])}</p>{heads}<div>{words}</div>{meta}</body></html>\n"
    )
    return Artifact(path=f"{index}/{address.replace('#', '')}/index.html".replace("//", "/"), data=html.encode())


def _said(words: Words, languages: tuple[str, ...]) -> list[str]:
    """The text in each of an index's languages, or in the one that stands in for them."""
    found = [words[language] for language in languages if language in words] or [choose(words, languages[0])[0]]
    return [text for text in found if text]
