"""The package as others install it: a wheel from a clean copy of the sources, used without access to them."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.built import in_bokmaal
from tests.support.repository import copied
from tools.day import TODAY

REPO = Path(__file__).parents[1]
# No surroundings: no path to the sources, no settings of the test run. Only a moved clock stays so.
MOVED = {name: value for name, value in os.environ.items() if name == "LD_PRELOAD" or name.startswith("FAKETIME")}
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", **MOVED}
DAY = ("--today", TODAY.isoformat())


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a checkout: everything that git tracks or would add."""
    return copied(REPO, tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=sources)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment with the wheel, which also sees the tests' own dependencies."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own,) = home.glob("lib/python*/site-packages")
    (own / "dependencies.pth").write_text("".join(f"{folder}\n" for folder in sorted(folders)))
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel, cwd=home)
    return python.parent


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path, sources: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"veiviser"}
    for folder, inside in (("veiviser", "veiviser"), ("templates", "veiviser/templates")):
        expected = {
            f"{inside}/{path.relative_to(sources / folder).as_posix()}"
            for path in (sources / folder).rglob("*")
            if path.is_file()
        }
        assert expected
        assert expected <= names


def test_the_doors_work_from_any_folder(sources: Path, tmp_path: Path) -> None:
    build = run(sys.executable, sources / "build.py", "--help", cwd=tmp_path)
    assert build.stdout.startswith("Bruk: veiviser build ")
    cli = run(sys.executable, sources / "cli.py", "--help", cwd=tmp_path)
    assert cli.stdout.startswith("Bruk: veiviser ")


def test_the_installed_package_is_the_one_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    where = run(programs / "python", "-c", "import veiviser; print(veiviser.__file__)", cwd=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(programs.parent)
    assert run(programs / "veiviser", "--help", cwd=tmp_path).stdout.startswith("Bruk: veiviser ")


def test_the_installed_program_checks_and_builds_a_region(
    programs: Path, sources: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = in_bokmaal(sources / "examples" / "fjordregionen", tmp_path_factory.mktemp("region"))
    run(programs / "veiviser", "check", *DAY, "--root", root, cwd=tmp_path)
    run(programs / "veiviser", "build", *DAY, "--root", root, "--out", tmp_path / "made", cwd=tmp_path)

    made = {path.relative_to(tmp_path / "made").as_posix() for path in (tmp_path / "made").rglob("*")}
    assert {"index.html", "sitemap.xml", "pagefind/pagefind.js", ".veiviser"} <= made
    assert {path.name for path in tmp_path.iterdir()} == {"made"}


def test_the_installed_program_begins_a_region_with_all_files_of_its_own(programs: Path, tmp_path: Path) -> None:
    answers = {
        "--name": "Fjordregionen",
        "--languages": "nb",
        "--municipality": "Ytre Holmen 9904",
        "--publisher": "Ytre Holmen kommune",
        "--base-url": "https://veiviser.example.org/",
        "--host": "github",
    }
    run(
        programs / "veiviser",
        "init",
        "region",
        *DAY,
        *(word for pair in answers.items() for word in pair),
        cwd=tmp_path,
    )
    made = {path.relative_to(tmp_path / "region").as_posix() for path in (tmp_path / "region").rglob("*")}
    assert {".gitignore", ".github/workflows/check.yml", "content/vocabulary/needs.yaml", "REDIGER.md"} <= made
    run(programs / "veiviser", "check", *DAY, "--root", tmp_path / "region", cwd=tmp_path)


# Imports every module of the package, and reports the files opened on the way and the paths that the modules name.
TOUR = """
import json, os, pathlib, pkgutil, sys
opened = set()
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, os.PathLike)):
        opened.add(os.path.abspath(os.fspath(arguments[0])))
import veiviser
sys.addaudithook(hear)
names = [found.name for found in pkgutil.walk_packages(veiviser.__path__, "veiviser.")]
modules = [__import__(name, fromlist=["x"]) for name in names]
paths = {
    f"{module.__name__}.{name}": str(value)
    for module in modules
    for name, value in vars(module).items()
    if isinstance(value, pathlib.PurePath) and value.is_absolute()
}
told = {"modules": names, "opened": sorted(opened), "paths": paths, "path": sys.path, "prefix": sys.base_prefix}
print(json.dumps({**told, "package": veiviser.__path__[0]}))
"""


def test_every_module_of_the_package_works_without_the_sources(programs: Path, wheel: Path, tmp_path: Path) -> None:
    """Programs for developers, which need the tests or docs/, belong in tools/."""
    told = json.loads(run(programs / "python", "-c", TOUR, cwd=tmp_path).stdout)
    shipped = {
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.endswith(".py")
    }
    assert {*told["modules"], "veiviser"} == shipped
    package = Path(told["package"])
    named = {name: path for name, path in told["paths"].items() if not Path(path).is_relative_to(package)}
    missing = {name: path for name, path in told["paths"].items() if not Path(path).exists()}
    assert (named, missing) == ({}, {})
    known = [package, Path(told["prefix"]), *(Path(entry) for entry in told["path"] if entry)]
    system = (Path("/usr"), Path("/etc"), Path("/lib"), Path("/proc"), Path("/dev"), Path("/sys"))
    foreign = [path for path in told["opened"] if not any(Path(path).is_relative_to(at) for at in (*known, *system))]
    assert foreign == []


def test_no_module_of_the_package_uses_the_tests_or_the_tools() -> None:
    foreign = re.compile(
        r"(?m)^\s*(?:from|import) (?:tests|tools|benchmarks)\b|[\"'](?:docs[\"']|(?:tests|tools|benchmarks)[\"'/])"
    )
    found = {
        f"{path.relative_to(REPO).as_posix()}: {match[0].strip()}"
        for path in (REPO / "veiviser").rglob("*.py")
        for match in foreign.finditer(path.read_text("utf-8"))
    }
    assert found == set()
