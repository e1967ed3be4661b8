"""Mail addresses that misspell the name of the person they belong to, or of a host that everybody knows."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, permutations, product

from rapidfuzz.distance import OSA

from veiviser.content import schema
from veiviser.content.mails import near_miss
from veiviser.content.models import KINDS
from veiviser.content.records import Content
from veiviser.problems.problem import Problem

# How letters that few mail addresses have are written in one, and how a name may write what an address has as one.
_SPELLINGS = (
    ("ø", ("o", "oe")), ("æ", ("ae", "a", "e")), ("å", ("a", "aa")), ("ö", ("o", "oe")), ("ä", ("a", "ae")),
    ("ü", ("u", "ue", "y")), ("aa", ("aa", "a")), ("é", ("e",)), ("è", ("e",)), ("ô", ("o",)), ("á", ("a",)),
    ("š", ("s",)), ("č", ("c",)), ("ž", ("z",)), ("đ", ("d",)), ("ŋ", ("n",)), ("ŧ", ("t",)), ("ó", ("o",)),
    ("í", ("i",)), ("ñ", ("n",)), ("ç", ("c",)),
)  # fmt: skip
_SHORTEST = 4
_LONG = 9
_MOST_SPELLINGS = 64


@dataclass(frozen=True, slots=True)
class NameSlip:
    """A part of a mail address that is nearly a part of the name: what is written, and what it should be."""

    written: str
    meant: str
    address: str


def misspelt_email(content: Content, today: dt.date) -> Iterator[Problem]:
    for contact in content.contacts:
        name, email = contact.fields.name, contact.fields.email
        slip = find_slip(name, email) if name and email else None
        if slip and name:
            yield contact.problem("misspelt-email", "email", suggestion=slip.address, written=slip.written, name=name)


def misspelt_host(content: Content, today: dt.date) -> Iterator[Problem]:
    """A mail address at a host whose name is nearly that of one where most people have theirs."""
    for kind, known in KINDS.items():
        names = [field.attribute for field in schema.fields(known.model) if field.json.get("format") == "email"]
        for record in content.records[kind]:
            for name in names:
                email = getattr(record.fields, name)
                found = near_miss(email) if email else None
                if found:
                    host, address = found
                    yield record.problem(
                        "misspelt-host", name, suggestion=address, written=email.rpartition("@")[2], host=host
                    )


def find_slip(name: str, email: str) -> NameSlip | None:
    """The first part of an address that is nearly, but not quite, a part of the name.

    Nearly: a letter doubled, missing, exchanged or swapped with the next (two such slips in a long name). A part that
    is written as any spelling of the name would have it is right, and so the name part it stands for is spoken for.
    """
    local, _, domain = email.partition("@")
    names = [_spellings(part) for part in re.findall(r"[^\W\d_]+", name.lower())]
    pieces = list(re.finditer(r"[^\W\d_]+", local.partition("+")[0]))
    right = _right_pieces(names)
    spoken_for = {piece[0].lower() for piece in pieces} & right
    for piece in pieces:
        written = piece[0].lower()
        if len(written) < _SHORTEST or written in right:
            continue
        open_names = [spellings for spellings in names if spoken_for.isdisjoint(spellings)]
        candidates = [spelling for spellings in open_names for spelling in spellings]
        meant = _nearest(written, candidates if len(pieces) > 1 else [*candidates, *_joined(names)])
        if meant:
            corrected = local[: piece.start()] + (meant.title() if piece[0][0].isupper() else meant)
            return NameSlip(piece[0], meant, f"{corrected}{local[piece.end() :]}@{domain}")
    return None


def _spellings(part: str) -> tuple[str, ...]:
    """The ways a part of a name is written in an address, the most usual first."""
    found = [(letters, ways) for letters, ways in _SPELLINGS if letters in part]
    written = []
    for chosen in islice(product(*(ways for _, ways in found)), _MOST_SPELLINGS):
        spelling = part
        for (letters, _), way in zip(found, chosen, strict=True):
            spelling = spelling.replace(letters, way)
        written.append(spelling)
    return tuple(dict.fromkeys([*written, part]))


def _joined(names: list[tuple[str, ...]]) -> Iterator[str]:
    """A name in one piece: an initial or a whole name with another name behind it."""
    for one, other in permutations(names, 2):
        for spelling in other:
            yield one[0][0] + spelling
            yield from (whole + spelling for whole in one)


def _right_pieces(names: list[tuple[str, ...]]) -> set[str]:
    """Every piece that is right: parts of the name, two of them in one, and one with the other's first letters."""
    every = [spelling for spellings in names for spelling in spellings]
    starts = {spelling[:length] for spelling in every for length in range(4)}
    initials = "".join(spellings[0][0] for spellings in names)
    joined = {one + other for one in every for other in (*every, *starts)} | {s + one for one in every for s in starts}
    return joined | starts | {initials[:-1] + one for one in every}


def _nearest(written: str, spellings: list[str]) -> str | None:
    """The spelling that a piece misses by a slip."""
    best = min(spellings, key=lambda spelling: OSA.distance(written, spelling), default="")
    slips = OSA.distance(written, best)
    if min(len(best), len(written)) < _SHORTEST or slips > (2 if len(best) >= _LONG else 1):
        return None
    # In a short word an exchanged letter makes another word: Anne and Anna, Hans and Jans.
    exchanged = len(best) == len(written) and sorted(best) != sorted(written)
    return None if len(best) <= _SHORTEST and exchanged else best
