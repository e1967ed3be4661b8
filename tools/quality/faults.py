"""The faults that measures report: a rule, a page in a state, and the part of the page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `rule` is an axe rule, or a WCAG criterion with a name of the measure.

    `page` is an address relative to the site's root, with the state of the page; `what` describes the part of the page.
    """

    rule: str
    page: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.page or '/'}: {self.what}"


def grouped(faults: Iterable[Fault]) -> str:
    """The faults as text, grouped by rule and part of a page, each with the number of pages and an example."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for fault in faults:
        key = (fault.rule, fault.what)
        counts[key] += 1
        first.setdefault(key, fault.page)
    lines: list[str] = []
    rule = ""
    for key, count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        if key[0] != rule:
            rule = key[0]
            lines.append(rule)
        lines.append(f"  {count:4} × {key[1]}   (such as {first[key] or '/'})")
    return "\n".join(lines)
