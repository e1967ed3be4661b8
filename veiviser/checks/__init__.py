"""Editorial rules: one function a rule, one table of them."""

import datetime as dt
from collections.abc import Callable, Iterator

from veiviser.content.records import Content
from veiviser.problems import Problem

RULES: tuple[Callable[[Content, dt.date], Iterator[Problem]], ...] = ()


def check(content: Content, today: dt.date) -> tuple[Problem, ...]:
    """What every rule says of the content on a day; faulty records are looked at as far as they can be."""
    return tuple(problem for rule in RULES for problem in rule(content, today))
