"""Runs all quality measures, and generates the tables of docs/quality.md."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.browser import browser, new_context, new_page, set_clock
from tools.quality.browsing import SCHEMES, WIDTHS, State, every_state, in_state, opened, put
from tools.quality.documents import documents, excused, headings, reach, titles
from tools.quality.faults import Fault
from tools.quality.keyboard import walk
from tools.quality.pdf import pdfs
from tools.quality.privacy import Log
from tools.quality.samples import Sample, samples
from tools.quality.serving import served
from tools.quality.speed import CATEGORIES, Speed, best_of
from tools.quality.validity import invalid
from tools.quality.weights import LIST, OFFER, SCRIPTS, before_paint, too_heavy, weight
from veiviser.directory.model import Directory
from veiviser.web.urls import urls_of

BEGIN, END = "<!-- made by `make quality` -->", "<!-- until here -->"
# The page families that Lighthouse measures.
FAST = ("front", "offers", "municipality", "offer", "calendar", "crisis")
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table: what was measured, on how many pages, the figure, and the faults."""

    what: str
    on: str
    figure: str
    faults: tuple[Fault, ...]


def example(site: Path, directory: Directory, root: Path) -> Iterator[Measured]:
    """Yields the measures on the example region; `site` is its built site."""
    pages = samples(directory)
    every = documents(site)
    states = list(every_state(pages))
    families = len({sample.family for sample in pages})
    with ThreadPoolExecutor(_PROCESSES) as pool:
        parts = pool.map(lambda n: _check_states(site, states[n::_PROCESSES]), range(_PROCESSES))
        faults = [fault for part in parts for fault in part]
    looked_at = (
        f"{len(states):,} pages: {families} families in {len(pages)} samples, {len(directory.languages)} languages, "
        f"{', '.join(SCHEMES)}, {' and '.join(map(str, WIDTHS))} px"
    )
    axe = tuple(fault for fault in faults if fault.rule.startswith("axe "))
    own = tuple(fault for fault in faults if not fault.rule.startswith("axe "))
    yield Measured("axe-core, WCAG 2.2 A and AA and best practices", looked_at, "", axe)
    yield Measured("our own: width, text spacing, targets, focus", "the same", "", own)
    with served(site) as base, browser() as chromium:
        page = new_page(chromium)
        put(page, State(directory.languages[0], "light", 320))
        presses, stops = walk(page, base, site)
        yield Measured(
            "Tab and Enter from the front page to a phone number", "one way", f"{presses} keys", tuple(stops)
        )
        context = new_context(chromium)
        page, log = context.new_page(), Log(context, base)
        kept: list[Fault] = []
        leading_on = {address for sample in pages if sample.redirects for address in sample.addresses.values()}
        for address in _addresses(pages):
            opened(page, base + address, stay=address in leading_on)
            kept += log.faults(page, address)
        yield Measured(
            "requests to others, cookies, storage, complaints", f"{len(_addresses(pages))} pages", "", tuple(kept)
        )
    yield Measured("one h1, headings in order", f"{len(every):,} pages", "", tuple(headings(every)))
    yield Measured("titles unique", f"{len(every):,} pages", "", tuple(titles(every)))
    reasons = Counter(excused(every, directory).values())
    but = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    yield Measured("three clicks from the front page, without scripts", f"{len(every):,} pages but {but}", "",
                   tuple(reach(every, directory)))  # fmt: skip
    files = dict.fromkeys(site / _file(address) for address in _addresses(pages))
    yield Measured("valid HTML (html-validate, standard)", f"{len(files)} pages", "", tuple(invalid(site, files)))
    made, tables, wrong = pdfs(directory, root)
    what = "PDF/UA-1 by typst, tables tagged as such, the same bytes twice"
    yield Measured(what, f"{made} lists and posters", f"{tables} tables", wrong)


def large(site: Path, directory: Directory) -> Iterator[Measured]:
    """What is measured on a region of many offers."""
    urls = urls_of(directory, directory.site.base_url)
    of_offers = [urls.to("offer", each.id, language=code) for code in urls.languages for each in directory.offers]
    own = set(of_offers)
    offers = [weight(site, address) for address in of_offers]
    others = [weight(site, page.address) for page in documents(site) if page.address not in own]
    for name, weights, most in (("an offer", offers, OFFER), ("any other page", others, LIST)):
        heaviest = max(weights, key=lambda each: each.shown)
        figure = f"{heaviest.shown:,} (`/{heaviest.address}`), scripts {max(each.scripts for each in weights):,}"
        what = f"{name}: HTML and CSS ≤ {most:,} bytes, scripts ≤ {SCRIPTS:,}, none blocking"
        yield Measured(what, f"{len(weights):,} pages", figure, tuple(too_heavy(weights, most)))
    plain = [next(iter(s.addresses.values())) for s in samples(directory) if not s.redirects and not s.acts]
    with served(site) as base, browser() as chromium:
        page = new_page(chromium)
        waits = [fault for address in plain for fault in before_paint(page, base + address)]
    yield Measured("largest paint waits for two requests at most", f"{len(plain)} pages", "", tuple(waits))


def speeds(site: Path, directory: Directory) -> Iterator[Speed]:
    """Yields Lighthouse's results for one page of each family in `FAST`."""
    first: dict[str, str] = {}
    for sample in samples(directory):
        first.setdefault(sample.family, next(iter(sample.addresses.values())))
    set_clock(site)
    with served(site) as base:
        for family in FAST:
            yield best_of(base, first[family])


def _check_states(site: Path, states: Sequence[tuple[Sample, State]]) -> list[Fault]:
    with served(site) as base, browser() as chromium:
        page = new_page(chromium)
        return [fault for sample, state in states for fault in in_state(page, base, sample, state)]


def _addresses(pages: Iterable[Sample]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for sample in pages for address in sample.addresses.values()))


def _file(address: str) -> str:
    path = address.partition("#")[0]
    return f"{path}index.html" if not path or path.endswith("/") else path


def table(measured: Iterable[Measured], fast: Iterable[Speed]) -> str:
    """The figures as Markdown tables."""
    lines = ["| measured | on | figure | faults |", "| --- | --- | --- | --- |"]
    lines += [f"| {m.what} | {m.on} | {m.figure} | {len(m.faults)} |" for m in measured]
    lines += ["", "| page | " + " | ".join(CATEGORIES) + " | largest paint | layout shift |",
              "| --- |" + " --- |" * (len(CATEGORIES) + 2)]  # fmt: skip
    for each in fast:
        scores = " | ".join(map(str, each.scores))
        lines.append(f"| `/{each.address}` | {scores} | {each.largest_paint:.2f} s | {each.shift:.3f} |")
    return "\n".join(lines)


def put_into(document: Path, text: str, begin: str = BEGIN) -> None:
    """Replaces the text between the marks of a document. Raises ValueError when it lacks them."""
    before, mark, rest = document.read_text(encoding="utf-8").partition(begin)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{document} lacks {begin} … {END}")
    document.write_text(f"{before}{begin}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def reported(measure: Callable[[], Iterator[Measured]], say: Callable[[str], None]) -> list[Measured]:
    """All results of `measure`; calls `say` with a summary as soon as each is ready."""
    found = []
    for each in measure():
        say(f"{len(each.faults):5} faults: {each.what} ({each.on}) {each.figure}")
        found.append(each)
    return found
