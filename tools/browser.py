"""Chromium with a fixed clock: the only place that starts a browser and opens contexts and pages in it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.day import NOON

# Chromium's headless build: the same pages for half of the work.
SHELL = "chromium-headless-shell"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def browser(program: str = "chromium") -> Iterator[Browser]:
    """A headless Chromium (Debian's, unless `program` is a path), closed after the block."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which(program) or program, args=FLAGS)
        yield chromium
        chromium.close()


def new_context(browser: Browser, *, at: dt.datetime | str = NOON, **options: Any) -> BrowserContext:
    """A context whose pages see `at` as the current time: an aware time, or one in ISO 8601. Timers run as usual.

    `options` are passed to Playwright's `Browser.new_context`. `page.clock` can set another time later.
    """
    context = browser.new_context(**options)
    context.clock.set_fixed_time(at)
    return context


def new_page(browser: Browser, *, at: dt.datetime | str = NOON, **options: Any) -> Page:
    """A page in a context of its own, closed along with it; its clock is set as by `new_context`."""
    page = browser.new_page(**options)
    page.clock.set_fixed_time(at)
    return page


def set_clock(site: Path, at: dt.datetime = NOON) -> None:
    """Writes `at` into the only script of a built site that reads the clock, for browsers started by other programs.

    Raises ValueError when the script does not read the clock exactly once.
    """
    script = site / "assets" / "clock.js"
    text = script.read_text(encoding="utf-8")
    if text.count("new Date()") != 1:
        raise ValueError(f"{script} does not read the clock once")
    script.write_text(text.replace("new Date()", f"new Date({at.timestamp() * 1000:.0f})"), encoding="utf-8")
