"""Progress of a build: the function to which its stages report."""

from collections.abc import Callable

# Called with a stage (a message id) and how much of it is done: 0 when the stage begins, and then as it goes on.
Report = Callable[[str, int], None]


def silent(_stage: str, _count: int) -> None:
    """A report function that shows nothing."""
