"""Migrates a content root from an older contract, by a table of steps over the text of its files; comments stay."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from veiviser.build.files import replace_all
from veiviser.content import nodes
from veiviser.content.models import KINDS
from veiviser.content.parse import contract_fault
from veiviser.content.source import Source, find, read_source
from veiviser.problems.problem import Checked, Mark, Problem, has_errors

FileTexts = Mapping[str, str]
# From one version of the contract to the next: takes and returns the text of all .yaml and .md files below content/ by
# path. A step changes text, not values, so that comments stay. It must leave text in the new form unchanged, so that a
# migration that was killed can be run again.
MigrationStep = Callable[[FileTexts], FileTexts]

# By the version that a step reads. There is no step yet, since version 1 is the first.
STEPS: Mapping[int, MigrationStep] = {}

_SITE = KINDS["site"].path


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """From the contract that a root follows (`found`) to the newest; `changed` has new texts by path, None for a file
    to delete.
    """

    found: int
    newest: int
    changed: Mapping[str, str | None]


def plan(root: Path, steps: Mapping[int, MigrationStep] = STEPS) -> Checked[Migration | None]:
    """The changes of a migration. None, with problems, when a file cannot be read or the contract is not known."""
    newest = max(steps, default=0) + 1
    sources, problems = [], []
    for path in (path for path in find(root) if path.endswith((".yaml", ".md"))):
        source = read_source(root, path)
        problems += [problem for problem in source.problems if problem.severity == "error"]
        if source.value:
            sources.append(source.value)
    before = {source.path: source.text for source in sources}
    if _SITE not in before:
        problems.append(Problem(mark=Mark(_SITE), code="missing-file"))
    if has_errors(problems):
        return Checked(None, tuple(problems))
    version = _version(Source(_SITE, before[_SITE]), newest)
    if version.value is None:
        return Checked(None, version.problems)
    after = before
    for number in range(version.value, newest):
        after = dict(steps[number](after))
        after[_SITE] = _with_version(Source(_SITE, after[_SITE]), number + 1)
    changed = {path: after.get(path) for path in sorted({*before, *after}) if before.get(path) != after.get(path)}
    return Checked(Migration(found=version.value, newest=newest, changed=changed))


def carry_out(migration: Migration, root: Path) -> None:
    """Write the planned files, site.yaml last, so that an interrupted migration still names the old contract.

    Raises FileError when a file is a link or cannot be written; then no file has changed.
    """
    order = sorted(migration.changed, key=lambda path: path == _SITE)
    texts = {root / path: migration.changed[path] for path in order}
    replace_all({path: None if text is None else text.encode() for path, text in texts.items()})


def _version(site: Source, newest: int) -> Checked[int | None]:
    """The contract that site.yaml names, 1 when it names none."""
    tree = nodes.parse(site)
    if tree.problems:
        return Checked(None, tree.problems)
    data = nodes.plain(tree.value) if tree.value else {}
    version_text = data.get("contract") if isinstance(data, dict) else None
    if version_text is None:
        return Checked(1)
    if version_text in map(str, range(1, newest + 1)):
        return Checked(int(str(version_text)))
    mark = Mark(site.path, *nodes.locate(tree.value, ("contract",)))
    fault = contract_fault(str(version_text), newest)
    return Checked(None, (Problem(mark=mark, code="unsupported-contract", values=fault or {}),))


def _with_version(site: Source, version: int) -> str:
    """The text of site.yaml with this `contract`, which is put first when missing."""
    tree = nodes.parse(site).value
    if not isinstance(tree, nodes.MappingNode) or "contract" not in tree.entries:
        return f"contract: {version}\n{site.text}"
    key, value = tree.entries["contract"]
    lines = site.text.split("\n")
    at = value.line - 1
    if isinstance(value, nodes.ScalarNode) and value.text:
        start = value.column - 1 + (lines[at][value.column - 1] in "\"'")
        lines[at] = lines[at][:start] + str(version) + lines[at][start + len(value.text) :]
    else:
        at = key.line - 1
        end = lines[at].index(":", key.column - 1) + 1
        lines[at] = f"{lines[at][:end]} {version}{lines[at][end:]}"
    return "\n".join(lines)
