"""docs/rediger.md is true: what it shows is done here, word for word, in a copy of the example region."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.support.built import REPO
from tools import desk
from tools.day import TODAY
from veiviser.checks import check
from veiviser.content.read import read
from veiviser.directory.references import check_references
from veiviser.editing.format import format_files

GUIDE = REPO / "docs" / "rediger.md"
TEXT = GUIDE.read_text("utf-8")
LARGEST_PICTURE = 120_000


def _sections() -> dict[str, list[Any]]:
    """The blocks by the second-level heading above them; a heading inside a block does not count."""
    found: dict[str, list[Any]] = {}
    outside = re.sub(r"(?ms)^```.*?^```$", lambda block: re.sub("(?m)^", " ", block[0]), TEXT)
    headings = [(outside.count("\n", 0, each.start()) + 1, each[1]) for each in re.finditer(r"(?m)^## (.+)$", outside)]
    for block in desk.blocks(TEXT):
        found.setdefault(max(each for each in headings if each[0] < block.line)[1], []).append(block)
    return found


SECTIONS = _sections()


@pytest.mark.parametrize("section", SECTIONS)
def test_what_the_guide_shows_is_so(section: str, tmp_path: Path) -> None:
    made = desk.desk(tmp_path)
    reader = Reader(made)
    for block in SECTIONS[section]:
        reader.follow(block)


class Reader:
    """Somebody who follows the blocks, one after the other."""

    def __init__(self, made: Any) -> None:
        self.desk, self.folder = made, made.region
        self.before = problems(made.region)

    def follow(self, block: Any) -> None:
        if block.language == "console":
            self.type(block)
        elif block.language == "diff":
            self.replace(block)
        else:
            assert block.language in ("yaml", "markdown"), f"{block.line}: what is {block.language}?"
            self.save(block)

    # Files

    def save(self, block: Any) -> None:
        """Fields of an existing file, or a whole new one."""
        path, *more = block.words
        assert f"`{path}`:" in TEXT.splitlines()[block.line - 3], f"{block.line}: readers do not see which file it is"
        file = self.desk.region / path
        assert file.parent.is_dir() or file.parent.parent.is_dir(), path
        file.parent.mkdir(exist_ok=True)
        whole = block.language == "markdown" or not file.exists()
        file.write_text(block.text if whole else with_fields(file.read_text("utf-8"), block.text), "utf-8")
        if more == ["feil"]:
            return
        assert more == []
        self.hold(path, block.text if whole else "", block)

    def replace(self, block: Any) -> None:
        """Lines with a minus are deleted, those with a plus added, and those with neither are the lines between."""
        (path,) = block.words
        old, new = (
            "".join(line[1:] for line in block.text.splitlines(keepends=True) if line[0] in kept)
            for kept in ("- ", "+ ")
        )
        file = self.desk.region / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, path
        file.write_text(text.replace(old, new), "utf-8")
        self.hold(path, "", block)

    def hold(self, path: str, whole: str, block: Any) -> None:
        """`check` reports nothing new, and each line is as `format` writes it; a whole file is so from the start."""
        root = self.desk.region
        if not whole:
            assert format_files(root, [root / path], write=True).failed is None
        text = (root / path).read_text("utf-8")
        for line in block.text.splitlines():
            if block.language != "diff":
                assert line in text.splitlines(), f"{path} has another form of {line}"
        assert problems(root) - self.before == set(), path

    # Commands

    def type(self, block: Any) -> None:
        status = next((int(word.partition("=")[2]) for word in block.words if word.startswith("status=")), 0)
        found = []
        for command, shown in commands(block.text):
            if command in desk.INSTALLING:  # done by tests/editing/test_first_day.py
                continue
            if "pip install" in command:
                raise AssertionError(f"{command} is not what a region installs by")
            if "^C\n" in shown:
                self.watch(command, shown)
            else:
                found.append(self.run(command, shown))
        assert max(found, default=0) == status, block.text

    def run(self, command: str, shown: str) -> int:
        """The exit status of a command; its output must be what is shown, if anything is."""
        if command.startswith("git clone "):
            shutil.rmtree(self.desk.region)
            self.folder = self.desk.region.parent
        if command.startswith("cd "):
            self.folder = (self.folder / command.removeprefix("cd ")).resolve()
            assert self.folder.is_dir()
            return 0
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=dict(self.desk.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if shown or command.startswith("veiviser"):
            assert re.fullmatch(pattern(shown), done.stdout), f"{command}\n{done.stdout}"
        return done.returncode

    def watch(self, command: str, shown: str) -> None:
        """A command that runs until Ctrl-C."""
        began, ended = shown.split("^C\n")
        process = pexpect.spawn(
            "bash",
            ["-c", f"exec {command} --port 0"],
            cwd=str(self.folder),
            env=dict(self.desk.environment),
            encoding="utf-8",
            timeout=60,
            dimensions=(40, 200),
        )
        process.setecho(False)
        for line in began.splitlines():
            process.expect(pattern(line))
        process.sendintr()
        process.expect(pattern(ended.strip()))
        process.expect(pexpect.EOF)
        process.wait()
        assert process.exitstatus == 0


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with the lines below it."""
    for part in re.split(r"(?m)^\$ ", text)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def pattern(shown: str) -> str:
    """A pattern of what is shown, with any time, seconds and port, and any lines for “…” alone."""
    said = re.escape(shown).replace("…\\\n", r"(?:.*\n)*")
    said = re.sub(r"\d\d:\d\d:\d\d", r"\\d\\d:\\d\\d:\\d\\d", said)
    said = re.sub(r"\d\\\.\d\\ s\\ ", r"\\d+\\.\\d s ", said)
    return re.sub(r"127\\\.0\\\.0\\\.1:\d+", r"127\\.0\\.0\\.1:\\d+", said)


def problems(root: Path) -> set[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """The problems of a region by file, without lines, which move when others are added."""
    reading = read(root)
    found = (*reading.problems, *check_references(reading.value), *check(reading.value, TODAY))
    return {(problem.mark.path, problem.code, tuple(sorted(problem.values.items()))) for problem in found}


def with_fields(text: str, fields: str) -> str:
    """A file with these fields in place of those of the same name, or added below the others."""
    mark = "---\n" if text.startswith("---\n") else ""
    head, between, body = text.removeprefix(mark).partition("\n---\n") if mark else (text.rstrip("\n"), "\n", "")
    for field in re.findall(r"(?m)^\w+:.*(?:\n[ -].*)*", fields):
        name = field.partition(":")[0]
        head, found = re.subn(rf"(?m)^{name}:.*(?:\n[ -].*)*", lambda _: field, head)  # noqa: B023 - used at once
        head += "" if found else f"\n{field}"
    return mark + head + between + body


def test_the_dialogue_of_the_guide_writes_the_file_of_the_guide(tmp_path: Path) -> None:
    """The file has two more fields and a text: what the guide says to add."""
    made = desk.desk(tmp_path)
    terminal = desk.Terminal.shell(made)
    terminal.type("veiviser new offer\r")
    terminal.converse(desk.answers(TEXT))
    terminal.until("Slik går du videre")
    terminal.close()
    (block,) = (
        each for each in desk.blocks(TEXT) if "content/offers/fjordby/strikkekafe-paa-biblioteket.md" in each.words
    )
    head = block.text.partition("\n---\n")[0]
    asked = [line for line in head.splitlines() if not line.startswith("verified_")]
    assert (made.region / block.words[0]).read_text("utf-8").splitlines() == [*asked, "---"]


def test_every_picture_is_there_small_and_told_in_words() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(pictures/([^)]+)\)", TEXT)
    there = {path.name: path.stat().st_size for path in (REPO / "docs" / "pictures").glob("rediger-*.png")}
    assert {name for _, name in shown} == there.keys()
    assert {name: size for name, size in there.items() if size > LARGEST_PICTURE} == {}
    assert [said for said, _ in shown if len(said) < 60] == []


def test_links_of_the_guide_lead_somewhere() -> None:
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", re.sub(r"(?ms)^```.*?^```$|`[^`\n]+`", "", TEXT)):
        path, _, heading = target.partition("#")
        file = GUIDE.parent / path if path else GUIDE
        assert file.is_file(), target
        slugs = {
            re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in file.read_text("utf-8").splitlines()
            if line.startswith("#")
        }
        assert not heading or heading in slugs, target
