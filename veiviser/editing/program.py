"""Where a region's code host installs the program from: a commit of its source, or a wheel beside the content.

Never the name alone: it is not registered at the package index, so anybody could register it and run code in the jobs
of every region.
"""

import base64
import hashlib
import io
import re
import subprocess
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from veiviser import __version__
from veiviser.code_hosts import code_host
from veiviser.content.folders import default_templates
from veiviser.editing import guides
from veiviser.origin import installed_from
from veiviser.problems.problem import ExplainedError

_NAME = "veiviser"
_COMMIT = "[0-9a-f]{40}"
_PLACE = r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~-]+)+?"
_PINNED = re.compile(rf"(?:{_NAME}\s*@\s*)?(?:git\+)?(?P<place>{_PLACE})(?:\.git)?/?@(?P<commit>{_COMMIT})")
# The URL of a commit in a browser, at GitHub, GitLab and Forgejo.
_SHOWN = re.compile(rf"(?P<place>{_PLACE})(?:\.git)?/(?:-/)?(?:src/)?(?:commits?|tree)/(?P<commit>{_COMMIT})/?")
# A zip file has a time for each entry; a fixed one makes the same program give the same bytes.
_TIME = (2020, 1, 1, 0, 0, 0)


class ProgramError(ExplainedError):
    """Why the program cannot be installed from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """`requirement` is a line of a requirements file; `wheel` is the name and bytes of the file that it names, if any.

    `source` is the URL of the source at that commit, to which the path of a file can be added; None when not known.
    """

    requirement: str
    wheel: tuple[str, bytes] | None = None
    source: str | None = None


def at_commit(text: str) -> Program:
    """A commit, from `git+https://HOST/PATH@COMMIT` or its URL in a browser. Raises ProgramError."""
    found = _PINNED.fullmatch(text.strip()) or _SHOWN.fullmatch(text.strip())
    if found is None:
        raise ProgramError(
            "“{value}” is not the address of a commit, as git+https://HOST/OWNER/veiviser@ and the 40 characters of "
            "the commit: branches and tags move, and a name alone is anybody's.",
            value=text,
        )
    place, commit = found["place"].removesuffix(".git"), found["commit"]
    return Program(
        requirement=f"{_NAME} @ git+{place}@{commit}",
        source=f"{place}/{code_host(place).at_commit}/{commit}/",
    )


def from_wheel(path: Path) -> Program:
    """The program from a wheel file. Raises ProgramError when it is not a wheel of this program."""
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wheel_info = next(
                name for name in archive.namelist() if re.fullmatch(r"veiviser-[^/]+\.dist-info/WHEEL", name)
            )
    except (OSError, zipfile.BadZipFile, StopIteration):
        wheel_info = ""
    if not wheel_info or not re.fullmatch(r"veiviser-[A-Za-z0-9_.+!-]+-py3-none-any\.whl", path.name):
        raise ProgramError("{path} is not a wheel of veiviser, as veiviser-1.0.0-py3-none-any.whl.", path=str(path))
    return _beside(path.name, data)


def running() -> Program:
    """The running program: from the commit that it was installed from, if public; else from a wheel made of it.

    Raises ProgramError when it is not installed, since the files that belong to it are not known then.
    """
    known = _installed_from()
    return known or _beside(*_built())


def _beside(name: str, data: bytes) -> Program:
    digest = hashlib.sha256(data).hexdigest()
    return Program(requirement=f"./{name} --hash=sha256:{digest}", wheel=(name, data))


@cache
def _installed_from() -> Program | None:
    told = installed_from()
    url = urlsplit(str(told.get("url", "")))
    if "vcs_info" in told:
        return _public(str(told["url"]), str(told["vcs_info"].get("commit_id", "")))
    if "dir_info" in told and url.scheme == "file":
        return _of_checkout(Path(url2pathname(url.path)))
    return None


def _of_checkout(folder: Path) -> Program | None:
    """The commit of a checkout without changes, when a public remote has it too."""
    if _git(folder, "status", "--porcelain") != "":
        return None
    commit = _git(folder, "rev-parse", "HEAD") or ""
    for branch in (_git(folder, "branch", "--remotes", "--contains", commit) or "").split():
        remote = branch.partition("/")[0]
        if found := _public(_git(folder, "remote", "get-url", remote) or "", commit):
            return found
    return None


def _public(url: str, commit: str) -> Program | None:
    """None for a URL that is not public, such as one with a password or for SSH."""
    try:
        return at_commit(f"{url}@{commit}")
    except ProgramError:
        return None


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


@cache
def _built() -> tuple[str, bytes]:
    """A wheel of the running program, name and bytes; the bytes are the same each time."""
    try:
        distribution = metadata.distribution(_NAME)
    except metadata.PackageNotFoundError:
        distribution = None
    if distribution is None or distribution.version != __version__:
        raise ProgramError(
            "The program was not installed, so it cannot be laid beside the content; install it, or name a commit with "
            "--source or a wheel with --wheel."
        )
    info = f"{_NAME}-{__version__}.dist-info"
    held = {
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: veiviser\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **_tree(Path(__file__).parents[1], _NAME),
        **_tree(default_templates(), f"{_NAME}/templates"),
        **{f"{_NAME}/docs/{name}": data for name, data in guides.sources()},
    }
    for name in ("METADATA", "entry_points.txt", "licenses/LICENSE"):
        if text := distribution.read_text(name):
            held[f"{info}/{name}"] = text.encode()
    record = "".join(f"{name},{_sum(data)},{len(data)}\n" for name, data in sorted(held.items()))
    held[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(held, key=lambda name: (name.startswith(info), name)):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.external_attr, entry.compress_type = 0o100644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, held[name])
    return f"{_NAME}-{__version__}-py3-none-any.whl", out.getvalue()


def _tree(folder: Path, into: str) -> dict[str, bytes]:
    """The files below a folder, by their paths in the wheel; without hidden files and Python's cache."""
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        f"{into}/{name.as_posix()}": path.read_bytes()
        for name, path in found.items()
        if not any(part.startswith(".") or part == "__pycache__" for part in name.parts)
    }


def _sum(data: bytes) -> str:
    """The digest in the form of a wheel's RECORD."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
