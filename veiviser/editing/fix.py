"""`check --fix`: applies the suggestions of problems in passes, until none is left; all other bytes stay."""

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from veiviser.build.files import FileError, replace_all
from veiviser.build.loading import Options, load
from veiviser.content.characters import normalised
from veiviser.content.models import kind_of
from veiviser.content.source import Source, find
from veiviser.content.spans import spans
from veiviser.editing.suggested import Edit, edits, new_path, suggests
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.problem import Problem, in_order

# A change can reveal another problem: first the misspelt name of a field, then its value. No chain is this long.
_PASSES = 25
# A change that gives one of these has made the file unreadable, and is undone.
_BROKEN = frozenset({"yaml-syntax", "yaml-feature", "duplicate-key", "front-matter", "control-character"})
_LINE = re.compile(r"(\r\n|\r|\n)")
# A suggestion that may add a line, such as `repeat: weekly, repeat_every: 2`.
_OF_A_FIELD = re.compile("[a-z_]+: ")
_MARK_OF_ORDER = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedFix:
    """A change in a line of a file, or of its name (line 0). `before` is empty when a line was added."""

    path: str
    line: int
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """The changes, in order of path and line, and the paths of symbolic links, which are not changed."""

    changes: tuple[AppliedFix, ...]
    links: tuple[str, ...]


def fix(root: Path, today: dt.date | None, wanted: Callable[[str], bool] = lambda path: True) -> Fixed:
    """Apply every suggestion in the files whose paths are `wanted`, and write them, all or none.

    Raises FileError when a file cannot be written, or was saved by another program meanwhile.
    """
    work = _Work(root, wanted)
    problems = _problems(root, today, {})
    for _ in range(_PASSES):
        done = work.step(problems)
        if not done:
            break
        now = _problems(root, today, work.drafts())
        problems = _problems(root, today, work.drafts()) if work.takes_back(done, problems, now) else now
    work.write()
    changes = (change for path in sorted(work.steps) for step in work.steps[path] for change in step.changes)
    return Fixed(changes=tuple(sorted(changes, key=lambda change: change.path)), links=tuple(sorted(work.links)))


def _problems(root: Path, today: dt.date | None, drafts: Mapping[str, str | None]) -> tuple[Problem, ...]:
    return in_order(load(Options(root=root, today=today), drafts=drafts).problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file being changed: its text as the program reads it (normalized), and its lines as written, with their ends.

    `held` is its content on disk, at the path `was`.
    """

    was: str
    held: bytes
    text: str
    lines: tuple[str, ...]
    ends: tuple[str, ...]

    @classmethod
    def read(cls, root: Path, path: str) -> "_File | None":
        """None when there is no such file, or it is not UTF-8."""
        try:
            held = (root / path).read_bytes()
            written = held.decode().removeprefix(_MARK_OF_ORDER)
        except (OSError, UnicodeDecodeError):
            return None
        parts = _LINE.split(written)
        text = normalised("\n".join(parts[::2]))
        return cls(was=path, held=held, text=text, lines=tuple(parts[::2]), ends=(*parts[1::2], ""))

    def with_edit(self, one: Edit) -> "_File":
        """The file after an edit: lines that it touches are taken from the text, all others keep their bytes."""
        text = self.text[: one.start] + one.text + self.text[one.end :]
        first = self.text.count("\n", 0, one.start)
        last = first + self.text.count("\n", one.start, one.end)
        new = text.split("\n")[first : first + one.text.count("\n") + 1]
        end = self.ends[first] or next(iter(self.ends), "\n") or "\n"
        return replace(
            self,
            text=text,
            lines=(*self.lines[:first], *new, *self.lines[last + 1 :]),
            ends=(*self.ends[:first], *[end] * (len(new) - 1), *self.ends[last:]),
        )

    @property
    def data(self) -> bytes:
        begins = _MARK_OF_ORDER if self.held.startswith(_MARK_OF_ORDER.encode()) else ""
        return (begins + "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A file after a pass, and the changes that the pass made."""

    file: _File
    edits: tuple[Edit, ...] = ()
    changes: tuple[AppliedFix, ...] = ()


class _Work:
    """The files read so far, by their new paths, with the steps of each.

    `refused` has the identities of changes that were undone; files in `one_by_one` get one change a pass.
    """

    def __init__(self, root: Path, wanted: Callable[[str], bool]) -> None:
        self.root = root
        self.wanted = wanted
        self.steps: dict[str, list[_Step]] = {}
        self.links: set[str] = set()
        self.refused: set[tuple[str, ...]] = set()
        self.one_by_one: set[str] = set()

    def drafts(self) -> dict[str, str | None]:
        """The changed files, in the form that `read` takes: path to text, None for a file that is renamed away."""
        files = self._changed()
        gone: dict[str, str | None] = {file.was: None for path, file in files.items() if file.was != path}
        return gone | {path: file.text for path, file in files.items()}

    def _changed(self) -> dict[str, _File]:
        return {path: steps[-1].file for path, steps in self.steps.items() if len(steps) > 1}

    def step(self, problems: Iterable[Problem]) -> tuple[str, ...]:
        """Does a pass, with at most one change at each place of each file; the paths of the changed files."""
        in_file: dict[str, list[Problem]] = {}
        for problem in problems:
            is_ours = problem.mark.path.startswith("content/") or problem.code == "wrong-file-name"
            if problem.suggestion and is_ours:
                in_file.setdefault(problem.mark.path, []).append(problem)
        mine = {path: found for path, found in in_file.items() if (file := self._file(path)) and self.wanted(file.was)}
        done = [path for path, found in mine.items() if self._edit(path, found)]
        for path, found in mine.items():
            if path not in done:
                done += [there for problem in found if (there := self._rename(path, problem))][:1]
        return tuple(done)

    def _file(self, path: str) -> _File | None:
        if path not in self.steps:
            if (self.root / path).is_symlink():
                self.links.add(path)
                return None
            file = _File.read(self.root, path)
            if file is None:
                return None
            self.steps[path] = [_Step(file=file)]
        return self.steps[path][-1].file

    def _edit(self, path: str, problems: Iterable[Problem]) -> bool:
        """Applies suggestions at separate places of a file; overlapping ones wait for the next pass."""
        steps = self.steps[path]
        file = steps[-1].file
        source = Source(path, file.text)
        places = spans(source)
        chosen: list[Edit] = []
        for found in (edits(problem, source, places) for problem in problems):
            free = all(one.identity not in self.refused for one in found)
            alone = not chosen if path in self.one_by_one else True
            if free and alone and all(_apart(one, other) for one in found for other in chosen):
                chosen += found
        for one in sorted(chosen, key=lambda one: one.start, reverse=True):
            file = file.with_edit(one)
        earlier = next((number for number, step in enumerate(steps) if step.file.text == file.text), None)
        if chosen and earlier is not None:  # two suggestions undo each other, so neither is sure
            self.refused |= {one.identity for step in steps[earlier + 1 :] for one in step.edits}
            self.refused |= {one.identity for one in chosen}
            del steps[earlier + 1 :]
        elif chosen:
            steps.append(_Step(file=file, edits=tuple(chosen), changes=tuple(_change(path, one) for one in chosen)))
        return bool(chosen)

    def takes_back(self, done: Iterable[str], was: Iterable[Problem], now: Iterable[Problem]) -> bool:
        """Undoes changes that made a file unreadable or did not remove their problem; True when any was undone."""
        broken = Counter(problem.mark.path for problem in now if problem.code in _BROKEN)
        broken.subtract(problem.mark.path for problem in was if problem.code in _BROKEN)
        # A file whose fields are now found may show new problems of those fields.
        opened = _without_fields(was) - _without_fields(now)
        left = {_identity(problem) for problem in now}
        any_taken_back = False
        for path in done:
            edits = self.steps[path][-1].edits
            useless = [one for one in edits if _identity(one.problem) in left]
            if edits and (useless or (broken[path] > 0 and path not in opened)):
                if not useless and len(edits) > 1:
                    self.one_by_one.add(path)
                else:
                    self.refused |= {one.identity for one in useless or edits}
                self.steps[path].pop()
                any_taken_back = True
        return any_taken_back

    def _rename(self, path: str, problem: Problem) -> str | None:
        """Renames a file, and its translations with it, unless the name or id is taken; the new path."""
        there = new_path(problem)
        if there is None or there == path or ("name", path, there) in self.refused:
            return None
        self.refused.add(("name", path, there))
        moves = {path: there, **_translations(self.root, path, there)}
        if not all(self._is_free(old, new) and self._file(old) for old, new in moves.items()):
            return None
        if self._linked_to() & {os.path.realpath(self.root / old) for old in moves}:
            return None
        for old, new in moves.items():
            change = AppliedFix(path=new, line=0, code=problem.code, before=old, after=PurePosixPath(new).name)
            steps = self.steps.pop(old)
            self.steps[new] = [*steps, _Step(file=steps[-1].file, changes=(change,))]
        return there

    def _linked_to(self) -> set[str]:
        """The targets of symbolic links in the root; renaming these would break the links."""
        return {os.path.realpath(self.root / path) for path in find(self.root) if (self.root / path).is_symlink()}

    def _is_free(self, path: str, there: str) -> bool:
        """True when no file has this name (whatever its case), and no other record of the kind has this id."""
        found = kind_of(there)
        if found is None or os.path.lexists(self.root / there):
            return False
        taken = (each for each in {*find(self.root), *self.steps} if each != path)
        same_kind = [each for each in taken if (other := kind_of(each)) and other[0] == found[0]]
        ids = {PurePosixPath(each).name.lower() for each in same_kind}
        return PurePosixPath(there).name.lower() not in ids

    def write(self) -> None:
        """Writes all files or none. Raises FileError when a file was changed meanwhile, or cannot be written."""
        changes: dict[Path, bytes | None] = {}
        for path, file in self._changed().items():
            if (self.root / file.was).read_bytes() != file.held:
                raise FileError(
                    "{path} was saved by somebody else meanwhile, and is as they left it.",
                    path=str(self.root / file.was),
                )
            changes[self.root / path] = file.data
            if path != file.was:
                changes[self.root / file.was] = None
        if changes:
            replace_all(changes)


def _without_fields(problems: Iterable[Problem]) -> set[str]:
    return {problem.mark.path for problem in problems if problem.code == "front-matter"}


def _apart(one: Edit, other: Edit) -> bool:
    """True when two edits do not touch each other. Two items of a list that would become equal count as touching."""
    twins = one.of is not None and (one.of, one.text) == (other.of, other.text)
    return not twins and (one.end < other.start or other.end < one.start)


def _change(path: str, one: Edit) -> AppliedFix:
    after = one.text if one.before else one.text.strip()
    return AppliedFix(path=path, line=one.line, code=one.code, before=one.before, after=after)


def _identity(problem: Problem) -> tuple[object, ...]:
    """A key that is equal for a problem before and after a change that did not remove it.

    It has no line when the suggestion adds a field, since that moves lines.
    """
    adds = suggests(problem.code) == "field" or _OF_A_FIELD.match(problem.suggestion or "")
    place = 0 if adds else problem.mark.line
    return problem.mark.path, place, problem.code, problem.suggestion, *sorted(problem.values.items())


def _translations(root: Path, path: str, there: str) -> dict[str, str]:
    """Old and new paths of the translations of a record that gets another id."""
    old, new = PurePosixPath(path), PurePosixPath(there)
    stem, id_ = old.name.removesuffix(old.suffix), new.name.removesuffix(new.suffix)
    if old.suffix != ".md" or new.suffix != ".md" or "." in stem or "." in id_:
        return {}
    pairs = {
        language: (old.parent / f"{stem}.{language}.md", new.parent / f"{id_}.{language}.md")
        for language in SITE_LANGUAGES
    }
    return {str(one): str(other) for one, other in pairs.values() if (root / one).is_file()}
