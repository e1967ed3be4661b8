"""What git remembers of the content: who reads it gets values, and nothing of the machine, its clock or its settings.

History is part of the input: the same commits give the same bytes. It is read in one run of `git log` for the whole
root. Without git, without a repository or before the first commit there is none, and nothing else changes.
"""

import datetime as dt
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from pathlib import Path

from veiviser.problems import Checked, Mark, Problem

# Settings of a user or a machine that would change what is read; `-z` takes care of how paths are written.
_PLAIN = ("git", "--no-pager", "--no-replace-objects")
_LOG = (
    *_PLAIN, "-c", "log.showRoot=true", "-c", "log.follow=false",
    "log", "-z", "--raw", "--no-abbrev", "--no-color", "--no-renames", "--no-show-signature", "-O/dev/null",
    "--topo-order", "--full-history", "--relative", "--format=%x01%H %ct", "HEAD", "--", "content",
)  # fmt: skip
# What has become of files in some commits, or in the working tree since the last one.
_RENAMES = ("-r", "-z", "-M", "-l400", "--raw", "--no-abbrev", "--relative")
# Variables that tell git of another repository than that of the root: a hook of git's own runs with them.
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
    """A commit that touched a file. `when` is its committer's date in UTC; `blob` is git's name for the file's text
    from then on, None when the commit took the file away."""

    commit: str
    when: dt.datetime
    blob: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The revisions of every file that has ever lain below `content/`, newest first, by its record.

    A record is known by its kind's folder and the name of its file (`events/kafe.md`), wherever below the folder it
    lies or lay: it keeps its history when it is moved, as it keeps its id. With another id it is another record.
    It is not `whole` when older commits are missing here. `below` is where the root lies in its repository: empty, or a
    folder that ends in `/`. `texts` are those of the blobs that the checks have asked for.
    """

    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    whole: bool = True
    below: str = ""
    texts: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def began(self) -> dt.datetime | None:
        """When the first commit was made that is known here."""
        return min((one.when for revisions in self.revisions.values() for one in revisions), default=None)

    def of(self, path: str, earlier: Iterable[str] = ()) -> tuple[Revision, ...]:
        """The revisions of a file, newest first; `path` is relative to the root. Empty for one never committed.

        `earlier` are the ids it had before: the files that it was then count too, see `records`.
        """
        known = [self.revisions.get(record, ()) for record in self.records(path, earlier)]
        return known[0] if len(known) == 1 else tuple(one for revisions in known for one in _life(revisions))

    def records(self, path: str, earlier: Iterable[str]) -> tuple[str, ...]:
        """The records that a file has been, newest first: its own, and those of the ids `earlier` whose files were
        gone when the one after came. What was there beside it is another offer, which has become part of this one."""
        own = record_of(path)
        ids = (f"{own.rpartition('/')[0]}/{id_}.md" for id_ in earlier)
        gone = [record for record in ids if record in self.revisions and self.revisions[record][0].blob is None]
        found = [own]
        for record in sorted(gone, key=lambda record: self.revisions[record][0].when, reverse=True):
            after = _life(self.revisions.get(found[-1], ()))
            if after and self.revisions[record][0].when <= after[-1].when:
                found.append(record)
        return tuple(found)

    def on(self, day: dt.date) -> dict[str, str]:
        """Record → blob of every file that was there when the day ended in UTC."""
        end = dt.datetime.combine(day, dt.time.max, dt.UTC)
        found = {}
        for record, revisions in self.revisions.items():
            before = [revision for revision in revisions if revision.when <= end]
            last = max(before, key=lambda revision: revision.when, default=None)
            if last and last.blob:
                found[record] = last.blob
        return found


NO_HISTORY = History()


def _life(revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """The revisions from when the file came the last time until it went away, if it did."""
    return tuple(takewhile(lambda one: one.blob, dropwhile(lambda one: not one.blob, revisions)))


def record_of(path: str) -> str:
    """`content/events/2026/kafe.md` → `events/kafe.md`, `content/site.yaml` → `site.yaml`."""
    *folders, name = path.split("/")
    return "/".join((*folders[1:2], name))


def history(root: Path) -> Checked[History]:
    """The history of a root, and a warning when it is there but cannot be read, or not all of it."""
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
    """The texts that `blobs` name, read in one run of `git cat-file`; what git does not have is left out."""
    asked = sorted(set(blobs))
    answer = _ask(root, "git", "--no-replace-objects", "cat-file", "--batch", told="\n".join([*asked, ""]).encode())
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
    """What became of a record that git remembers: where it lay, and where it was put under another name, if it was.

    `shown` is False when it came and went with one branch, so that nobody can have a link to it. `on` is the day it
    went away in UTC, None when the working tree alone lacks it. `blob` is its last text.
    """

    path: str
    to: str | None
    shown: bool
    on: dt.date | None
    blob: str | None


def gone(root: Path, known: History, records: Iterable[str]) -> dict[str, Gone]:
    """What became of `records`, of which git remembers each and which are not there any more."""
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
    """By commit (None for the working tree) and record: the path that was taken away, and the one it got instead."""
    told = "".join(f"{commit}\n" for commit in sorted(commits)).encode()
    answer = (
        _ask(root, *_PLAIN, "diff-tree", "--stdin", "--root", *_RENAMES, "--", "content", told=told) if told else b""
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
    """By commit, the one on the main line that brought it there: itself, or the merge of its branch."""
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


def _is_committed(root: Path) -> bool:
    return _ask(root, "git", "rev-parse", "--verify", "--quiet", "HEAD") is not None


def _is_repository(root: Path) -> bool:
    """True when there is one, which git cannot read or which nobody can, since there is no git."""
    here = root.absolute()
    return any((folder / ".git").exists() for folder in (here, *here.parents))


def _warning(code: str) -> Problem:
    """Of the root as a whole: it stands at the file that makes the folder a root."""
    return Problem(mark=Mark("content/site.yaml"), code=code)


def _ask(root: Path, program: str, *arguments: str, told: bytes = b"") -> bytes | None:
    """What git answers, asked in the root; None when it cannot."""
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        run = subprocess.run(
            [program, *arguments], cwd=root, env=environment, input=told, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout


def _revisions(logged: bytes) -> dict[str, tuple[Revision, ...]]:
    found: dict[str, dict[str, Revision]] = {}
    for path, revision in _entries(logged):
        known = found.setdefault(record_of(path), {})
        # A move within its kind's folder takes the file away in one place and puts it down in another.
        if revision.blob or revision.commit not in known:
            known[revision.commit] = revision
    return {record: tuple(known.values()) for record, known in found.items()}


def _entries(logged: bytes) -> Iterator[tuple[str, Revision]]:
    """`\\x01<commit> <seconds>`, then of each file `:<mode> <mode> <blob> <blob> <letter>` and its path, with NULs."""
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
    """A commit can claim any date; one that no calendar has is taken for the first."""
    try:
        return _EPOCH + dt.timedelta(seconds=int(seconds))
    except (OverflowError, ValueError):
        return _EPOCH


def changed_files(root: Path, base: str) -> frozenset[str] | None:
    """The files below a root, relative to it, that differ from where its history left that of `base`, a revision.

    None when git does not know of one.
    """
    fork = _ask(root, "git", "merge-base", base, "HEAD")
    if not fork:
        return None
    asked = ("git", "diff", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--relative", fork.decode().strip())
    found = _ask(root, *asked, "--")
    return None if found is None else frozenset(os.fsdecode(path) for path in found.split(b"\0") if path)
