"""The git history of the content, as values that do not depend on the machine, its clock or its settings.

History is part of the input: the same commits give the same bytes. One run of `git log` reads it for the whole root.
Without git, without a repository or before the first commit the history is empty, and the build works without it.
"""

import datetime as dt
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from pathlib import Path

from veiviser.problems.problem import Checked, Mark, Problem

# Overrides the settings of a user or a machine that would change the output; `-z` avoids quoted paths.
_PLAIN = ("git", "--no-pager", "--no-replace-objects")
_LOG = (
    *_PLAIN, "-c", "log.showRoot=true", "-c", "log.follow=false",
    "log", "-z", "--raw", "--no-abbrev", "--no-color", "--no-renames", "--no-show-signature", "-O/dev/null",
    "--topo-order", "--full-history", "--relative", "--format=%x01%H %ct", "HEAD", "--", "content",
)  # fmt: skip
# Options that list renamed and deleted files, of commits or of the working tree.
_RENAMES = ("-r", "-z", "-M", "-l400", "--raw", "--no-abbrev", "--relative")
# Variables that point git at another repository than the root's; git sets some of them when it runs a hook.
_ELSEWHERE = frozenset(
    f"GIT_{name}"
    for name in (
        "ALTERNATE_OBJECT_DIRECTORIES", "COMMON_DIR", "DIR", "GLOB_PATHSPECS", "GRAFT_FILE", "ICASE_PATHSPECS",
        "INDEX_FILE", "LITERAL_PATHSPECS", "NAMESPACE", "NOGLOB_PATHSPECS", "OBJECT_DIRECTORY", "PREFIX",
        "SHALLOW_FILE", "WORK_TREE",
    )
)  # fmt: skip
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A commit that changed a file. `when` is the committer date in UTC; `blob` is the object id of the file's new
    content, None when the commit deleted the file.
    """

    commit: str
    when: dt.datetime
    blob: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The revisions of every file that has ever been below `content/`, by record, newest first.

    A record is identified by its kind's folder and its file name (`events/kafe.md`), whatever the subfolder: a file
    that is moved keeps its history, as it keeps its id; with another id it is another record.
    `whole` is False in a shallow clone, where older commits are missing. `below` is the path of the root in its
    repository: empty, or a folder that ends in `/`. `texts` holds the contents of the blobs that the checks need.
    """

    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    whole: bool = True
    below: str = ""
    texts: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def began(self) -> dt.datetime | None:
        """The time in UTC of the oldest commit known here, None without any."""
        return min((one.when for revisions in self.revisions.values() for one in revisions), default=None)

    def of(self, path: str, earlier: Iterable[str] = ()) -> tuple[Revision, ...]:
        """The revisions of a file, newest first; `path` is relative to the root. Empty for one never committed.

        `earlier` are its previous ids: revisions of the files with those ids are included, see `records`.
        """
        known = [self.revisions.get(record, ()) for record in self.records(path, earlier)]
        return known[0] if len(known) == 1 else tuple(one for revisions in known for one in _latest_life(revisions))

    def records(self, path: str, earlier: Iterable[str]) -> tuple[str, ...]:
        """The records that a file has been, newest first: its own, and those of the ids `earlier` whose files were
        deleted before the next one was added. A file that existed beside it was another offer, merged into this one.
        """
        own = record_of(path)
        ids = (f"{own.rpartition('/')[0]}/{id_}.md" for id_ in earlier)
        gone = [record for record in ids if record in self.revisions and self.revisions[record][0].blob is None]
        found = [own]
        for record in sorted(gone, key=lambda record: self.revisions[record][0].when, reverse=True):
            after = _latest_life(self.revisions.get(found[-1], ()))
            if after and self.revisions[record][0].when <= after[-1].when:
                found.append(record)
        return tuple(found)

    def on(self, day: dt.date) -> dict[str, str]:
        """Record → blob of every file that existed at the end of the day in UTC."""
        end = dt.datetime.combine(day, dt.time.max, dt.UTC)
        found = {}
        for record, revisions in self.revisions.items():
            before = [revision for revision in revisions if revision.when <= end]
            last = max(before, key=lambda revision: revision.when, default=None)
            if last and last.blob:
                found[record] = last.blob
        return found


NO_HISTORY = History()


def _latest_life(revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """The revisions since the file was last added, newest first, without a later deletion."""
    return tuple(takewhile(lambda one: one.blob, dropwhile(lambda one: not one.blob, revisions)))


def record_of(path: str) -> str:
    """The record of a file: `content/events/2026/kafe.md` → `events/kafe.md`, `content/site.yaml` → `site.yaml`."""
    *folders, name = path.split("/")
    return "/".join((*folders[1:2], name))


def history(root: Path) -> Checked[History]:
    """The history of a root, with a warning when it exists but cannot be read, or is incomplete (a shallow clone)."""
    answer = _ask(root, "git", "rev-parse", "--is-shallow-repository", "--show-prefix")
    shallow, _, below = (answer or b"").partition(b"\n")
    logged = _ask(root, *_LOG)
    whole = shallow != b"true"
    if logged is None and whole:
        unread = _is_committed(root) if answer else _is_repository(root)
        return Checked(NO_HISTORY, (_warning("unread-history"),) if unread else ())
    place = os.fsdecode(below.removesuffix(b"\n")) if logged else ""
    found = History(revisions=_revisions(logged or b""), whole=whole, below=place)
    return Checked(found, () if whole else (_warning("shallow-history"),))


def texts(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs by object id, read in one run of `git cat-file`; blobs that git lacks are left out."""
    asked = sorted(set(blobs))
    answer = _ask(root, "git", "--no-replace-objects", "cat-file", "--batch", stdin="\n".join([*asked, ""]).encode())
    found, at = {}, 0
    while answer and at < len(answer):
        head, at = _line(answer, at)
        name, _, rest = head.partition(" ")
        kind, _, size = rest.partition(" ")
        if kind == "blob":
            found[name] = answer[at : at + int(size)]
        at += int(size) + 1 if size else 0
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A record that was deleted or renamed: its last path, and `to`, the path that it was renamed to, if any.

    `shown` is False when it was added and deleted within one branch, so that it was never published and nobody can have
    a link to it. `on` is the day of deletion in UTC, None when it is missing in the working tree only. `blob` is its
    last content.
    """

    path: str
    to: str | None
    shown: bool
    on: dt.date | None
    blob: str | None


def gone(root: Path, known: History, records: Iterable[str]) -> dict[str, Gone]:
    """How each of `records` was deleted or renamed. Each must be in the history `known`, but not in the content."""
    revisions = {record: known.revisions[record] for record in records}
    if not revisions:
        return {}
    newest = {record: next((r for r in each if r.blob is None), None) for record, each in revisions.items()}
    commits = {each.commit for each in newest.values() if each}
    moves = _moves(root, commits, working_tree=any(each[0].blob for each in revisions.values()))
    landed = _landed(root)
    found = {}
    for record, each in revisions.items():
        taken, here = newest[record], moves.get((None, record))
        path, to = here or moves.get((taken.commit if taken else None, record), (f"content/{record}", None))
        came, went = ({landed.get(r.commit) for r in each if bool(r.blob) is there} for there in (True, False))
        found[record] = Gone(
            path=path,
            to=to,
            shown=bool(came - went) or (not came and not known.whole),
            on=taken.when.date() if taken and not here else None,
            blob=next((r.blob for r in each if r.blob), None),
        )
    return found


def _moves(
    root: Path, commits: Iterable[str], *, working_tree: bool
) -> dict[tuple[str | None, str], tuple[str, str | None]]:
    """(commit, record) → the removed path, and its new path if it was renamed; commit None is the working tree."""
    stdin = "".join(f"{commit}\n" for commit in sorted(commits)).encode()
    answer = (
        _ask(root, *_PLAIN, "diff-tree", "--stdin", "--root", *_RENAMES, "--", "content", stdin=stdin) if stdin else b""
    )
    here = _ask(root, *_PLAIN, "diff-index", *_RENAMES, "HEAD", "--", "content") if working_tree else b""
    found: dict[tuple[str | None, str], tuple[str, str | None]] = {}
    for output in (here, answer):
        commit = None
        parts = iter((output or b"").split(b"\0"))
        for part in parts:
            text = os.fsdecode(part)
            if text.startswith(":"):
                letter, path = text.rpartition(" ")[2][:1], os.fsdecode(next(parts))
                to = os.fsdecode(next(parts)) if letter in "RC" else None
                if letter in "RD" and (to is None or record_of(to) != record_of(path)):
                    found[commit, record_of(path)] = (path, to)
            elif text:
                commit = text.strip()
    return found


def _landed(root: Path) -> dict[str, str]:
    """Commit → the first-parent commit of HEAD that brought it in: itself, or the merge of its branch."""
    answer = (_ask(root, *_PLAIN, "rev-list", "--parents", "HEAD") or b"").decode()
    parents = {commit: rest for commit, *rest in (line.split() for line in answer.splitlines())}
    line = [next(iter(parents), "")]
    while following := next(iter(parents.get(line[-1], ())), None):
        line.append(following)
    landed: dict[str, str] = {}
    for merge in reversed(line):
        waiting = [merge]
        while waiting:
            commit = waiting.pop()
            if commit not in landed:
                landed[commit] = merge
                waiting += parents.get(commit, ())
    return landed


def _line(answer: bytes, at: int) -> tuple[str, int]:
    end = answer.index(b"\n", at)
    return answer[at:end].decode(), end + 1


def is_tracked(root: Path, path: str) -> bool:
    """Whether git keeps anything at a path (relative to the root), so that it may come from somebody else."""
    return bool(_ask(root, "git", "ls-files", "-z", "--", path))


def _is_committed(root: Path) -> bool:
    return _ask(root, "git", "rev-parse", "--verify", "--quiet", "HEAD") is not None


def _is_repository(root: Path) -> bool:
    """True when the root is within a repository, whether or not git can read it or is installed at all."""
    here = root.absolute()
    return any((folder / ".git").exists() for folder in (here, *here.parents))


def _warning(code: str) -> Problem:
    """A warning about the root as a whole, reported at the file that makes a folder a root."""
    return Problem(mark=Mark("content/site.yaml"), code=code)


def _ask(root: Path, program: str, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """The output of git, run in the root with `stdin` on its standard input; None when it fails or is not installed."""
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        run = subprocess.run(
            [program, *arguments], cwd=root, env=environment, input=stdin, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout


def _revisions(logged: bytes) -> dict[str, tuple[Revision, ...]]:
    found: dict[str, dict[str, Revision]] = {}
    for path, revision in _entries(logged):
        known = found.setdefault(record_of(path), {})
        # A move within its kind's folder is a deletion and an addition in the same commit.
        if revision.blob or revision.commit not in known:
            known[revision.commit] = revision
    return {record: tuple(known.values()) for record, known in found.items()}


def _entries(logged: bytes) -> Iterator[tuple[str, Revision]]:
    """Parses the log, which is separated by NULs: `\\x01<commit> <seconds>`, then for each file
    `:<mode> <mode> <blob> <blob> <letter>` and its path.
    """
    commit, when = "", _EPOCH
    parts = iter(logged.split(b"\0"))
    for part in parts:
        text = os.fsdecode(part).lstrip("\n")
        if text.startswith("\x01"):
            commit, _, seconds = text[1:].partition(" ")
            when = _instant(seconds)
        elif text.startswith(":"):
            blob, letter = text.split(" ")[3:]
            yield os.fsdecode(next(parts)), Revision(commit=commit, when=when, blob=None if letter == "D" else blob)


def _instant(seconds: str) -> dt.datetime:
    """The time of Unix seconds. A commit can claim any date; one that is out of range becomes 1970-01-01."""
    try:
        return _EPOCH + dt.timedelta(seconds=int(seconds))
    except (OverflowError, ValueError):
        return _EPOCH


def changed_files(root: Path, base: str) -> frozenset[str] | None:
    """The files below a root, relative to it, that differ from the merge base with the revision `base`.

    None when git does not know the revision, or there is no merge base.
    """
    fork = _ask(root, "git", "merge-base", base, "HEAD")
    if not fork:
        return None
    asked = ("git", "diff", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--relative", fork.decode().strip())
    found = _ask(root, *asked, "--")
    return None if found is None else frozenset(os.fsdecode(path) for path in found.split(b"\0") if path)
