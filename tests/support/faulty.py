"""The program with an injected bug: it crashes at certain words in a running text. Runs like cli.py."""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tools.day import NOON
from veiviser import clock
from veiviser.cli.main import main
from veiviser.content.html import to_html
from veiviser.render import pages

STUMBLES, FALLS = "Her snubler programmet.", "Her faller programmet."


def faulty(text: str, rewritten: Callable[[str], str]) -> str:
    """As `to_html`, but raises for two texts; the message of the KeyError contains the whole text."""
    if STUMBLES in text:
        raise KeyError(text)
    return str(1 // 0) if FALLS in text else to_html(text, rewritten)


if __name__ == "__main__":
    clock.now = lambda: NOON
    vars(pages)["to_html"] = faulty
    main()
