"""An editor's environment for testing and illustrating guides: the example region in git, and a terminal."""

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pyte

from tools.day import NOON
from tools.program import PROGRAM, REPO

REGION = REPO / "examples" / "fjordregionen"
# The URL that guides clone the region from. On the desk, git is configured to use a local folder for it.
ADDRESS = "https://git.example.org/fjordregionen/veiviser"
# The commands that install the program beside the content, on Linux and macOS. On the desk it is installed already.
INSTALLING = (
    "python3 -m venv .venv",
    ". .venv/bin/activate",
    "python -m pip install --requirement requirements.txt",
    "python -m pip install --no-deps --no-build-isolation --requirement veiviser.txt",
)
PROMPT = "$ "
ANSWERS = "| Det spør | Du skriver |"


@dataclass(frozen=True, slots=True)
class Desk:
    """`region` is a git clone of the content, with fixed commit dates; `environment` has `veiviser` in its PATH."""

    region: Path
    environment: Mapping[str, str]


def desk(folder: Path) -> Desk:
    """Creates a remote repository, an editor's clone of it and the commands, all below an empty folder."""
    programs = folder / "bin"
    programs.mkdir(parents=True)
    ours = f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n'
    (programs / "veiviser").write_text(ours)
    (programs / "veiviser").chmod(0o755)
    host = folder / "host"
    settings = {"user.name": "Redaksjonen i Fjordby", "user.email": "redaksjonen@fjordby.example.org"}
    settings |= {f"url.{host}.insteadOf": ADDRESS, "init.defaultBranch": "main", "core.autocrlf": "false"}
    environment = {
        **{name: value for name, value in os.environ.items() if name != "NO_COLOR" and not name.startswith("GIT_")},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": NOON.isoformat(),
        "GIT_COMMITTER_DATE": NOON.isoformat(),
    }
    made = Desk(folder / "veiviser", environment)
    for name, value in settings.items():
        _git(made, folder, "config", "--global", name, value)
    shutil.copytree(REGION / "content", folder / "first" / "content")
    _git(made, folder / "first", "init", "--quiet")
    _git(made, folder / "first", "add", ".")
    _git(made, folder / "first", "commit", "--quiet", "-m", "Regionen")
    _git(made, folder, "clone", "--quiet", "--bare", "first", "host")
    _git(made, folder, "clone", "--quiet", ADDRESS)
    return made


def _git(made: Desk, folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=made.environment, check=True, capture_output=True)


def answers(guide: str) -> Iterator[tuple[str, list[str]]]:
    """Yields each question of the table below `ANSWERS`, with the texts to type; an empty text is Enter alone."""
    for row in guide.partition(ANSWERS)[2].strip().splitlines()[1:]:
        if not row.startswith("|"):
            return
        question, typed = (cell.strip() for cell in row.strip("|").split("|"))
        yield question, [text for text, _ in re.findall(r"`([^`]+)`|\b(Enter)\b", typed)]


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a guide: its first line, its language, the other words of its info string, and its text."""

    line: int
    language: str
    words: tuple[str, ...]
    text: str


def blocks(guide: str) -> Iterator[Block]:
    """Yields the fenced blocks in order; only fences at the start of a line count."""
    for found in re.finditer(r"(?ms)^```(\S+) ?([^\n]*)\n(.*?)^```$", guide):
        yield Block(guide.count("\n", 0, found.start()) + 1, found[1], tuple(found[2].split()), found[3])


class Terminal:
    """A program running in a pseudo-terminal, and the contents of its screen."""

    def __init__(self, made: Desk, command: list[str], rows: int = 34, columns: int = 92) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.process = pexpect.spawn(
            command[0],
            command[1:],
            cwd=str(made.region),
            env=dict(made.environment),
            encoding="utf-8",
            dimensions=(rows, columns),
        )

    @classmethod
    def shell(cls, made: Desk, rows: int = 34, columns: int = 92) -> "Terminal":
        """A shell at its prompt."""
        made = Desk(made.region, {**made.environment, "PS1": PROMPT})
        opened = cls(made, ["bash", "--norc", "--noprofile", "-i"], rows, columns)
        opened.until(PROMPT.strip())
        return opened

    def type(self, keys: str) -> None:
        self.process.send(keys)

    def until(self, text: str, *, gone: str = "", seconds: float = 60) -> None:
        """Waits until `text` is on the screen, `gone` is not, and output has stopped. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while not self._shows(text) or (gone and self._shows(gone)) or self._read():
            self._read()
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited for {text!r} in vain:\n{self.text()}")

    def _shows(self, text: str) -> bool:
        """Also where the edge of the screen has parted it."""
        return text in self.text() or text in "".join(self.screen.display)

    def _read(self) -> bool:
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            self.stream.feed(self.process.read_nonblocking(65536, timeout=0.1))
            return True
        return False

    def text(self) -> str:
        """The lines of the screen; a wrapped line of output is several lines."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def converse(self, dialogue: Iterator[tuple[str, list[str]]]) -> None:
        """Answers the questions of a dialogue, in the form of `answers`."""
        for question, typed in dialogue:
            self.until(question)
            for number, text in enumerate(typed):
                if number:
                    self.until("Flere?")
                self.type(text + "\r")
                self.until("")

    def close(self) -> None:
        self.process.close(force=True)
