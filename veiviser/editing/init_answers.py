"""Parses the answers of `veiviser init`: each becomes a valid value, or an UnfitError that says why it is refused."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from pydantic_core import PydanticCustomError
from rapidfuzz import process
from rapidfuzz.distance import OSA

from veiviser.content import parse
from veiviser.content.characters import CONTROL, invisible, normalised, slug, without
from veiviser.content.labels import VALUES
from veiviser.content.models import NATION
from veiviser.content.names import language_called
from veiviser.content.register import (
    RegisteredMunicipality,
    by_name,
    called,
    form_of,
    holder,
    in_any_county,
    misnumbered,
    of_county,
    register,
)
from veiviser.editing.init import PUBLISHER_KINDS, WRITTEN, NewMunicipality
from veiviser.editing.program import Program, ProgramError, at_commit
from veiviser.language.languages import MESSAGE_LANGUAGES, SITE_LANGUAGES, catalogue
from veiviser.problems.codes import CODES
from veiviser.problems.problem import ExplainedError

# `base_url` of a site that has no address yet; `check` warns until it is replaced.
PLACEHOLDER = "https://example.org/"
# Answers that mean “not known yet”, as slugs with blanks, in the languages of messages.
_UNKNOWN = frozenset(
    {"", "vet ikke", "vet ikke ennaa", "veit ikkje", "veit ikkje enno", "ikke ennaa", "ikkje enno"}
    | {
        "do not know",
        "don t know",
        "unknown",
        "not yet",
        "don t know yet",
        "do not know yet",
        "nei",
        "ingen",
        "no",
        "none",
    }
)
# “Hamar 3403”, “Hamar, 3403”, “Hamar (3403)” and “Hamar nr. 3403”.
_NUMBERED = re.compile(
    r"(?P<name>.*?)[\s,(:]+(?:(?:k?nr\.?|(?:kommune)?nummer)\s*)?(?P<number>[0-9]{4})\)?", re.DOTALL | re.IGNORECASE
)
_NUMBER_FIRST = re.compile(r"(?P<number>[0-9]{4})[\s,]+(?P<name>[^0-9].*)", re.DOTALL)
# Separators before the last name of a list.
_AND = re.compile(r"\s+(?:og|and|samt)\s+|\s*[&/+]\s*", re.IGNORECASE)
# No municipality has more parts than this, joined by “og”, in its name.
_MOST_JOINED = 3
_LONG = 8
_TWO_LETTERS = 2
_LONGEST_NAME = 80


class UnfitError(ExplainedError):
    """Why an answer is refused."""


def name(answer: str) -> str:
    """A name on one line, with a letter or digit from which an id can be made. Raises UnfitError."""
    shown = answer if CONTROL.search(answer) else without(answer, invisible(answer))
    text = " ".join(normalised(shown).split())
    if not slug(text) or CONTROL.search(text):
        raise UnfitError("“{value}” is no name: write letters or digits.", value=answer)
    if len(text) > _LONGEST_NAME:
        raise UnfitError("A name has at most {limit} characters.", limit=str(_LONGEST_NAME))
    return text


def languages(answer: str) -> tuple[str, ...]:
    """Language codes, separated by commas or blanks in the answer; the first is the main one. Raises UnfitError."""
    codes = tuple(dict.fromkeys(re.split(r"[\s,]+", answer.strip().lower())))
    for code in codes:
        if code not in SITE_LANGUAGES:
            raise UnfitError(
                "“{value}” is not one of {allowed}.",
                suggestion=_languages_meant(answer),
                value=code,
                allowed=", ".join(SITE_LANGUAGES),
            )
    if codes[0] not in WRITTEN:
        raise UnfitError(
            "The samples have no texts in {language}, so another language must come first.", language=codes[0]
        )
    return codes


def _languages_meant(answer: str) -> str | None:
    """The codes of an answer in which languages are written by name; None when one is not known."""
    said = re.sub(r"(?i)\bnorsk\s+(?=bokmål|nynorsk)|\s(?:og|and)\s", " ", answer)
    codes = [language_called(word) for word in re.split(r"[\s,;/+&]+", said) if word]
    known = [code for code in codes if code]
    return ",".join(dict.fromkeys(known)) if known == codes and known else None


def municipalities(answer: str, earlier: Sequence[NewMunicipality]) -> tuple[NewMunicipality, ...]:
    """One municipality, or a list as in a sentence. Raises UnfitError, also for one in `earlier` or named twice."""
    parts = [part for between in re.split(r"[,;\n]", answer) if between.strip() for part in _apart(between)]
    if len(parts) > 1 and not called(answer):  # “Våler, Innlandet” is one
        found: list[NewMunicipality] = []
        for part in parts:
            found.append(municipality(part, [*earlier, *found]))
        return tuple(found)
    return (municipality(answer, earlier),)


def _apart(text: str) -> list[str]:
    """Splits at “and” unless it is part of a name: “Evje og Hornnes” is one municipality."""
    whole = re.sub(r"(?i)^\s*og\s+", "", text).strip()
    waiting = [part for part in _AND.split(whole) if part]
    parts: list[str] = []
    while waiting:
        several = (at for at in range(min(len(waiting), _MOST_JOINED), 1, -1) if called(" og ".join(waiting[:at])))
        first = next(several, 1)
        parts.append(" og ".join(waiting[:first]))
        del waiting[:first]
    known = any(map(called, parts)) or all(map(_NUMBERED.fullmatch, parts))
    return parts if known else [whole]


def municipality(answer: str, earlier: Sequence[NewMunicipality]) -> NewMunicipality:
    """The municipality of an answer: a name in the register, or any name with a number of four digits.

    Raises UnfitError for one that is in `earlier`, for an unknown name or one that several have, and for a number that
    does not belong to the name.
    """
    numbered = _NUMBERED.fullmatch(answer.strip()) or _NUMBER_FIRST.fullmatch(answer.strip())
    found = _with_number(numbered["name"], numbered["number"]) if numbered else _by_name_alone(answer)
    for other in earlier:
        differ = {other.number, found.number} <= register().keys()  # two may share a name in Norway
        if other.number == found.number or (slug(other.name) == slug(found.name) and not differ):
            raise UnfitError("{name} {number} is there already.", name=other.name, number=other.number)
    return found


def _with_number(written: str, number: str) -> NewMunicipality:
    others = misnumbered(written, number)
    if others:
        known = form_of(others[0], written)
        raise UnfitError(
            CODES["unlikely-number"].message,
            suggestion=f"{known} {others[0].number}" if len(others) == 1 else None,
            name=known,
            number=number,
            known=", ".join(f"{each.number} ({each.county})" for each in others),
        )
    _refuse_slip(written, number)
    fits = [known for known in called(written) if known.number == number]
    return NewMunicipality(name=form_of(fits[0], written) if fits else _without_kind(name(written)), number=number)


def _refuse_slip(written: str, number: str) -> None:
    """Raises UnfitError for a misspelt name (“Heroy 1818”). A name that is quite different may be made up."""
    known = holder(written, number)
    if known is None:
        return
    bare = slug(_without_kind(written))
    near = (own for own in known.names if OSA.distance(bare, slug(own)) <= _slips(bare))
    if suggestion := next(near, None):
        raise UnfitError(
            CODES["number-of-another"].message,
            suggestion=f"{suggestion} {number}",
            name=written,
            number=number,
            known=suggestion,
            county=known.county,
        )


def _by_name_alone(answer: str) -> NewMunicipality:
    number = answer.strip()
    if number in register():
        raise UnfitError(
            "“{value}” is a number without a name.", suggestion=f"{register()[number].name} {number}", value=number
        )
    found = called(answer)
    if len(found) == 1:
        return NewMunicipality(name=form_of(found[0], answer), number=found[0].number)
    if found:
        raise UnfitError(
            "“{value}” is the name of several: {known}. Write the number of yours behind it.",
            value=found[0].name,
            known=_listed(found),
        )
    if known := of_county(answer):
        raise UnfitError(
            "“{value}” is a county. Its municipalities are: {known}.",
            value=answer.strip(),
            known=", ".join(each.name for each in known),
        )
    if others := in_any_county(answer):
        raise UnfitError(
            "No municipality in Norway is called “{value}” today. By the name alone there is: {known}.",
            value=answer.strip(),
            known=_listed(others),
        )
    raise _unknown_name(answer.strip())


def _unknown_name(answer: str) -> UnfitError:
    """The error for a name that is not in the register (merged municipalities are not), with similar names if any."""
    suggestion, alike = _near(answer), _with_part(answer)
    if alike and suggestion not in {own for known in alike for own in known.names}:
        return UnfitError(
            "No municipality in Norway is called “{value}” today. Like it are: {known}. One that has merged goes by "
            "the name that it has now.",
            value=answer,
            known=_listed(alike),
        )
    if suggestion:  # on a narrow screen the first line may be all that there is room for
        return UnfitError("No municipality in Norway is called “{value}” today.", suggestion=suggestion, value=answer)
    return UnfitError(
        "No municipality in Norway is called “{value}” today. One that has merged goes by the name that it has now; "
        "one that is made up gets a number too, as “Fjordby 9901”.",
        value=answer,
    )


def _with_part(answer: str) -> tuple[RegisteredMunicipality, ...]:
    """Municipalities with this word in their names: “Toten” is in Østre Toten and Vestre Toten."""
    part = slug(answer)
    return tuple(known for known in register().values() if any(part in slug(own).split("-") for own in known.names))


def with_counties(municipalities: Iterable[NewMunicipality]) -> str:
    """A list with numbers and counties, since another municipality may have had the name until it merged."""
    found = ((each, register().get(each.number)) for each in municipalities)
    return ", ".join(f"{each.name} {each.number}" + (f" ({known.county})" if known else "") for each, known in found)


def _listed(found: Sequence[RegisteredMunicipality]) -> str:
    return ", ".join(f"{known.name} {known.number} ({known.county})" for known in found)


def _near(answer: str) -> str | None:
    """The one name that was surely meant: “X og …” for X, or else the only name within `_slips` typing errors."""
    written = slug(answer)
    begun = [name for name in by_name() if written and name.startswith(f"{written}-og-")]
    alike = process.extract(written, by_name().keys(), scorer=OSA.distance, score_cutoff=_slips(written), limit=None)
    # The first letter must agree: it is seldom mistyped, and “alle” is not Valle.
    near = [name for name, slips, _ in alike if slips == alike[0][1] and name[:1] == written[:1]]
    found = {by_name()[name]: name for name in begun or near}
    if len(found) != 1:
        return None
    ((known, *_), name), *_ = found.items()
    return form_of(known, name.replace("-", " "))


def _slips(word: str) -> int:
    """How many typing errors are accepted: none up to two letters, two from eight letters, else one."""
    return 2 if len(word) >= _LONG else int(len(word) > _TWO_LETTERS)


def _without_kind(written: str) -> str:
    """A name without “kommune” at its end, which would otherwise become part of addresses."""
    short = re.sub(r"(?i)\s+kommune$", "", written)
    return written if slug(short) in ("", NATION) or slug(short).endswith("kommune") else short


def kind(translate: Callable[[str], str]) -> Callable[[str], str]:
    """A parser for the kind of organisation, given as an id or in words of any language of messages.

    The parser raises UnfitError with all kinds, labelled by `translate`.
    """

    def read(answer: str) -> str:
        typed = " ".join(answer.casefold().split())
        words = {id_: _words_of(id_) for id_ in PUBLISHER_KINDS}
        found = [id_ for id_, known in words.items() if typed in (id_, *known)]
        found = found or [id_ for id_, known in words.items() if typed and f" {typed}" in f" {' '.join(known)}"]
        if len(found) != 1:
            named = ", ".join(f"{id_} ({translate(VALUES[id_])})" for id_ in PUBLISHER_KINDS)
            raise UnfitError("“{value}” is not one of {allowed}.", value=answer, allowed=named)
        return found[0]

    return read


def _words_of(kind: str) -> tuple[str, ...]:
    """The labels of a kind in each language, with and without the article."""
    labels = [catalogue(language).gettext(VALUES[kind]).casefold() for language in MESSAGE_LANGUAGES]
    return tuple(dict.fromkeys(said for label in labels for said in (label.partition(" ")[2], label)))


def one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    """A parser that accepts one of these words, and raises UnfitError for others."""

    def read(answer: str) -> str:
        word = answer.strip().lower()
        if word not in allowed:
            raise UnfitError("“{value}” is not one of {allowed}.", value=answer, allowed=", ".join(allowed))
        return word

    return read


def address(answer: str) -> str:
    """The URL of a site, valid as `base_url`. Raises UnfitError."""
    return _address(answer, parse.base_url)


def address_or_none_yet(answer: str) -> str:
    """As `address`, or PLACEHOLDER for an answer such as “not yet”. Raises UnfitError."""
    return PLACEHOLDER if _unknown(answer) else address(answer)


def repository(answer: str) -> str | None:
    """The URL of the project, from its page or its clone address (SSH too); None when not known. Raises UnfitError."""
    if _unknown(answer):
        return None
    text = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", answer.strip())
    return _address(text, parse.url).rstrip("/").removesuffix(".git")


def program(answer: str) -> Program:
    """The commit that the host installs the program from. Raises UnfitError."""
    try:
        return at_commit(answer)
    except ProgramError as error:
        raise UnfitError(error.message, **error.values) from error


def published_at(repository: str | None) -> str | None:
    """The URL at which GitHub or GitLab Pages publishes a repository by default; None for other hosts."""
    found = re.fullmatch(r"https://(github|gitlab)\.com/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+)", repository or "")
    if found is None:
        return None
    host = f"{found[2].lower()}.{found[1]}.io"
    return f"https://{host}/" if found[3].lower() == host else f"https://{host}/{found[3]}/"


def _unknown(answer: str) -> bool:
    return slug(answer).replace("-", " ") in _UNKNOWN


def _address(answer: str, read: Callable[[str], str]) -> str:
    try:
        return read(parse.words(answer))
    except PydanticCustomError as error:
        values = {key: str(value) for key, value in (error.context or {}).items() if key != "code"}
        bare = answer.strip()
        suggestion = f"https://{bare}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:[0-9]+)?(/\S*)?", bare) else None
        if suggestion:
            with suppress(PydanticCustomError):
                read(suggestion)
                raise UnfitError(CODES[error.type].message, suggestion=suggestion, **values) from error
        raise UnfitError(CODES[error.type].message, **values) from error
