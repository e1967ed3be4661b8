"""What is but the echo of a problem that has been told: one slip gives one message."""

from collections.abc import Set
from dataclasses import replace

from veiviser.content import nodes
from veiviser.content.cut import cut_values
from veiviser.content.source import Source
from veiviser.problems import Mark, Problem


def begins_again(items: list[nodes.Node]) -> int | None:
    """Where a list begins again from its first record: at least two of its ids come once more, in their order."""
    ids = [
        item.entries["id"][1] if isinstance(item, nodes.Mapping) and "id" in item.entries else None for item in items
    ]
    texts = [id_.text if isinstance(id_, nodes.Scalar) else "" for id_ in ids]
    if len(texts) < 4 or not texts[0] or texts[0] not in texts[1:]:
        return None
    again = texts.index(texts[0], 1)
    return again if again > 1 and texts[again : again + 2] == texts[:2] else None


def is_partial(source: Source) -> bool:
    """Whether lines were left out of the tree, since YAML cannot be read there."""
    return any(problem.code == "yaml-syntax" for problem in nodes.parse(source).problems)


def damaged_fields(record: nodes.Node | None, source: Source) -> set[str]:
    """The fields of a record of which at least one line is not as it was written."""
    if not source.damaged or not isinstance(record, nodes.Mapping):
        return set()
    starts = sorted((key.line, name) for name, (key, _) in record.entries.items())
    ends = [line for line, _ in starts[1:]] + [_end(starts, source)]
    return {
        name
        for (line, name), end in zip(starts, ends, strict=True)
        if any(line <= damaged < max(end, line + 1) for damaged in source.damaged)
    }


def _end(starts: list[tuple[int, str]], source: Source) -> int:
    """The line below the last field: a record ends with its list's next dash, or with the front matter."""
    lines = source.text.split("\n")
    last = starts[-1][0] if starts else 1
    ends = (at + 1 for at in range(last, len(lines)) if lines[at].startswith("-"))
    return next(ends, len(lines) + 1)


def follows(problem: Problem, unsure: Set[str], *, partial: bool) -> bool:
    """Whether a problem is but the echo of another: a field is missing, since its line could not be read."""
    return problem.code == "missing-field" and (partial or problem.values.get("field") in unsure)


def one_a_slip(source: Source, problems: list[Problem]) -> list[Problem]:
    """The problems of a file with its values that were cut off, each slip told once."""
    lines = source.text.split("\n")
    refused = {p.mark.line: lines[p.mark.line - 1].lstrip(" -") for p in problems if p.code == "yaml-feature"}
    problems = [
        p for p in problems
        if p.code != "missing-field" or not refused.get(p.mark.line, "").startswith(f"{p.values.get('field')}:")
    ]  # fmt: skip
    if "#" not in source.text:
        return problems
    block, first_line, _, _ = nodes.front_matter(source) or ("", 1, "", 1)
    for cut in cut_values(block):
        mark = Mark(source.path, cut.line + first_line, cut.column + 1)
        values = {"value": cut.written, "lost": cut.lost}
        same = [p for p in problems if p.mark.line == mark.line and p.code == "missing-field"]
        if same:
            problems = [p for p in problems if p not in same]
            problems += [replace(p, mark=mark, values={**p.values, **values}, suggestion=cut.meant) for p in same]
        else:
            problems.append(Problem(mark=mark, code="value-cut", values=values, suggestion=cut.meant))
    return problems
