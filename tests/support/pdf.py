"""Checks PDF files as printed: sheet sizes, QR codes and margins; and content that is hard to lay out."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import zxingcpp

A4 = (210.0, 297.0)
# The resolution of an ordinary office printer.
_DOTS_AN_INCH = 300
_MM_A_POINT, _MM_A_DOT = 25.4 / 72, 25.4 / _DOTS_AN_INCH

LONG = "Pårørendesamarbeidsgruppekoordineringsansvarligevaktordningstelefonlisteoversikten" + "x" * 8
MARKUP = '#panic("x") *b* _i_ $x$ `raw` @ref <label> // /* \\ #eval("1") [x] {y} = = {{ 1/0 }} {% raw %}'
NUMBERS = range(9902, 9942)
_OFFER = """---
title: {title}
summary: {summary}
status: active
organisations: {organisation}
coverage: [{coverage}]
audiences: partner
needs: [samtale, avlastning]
formats: gruppe
places: huset
phone: {phone}
schedule: {schedule}
---
"""


def _offer(**more: str) -> str:
    plain = {
        "title": "Kafé", "summary": "Kaffe og prat.", "organisation": "fjordby-kommune", "coverage": "fjordby",
        "phone": "22 22 22 22", "schedule": "Hver dag",
    }  # fmt: skip
    return _OFFER.format(**(plain | more))


# Two municipalities of the region have no offers of their own, and the second has none at all.
HARD = {
    "content/municipalities.yaml": "- {id: fjordby, number: 9901, name: Fjordby, county: fjordland}\n"
    + "".join(f"- {{id: k{n}, number: {n}, name: Kommune {n}, county: fjordland}}\n" for n in NUMBERS)
    + "- {id: tomvik, number: 9950, name: Tomvik, county: fjordland}\n",
    "content/organisations/stiftelsen.yaml": f"name: {LONG}\nkind: voluntary\nemail: {'a' * 60}@example.org\n",
    "content/places/huset.yaml": f"name: {LONG}\nmunicipality: fjordby\naddress: محمد العربي gate 4\n",
    "content/offers/lang.md": _offer(title=LONG, summary=LONG * 2, organisation="stiftelsen", schedule=LONG),
    "content/offers/mange.md": _offer(title="Mange", coverage=", ".join(f"k{n}" for n in NUMBERS) + ", fjordby"),
    "content/offers/hoyre.md": _offer(title="محمد العربي og שלום", summary="مرحبا بكم في المقهى"),
    "content/offers/bilder.md": _offer(title="🌲🎣 Ut på tur 👩‍👩‍👧", summary="🌲"),
    "content/offers/skrift.md": _offer(title="中文 og தமிழ்", summary="Prat."),
    "content/offers/utland.md": _offer(title="Fra utlandet", phone="+44 20 7946 0958"),
    "content/offers/kode.md": _offer(title=f"'{MARKUP[:80]}'", summary=f"'{MARKUP}'"),
}  # fmt: skip


@dataclass(frozen=True)
class Code:
    """A QR code on a sheet: its text, and the square of its modules without the quiet zone.

    Positions are millimetres from the left and bottom edges of the sheet.
    """

    text: str
    sheet: int
    left: float
    foot: float
    side: float


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each sheet in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    return [(round(width * _MM_A_POINT), round(height * _MM_A_POINT)) for width, height in map(_size, document)]


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    return width, height


def codes(pdf: bytes) -> Iterator[Code]:
    """Yields every QR code that can be read in the printed PDF."""
    kinds = zxingcpp.barcode_formats_from_str("QRCode")
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        dots = page.render(scale=_DOTS_AN_INCH / 72, grayscale=True)
        grey = memoryview(bytes(dots.buffer)).cast("B", (dots.height, dots.stride))
        for found in zxingcpp.read_barcodes(grey, formats=kinds):
            left, right = (corner.x * _MM_A_DOT for corner in (found.position.top_left, found.position.top_right))
            foot = (dots.height - found.position.bottom_left.y) * _MM_A_DOT
            yield Code(found.text, number, left, foot, right - left)


def words(pdf: bytes) -> str:
    """All text, with single spaces."""
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)).split())


def strayed(pdf: bytes, margin: float, fold: float) -> set[str]:
    """Characters nearer than `margin` to a side of the sheet or `fold` to the fold (in mm), below it, or on a code."""
    taken = list(codes(pdf))
    found = set()
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        width = _size(page)[0] * _MM_A_POINT
        here = [code for code in taken if code.sheet == number]
        for char, left, foot, right, top in _characters(page):
            inside = left > margin and right < width - margin and foot > 0
            folded = right > width / 2 - fold and left < width / 2 + fold
            if not inside or folded or any(_over(code, left, foot, right, top) for code in here):
                found.add(char)
    return found


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float, float, float]]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        left, foot, right, top = (points * _MM_A_POINT for points in text.get_charbox(index))
        if right - left > 0.05:  # else a blank or a separator
            yield text.get_text_range(index, 1), left, foot, right, top


def _over(code: Code, left: float, foot: float, right: float, top: float) -> bool:
    beside = right < code.left or left > code.left + code.side
    return not (beside or top < code.foot or foot > code.foot + code.side)
