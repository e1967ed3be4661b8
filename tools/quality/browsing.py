"""Checks pages in a real browser with axe and our own measures, by language, colour scheme and width."""

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
# Width → height in CSS pixels: the narrowest window of WCAG 1.4.10 (a 1280 px one at 400 % zoom), and a desktop.
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
    """The state in which a page is checked; the scheme `forced` is forced colours, as in Windows' contrast themes."""

    language: str
    scheme: Scheme
    width: int

    def __str__(self) -> str:
        return f"{self.language}, {self.scheme}, {self.width} px"


@cache
def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def put(page: Page, state: State) -> None:
    """Sets the width and colours of a state, with animations off."""
    page.set_viewport_size({"width": state.width, "height": WIDTHS[state.width]})
    forced = state.scheme == "forced"
    page.emulate_media(
        color_scheme="dark" if state.scheme == "dark" else "light",
        forced_colors="active" if forced else "none",
        reduced_motion="reduce",
    )


def opened(page: Page, url: str, *, stay: bool = False) -> None:
    """Opens a page from a blank one, and waits until it is loaded, and for a search until it has its results.

    With `stay` a page with an automatic redirect stays, as in a browser that has redirects switched off.
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
    """All measures on the open page; `name` is its name in faults."""
    yield from axe(page, name)
    yield from own(page, name)


def axe(page: Page, name: str) -> Iterator[Fault]:
    """Faults found by axe-core: every rule for WCAG 2.2 A and AA, and its best practices."""
    page.evaluate(_script(_AXE))
    for rule, target, why in page.evaluate(_RUN, _TAGS):
        yield Fault(f"axe {rule}", name, f"{target} ({_short(why)})")


def prepare(page: Page) -> None:
    """Loads our own measures into the open page."""
    page.evaluate(_script(Path(__file__).with_name("measures.js")))


def own(page: Page, name: str) -> Iterator[Fault]:
    """Faults found by measures.js: WCAG 1.4.10, 1.4.12, 2.5.8, 2.5.5, 2.4.11 and 2.4.13, as described there."""
    prepare(page)
    page.keyboard.press("Tab")  # from here on the focus is from the keyboard, so that it is visible
    for measure in ("sideways", "spacing", "sizes", "focus"):
        found: list[Any] = page.evaluate(f"veiviserMeasures.{measure}()")
        yield from dict.fromkeys(Fault(rule, name, what) for rule, what in found)


def in_state(page: Page, base: str, sample: Sample, state: State) -> Iterator[Fault]:
    """Opens a sample in a state, with every `<details>` open, and measures it; `base` ends in `/`."""
    put(page, state)
    opened(page, base + sample.addresses[state.language], stay=sample.redirects)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    yield from measured(page, f"{sample.addresses[state.language]} ({state})")


def every_state(samples: Iterable[Sample]) -> Iterator[tuple[Sample, State]]:
    """Yields each sample in each language that it exists in, each scheme and each width."""
    for sample, scheme, width in product(samples, SCHEMES, WIDTHS):
        for language in sample.addresses:
            yield sample, State(language, scheme, width)


def fewest_states(samples: Sequence[Sample]) -> Iterator[tuple[Sample, State]]:
    """Yields one page of every family; languages, schemes and widths rotate."""
    families: dict[str, list[tuple[Sample, State]]] = {}
    for sample, state in few_states(samples):
        families.setdefault(sample.family, []).append((sample, state))
    for number, states in enumerate(families.values()):
        yield states[number % len(states)]


def few_states(samples: Sequence[Sample]) -> Iterator[tuple[Sample, State]]:
    """Yields every sample, and every pair of values of family, language, scheme and width at least once."""
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
