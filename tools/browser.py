"""Debian's Chromium with its clock set: the one place that starts a browser and opens contexts and pages in it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.day import NOON

# Chromium without its windows: half of the work for the same pages.
SHELL = "chromium-headless-shell"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def browser(program: str = "chromium") -> Iterator[Browser]:
    """Chromium without a visible window, for as long as the block lasts."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which(program) or program, args=FLAGS)
        yield chromium
        chromium.close()


def new_context(browser: Browser, *, at: dt.datetime | str = NOON, **options: Any) -> BrowserContext:
    """A context whose pages take `at` for now: an aware time, or one in ISO 8601. Timers run as usual.

    `options` are those of Playwright's `Browser.new_context`. `page.clock` sets another time later.
    """
    context = browser.new_context(**options)
    context.clock.set_fixed_time(at)
    return context


def new_page(browser: Browser, *, at: dt.datetime | str = NOON, **options: Any) -> Page:
    """A page in a context of its own, which ends with it; its clock is set as `new_context` does."""
    page = browser.new_page(**options)
    page.clock.set_fixed_time(at)
    return page


def set_clock(site: Path, at: dt.datetime = NOON) -> None:
    """Writes `at` into the one script of a built site that reads the clock: for browsers that other programs start."""
    script = site / "assets" / "clock.js"
    text = script.read_text(encoding="utf-8")
    if text.count("new Date()") != 1:
        raise ValueError(f"{script} does not read the clock once")
    script.write_text(text.replace("new Date()", f"new Date({at.timestamp() * 1000:.0f})"), encoding="utf-8")
