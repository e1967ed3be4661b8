"""Pages in a real browser, in a language, a scheme and a width: what axe and our own measures find wrong with them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, Route

from tools.quality.combinations import pairwise
from tools.quality.faults import Fault
from tools.quality.samples import Sample

Scheme = Literal["light", "dark", "forced"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "forced")
# The narrowest window that WCAG 1.4.10 speaks of, which is also 1280 at four times the size; and a desk.
WIDTHS = {320: 640, 1280: 800}

_REPO = Path(__file__).resolve().parents[2]
_AXE = _REPO / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_RUN = """async (tags) => {
  const { violations } = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => [id, node.target.flat().join(" "), node.failureSummary]));
}"""


@dataclass(frozen=True, slots=True)
class State:
    """How a page is looked at; `forced` are the few colours that a system chooses, as Windows' contrast themes do."""

    language: str
    scheme: Scheme
    width: int

    def __str__(self) -> str:
        return f"{self.language}, {self.scheme}, {self.width} px"


@cache
def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def put(page: Page, state: State) -> None:
    """Gives the window the width and the colours of a state; nothing moves in it."""
    page.set_viewport_size({"width": state.width, "height": WIDTHS[state.width]})
    forced = state.scheme == "forced"
    page.emulate_media(
        color_scheme="dark" if state.scheme == "dark" else "light",
        forced_colors="active" if forced else "none",
        reduced_motion="reduce",
    )


def opened(page: Page, url: str, *, stay: bool = False) -> None:
    """Goes to a page as if from elsewhere, and waits until its scripts have done what they do by themselves.

    With `stay` a page that leads on by itself stays, as for those who have switched that off in their browser.
    """
    page.goto("about:blank")
    if stay:
        page.route(url, _staying, times=1)
    page.goto(url, wait_until="load")
    if "#q=" in url:
        page.locator("[data-status]:not(:empty)").wait_for()


def _staying(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', 'name="refresh"'))


def measured(page: Page, name: str) -> Iterator[Fault]:
    """All measures on the page that is open; `name` is what faults call it."""
    yield from axe(page, name)
    yield from own(page, name)


def axe(page: Page, name: str) -> Iterator[Fault]:
    """axe-core: every rule for WCAG 2.2 A and AA, and its best practices."""
    page.evaluate(_script(_AXE))
    for rule, target, why in page.evaluate(_RUN, _TAGS):
        yield Fault(f"axe {rule}", name, f"{target} ({_short(why)})")


def prepare(page: Page) -> None:
    """Brings our own measures into the page that is open."""
    page.evaluate(_script(Path(__file__).with_name("measures.js")))


def own(page: Page, name: str) -> Iterator[Fault]:
    """measures.js: WCAG 1.4.10, 1.4.12, 2.5.8, 2.5.5, 2.4.11 and 2.4.13 as it says there."""
    prepare(page)
    page.keyboard.press("Tab")  # from here on the focus is one of the keyboard, and is shown
    for measure in ("sideways", "spacing", "sizes", "focus"):
        found: list[Any] = page.evaluate(f"veiviserMeasures.{measure}()")
        yield from dict.fromkeys(Fault(rule, name, what) for rule, what in found)


def in_state(page: Page, base: str, sample: Sample, state: State) -> Iterator[Fault]:
    """Opens a sample in a state, with all that unfolds unfolded, and measures it; `base` ends in `/`."""
    put(page, state)
    opened(page, base + sample.addresses[state.language], stay=sample.redirects)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    yield from measured(page, f"{sample.addresses[state.language]} ({state})")


def every_state(samples: Iterable[Sample]) -> Iterator[tuple[Sample, State]]:
    """Each sample in each language that it exists in, each scheme and each width."""
    for sample, scheme, width in product(samples, SCHEMES, WIDTHS):
        for language in sample.addresses:
            yield sample, State(language, scheme, width)


def few_states(samples: Sequence[Sample]) -> Iterator[tuple[Sample, State]]:
    """Every pair of family, language, scheme and width at least once, and every sample."""
    families: dict[str, list[Sample]] = {}
    for sample in samples:
        families.setdefault(sample.family, []).append(sample)
    languages = dict.fromkeys(code for sample in samples for code in sample.addresses)
    rows = list(pairwise(tuple(families), tuple(languages), SCHEMES, tuple(WIDTHS)))
    for family, in_family in families.items():
        own_rows = [row[1:] for row in rows if row[0] == family]
        for number in range(max(len(own_rows), len(in_family))):
            sample = in_family[number % len(in_family)]
            language, scheme, width = own_rows[number % len(own_rows)]
            if language not in sample.addresses:  # 404.html is in one language
                language = next(iter(sample.addresses))
            yield sample, State(language, scheme, width)


def _short(why: str) -> str:
    lines = [line.strip() for line in why.splitlines()]
    return next((line for line in lines if line and not line.startswith("Fix ")), "")
