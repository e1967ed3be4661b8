"""Answers about a new region: what was typed becomes a value that fits, or a sentence on why it does not."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from pydantic_core import PydanticCustomError

from veiviser.codes import CODES
from veiviser.content import parse
from veiviser.content.likeness import slug
from veiviser.content.source import CONTROL
from veiviser.editing.init import WRITTEN, Municipality
from veiviser.languages import SITE_LANGUAGES
from veiviser.problems import ExplainedError

_LONGEST_NAME = 80


class UnfitError(ExplainedError):
    """Why an answer cannot be used."""


def name(answer: str) -> str:
    """A name on one line, with at least one letter or digit that an id can be made of. Raises UnfitError."""
    text = " ".join(unicodedata.normalize("NFC", answer).split())
    if not slug(text) or CONTROL.search(text):
        raise UnfitError("“{value}” is no name: write letters or digits.", value=answer)
    if len(text) > _LONGEST_NAME:
        raise UnfitError("A name has at most {limit} characters.", limit=str(_LONGEST_NAME))
    return text


def languages(answer: str) -> tuple[str, ...]:
    """Codes with commas or blanks between them, each once, the main language first. Raises UnfitError."""
    codes = tuple(dict.fromkeys(re.split(r"[\s,]+", answer.strip().lower())))
    for code in codes:
        if code not in SITE_LANGUAGES:
            raise UnfitError("“{value}” is not one of {allowed}.", value=code, allowed=", ".join(SITE_LANGUAGES))
    if codes[0] not in WRITTEN:
        raise UnfitError(
            "The samples have no texts in {language}, so another language must come first.", language=codes[0]
        )
    return codes


def municipality(answer: str, earlier: Sequence[Municipality]) -> Municipality:
    """A name and four digits, in one line; neither may stand among `earlier`. Raises UnfitError."""
    written, _, number = answer.strip().rpartition(" ")
    if not re.fullmatch(r"[0-9]{4}", number):
        raise UnfitError(
            "“{value}” does not end in a number of four digits; write it as in “Hamar 3403”.", value=answer
        )
    found = Municipality(name=name(written), number=number)
    for other in earlier:
        if other.number == found.number or slug(other.name) == slug(found.name):
            raise UnfitError("{name} {number} is there already.", name=other.name, number=other.number)
    return found


def one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    """One of these words. What it makes raises UnfitError."""

    def read(answer: str) -> str:
        word = answer.strip().lower()
        if word not in allowed:
            raise UnfitError("“{value}” is not one of {allowed}.", value=answer, allowed=", ".join(allowed))
        return word

    return read


def address(answer: str) -> str:
    """The address of a site, as `base_url` takes it. Raises UnfitError."""
    try:
        return parse.base_url(parse.words(answer))
    except PydanticCustomError as error:
        values = {key: str(value) for key, value in (error.context or {}).items() if key != "code"}
        raise UnfitError(CODES[error.type].message, **values) from error
