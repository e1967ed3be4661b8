"""Mojibake: text that was decoded with another encoding than it was written in, where it is and what was meant."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

# The encodings that UTF-8 is mistaken for: those of Windows, of DOS (American and European) and of older Macs.
_READERS = ("cp1252", "cp437", "cp850", "mac_roman")
# Letters of the languages of a site and of its neighbours, and typographic signs. Other letters are recognised only in
# rows, since a single pair of signs can be intended.
_LATIN = "åøæÅØÆäöüÄÖÜßéèêëÉÈÊËóòôõÓÒÔÕáàâãÁÀÂÃíìîïÍÌÎÏúùûÚÙÛýÝñÑçÇðÐþÞčđŋšŧžČĐŊŠŦŽłŁńśźżęąćőűğışĞİŞ"
_SIGNS = "".join(map(chr, range(0xA0, 0xC0))) + "–—‘’‚“”„†‡•…‹›€™ƒˆ‰Œœ˜Ÿ×→←✓\u200b\ufeff\ufffd"
_ROWS = "".join(map(chr, (*range(0x0410, 0x0460), *range(0x0621, 0x064B))))
_EMOJI = re.compile("ð\u0178[\x80-\u2122]{2}")
# Pairs that can be intended, at the end of a word in capitals: «BRØ», a non-breaking space.
_INNOCENT = re.compile(r"[ÅØÆÄÖÉ][\u00a0»”“’‘…–—‹›]")
# Every damaged text has one of these or an equals sign; capitals of our own languages matter only before another sign.
_AT_SIGHT = re.compile("[ÃÂâÐÑÙïðƒ├┬─┼ΓÔ√¬≈‚†¿¾¯Õ¢ÄÅØ°]")
_CLOSER = re.compile(
    r"[ÃÂâÐÑÙïðƒ├┬─┼ΓÔ√¬≈‚†¿¾¯Õ¢]|[ÄÅØ][^\s\w.,!?:;()\[\]-]|[ÄÅ][ŒŠŽŸƒšžœ]|[a-z]°|=[CDE][0-9A-F]=[89AB][0-9A-F]"
)
_QUOTED_PRINTABLE = re.compile(r"(?:=(?:C[2-9A-F]|D[0-9A-F])=[89AB][0-9A-F]|=E2=8[0-4]=[89AB][0-9A-F])")
# Norwegian text in an older encoding, decoded with another: (written, read, what is sure between small letters).
_OLDER = (
    ("cp850", "cp1252", "†"),
    ("cp865", "cp437", "¢"),
    ("mac_roman", "cp1252", "¿¾"),
    ("cp1252", "mac_roman", "¯"),
    ("cp1252", "cp850", "Õ°"),
)
_SMALL = "[a-zæøå]"
# A non-breaking space that was decoded wrongly, and has become an ordinary one since.
_BEFORE_A_BLANK = re.compile(r"(?<=[a-zæøå0-9.,:;!?%)»])Â(?= )")
_DEEPEST = 4


def damaged(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text is damaged: start and end of the words, and what they were meant to be.

    Each line is reported once, from its first damaged word to its last.
    """
    if not _AT_SIGHT.search(text) and "=" not in text:
        return
    if not _CLOSER.search(text):
        return
    offset = 0
    for line in text.split("\n"):
        repaired = _repaired(line) if _CLOSER.search(line) else line
        if repaired != line:
            start, end, end_repaired = between(line, repaired)
            yield offset + start, offset + end, repaired[start:end_repaired]
        offset += len(line) + 1


def between(line: str, repaired: str) -> tuple[int, int, int]:
    """Where the words begin in which two lines differ, and where they end in each of the two."""
    start = next((at for at, pair in enumerate(zip(line, repaired, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(line), len(repaired)) if start is None else start
    shorter = min(len(line), len(repaired)) - start
    alike = next((at for at in range(shorter) if line[-1 - at] != repaired[-1 - at]), shorter)
    start -= len(re.split(r"[\s\"'«»()\[\]{},:;]", line[:start])[-1])
    rest = re.match(r"[^\s\"'«»()\[\]{},:;.!?]*", line[len(line) - alike :]) if alike else None
    alike -= len(rest[0]) if rest else 0
    return start, len(line) - alike, len(repaired) - alike


def _repaired(line: str) -> str:
    """The line as it was meant, even if it was decoded wrongly several times."""
    for _ in range(_DEEPEST):
        before = line
        line = _pattern().sub(_decoded_pair, line)
        line = _rows().sub(_decoded_row, line)
        line = _EMOJI.sub(_decoded_emoji, line)
        line = _QUOTED_PRINTABLE.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode("utf-8"), line)
        line = _BEFORE_A_BLANK.sub("", line)
        line = _from_older(line)
        if line == before:
            break
    return line


def _decoded_pair(found: re.Match[str]) -> str:
    within = found.string[max(found.start() - 1, 0) : found.start()].islower()
    return found[0] if _INNOCENT.fullmatch(found[0]) and not within else _shown()[found[0]]


def _decoded_emoji(found: re.Match[str]) -> str:
    raw = found[0].encode("cp1252", "ignore")
    return raw.decode("utf-8") if len(raw) == len(found[0]) and _is_utf8(raw) else found[0]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded_row(found: re.Match[str]) -> str:
    shown = _shown_in_rows()
    return "".join(shown[found[0][at : at + 2]] for at in range(0, len(found[0]), 2))


def _as_read(char: str, encoding: str) -> str:
    """A character of UTF-8 as shown by a program that decodes it with another encoding.

    Windows-1252 leaves five bytes without a letter; programs show them as the control characters of those numbers.
    """
    raw = char.encode("utf-8")
    return "".join(_byte(byte, encoding) for byte in raw)


def _byte(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@cache
def _shown() -> Mapping[str, str]:
    found = {_as_read(char, reader): char for reader in _READERS for char in _LATIN + _SIGNS}
    twice = "".join(map(chr, range(0x80, 0xA0)))
    found |= {char.encode("utf-8").decode("latin-1"): char for char in _LATIN + _SIGNS + twice}
    return found | {"â€": "”"}  # the third byte has no letter in Windows-1252, and is lost when text is copied


@cache
def _shown_in_rows() -> Mapping[str, str]:
    return {_as_read(char, "cp1252"): char for char in _ROWS}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_shown(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _rows() -> re.Pattern[str]:
    pairs = "|".join(map(re.escape, sorted(_shown_in_rows())))
    return re.compile(f"(?:{pairs}){{2,}}")


def _from_older(line: str) -> str:
    for written, read, sure in _OLDER:
        if re.search(f"(?<={_SMALL})[{sure}](?={_SMALL})", line):
            letters = {_byte(char.encode(written)[0], read): char for char in "åøæÅØÆ"}
            inside = re.compile(f"(?<={_SMALL})[{re.escape(''.join(letters))}]|[{sure}](?={_SMALL})")
            return inside.sub(lambda found, letters=letters: letters[found[0]], line)  # type: ignore[misc]  # a default has no type
    return line
