"""Drops problems that only follow from another one, so that one slip gives one message."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import get_type_hints

from pydantic import TypeAdapter, ValidationError

from veiviser.content import nodes, schema
from veiviser.content.cut import cut_values
from veiviser.content.models import kind_of, model_of
from veiviser.content.slips import INDENTED
from veiviser.content.source import Source
from veiviser.problems.problem import Mark, Problem

# The key under which YAML 1.1 merges another map, by its alias.
_MERGE_KEY = "<<"
# Codes after which other faults of the same line are not reported.
_BREAKS_A_LINE = frozenset({"control-character", "damaged-text", "identity-number", "merge-conflict", "yaml-feature"})
_AFTER_END = "did not find expected <document start>"


def begins_again(items: list[nodes.Node]) -> int | None:
    """The index where a list starts over from its first record: at least two of its ids occur again, in order."""
    ids = [
        item.entries["id"][1] if isinstance(item, nodes.MappingNode) and "id" in item.entries else None
        for item in items
    ]
    texts = [id_.text if isinstance(id_, nodes.ScalarNode) else "" for id_ in ids]
    if len(texts) < 4 or not texts[0] or texts[0] not in texts[1:]:
        return None
    again = texts.index(texts[0], 1)
    return again if again > 1 and texts[again : again + 2] == texts[:2] else None


def is_partial(source: Source) -> bool:
    """Whether lines are missing from the tree, because YAML cannot be read there or ends before them."""
    return any(
        problem.code == "yaml-syntax" or problem.values.get("feature") == nodes.SECOND_DOCUMENT
        for problem in nodes.parse(source).problems
    )


def ids_in(source: Source) -> Iterator[str]:
    """The ids in the lines of a list file, including lines that are missing from the tree."""
    for found in re.finditer(r"(?m)^\s*(?:- *)?id *: *[\"']?([a-z0-9-]+)", source.text):
        yield found[1]


def damaged_fields(record: nodes.Node | None, source: Source) -> set[str]:
    """The fields of a record with at least one damaged line."""
    if not source.damaged or not isinstance(record, nodes.MappingNode):
        return set()
    starts = sorted((key.line, name) for name, (key, _) in record.entries.items())
    ends = [line for line, _ in starts[1:]] + [_end(starts, source)]
    return {
        name
        for (line, name), end in zip(starts, ends, strict=True)
        if any(line <= damaged < max(end, line + 1) for damaged in source.damaged)
    }


def doubtful_fields(record: nodes.Node | None, source: Source) -> set[str]:
    """The fields of a record whose value YAML does not read as text, which is reported as `yaml-feature`."""
    reported = {problem.mark.line for problem in nodes.parse(source).problems if problem.code == "yaml-feature"}
    if not reported or not isinstance(record, nodes.MappingNode):
        return set()
    return {name for name, (key, _) in record.entries.items() if key.line in reported}


def _end(starts: list[tuple[int, str]], source: Source) -> int:
    """The line after the last field: a record ends at the next dash of its list, or with the front matter."""
    lines = source.text.split("\n")
    last = starts[-1][0] if starts else 1
    ends = (at + 1 for at in range(last, len(lines)) if lines[at].startswith("-"))
    return next(ends, len(lines) + 1)


def follows(problem: Problem, unsure: AbstractSet[str], *, partial: bool) -> bool:
    """Whether a problem only follows from another: a field is missing because its line could not be read."""
    if problem.code == "missing-translation":
        return partial
    return problem.code == "missing-field" and (partial or problem.values.get("field") in unsure)


def _without_echoes(source: Source, problems: list[Problem]) -> Iterator[Problem]:
    """The problems without those of a line that is wrong only because it is damaged or the one above is wrong."""
    lines = source.text.split("\n")
    broken = {problem.mark.line for problem in problems if problem.code in _BREAKS_A_LINE}
    keys = {re.sub(r"[^\w-]", "", lines[line - 1].lstrip(" -").partition(":")[0]) for line in broken}
    before: Problem | None = None
    for problem in problems:
        line, code = problem.mark.line, problem.code
        if code == "missing-field" and problem.values.get("field") in keys:
            continue
        if line in broken and (code in ("yaml-syntax", "front-matter") or problem.values.get("key") == _MERGE_KEY):
            continue
        if code == "yaml-syntax":
            reason, earlier = problem.values.get("reason"), before
            before = problem
            if earlier and earlier.values.get("reason") == reason and (
                reason == _AFTER_END or (reason == INDENTED and line == earlier.mark.line + 1)
            ):  # fmt: skip
                continue
        yield problem


def one_a_slip(source: Source, problems: list[Problem]) -> list[Problem]:
    """The problems of a file, one for each slip, together with those of values that were cut off."""
    problems = [*_without_echoes(source, problems)]
    if "#" not in source.text:
        return problems
    block, first_line, _, _ = nodes.front_matter(source) or ("", 1, "", 1)
    for cut in cut_values(block):
        mark = Mark(source.path, cut.line + first_line, cut.column + 1)
        values = {"value": cut.written, "lost": cut.lost}
        meant = cut.meant if _can_hold(source.path, cut.field, cut.written) else None
        same = [p for p in problems if p.mark.line == mark.line and p.code == "missing-field"]
        if same:
            problems = [p for p in problems if p not in same]
            problems += [replace(p, mark=mark, values={**p.values, **values}, suggestion=meant) for p in same]
        else:
            problems.append(Problem(mark=mark, code="value-cut", values=values, suggestion=meant))
    return problems


def _can_hold(path: str, field: str, text: str) -> bool:
    """Whether a field can hold such a text. Ids, dates and addresses cannot: after those, `#` begins a comment."""
    kind = kind_of(path)
    model = model_of(path, kind[1]) if kind else None
    if model is None or field not in schema.by_name(model):
        return True
    if schema.by_name(model)[field].refers_to:
        return False
    try:
        TypeAdapter(get_type_hints(model, include_extras=True)[field]).validate_python(text)
    except ValidationError:
        return False
    return True
