"""Phone numbers: parsing what people write, and the formats for display, `tel:` links and open data.

A service number keeps the zero that it begins with (04700). An internal number after the number is its extension: `33
12 34 56 internnummer 4`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumberFormat, shortnumberinfo

COUNTRY = "NO"

# Characters allowed between digits, with non-breaking spaces and dashes from Word.
_BETWEEN = r" ().\-/\u2010-\u2013\u00a0\u202f"
_EXTENSION = (
    r"(?:[\s,;:]*(?:internnummer|internnr\.?|intern\.?|int\.?|lokalnummer|lokalnr\.?|lokal\.?|linje|"
    r"extension|ext\.?|x|\#)\s*[.:]?|;ext=)\s*(?P<extension>[0-9]{1,7})"
)
_NUMBER = re.compile(rf"(?P<number>\(?\+?[0-9(][0-9{_BETWEEN}]{{0,40}})(?:{_EXTENSION})?", re.IGNORECASE)
# Harmonised numbers for services of social value, the same in all of Europe (Commission Decision 2007/116/EC).
# phonenumbers lacks some that are used in Norway, such as the line for victims of violence.
_SOCIAL = re.compile(r"116[0-9]{3}")
# A run of digits within words. A slash ends it: there are two numbers then.
_ROW = re.compile(r"\+*(?:\(\+?[0-9]{1,4}\))?[0-9 .\-\u2010-\u2013\u00a0\u202f]*[0-9]")
# The zero that is dialled only within some countries, as people write it after the country code.
_OPTIONAL_ZERO = re.compile(r"\(0\)")
# Bare digits after a number and a comma: an extension, or the end of another number.
_MORE_DIGITS = re.compile(r"[0-9][\s]*[,;][\s]*[0-9]")
# How many characters of a text are searched for a number.
_LOOKED_AT = 200
# After these words comes a menu choice, not an extension.
_MENU = re.compile(r"\b(?:tast|tastevalg|trykk|valg|val|press)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number that can be called.

    `digits` is what to dial within Norway, or for a number abroad the country code and number without a plus.
    `international` is E.164 (`+4733123456`), None for a short number. `written` is how people write it. `extension` may
    be empty.
    """

    digits: str
    international: str | None
    written: str
    extension: str = ""

    @property
    def dialled(self) -> str:
        """The content of a `tel:` address.

        The extension comes after a comma, a pause of some seconds: Android and iOS dial it when the call is answered.
        RFC 3966 has `;ext=` for it, but Android dials its letters as key tones, and most phones drop it.
        """
        number = self.international or self.digits
        return f"{number},{self.extension}" if self.extension else number

    @property
    def machine(self) -> str:
        """The form for open data: E.164 or the digits of a short number, with the extension as in RFC 3966."""
        number = self.international or self.digits
        return f"{number};ext={self.extension}" if self.extension else number


@cache
def read(text: str) -> PhoneNumber | None:
    """The number in a text; None when there is no valid number, or more than one."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    try:
        number = phonenumbers.parse(found["number"].replace("\u202f", " "), COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    national, extension = phonenumbers.national_significant_number(number), found["extension"] or ""
    if phonenumbers.is_valid_number(number):
        own = phonenumbers.region_code_for_number(number) == COUNTRY
        form = PhoneNumberFormat.NATIONAL if own else PhoneNumberFormat.INTERNATIONAL
        international = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        digits = national if own else international.lstrip("+")
        return PhoneNumber(digits, international, phonenumbers.format_number(number, form), extension)
    short = shortnumberinfo.is_valid_short_number_for_region(number, COUNTRY)
    if short or (number.country_code == phonenumbers.country_code_for_region(COUNTRY) and _SOCIAL.fullmatch(national)):
        return PhoneNumber(national, None, _short(national), extension)
    return None


def known(text: str) -> PhoneNumber:
    """The number of a field that is already validated."""
    found = read(text)
    assert found is not None, text
    return found


def _short(digits: str) -> str:
    """A short number, which only works in Norway, as people write it: 116 117, 04700."""
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 6 else digits


def fault(text: str) -> tuple[str, str | None]:
    """Why a text is not one number, as a message id, and the number that was meant when there is only one candidate."""
    plain = _OPTIONAL_ZERO.sub("", _in_ascii(text[:_LOOKED_AT]))
    numbers = [*{known(number).machine: number for number in reversed([*_within(plain)])}.values()][::-1]
    if len(numbers) > 1 or (numbers and re.search(r"[0-9]\s*/\s*[0-9]", plain)):
        return "there are two numbers here", None
    if not numbers:
        return ("nobody has this number" if any(map(str.isdigit, plain)) else "there is no number here"), None
    reason = "there are other words or signs around the number"
    return reason, None if _MENU.search(plain) or _MORE_DIGITS.search(plain) else numbers[0]


def _within(text: str) -> Iterator[str]:
    """The numbers in a text, as written there; a run of digits may hold two."""
    for row in _ROW.finditer(text):
        words = " ".join(re.sub(r"^\++", "+", row[0].strip(" .-–")).split())
        extension = re.match(_EXTENSION, text[row.end() :], re.IGNORECASE)
        if read(words):
            yield words + (f" internnummer {extension['extension']}" if extension else "")
        else:
            yield from _two(words)


def _two(row: str) -> Iterator[str]:
    for blank in re.finditer(r"\s+", row):
        one, other = row[: blank.start()], row[blank.end() :]
        if read(one) and read(other):
            yield from (one, other)
            return


def _in_ascii(text: str) -> str:
    """The text with digits of other scripts and full-width forms as ASCII."""
    return "".join(
        str(unicodedata.digit(char)) if char.isdigit() else char for char in unicodedata.normalize("NFKC", text)
    )
