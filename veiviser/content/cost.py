"""Prices: the contract's word `free`, and other ways to say it.

All become `free`, so that the label, the filter and open data have it, whatever the editor wrote. Everything else is a
price in words: “Gratis for medlemmer” is not free for all.
"""

import re
import unicodedata

FREE = "free"
_PHRASES = frozenset(
    {"free of charge", "free of cost", "no charge", "no cost", "no fee", "ingen kostnad", "ingen kostnader",
     "ingen kostnadar", "uten kostnad", "uten kostnader", "utan kostnad", "utan kostnader", "utan kostnadar",
     "koster ingenting", "kostar ingenting", "koster ikke noe", "kostar ikkje noko", "kostar inkje",
     "det koster ingenting", "det kostar ingenting", "det koster ikke noe", "det kostar ikkje noko", "ingen pris",
     "ingen betaling", "ingen avgift", "inga kostnad", "inga betaling", "inga avgift", "ingen", "inga", "ingenting",
     "ikke noe", "ikkje noko", "null", "null kroner", "null kr",
     "at no cost", "costs nothing", "nothing", "none", "nil", "zero", "fri entré", "fri entre"}
)  # fmt: skip
_FREE = frozenset(
    {"gratis", "free", "kostnadsfritt", "kostnadsfri", "kostnadsfrie", "vederlagsfritt", "vederlagsfri", "avgiftsfritt",
     "gebyrfritt", "nuvttá"}
)  # fmt: skip
# Words that may go with them and exclude nobody.
_BESIDE = frozenset(
    {"det", "er", "helt", "heilt", "alltid", "tilbud", "tilbod", "tilbudet", "tilbodet", "deltakelse", "deltaking",
     "deltagelse", "å", "delta", "komme", "bruke", "deg", "inngang", "adgang", "for", "alle", "it", "is", "entirely",
     "entry", "admission", "everyone", "all", "everybody"}
)  # fmt: skip
_NOTHING = re.compile(r"(?:(?:kr|nok)\.? ?)?0+(?:[.,]0+)?(?:[.,]? ?-)?(?: ?(?:kr|kroner|nok|,-))?\.?")
_LONGEST = 100


def read(text: str) -> str:
    """`free` when the text says nothing else, otherwise the text."""
    plain = " ".join(re.sub("[\u2010-\u2015]", "-", unicodedata.normalize("NFKC", text)).lower().split())
    if len(plain) > _LONGEST:
        return text
    parts = (
        [plain] if _is_free(plain) else [part for part in re.split(r"[/;()]|, (?!-)|(?<!,)- ", plain) if part.strip()]
    )
    return FREE if parts and all(map(_is_free, parts)) else text


def _is_free(text: str) -> bool:
    bare = text.strip(" .!:«»\"'")
    words = set(bare.split())
    in_words = words & _FREE and words <= _FREE | _BESIDE
    return bool(in_words) or bare in _PHRASES or _NOTHING.fullmatch(bare) is not None
