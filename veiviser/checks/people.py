"""Mail addresses that misspell the name of their owner, or a well-known host."""

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

# How letters that are rare in mail addresses are written there, and how names spell what addresses shorten.
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
    """A part of a mail address that is nearly a part of the name: as `written`, as `meant`, and the corrected
    `address`.
    """

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
    """A mail address with a host that is nearly the name of a well-known one."""
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
    """The first part of an address that is nearly, but not quite, a part of the name; None without one.

    Nearly means one letter doubled, missing, exchanged or swapped with the next (two such slips in a long name). A part
    of the address that is a valid spelling of a part of the name is right, and that part of the name is then compared
    with no other.
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
    """The spellings of a part of a name in addresses, the most usual first."""
    found = [(letters, ways) for letters, ways in _SPELLINGS if letters in part]
    written = []
    for chosen in islice(product(*(ways for _, ways in found)), _MOST_SPELLINGS):
        spelling = part
        for (letters, _), way in zip(found, chosen, strict=True):
            spelling = spelling.replace(letters, way)
        written.append(spelling)
    return tuple(dict.fromkeys([*written, part]))


def _joined(names: list[tuple[str, ...]]) -> Iterator[str]:
    """Two parts of a name as one word: an initial or a whole part, followed by another part."""
    for one, other in permutations(names, 2):
        for spelling in other:
            yield one[0][0] + spelling
            yield from (whole + spelling for whole in one)


def _right_pieces(names: list[tuple[str, ...]]) -> set[str]:
    """All pieces of an address that are right: parts of the name, two of them joined, and one with the first letters of
    another.
    """
    every = [spelling for spellings in names for spelling in spellings]
    starts = {spelling[:length] for spelling in every for length in range(4)}
    initials = "".join(spellings[0][0] for spellings in names)
    joined = {one + other for one in every for other in (*every, *starts)} | {s + one for one in every for s in starts}
    return joined | starts | {initials[:-1] + one for one in every}


def _nearest(written: str, spellings: list[str]) -> str | None:
    """The spelling that a piece is a slip of; None without one."""
    best = min(spellings, key=lambda spelling: OSA.distance(written, spelling), default="")
    slips = OSA.distance(written, best)
    if min(len(best), len(written)) < _SHORTEST or slips > (2 if len(best) >= _LONG else 1):
        return None
    # In a short word an exchanged letter makes another word: Anne and Anna, Hans and Jans.
    exchanged = len(best) == len(written) and sorted(best) != sorted(written)
    return None if len(best) <= _SHORTEST and exchanged else best
