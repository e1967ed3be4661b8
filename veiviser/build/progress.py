"""How the stages of a build report how far they have come, to whoever shows it."""

from collections.abc import Callable

# Called when a stage begins (with 0) and as it goes on: the stage, a message id, and how much of it is done.
Report = Callable[[str, int], None]


def silent(_stage: str, _count: int) -> None:
    """The report that shows nothing."""
