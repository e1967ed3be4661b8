"""`veiviser format`: writes files in canonical form, each replaced in one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from veiviser.build.files import FileError, replace_unchanged
from veiviser.content.canonical import canonical
from veiviser.content.chosen import chosen
from veiviser.content.models import kind_of, model_of
from veiviser.content.read import read
from veiviser.content.source import find, read_source
from veiviser.problems.problem import ExplainedError, Problem, in_order


class FormatError(ExplainedError):
    """Why no file was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """`changed` files were not in canonical form, `links` neither, but links are never written; paths are relative to
    the root. `problems` are the errors of files that were skipped. `failed` is why a file could not be written: then
    `changed` ends before that file, and no later one was looked at.
    """

    changed: tuple[str, ...]
    links: tuple[str, ...]
    problems: tuple[Problem, ...]
    failed: FileError | None = None


def format_files(root: Path, only: Sequence[Path], *, write: bool) -> Formatted:
    """Formats the files of a root, or the files and folders in `only` (as `chosen` takes them).

    Without `write`, it only finds the files that are not in canonical form. Stops at the first file that cannot be
    written. Raises FormatError for a path outside of the content.
    """
    paths = tuple(_chosen(root, only))
    errors = [problem for problem in read(root).problems if problem.severity == "error"]
    faulty = {problem.mark.path for problem in errors}
    changed: list[str] = []
    links: list[str] = []
    failed: FileError | None = None
    for path in paths:
        if path not in faulty and (form := _other_form(root, path)):
            linked = (root / path).is_symlink()
            if write and not linked:
                try:
                    replace_unchanged(root / path, *form)
                except FileError as error:
                    failed = error
                    break
            (links if linked else changed).append(path)
    return Formatted(
        changed=tuple(changed),
        links=tuple(links),
        problems=in_order(problem for problem in errors if problem.mark.path in paths),
        failed=failed,
    )


def _chosen(root: Path, only: Sequence[Path]) -> Iterator[str]:
    there = find(root)
    for named in only:
        if not any(map(chosen(root, [named]), there)):
            raise FormatError("There is no content in {path}: give a file or folder below content/.", path=str(named))
    yield from filter(chosen(root, only), there)


def _other_form(root: Path, path: str) -> tuple[bytes, bytes] | None:
    """The bytes of a file, and those of its canonical form; None when they are equal, or it is no content file."""
    found = kind_of(path)
    held = (root / path).read_bytes() if found else b""
    source = read_source(root, path).value
    if found is None or source is None:
        return None
    text = canonical(source, model_of(path, found[1])).encode()
    return None if held == text else (held, text)
