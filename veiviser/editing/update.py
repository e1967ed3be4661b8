"""`veiviser init --update`: compares what `init` would write today with the files of an existing region.

content/ is never touched. Files that the region has changed are known by the digests in MEMORY; without a digest, every
difference may be the region's own.
"""

import datetime as dt
import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from veiviser.build.files import replace_all
from veiviser.content.read import read
from veiviser.editing.init import HOSTS, MEMORY, Host, NewMunicipality, Region, digest, files_around, memory
from veiviser.editing.program import Program
from veiviser.problems.problem import ExplainedError

# Once the region has changed these, no update of them is offered.
_THEIRS = ("CODEOWNERS", "README.md")
# requirements.txt as versions before MEMORY wrote it: the name alone, which is not registered at the package index.
_BARE_NAME = re.compile(rb"(#[^\n]*\n)*veiviser==[0-9.]+\s*")


class UpdateError(ExplainedError):
    """Why nothing can be updated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUpdate:
    """A file to update; None is for a file that does not exist. `own` when the region has changed or deleted it."""

    path: str
    before: bytes | None
    after: bytes | None
    own: bool

    @property
    def kind(self) -> Literal["new", "gone", "changed"]:
        return "new" if self.before is None else "gone" if self.after is None else "changed"

    def diff(self) -> str:
        """The lines that would change, as a unified diff; for a binary file, only its name."""
        try:
            old, new = ((data or b"").decode().splitlines() for data in (self.before, self.after))
        except UnicodeDecodeError:
            return {"new": f"+++ {self.path}", "gone": f"--- {self.path}"}.get(self.kind, f"*** {self.path}")
        if self.path == "requirements.txt":  # hundreds of digests that nobody can read
            old, new = ([line for line in lines if "--hash=" not in line] for lines in (old, new))
        return "\n".join(difflib.unified_diff(old, new, self.path, self.path, lineterm="", n=2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Updating:
    """The changes, in order of paths. `around` has the new files and `left` the digests in MEMORY, both by path."""

    root: Path
    region: Region
    around: Mapping[str, bytes]
    left: Mapping[str, str]
    changes: tuple[FileUpdate, ...]

    def write(self, wanted: Iterable[FileUpdate]) -> None:
        """Writes and deletes the wanted files, all or none. Raises FileError."""
        files: dict[Path, bytes | None] = {self.root / change.path: change.after for change in wanted}
        known = self._remembered(files)
        if files:
            replace_all({**files, self.root / MEMORY: known})

    def _remembered(self, files: Mapping[Path, bytes | None]) -> bytes:
        """The new contents of MEMORY. Files that differ from what `init` writes keep the digests known before."""
        recorded = json.loads(memory(self.region, self.around))
        for path in tuple(recorded["files"]):
            place = self.root / path
            data = files.get(place, place.read_bytes() if place.is_file() else None)
            if data is None or digest(data) != recorded["files"][path]:
                recorded["files"].pop(path)
                if path in self.left:
                    recorded["files"][path] = self.left[path]
        return (json.dumps(recorded, ensure_ascii=False, indent=2) + "\n").encode()


def updating(root: Path, program: Program, today: dt.date) -> Updating:
    """The changes that an update would make. Raises UpdateError when the settings of the region cannot be read."""
    recorded = _recorded(root)
    region = _region(root, recorded, program, today)
    around = files_around(region)
    files = recorded.get("files")
    left = {str(path): str(sum_) for path, sum_ in files.items()} if isinstance(files, dict) else {}
    changes = tuple(_changes(root, around, left))
    return Updating(root=root, region=region, around=around, left=left, changes=changes)


def _changes(root: Path, around: Mapping[str, bytes], left: Mapping[str, str]) -> Iterator[FileUpdate]:
    for path, after in sorted(around.items()):
        place = root / path
        before = place.read_bytes() if place.is_file() else None
        own = (path in left) if before is None else _is_own(path, before, left)
        if before is not None and digest(before) == digest(after):
            continue
        if not (own and path in _THEIRS):
            yield FileUpdate(path=path, before=before, after=after, own=own)
    for path in sorted(left.keys() - around.keys()):
        place = root / path
        inside = place.resolve().is_relative_to(root.resolve()) and not path.startswith("content/")
        if inside and place.is_file():
            before = place.read_bytes()
            yield FileUpdate(path=path, before=before, after=None, own=digest(before) != left[path])


def _is_own(path: str, data: bytes, left: Mapping[str, str]) -> bool:
    """True unless the file is known to be as the program wrote it."""
    if path == "requirements.txt" and _BARE_NAME.fullmatch(data.replace(b"\r\n", b"\n")):
        return False
    return digest(data) != left.get(path)


def _recorded(root: Path) -> dict[str, Any]:
    """The contents of MEMORY; empty when it is missing, as in older regions, or cannot be read."""
    try:
        recorded = json.loads((root / MEMORY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return recorded if isinstance(recorded, dict) else {}


def _region(root: Path, recorded: Mapping[str, Any], program: Program, today: dt.date) -> Region:
    """The answers of the first day, as far as the files around content/ need them."""
    content = read(root).value
    site = content.site
    title, base_url = (site.fields.title, site.fields.base_url) if site else (None, None)
    if not (site and title and base_url and site.knows("languages") and content.municipalities):
        raise UpdateError("content/site.yaml or content/municipalities.yaml cannot be read; `veiviser check` says why.")
    return Region(
        name=str(recorded.get("name") or next(iter(title.values())).partition(":")[0]),
        languages=tuple(site.fields.languages),
        municipalities=tuple(
            NewMunicipality(id=each.id, name=each.fields.name or each.id, number=each.fields.number or each.id)
            for each in content.municipalities
        ),
        publisher="",  # only content/ has the publisher
        publisher_kind="",
        base_url=base_url,
        host=_host(root, recorded),
        repository=site.fields.repository,
        program=program,
        begun_on=_day(recorded) or today,
    )


def _host(root: Path, recorded: Mapping[str, Any]) -> Host:
    for host in HOSTS:
        if host == recorded.get("host"):
            return host
    if (root / ".github").is_dir():
        return "github"
    return "gitlab" if (root / ".gitlab-ci.yml").is_file() else "none"


def _day(recorded: Mapping[str, Any]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(recorded.get("begun_on")))
    except ValueError:
        return None
