"""Makes the pictures of docs/rediger.md from real runs: `python -m tools.pictures [NAME …]` (default: all of them).

Terminals are real pseudo-terminals, drawn as HTML; pages are those of `veiviser serve` in Chromium.
"""

import html
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser, Page
from pyte.screens import Char

from tools.browser import browser, new_page
from tools.desk import Desk, Terminal, answers, blocks, desk
from tools.program import REPO
from veiviser.web.routes import path

PICTURES = REPO / "docs" / "pictures"
GUIDE = REPO / "docs" / "rediger.md"
OFFER = "content/offers/fjordby/turgruppa-fjordby.md"
NEW = "content/offers/fjordby/strikkekafe-paa-biblioteket.md"
# Pixels of the picture per CSS pixel: more is sharper, and a larger file.
SHARPNESS = 1.25
PLAIN = 1.0
STYLE = """
body { margin: 0; background: #fff; font: 16px/1.45 "DejaVu Sans Mono", monospace; color: #1b1b1b }
#picture { display: inline-block; padding: 14px 18px; border: 1px solid #b9c1c6; border-radius: 8px;
  background: #fbfcfc }
pre { margin: 0; font: inherit; font-size: 15px }
.cursor { background: #1f5f4a; color: #fff }
table { border-collapse: collapse; font-size: 15px }
td { padding: 0 12px 0 0; vertical-align: top; white-space: pre-wrap }
td.number { color: #7a858c; text-align: right; user-select: none }
td.text { width: 660px }
td.zone { padding: 6px 0 6px 14px; border-left: 5px solid; font: 17px/1.35 "DejaVu Sans", sans-serif; width: 200px;
  vertical-align: middle }
.fields { border-color: #1f5f4a; color: #1f5f4a }
td.line { border-color: #9a4b00; color: #9a4b00; padding-top: 0; padding-bottom: 0; font-size: 15px }
.body { border-color: #274b8f; color: #274b8f } .key { color: #1f5f4a; font-weight: bold }
"""
# Named terminal colours, dark enough for a light background; other colours are six hexadecimal digits.
COLOURS = {"red": "#b3261e", "brown": "#8a5a00", "green": "#1f5f4a", "brightblack": "#5f686d", "white": "#fff"}


def line_of(cells: list[Char], cursor: int | None) -> str:
    """A line of a terminal as HTML."""

    def look(at: tuple[int, Char]) -> tuple[str, bool]:
        place, cell = at
        front = COLOURS.get(cell.fg, f"#{cell.fg}" if re.fullmatch("[0-9a-f]{6}", cell.fg) else "inherit")
        back = COLOURS.get(cell.bg, f"#{cell.bg}" if re.fullmatch("[0-9a-f]{6}", cell.bg) else "transparent")
        if cell.reverse:
            front, back = "#fff", "#1b1b1b"
        return f"color: {front}; background: {back}; font-weight: {'bold' if cell.bold else 'normal'}", place == cursor

    made = ""
    for (style, here), some in groupby(enumerate(cells), key=look):
        text = html.escape("".join(cell.data for _, cell in some))
        made += f'<span class="cursor">{text}</span>' if here else f'<span style="{style}">{text}</span>'
    return made


def terminal_page(terminal: Terminal, *, cursor: bool) -> str:
    """The screen of a terminal as HTML, without empty lines at the top and bottom."""
    screen = terminal.screen
    lines = len(terminal.text().splitlines())
    at = (screen.cursor.y, screen.cursor.x) if cursor else None
    rows = [
        line_of(
            [screen.buffer[row][column] for column in range(screen.columns)], at[1] if at and at[0] == row else None
        )
        for row in range(max(lines, screen.cursor.y + 1 if cursor else 0))
    ]
    first = next((number for number, line in enumerate(screen.display) if line.strip()), 0)
    return "<pre>" + "\n".join(rows[first:]) + "</pre>"


class Studio:
    """A browser, an editor's desk and the folder for the pictures."""

    def __init__(self, browser: Browser, made: Desk, folder: Path) -> None:
        self.browser, self.desk, self.folder = browser, made, folder

    def page(self, width: int, height: int, sharpness: float = PLAIN) -> Page:
        size = {"width": width, "height": height}
        return new_page(self.browser, viewport=size, device_scale_factor=sharpness, locale="nb-NO")

    def drawn(self, name: str, content: str, sharpness: float = SHARPNESS) -> None:
        """Takes a picture of HTML content in a frame."""
        page = self.page(1100, 900, sharpness)
        page.set_content(f'<style>{STYLE}</style><div id="picture">{content}</div>')
        page.locator("#picture").screenshot(path=self.folder / f"rediger-{name}.png")
        page.close()

    def of_terminal(self, name: str, terminal: Terminal, *, cursor: bool = False) -> None:
        self.drawn(name, terminal_page(terminal, cursor=cursor))

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of `veiviser serve` with the region, once it is ready."""
        terminal = Terminal(self.desk, ["veiviser", "serve", "--port", "0"])
        try:
            terminal.until("advars")
            found = re.search(r"http://127\.0\.0\.1:\d+/", terminal.text())
            assert found, terminal.text()
            yield found[0]
        finally:
            terminal.close()

    def write_new(self) -> list[str]:
        """Saves the new offer from the guide; the result is its lines."""
        text = next(block.text for block in blocks(GUIDE.read_text("utf-8")) if NEW in block.words)
        (self.desk.region / NEW).write_text(text, "utf-8")
        return text.splitlines()

    def change(self, *pairs: tuple[str, str]) -> None:
        """Saves the offer with (old, new) texts replaced."""
        path = self.desk.region / OFFER
        text = path.read_text("utf-8")
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def file(studio: Studio) -> None:
    """A file with its parts labelled."""
    lines = studio.write_new()
    end = lines.index("---", 1)
    zones = (
        (0, 1, "line", "Tre streker"),
        (1, end, "fields", "Feltene: ett på hver linje. Ordet foran kolon skal stå som det er. Du endrer det bak."),
        (end, end + 1, "line", "Tre streker til"),
        (end + 1, len(lines), "body", "Teksten: vanlige avsnitt. ## gir en overskrift, - gir punkter."),
    )
    rows = []
    for first, last, kind, caption in zones:
        for number in range(first, last):
            key, colon, value = lines[number].partition(": ")
            text = html.escape(lines[number])
            if kind == "fields" and colon:
                text = f'<span class="key">{html.escape(key)}:</span> {html.escape(value)}'
            label = f'<td class="zone {kind}" rowspan="{last - first}">{caption}</td>' if number == first else ""
            rows.append(f'<tr><td class="number">{number + 1}</td><td class="text">{text}</td>{label}</tr>')
    studio.drawn("fil", f"<table>{''.join(rows)}</table>", PLAIN)


def page(studio: Studio) -> None:
    """The page of that file."""
    studio.write_new()
    with studio.served() as address:
        shown = studio.page(820, 900)
        shown.goto(address + path("offer", Path(NEW).stem))
        shown.wait_for_selector("#veiviser-panel")
        shown.evaluate("document.getElementById('veiviser-panel').remove()")  # the warnings of other files
        shown.screenshot(path=studio.folder / "rediger-side.png")


def panel(studio: Studio) -> None:
    """The preview of an offer that has been saved with errors."""
    with studio.served() as address:
        shown = studio.page(820, 620)
        shown.goto(address + path("offer", "turgruppa-fjordby"))
        studio.change(("status: active", "status: aktiv"), ("verified_on: 2026-10-30", "verified_on: 30.10.2026"))
        shown.wait_for_selector("#veiviser-panel .veiviser-error")
        shown.screenshot(path=studio.folder / "rediger-serve.png")


def check(studio: Studio) -> None:
    """The output of `veiviser check` with errors."""
    studio.change(
        ("status: active", "status: aktiv"),
        ("[frivilligsentralen-leder]", "[frivilligsentralen-lder]"),
        ("verified_on: 2026-10-30", "verified_on: 30.10.2026"),
    )
    terminal = Terminal.shell(studio.desk)
    terminal.type("veiviser check --quiet\r")
    terminal.until("frivilligsentralen-leder»?")
    terminal.until("2026-10-30»?")
    studio.of_terminal("sjekk", terminal)
    terminal.close()


def dialogue(studio: Studio) -> None:
    """The dialogue for a new offer: the first questions, a search in a list, and the last lines."""
    script = list(answers(GUIDE.read_text("utf-8")))
    terminal = Terminal.shell(studio.desk, rows=24)
    terminal.type("veiviser new offer\r")
    terminal.converse(iter(script[:2]))
    terminal.until(script[2][0])
    studio.of_terminal("ny-1", terminal, cursor=True)
    terminal.converse(iter(script[2:3]))
    terminal.until(script[3][0])
    terminal.type("frivil")
    terminal.until("Fjordby frivilligsentral", gone="Mestringshuset")
    studio.of_terminal("ny-2", terminal, cursor=True)
    terminal.type("\x15")
    terminal.until("")
    terminal.converse(iter(script[3:]))
    terminal.until("Slik går du videre")
    terminal.until("publisert")
    studio.of_terminal("ny-4", terminal)
    terminal.close()


def alike(studio: Studio) -> None:
    """The dialogue's warning about an offer that exists already."""
    terminal = Terminal.shell(studio.desk)
    terminal.type("veiviser new offer\r")
    terminal.until("Hva heter tilbudet?")
    terminal.type("Ut på tur og aldri alene\r")
    terminal.until("skal vi gå videre?")
    terminal.type("nei\r")
    terminal.until("ingenting er skrevet")
    studio.of_terminal("ny-3", terminal)
    terminal.close()


SERIES: dict[str, Callable[[Studio], None]] = {
    "fil": file, "side": page, "serve": panel, "sjekk": check, "ny": dialogue, "lik": alike,
}  # fmt: skip


def main(names: list[str]) -> None:
    with browser() as chromium:
        for name in names or SERIES:
            with tempfile.TemporaryDirectory() as folder:
                SERIES[name](Studio(chromium, desk(Path(folder) / "desk"), PICTURES))


if __name__ == "__main__":
    main(sys.argv[1:])
