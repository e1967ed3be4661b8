"""The first day of a region, from nothing to a published site: the files of `veiviser init` install and run unchanged.

The commands are taken from the files themselves and run by an empty Python, with no package index that has the program.
"""

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from tests.support.built import REPO
from tests.support.repository import commit, copied, git
from tests.support.tiers import exhaustive
from tools.day import NOON, TODAY

SOURCE = "https://git.example.org/pusterommet/veiviser"
INIT = (
    "--name", "Hedmarken", "--languages", "nb,nn", "--municipality", "Hamar", "--municipality", "Stange",
    "--publisher", "Hamar kommune", "--base-url", "https://hedmarken.example/", "--today", TODAY.isoformat(),
)  # fmt: skip
INSTALL = [
    "python -m pip install --requirement requirements.txt",
    "python -m pip install --no-deps --no-build-isolation --requirement veiviser.txt",
]
# A module that Python imports when it starts, by a .pth file: it sets the clock to the day of the tests.
CLOCK = f"""
try:
    import datetime
    from veiviser import clock
    clock.now = lambda: datetime.datetime.fromisoformat({NOON.isoformat()!r})
except ImportError:
    pass
"""


# Runs the program with its clock set, wherever it is installed.
PROGRAM = """
import datetime, sys
from veiviser import clock
moment = datetime.datetime.fromisoformat(sys.argv.pop(1))
clock.now = lambda: moment
from veiviser.cli.main import main
main()
"""


def environment(python: Path, **more: str) -> dict[str, str]:
    """The environment of a job at a host: this Python is first on PATH, and pip has none of this machine's settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "GIT_", "VIRTUAL"))
    }
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}


def run(command: str, folder: Path, variables: Mapping[str, str]) -> str:
    """Runs a command as a host does, in a shell that stops at the first failure; its output."""
    done = subprocess.run(["bash", "-e", "-c", command], cwd=folder, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def commands(root: Path, *names: str) -> list[str]:
    """The commands of these GitHub workflows, or of GitLab's jobs, in order."""
    if (root / ".gitlab-ci.yml").is_file():
        jobs = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))
        shared = jobs["default"]["before_script"]
        return [line for name in names for line in [*shared, *jobs[name]["script"]]]
    found = []
    for name in names:
        workflow = yaml.safe_load((root / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))
        found += [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    return found


def empty_python(folder: Path) -> Path:
    """A virtual environment with only pip: of the system's Python if that can make one, else of the tests' Python."""
    for python in ("/usr/bin/python3", getattr(sys, "_base_executable", sys.executable)):
        recent = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
        if Path(python).exists() and subprocess.run([python, "-c", recent], capture_output=True).returncode == 0:
            subprocess.run([python, "-m", "venv", folder], check=True, capture_output=True)
            return with_clock(folder / "bin" / "python")
    raise AssertionError("there is no Python that can make an environment")


def with_clock(python: Path) -> Path:
    (packages,) = python.parents[1].glob("lib/python*/site-packages")
    (packages / "set_clock.py").write_text(CLOCK)
    (packages / "set_clock.pth").write_text("import set_clock\n")
    return python


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The program's own repository, as a host has it, and its last commit."""
    folder = copied(REPO, tmp_path_factory.mktemp("source"))
    return folder, commit(folder, TODAY.isoformat())


def host_of(source: Path) -> dict[str, str]:
    """Environment variables that make git fetch the source's URL from this folder."""
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{source.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": SOURCE,
    }


# In the first tier, pip finds the libraries installed already, but not the program, and there is no index.


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A Python with the libraries of the tests, but without the program."""
    home = tmp_path / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True, capture_output=True)
    (packages,) = home.glob("lib/python*/site-packages")
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(folder).iterdir():
            if not re.match(r"(?i)_?(editable_impl_)?veiviser", entry.name) and entry.suffix != ".pth":
                (libraries / entry.name).symlink_to(entry)
    (packages / "libraries.pth").write_text(f"{libraries}\n")
    return with_clock(home / "bin" / "python")


FROM_A_COMMIT = (
    "tests/editing/test_first_day.py"
    "::test_the_files_install_check_and_publish_as_they_stand_without_any_index[github-commit]"
)


@pytest.mark.parametrize(
    ("host", "way"), [("github", "commit"), pytest.param("gitlab", "wheel", marks=exhaustive(FROM_A_COMMIT))]
)
def test_the_files_install_check_and_publish_as_they_stand_without_any_index(
    tmp_path: Path, python: Path, source: tuple[Path, str], host: str, way: str
) -> None:
    folder, last = source
    pinned = ("--source", f"git+{SOURCE}@{last}") if way == "commit" else ()
    clone = begun(tmp_path, sys.executable, host, pinned)
    variables = environment(python, PIP_NO_INDEX="1", **host_of(folder))
    publish(clone, host, variables)
    assert run("python -c 'import veiviser; print(veiviser.__file__)'", tmp_path, variables).startswith(
        str(python.parents[1])
    )
    told = run("python -m pip freeze --local", clone, variables)
    assert re.search(r"(?m)^veiviser @ ", told)
    if way == "commit":
        assert f"@{last}" in told


def begun(folder: Path, python: str | Path, host: str, pinned: tuple[str, ...], **more: str) -> Path:
    """A clone of a new region that was committed, as a host has it."""
    subprocess.run(
        [python, "-c", PROGRAM, NOON.isoformat(), "init", folder / "region", *INIT, "--host", host, *pinned],
        cwd=REPO if python == sys.executable else folder, check=True, capture_output=True, stdin=subprocess.DEVNULL,
        env={**os.environ, **more},
    )  # fmt: skip
    commit(folder / "region", TODAY.isoformat())
    git(folder, "clone", "--quiet", "region", "clone")
    return folder / "clone"


def publish(clone: Path, host: str, variables: Mapping[str, str]) -> None:
    """Runs the host's commands for a proposed change, and then for an accepted one."""
    names, out = (("check", "publish"), "site") if host == "github" else (("check", "pages"), "public")
    told = commands(clone, *names)
    assert [line for command in told for line in command.splitlines() if " pip " in line] == INSTALL * len(names)
    for command in told:
        run(command, clone, variables)
    assert "Hedmarken" in (clone / out / "index.html").read_text("utf-8")
    assert git(clone, "status", "--porcelain") == ""


# What is installed, and from where


def test_no_file_names_the_program_as_something_that_an_index_has(tmp_path: Path) -> None:
    for host in ("github", "gitlab", "none"):
        root = begun(tmp_path / host, sys.executable, host, ())
        for path in sorted(root.rglob("*")):
            if not path.is_file() or path.suffix in (".whl", ".png") or ".git" in path.relative_to(root).parts:
                continue
            for line in path.read_text("utf-8").splitlines():
                named = re.search(r"pip install (?!--requirement requirements|--no-deps --no-build-isolation)", line)
                bare = re.match(r"\s*veiviser\s*([=<>~!]=|$|\[)", line)
                assert (named, bare) == (None, None), f"{path}: {line}"
        (line,) = [
            each for each in (root / "veiviser.txt").read_text("utf-8").splitlines() if each[:1] not in ("", "#")
        ]
        assert re.fullmatch(r"\./veiviser-[0-9.]+-py3-none-any\.whl --hash=sha256:[0-9a-f]{64}", line)


def test_everything_that_the_program_needs_is_pinned_with_digests_and_from_no_address() -> None:
    text = (REPO / "veiviser" / "editing" / "skeleton" / "requirements.txt").read_text("utf-8")
    assert re.findall(r"(?m)^--.*$", text) == ["--require-hashes", "--only-binary :all:"]
    pinned = {
        name.lower(): (version, len(re.findall(r"--hash=sha256:[0-9a-f]{64}", digests)))
        for name, version, digests in re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+).*((?:\n +--hash=.*)+)", text)
    }
    tested = dict(re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+)$", (REPO / "constraints.txt").read_text("utf-8")))
    versions = {re.sub("[_.]", "-", name.lower()): version for name, version in tested.items()}
    assert {name: version for name, (version, _) in pinned.items()} == {name: versions[name] for name in pinned}
    assert min(digests for _, digests in pinned.values()) > 0
    assert set(pinned) == needed("veiviser") | needed("hatchling") | {"hatchling"}
    assert "//" not in text
    assert "veiviser" not in pinned


def needed(package: str) -> set[str]:
    """The dependencies of a package, direct and indirect, on any system."""
    from importlib.metadata import requires  # noqa: PLC0415 - only needed here

    found: set[str] = set()
    waiting = [package]
    while waiting:
        for line in requires(waiting.pop()) or ():
            requirement = Requirement(line)
            name = re.sub("[_.]", "-", requirement.name.lower())
            if name not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
                found.add(name)
                waiting.append(name)
    return found


def test_the_wheel_beside_the_content_is_the_running_program_and_always_the_same(tmp_path: Path) -> None:
    first, second = (begun(tmp_path / name, sys.executable, "none", ()) for name in ("a", "b"))
    (wheel,) = first.glob("*.whl")
    assert wheel.read_bytes() == (second / wheel.name).read_bytes()
    names = zipfile.ZipFile(wheel).namelist()
    ours = {path.relative_to(REPO).as_posix() for path in (REPO / "veiviser").rglob("*.py")}
    assert ours <= set(names)
    assert any(name.startswith("veiviser/templates/") for name in names)
    assert [name for name in names if "__pycache__" in name or "/." in name] == []


# From nothing: no libraries, no program, and as index only a folder without the program.


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that requirements.txt names, downloaded with this machine's settings for pip.

    The constraints that `make` uses are not applied, and the real clock is used, since certificates need it.
    """
    folder = tmp_path_factory.mktemp("libraries")
    pinned = REPO / "veiviser" / "editing" / "skeleton" / "requirements.txt"
    python = empty_python(folder / "python")
    ours = ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "LD_PRELOAD", "FAKETIME")
    variables = {name: value for name, value in os.environ.items() if name not in ours}
    run(f"'{python}' -m pip download --quiet --no-deps --requirement '{pinned}'", folder, variables)
    return folder


HELD = "tests/editing/test_first_day.py::test_the_files_install_check_and_publish_as_they_stand_without_any_index"


@exhaustive(HELD)
@pytest.mark.parametrize(("host", "way"), [("github", "commit"), ("gitlab", "wheel")])
def test_the_first_day_from_an_empty_python_to_a_published_site(
    tmp_path: Path, source: tuple[Path, str], libraries: Path, host: str, way: str
) -> None:
    folder, last = source
    nothing = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(libraries)}
    assert not list(libraries.glob("veiviser*"))

    mine = environment(empty_python(tmp_path / "mine"), **nothing)
    run("python -m pip install .", folder, mine)  # as README.md says
    pinned = ("--source", f"git+{SOURCE}@{last}") if way == "commit" else ()
    clone = begun(tmp_path, tmp_path / "mine" / "bin" / "python", host, pinned)

    job = environment(empty_python(tmp_path / "job"), **nothing, **host_of(folder))
    publish(clone, host, job)


@pytest.fixture(autouse=True)
def _quiet_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
