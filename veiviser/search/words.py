"""Tokens and search keys: the same normalisation for the site's texts and for queries.

The tables below are part of the vocabulary file, and `templates/assets/search/words.js` applies them in the same way; a
test compares the two. A key is not a word but a light stem: what the forms of a word have in common, in bokmål, nynorsk
and English alike.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from veiviser.search.irregular import IRREGULAR

# Letters with diacritics that Norwegian does not use, and their replacements.
PLAIN = dict(zip("éèêëáàâäöóòôüúíïçñšžčđŋŧ", "eeeeaaaæøooouuiicnszcdnt", strict=True))
# Endings, and the least number of letters that a stem must keep: 3 for inflection, 4 for derivation.
_INFLECTION = "enes anes endes andes ende ande erne ene ane ers ars en et er ar es as a e"
_DERIVATION = """
ens ets hetene heten heter heitene heita heit het ningene ningane ningen ninga ninger ningar ning ingene ingane
ingen inga inger ingar ing elsene elsen elser elsar else lige lig leg lege legt ligt
"""
ENDINGS: tuple[tuple[str, int], ...] = tuple(
    sorted(
        {**dict.fromkeys(_INFLECTION.split(), 3), **dict.fromkeys(_DERIVATION.split(), 4)}.items(),
        key=lambda item: (-len(item[0]), item[0]),
    )
)
# A genitive or plural -s is removed after these letters only, so that “hus” and “rus” keep theirs.
BEFORE_S = "bcdfghjklmnprtv"
# Stop words. A phrase of the dictionary may still consist of them.
_STOP_TEXT = """
og eller men så at om som der da når hvis dersom fordi for til fra frå med av på i ved hos over under etter mot
mellom gjennom uten utan en ein ei et eit den det de dei dem disse desse denne dette jeg eg meg du deg han ham hun
ho henne vi me oss dere dykk dokker seg sin si sitt sine min mi mitt mine din di ditt dine vår vårt våre hans hennes
hennar deres deira er var vært vore være vera vere blir blitt bli vart ble har hatt ha hadde kan kunne skal skulle
vil ville må måtte bør burde får få fått fekk fikk gjør gjer gjøre gjera gjere gjort går gå gått hva kva hvem kven
hvor kor hvordan korleis hvilken hvilke kvifor hvorfor noe noko noen nokon nokre ingen alt alle alltid aldri bare
berre også òg jo nå no her altså veldig mye mykje mer meir mest mange litt lite ganske helt heilt ikke ikkje nei ja
man finnes finst finn finne trenger treng ønsker ynskjer søker leter leiter tilbud tilbod selv sjølv hele heile enn
inn ut opp ned igjen sånn slik slike sånt liksom egentlig eigentleg synes synest tror trur vet veit sier seier
nesten snart ofte mens medan siden sidan kommer kjem tar ta the a an of to in on with and or my your his our their
is are was be been do does did you he she it we they him them what who where when how why can could should would
will have has had not some any there this that by from about im am need find looking get hver hvert kvar kvart every
"""
STOP = tuple(_STOP_TEXT.split())
# Stop words that a phrase of the dictionary keeps: they change its meaning, or say who is meant.
_PHRASE_STOP_WORDS_TEXT = (
    "ikke ikkje aldri ingen uten utan not no ta tar mye mykje får få trenger kommer kjem mer meir mange alle all any"
)
PHRASE_STOP_WORDS = tuple(_PHRASE_STOP_WORDS_TEXT.split())
_TOKEN = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"(?<![^\W_])[A-ZÆØÅ]{2,}(?![^\W_])")
# Letters separated by full stops are one word: “K.I.D.”
_DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
_VOWEL = re.compile("[aeiouyæøå]")
_PLAIN = str.maketrans(PLAIN)
_STOP = frozenset(STOP)


def tokens(text: str) -> Iterator[str]:
    """The words and numbers of a text in order, in lower case and without diacritics that Norwegian does not use."""
    return (match[0] for match in _TOKEN.finditer(_joined(text).lower().translate(_PLAIN)))


def _joined(text: str) -> str:
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text) if "." in text else text


def is_significant(word: str) -> bool:
    """Whether a token is significant: longer than one letter and not a stop word."""
    return len(word) > 1 and word not in _STOP


def significant(text: str) -> list[str]:
    """The significant words of a text, and stop words that are written as abbreviations (“ME”)."""
    text = _joined(text)
    found = [word for word in tokens(text) if is_significant(word)]
    if not text.isupper():  # in a text of capitals alone, abbreviations cannot be recognised
        found += [word for match in _CAPITALS.finditer(text) if (word := match[0].lower()) in _STOP]
    return found


def significant_or_all(text: str) -> list[str]:
    """The significant words of a name, or all of its words when none is significant (“Alt om deg”)."""
    return significant(text) or list(tokens(text))


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """The search key of a token: its light stem. Tokens with digits are unchanged."""
    if any(letter.isdigit() for letter in word):
        return word
    stem = _without_ending(IRREGULAR.get(word, word))
    if stem.endswith("er") and len(stem) > 4:  # “datteren” has become “datter”
        stem = stem[:-2]
    if len(stem) > 3 and stem[-1] in "ae":  # “kafeen” has become “kafe”
        stem = stem[:-1]
    if len(stem) > 3 and stem[-1] == "s" and stem[-2] in BEFORE_S:
        stem = stem[:-1]
    if len(stem) > 3 and stem[-1] == "r" and stem[-2] in "dkt":
        stem = stem[:-1]
    if len(stem) > 4 and stem[-1] == stem[-2] and not _VOWEL.match(stem[-1]):
        stem = stem[:-1]
    return stem


def _without_ending(word: str) -> str:
    for ending, left in ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) >= left and _VOWEL.search(stem):
                return stem
    return word
