"""Interrupts a program with Ctrl-C, again when nothing happens."""

from typing import TypeAlias

import pexpect

Terminal: TypeAlias = "pexpect.spawn[str]"


def break_off(process: Terminal) -> tuple[int | None, str]:
    """Presses Ctrl-C until the program ends, three times at most; the exit status and the output.

    A signal that arrives after Python has written a prompt and before it reads is not noticed until the next signal;
    on a busy machine this happens.
    """
    output = ""
    for _ in range(3):
        process.sendintr()
        ended = process.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=10) == 0
        output = process.before or ""
        if ended:
            process.close()
            return process.exitstatus, output
    raise AssertionError(f"Ctrl-C does not end it: {output}")
