"""What was read from each file last time, kept beside the root, so that only files that have changed are read again.

They are pickled, since nothing else restores thousands of records as fast. A pickle can name any function of the program;
these may name only the types that a reading consists of, so that a cache that somebody else has put there can do nothing.
What it says of a file is believed only while the file is as it was on this disk, which nobody can foresee.
"""

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from io import BytesIO
from pathlib import Path

from veiviser.build.cache_folder import program_digest
from veiviser.build.parts import Parts
from veiviser.content import schema
from veiviser.content.models import KINDS
from veiviser.content.parse import LooseDate, Moment, OpeningHours
from veiviser.content.read import KeptReading, ReadingCache
from veiviser.content.read_file import Reading
from veiviser.content.records import Record
from veiviser.content.source import Source
from veiviser.problems.problem import Checked, Mark, Problem


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The readings of a root's files, as its cache has them."""

    parts: Parts
    readings: ReadingCache

    def keep(self) -> None:
        """Writes the parts in which a reading has changed, of files that leave a trace when they change again."""
        traced = {path: kept for path, kept in self.readings.files.items() if kept.state}
        self.parts.keep(traced, self.readings.changed, partial(pickle.dumps, protocol=5))


def kept_readings(root: Path) -> KeptReadings:
    """The readings that the cache of a root has."""
    parts, readings = Parts(root, "readings", program_digest()), ReadingCache()
    for body in parts.whole():
        readings.files.update(_restored(body))
    return KeptReadings(parts, readings)


def _restored(body: memoryview) -> Mapping[str, KeptReading]:
    """A part of the readings; nothing if it holds anything else."""
    try:
        part = _Unpickler(BytesIO(body)).load()
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, there is another way to get what it has
        return {}
    return part if isinstance(part, dict) else {}


def _names(types: Iterable[type]) -> Mapping[tuple[str, str], type]:
    return {(each.__module__, each.__qualname__): each for each in types}


_MODELS = {*schema.models(), *(kind.draft for kind in KINDS.values())}
_PARTS_OF_READINGS = (
    Checked, KeptReading, LooseDate, Mark, Moment, OpeningHours, Problem, Reading, Record, Source, date, time,
)  # fmt: skip


class _Unpickler(pickle.Unpickler):
    """Restores readings, and nothing else.

    As in https://docs.python.org/3/library/pickle.html#restricting-globals.
    """

    _TYPES = _names((*_MODELS, *_PARTS_OF_READINGS))

    def find_class(self, module: str, name: str) -> type:
        """The type of this name. Raises UnpicklingError for anything that is no part of a reading."""
        try:
            return self._TYPES[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading") from None
