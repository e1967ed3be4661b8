"""Ctrl-C as people press it: again, when nothing happens."""

from typing import TypeAlias

import pexpect

Terminal: TypeAlias = "pexpect.spawn[str]"


def break_off(process: Terminal) -> tuple[int | None, str]:
    """Presses Ctrl-C until the program ends, three times at most; the exit status, and what it said until then.

    A signal that comes after Python has written a question and before it reads is not seen until the next one; on a
    busy machine it does come there.
    """
    said = ""
    for _ in range(3):
        process.sendintr()
        ended = process.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=10) == 0
        said = process.before or ""
        if ended:
            process.close()
            return process.exitstatus, said
    raise AssertionError(f"Ctrl-C does not end it: {said}")
