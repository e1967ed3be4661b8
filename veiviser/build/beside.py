"""Makes some files in a process of its own, while others are made."""

import ctypes
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, cast

T = TypeVar("T")

# From the kernel's linux/prctl.h.
_PR_SET_PDEATHSIG = 1


def dies_with_its_parent() -> None:
    """For a process that was started: it never outlives one that is killed. Does nothing but on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@contextmanager
def begun(make: Callable[[], Iterable[T]], *, alone: bool) -> Iterator[Callable[[], Iterable[T]]]:
    """Begins to make things at once, in a process of its own; the result gives them when they are done.

    With `alone`, and where a process cannot be forked, they are made when they are asked for. Exceptions are passed on.
    """
    if alone or "fork" not in multiprocessing.get_all_start_methods():
        yield make
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(make,)) as pool:
        made = pool.submit(_done)
        yield lambda: cast("list[T]", made.result())


_making: list[Callable[[], Iterable[object]]] = []  # only in the process that was begun, which makes one thing


def _begin(make: Callable[[], Iterable[object]]) -> None:
    dies_with_its_parent()
    _making.append(make)


def _done() -> list[object]:
    return list(_making[0]())
