"""Words as the search compares them: one definition, for the site's texts here and for what visitors type.

The tables below go into the file that the query side loads, and `templates/assets/search/words.js` reads a word by them
in the same way; a test holds the two together. A key is no word of any language: it is what the forms of a word have in
common, in bokmål, nynorsk and English alike.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from veiviser.search.irregular import IRREGULAR

# Letters with marks that Norwegian does without.
PLAIN = dict(zip("éèêëáàâäöóòôüúíïçñšžčđŋŧ", "eeeeaaaæøooouuiicnszcdnt", strict=True))
# Endings, and how many letters must be left without them: endings that make new words need a longer word.
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
# What a genitive or plural -s may stand after, so that “hus” and “rus” keep theirs.
BEFORE_S = "bcdfghjklmnprtv"
# Words that carry nothing by themselves. A phrase of the dictionary may still be made of them.
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
# Among them, those that turn a meaning around or tell whom one looks for: a phrase of the dictionary keeps them.
_TELLING_TEXT = (
    "ikke ikkje aldri ingen uten utan not no ta tar mye mykje får få trenger kommer kjem mer meir mange alle all any"
)
TELLING = tuple(_TELLING_TEXT.split())
_TOKEN = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"(?<![^\W_])[A-ZÆØÅ]{2,}(?![^\W_])")
# Letters with full stops between them are one word: “K.I.D.”
_DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
_VOWEL = re.compile("[aeiouyæøå]")
_PLAIN = str.maketrans(PLAIN)
_STOP = frozenset(STOP)


def tokens(text: str) -> Iterator[str]:
    """The words and numbers of a text in small letters, in order."""
    return (match[0] for match in _TOKEN.finditer(_joined(text).lower().translate(_PLAIN)))


def _joined(text: str) -> str:
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text) if "." in text else text


def telling(word: str) -> bool:
    """Whether a word, as `tokens` gives it, says anything by itself."""
    return len(word) > 1 and word not in _STOP


def saying(text: str) -> list[str]:
    """The words of a text that say something: not the small ones, unless they are written as abbreviations (“ME”)."""
    text = _joined(text)
    found = [word for word in tokens(text) if telling(word)]
    if not text.isupper():  # where all is shouted, nothing tells which of the words are abbreviations
        found += [word for match in _CAPITALS.finditer(text) if (word := match[0].lower()) in _STOP]
    return found


def naming(text: str) -> list[str]:
    """The words of a name that say something, or all of them where none does (“Alt om deg”)."""
    return saying(text) or list(tokens(text))


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """What the forms of a word have in common; `word` is as `tokens` gives it."""
    if any(letter.isdigit() for letter in word):
        return word
    stem = _without_ending(IRREGULAR.get(word, word))
    if stem.endswith("er") and len(stem) > 4:  # “datteren” is “datter” by now
        stem = stem[:-2]
    if len(stem) > 3 and stem[-1] in "ae":  # and “kafeen” is “kafe”
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
