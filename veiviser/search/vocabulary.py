"""The vocabulary file that a browser loads before the first search: words, synonyms, documents and word rules.

One file per index (`search/nb.json`), laid out to compress well: columns instead of rows, words sorted, postings as
differences. `templates/assets/search/lexicon.js` reads it.
"""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from veiviser.artifacts import Artifact
from veiviser.content.html import plain_text
from veiviser.directory.model import Coverage, Directory, LocalizedText
from veiviser.directory.successors import standing
from veiviser.language.languages import NORWEGIAN, SITE_LANGUAGES, STAND_IN, choose
from veiviser.search import words as rules
from veiviser.search.compounds import CompoundParts, halves
from veiviser.search.crisis import lines_of
from veiviser.search.dictionary import WordGroup, groups
from veiviser.search.documents import Document, build_of, texts_in
from veiviser.search.irregular import IRREGULAR
from veiviser.search.words import is_significant, key, significant, significant_or_all, tokens
from veiviser.web.routes import SEARCH_FILES

# How many places of words in long texts the file holds: all of them up to some 2,000 offers, which takes less than
# starting Pagefind. Beyond that, words are left to Pagefind: first those in so many summaries that `rank.js` has enough
# without it, then the most common ones.
BODY_PLACES = 100_000
_ENOUGH = 10
_LONGEST = 100  # letters: longer strings are not words, and splitting one takes time quadratic in its length
_NAMES = "gm"  # kinds of document whose titles are names, in no particular language
_KINDS = {"needs": "n", "audiences": "a", "formats": "f"}


@dataclass(slots=True)
class Places:
    """Postings: the numbers of the documents with each key, in titles and summaries (`short`) or in bodies (`long`).

    `forms` counts the words that have each key.
    """

    short: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    long: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, to: dict[str, set[int]] | None, text: str, number: int, *, name: bool = False) -> None:
        for word, found in _keyed(text, name):
            self.forms[found][word] += 1
            if to is not None:
                to[found].add(number)


@lru_cache(maxsize=1 << 16)
def _keyed(text: str, name: bool) -> tuple[tuple[str, str], ...]:
    """The significant words of a text, each with its key. Cached, since several indexes hold the same texts."""
    return tuple(
        (word, key(word)) for word in (significant_or_all if name else significant)(text) if len(word) <= _LONGEST
    )


def vocabulary(directory: Directory, index: str, shown: tuple[str, ...], found: Sequence[Document]) -> Artifact:
    """The vocabulary file of one index; `shown` are the site's languages whose pages load it."""
    everyday = groups(directory)
    places = _places(directory, index, shown, found)
    terms = tuple(dict.fromkeys(term for document in found for term in document.terms))
    organisations = tuple(dict.fromkeys(o for document in found for o in document.organisations))
    coverages = _coverages(directory, found)
    at = {coverage: number for number, coverage in enumerate(dict.fromkeys(coverages))}
    known = _known(places, everyday)
    data = {
        "rules": word_rules(),
        "groups": [_group(group, index, directory, known) for group in everyday],
        "terms": [
            [_KINDS.get(term.kind, ""), term.id, _names(term.name, SITE_LANGUAGES)]
            for term in terms
        ],
        **_geography(directory, shown),
        "coverages": tuple(at),
        "organisations": [organisation.name for organisation in organisations],
        "phones": _phones(found),
        "titles": {code: _titles(found, code, shown[0]) for code in shown},
        "apart": {code: apart for code in shown if (apart := _apart(found, code))},
        "written": {n: code for n, d in enumerate(found)
                    if (code := choose(d.title, shown[0])[1]) != shown[0] and d.kind not in _NAMES},
        "documents": {
            "kind": "".join(document.kind for document in found),
            "address": [document.address for document in found],
            "terms": _numbered(terms, (document.terms for document in found)),
            "organisations": _numbered(organisations, (document.organisations for document in found)),
            "coverage": [at[coverage] for coverage in coverages],
            "next": [_day(document.next, directory.today) for document in found],
            "free": "".join({None: "-", True: "1", False: "0"}[document.free] for document in found),
            "confirmed": [_day(document.confirmed, directory.today) for document in found],
            "due": [_day(document.due, directory.today) for document in found],
            "age": {n: document.age for n, document in enumerate(found) if document.age},
            "state": {n: document.state for n, document in enumerate(found) if document.state},
            "parent": {n: document.parent for n, document in enumerate(found) if document.parent},
        },
        "today": directory.today.isoformat(),
        "build": build_of(found),
        "norwegian": NORWEGIAN,
        **_words(places, known),
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artifact(path=f"{SEARCH_FILES}/{index}.json", data=text.encode())


def word_rules() -> dict[str, Any]:
    """The rules of `veiviser.search.words`, as words.js reads them."""
    return {
        "plain": rules.PLAIN,
        "endings": [[ending, left] for ending, left in rules.ENDINGS],
        "beforeS": rules.BEFORE_S,
        "irregular": IRREGULAR,
        "stop": " ".join(dict.fromkeys(rules.STOP)),
        "phraseStop": " ".join(rules.PHRASE_STOP_WORDS),
    }


def _places(directory: Directory, index: str, shown: tuple[str, ...], found: Sequence[Document]) -> Places:
    """The postings of all documents.

    Names of terms, organisations, municipalities and areas, and the titles that the pages show, are looked up in their
    own tables by the scripts; here they only add word forms.
    """
    places = Places()
    for number, document in enumerate(found):
        for text in document.title.values():
            places.add(None if text in texts_in(document.title, shown) else places.short, text, number, name=True)
        for text in (text for words in document.texts for text in words.values()):
            places.add(places.short, text, number)
        for text in (text for place in document.places for text in (place.name, place.facts.city or "")):
            places.add(places.short, text, number, name=True)
        for text in texts_in(document.body, shown):
            places.add(places.long, plain_text(text), number)
    for term in {term: None for document in found for term in document.terms}:
        for text in term.name.values():
            places.add(None, text, 0, name=True)
    for name in (*(o.name for o in directory.organisations), *(m.name for m in directory.municipalities),
                 *(m.name for m in directory.merged),
                 *(text for area in directory.areas for text in area.name.values())):  # fmt: skip
        places.add(None, name, 0, name=True)
    for found_key, numbers in places.long.items():
        numbers.difference_update(places.short.get(found_key, set()))
    return places


def _known(places: Places, everyday: Iterable[WordGroup]) -> CompoundParts:
    """The words that may be parts of compounds: those of the site and of the dictionary."""
    typed = {word for group in everyday for text in _texts(group) for word in tokens(text) if is_significant(word)}
    return CompoundParts.of({word for forms in places.forms.values() for word in forms if is_significant(word)} | typed)


def _words(places: Places, known: CompoundParts) -> dict[str, Any]:
    """Four columns with a row for each word: its letters with `|` between the parts of a compound, without those at its
    start that it shares with the word before (`words`, one per line), the number of these (`shared`), and the documents
    that have it in a title or summary (`short`) and in a body (`long`, null if there are too many).
    """
    form = {
        found: min(forms, key=lambda word: (-forms[word], len(word), word)) for found, forms in places.forms.items()
    }
    rarest = sorted(
        places.long.items(), key=lambda item: (len(places.short.get(item[0], ())) >= _ENOUGH, len(item[1]), item[0])
    )
    room, embedded = BODY_PLACES, set[str]()
    for found, numbers in rarest:
        room -= len(numbers)
        if room < 0:
            break
        embedded.add(found)
    columns: dict[str, list[Any]] = {"words": [], "shared": [], "short": [], "long": []}
    before = ""
    for word, found in sorted((word, found) for found, word in form.items()):
        parts = halves(word, known)
        marked = "|".join(parts) if parts else word
        shared = next((n for n, (a, b) in enumerate(zip(before, marked, strict=False)) if a != b),
                      min(len(before), len(marked)))  # fmt: skip
        columns["shared"].append(shared)
        columns["words"].append(marked[shared:])
        before = marked
        columns["short"].append(gaps(places.short.get(found, ())))
        long = places.long.get(found, ())
        columns["long"].append(gaps(long) if found in embedded or not long else None)
    return {**columns, "words": "\n".join(columns["words"])}


def _texts(group: WordGroup) -> tuple[str, ...]:
    return (*group.means, *group.leads_to)


def gaps(numbers: Iterable[int]) -> list[int]:
    """Numbers in order, each but the first as its difference from the one before."""
    return [number - before for before, number in pairwise((0, *sorted(numbers)))]


def _group(group: WordGroup, index: str, directory: Directory, known: CompoundParts) -> list[Any]:
    """A row: synonyms, related words, name to show (empty for a quiet group); a crisis group adds its crisis lines."""
    shown = "" if group.quiet else choose(group.preferred, index)[0]
    means = dict.fromkeys(group.means)
    line = ["|".join(means), "|".join(group.leads_to), shown]
    return [*line, lines_of(group, directory, known)] if group.crisis else line


def _names(words: LocalizedText, languages: Collection[str]) -> dict[str, str]:
    """The names in `languages`, in fallback order."""
    return {code: words[code] for code in SITE_LANGUAGES if code in languages and code in words}


def _geography(directory: Directory, shown: tuple[str, ...]) -> dict[str, Any]:
    at = {municipality.id: number for number, municipality in enumerate(directory.municipalities)}
    areas = {area.id: number for number, area in enumerate(directory.areas)}
    return {
        "municipalities": [
            [m.id, m.name, areas[m.county.id], [at[id_] for id_ in m.neighbours if id_ in at],
             [list(span) for span in m.facts.postcodes], *([_names(m.apart, (*shown, STAND_IN))] if m.apart else ())]
            for m in directory.municipalities
        ],
        "former": [
            [m.name, sorted(at[id_] for id_ in standing(m, directory) if id_ in at), areas[m.county.id],
             [list(span) for span in m.facts.postcodes], *([_names(m.apart, (*shown, STAND_IN))] if m.apart else ())]
            for m in directory.merged
        ],
        "areas": [
            [_names(area.name, (*shown, STAND_IN)),
             [at[id_] for id_ in area.municipalities if id_ in at]]
            for area in directory.areas
        ],
    }  # fmt: skip


def _coverages(directory: Directory, found: Iterable[Document]) -> list[tuple[Any, ...]]:
    """Of each document, the numbers of the named municipalities, those of the areas, and 1 for the whole country."""
    at = {municipality.id: number for number, municipality in enumerate(directory.municipalities)}
    areas = {area: number for number, area in enumerate(directory.areas)}

    def numbers(coverage: Coverage) -> tuple[Any, ...]:
        named = tuple(at[id_] for id_ in coverage.named if id_ in at)
        return named, tuple(areas[area] for area in coverage.areas if area in areas), int(coverage.nation)

    return [numbers(document.coverage) for document in found]


def _phones(found: Sequence[Document]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(found):
        for phone in document.phones:
            numbers[phone].append(number)
    return {phone: gaps(set(of)) for phone, of in sorted(numbers.items())}


def _titles(found: Sequence[Document], language: str, first: str) -> list[str] | dict[int, str]:
    """All titles in the first language or its fallback; for another language only the titles that differ."""
    titles = [choose(document.title, language)[0] for document in found]
    if language == first:
        return titles
    return {
        n: title for n, (title, d) in enumerate(zip(titles, found, strict=True)) if title != choose(d.title, first)[0]
    }


def _apart(found: Sequence[Document], language: str) -> dict[int, str]:
    return {n: document.apart[language] for n, document in enumerate(found) if document.apart.get(language)}


def _numbered(table: Sequence[object], columns: Iterable[Sequence[object]]) -> list[list[int]]:
    """The numbers, in a table, of the things that each document has."""
    at = {id(thing): number for number, thing in enumerate(table)}
    return [[at[id(thing)] for thing in dict.fromkeys(things)] for things in columns]


def _day(day: dt.date | None, today: dt.date) -> int | str:
    """Days from the day of the build; empty for no day."""
    return (day - today).days if day else ""
