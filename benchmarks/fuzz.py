"""Fuzzes the reader of content: each generated file is accepted, or refused at a path and line that exist.

Run from the repository's root: `python -m benchmarks.fuzz [--inputs 10000] [--seed 1]`.

There are three kinds of files, in turn: random YAML structures, Markdown from pieces of Markdown and HTML, and files of
the example region with some bytes changed. Each is placed in a small root, which is read and checked as a whole.
Running text is rendered to HTML too, unless it was refused as too much.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tools.day import TODAY
from tools.reference import lay_out
from veiviser.build.loading import Options, load
from veiviser.content.html import plain_text, to_html
from veiviser.content.models import KINDS
from veiviser.problems.problem import FORMATS, format_problems

REPO = Path(__file__).resolve().parent.parent
EXAMPLE = REPO / "examples" / "fjordregionen" / "content"
YAML = (
    "title", "name", "id", "summary", "coverage", "moved", "starts", ":", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}",
    ",", "&a ", "*a", "!!str ", "!x", "|", ">", "|+\n ", "'", '"', "#", " # x", "? ", "---", "\n---\n", "...", "%", "@",
    "`", "~", "null", "true", "2026-11-21", "2026-11-21T18:00", "0301", "1e400", "\\u0000", '"\\ud800"', "\t", "æ",
    "\ufeff", "\u2028", "\u202e", "\x00", "\x1b", "\r\n", "\r", "😀", "<<", "=", "fjordby", "nb", "x" * 300,
)  # fmt: skip
MARKDOWN = (
    "#", "# a", "\n", "\n\n", "    ", "- ", "* ", "1. ", "> ", "*", "**", "_", "__", "`", "```", "~~~", "[", "]",
    "](", ")", "![", "(/tilbud/x/)", "(https://example.org)", "<", ">", "</", "<a href=", "<b>", "</div>", "<!--",
    "-->", "<?", "<![CDATA[", "&#xf8ff;1&#xf8ff;", "\uf8ff0\uf8ff", "&amp;", "&#0;", "&#x110000;", "|", "|-|-|",
    "\n|a|b|\n|-|-|\n", "[a]: ", "[a]", "javascript:", "\\", "===", "---", "***", "\u0002", "\u0003", "klzzwxh:0",
    "wzxhzdk:1", "{#a}", "ord", "æøå", "😀", "\u202e", "http://[", "//", "mailto:", "\t", '"', "'", "=",
)  # fmt: skip


def inputs(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yields paths and file contents."""
    chance = random.Random(seed)
    known = sorted(path for path in EXAMPLE.rglob("*") if path.is_file())
    for number in range(count):
        if number % 3 == 0:
            yield _path(chance, number), _joined(chance, YAML).encode("utf-8", "surrogatepass")
        elif number % 3 == 1:
            text = f"---\ntitle: x\n---\n\n{_joined(chance, MARKDOWN)}\n"
            yield f"content/pages/f{number}.md", text.encode()
        else:
            path = chance.choice(known)
            yield f"content/{path.relative_to(EXAMPLE).as_posix()}", _changed(chance, path.read_bytes())


def _path(chance: random.Random, number: int) -> str:
    kind = KINDS[chance.choice(list(KINDS))]
    return f"{kind.path}f{number}.{kind.shape}" if kind.shape in ("yaml", "md") else kind.path


def _joined(chance: random.Random, pieces: tuple[str, ...]) -> str:
    return "".join(chance.choice(pieces) * chance.choice((1, 1, 1, 1, 2, 30)) for _ in range(chance.randrange(60)))


def _changed(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed[at : at + chance.randrange(20)] = b""
            case 1:
                changed[at:at] = chance.choice((*YAML, *MARKDOWN)).encode()
            case 2:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                changed[at:at] = changed[at : at + chance.randrange(200)]
    return bytes(changed)


def faults_of(root: Path, path: str, data: bytes, counts: Counter[str]) -> Iterator[str]:
    """Yields the program's faults with a file: a traceback, or a problem at a place that does not exist.

    `counts` is updated with the codes of problems, and with `refused` or `taken`.
    """
    target = root / path
    before = target.read_bytes() if target.is_file() else None
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    try:
        problems = load(Options(root=root, today=TODAY)).problems
        for form in FORMATS:
            format_problems(problems, form, str).encode()
        if b"\n---\n" in data:
            body = data.decode("utf-8", "replace").split("\n---\n", 1)[1]
            if not any(problem.code == "too-much" for problem in problems):
                to_html(body)
                plain_text(body)
    except Exception:  # noqa: BLE001  # any exception is a finding
        yield f"{path}: {traceback.format_exc()}\n{data!r}"
        return
    finally:
        target.unlink() if before is None else target.write_bytes(before)
    own = [problem for problem in problems if problem.mark.path == path]
    counts.update(problem.code for problem in own)
    counts["refused" if any(problem.severity == "error" for problem in own) else "taken"] += 1
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for problem in problems:
        there = problem.mark.path == path or (root / problem.mark.path).exists() or problem.code == "missing-file"
        if not there or not 1 <= problem.mark.line <= (lines if problem.mark.path == path else 10**6):
            yield f"{path}: {problem}\n{data!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    counts: Counter[str] = Counter()
    faults: list[str] = []
    began, slowest = time.monotonic(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        lay_out(None, root)
        for number, (path, data) in enumerate(inputs(chosen.seed, chosen.inputs), 1):
            start = time.process_time()
            found = list(faults_of(root, path, data, counts))
            slowest = max(slowest, time.process_time() - start)
            faults += found
            print(*found, sep="\n", end="\n" if found else "")
            if number % 1000 == 0:
                print(f"{number:,} inputs, {len(faults)} faults", flush=True)
    codes = sum(code not in ("refused", "taken") for code in counts)
    print(f"{chosen.inputs:,} inputs: {counts['taken']:,} taken, {counts['refused']:,} refused under {codes} codes")
    seconds = time.monotonic() - began
    print(
        f"{len(faults)} faults; slowest {slowest:.2f} s of processor time; {seconds / 60:.1f} min, seed {chosen.seed}"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
