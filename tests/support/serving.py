"""Runs `veiviser serve` in a separate process."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.day import TODAY
from tools.program import PROGRAM

_REBUILT = re.compile(r"^\d\d:\d\d:\d\d  (\d+\.\d) s  ")


@dataclass
class Serving:
    """A running server: its address (ending in `/`), and its output so far (stdout and stderr)."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    address: str = ""

    @property
    def rebuilds(self) -> int:
        return sum(bool(_REBUILT.match(line)) for line in self.lines)

    def said(self, text: str) -> bool:
        return any(text in line for line in self.lines)

    def stop(self, number: int = signal.SIGINT) -> tuple[int, float]:
        """Sends a signal; the exit status, and the seconds that the server took to end."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(10), time.monotonic() - began

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))


def until(true: Callable[[], object], seconds: float = 30) -> None:
    """Waits until a condition is true; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


@contextmanager
def serving(
    root: Path,
    *options: str | int | Path,
    cwd: Path | None = None,
    built: bool = True,
    program: tuple[str, ...] = PROGRAM,
) -> Iterator[Serving]:
    """Starts a server for a root, at a free port unless `options` has one, and waits until it is ready.

    With `built` it also waits for the first build.
    """
    command = [*program, "serve", "--root", root, "--today", TODAY.isoformat()]
    port = () if "--port" in options else ("--port", "0")
    process = subprocess.Popen(
        [str(part) for part in (*command, *port, *options)],
        cwd=cwd or root.parent,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Serving(process)
    reader = threading.Thread(target=served._read, daemon=True)
    reader.start()
    try:
        address = re.compile(r"http://127\.0\.0\.1:\d+/")
        until(lambda: any(address.search(line) for line in served.lines) or process.poll() is not None)
        found = [match[0] for line in served.lines if (match := address.search(line))]
        assert found, served.lines
        served.address = found[0]
        if built:
            until(lambda: served.rebuilds)
        yield served
    finally:
        process.kill()
        process.wait()
        reader.join(5)
        assert process.stdout is not None
        process.stdout.close()
