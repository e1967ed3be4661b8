"""What was read from each file last time, kept beside the root, so that only files that have changed are read again.

The readings stand in a fixed number of files, so that one edit writes only a small part of them again. They are pickled,
since nothing else restores thousands of records as fast. A pickle can name any function of the program; these may name
only the types that a reading consists of, so that a cache that somebody else has put there can do nothing. What it says of
a file is believed only while the file is as it was on this disk, which nobody can foresee.
"""

import pickle
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from zlib import crc32

from veiviser.build.cache_folder import FOLDER, prepare_cache, program_digest
from veiviser.build.files import FileError, replace
from veiviser.content import schema
from veiviser.content.models import KINDS
from veiviser.content.parse import LooseDate, Moment, OpeningHours
from veiviser.content.read import KeptReading, ReadingCache
from veiviser.content.read_file import Reading
from veiviser.content.records import Record
from veiviser.content.source import Source
from veiviser.problems.problem import Checked, Mark, Problem

_PARTS = 32
_SUM = 16


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The readings of a root's files, as its cache has them. `program` is the digest of the program that made them."""

    folder: Path
    program: bytes
    readings: ReadingCache

    def keep(self) -> None:
        """Writes the parts in which a reading has changed, of files that leave a trace when they change again. A cache
        that cannot be written is no fault.
        """
        changed = {_part(path) for path in self.readings.changed}
        if not changed:
            return
        parts: dict[int, dict[str, KeptReading]] = {number: {} for number in changed}
        for path, kept in self.readings.files.items():
            if kept.state and (number := _part(path)) in changed:
                parts[number][path] = kept
        with suppress(OSError, FileError):
            prepare_cache(self.folder)
            for number, part in parts.items():
                body = pickle.dumps(part, protocol=5)
                replace(_file(self.folder, number), _sum(body, self.program) + body)


def kept_readings(root: Path) -> KeptReadings:
    """The readings that the cache of a root has."""
    folder, program, readings = root / FOLDER, program_digest(), ReadingCache()
    for number in range(_PARTS):
        readings.files.update(_restored(_file(folder, number), program))
    return KeptReadings(folder, program, readings)


def _restored(file: Path, program: bytes) -> Mapping[str, KeptReading]:
    """A part of the readings; nothing if it is missing or damaged, or was written by another program."""
    try:
        data = memoryview(file.read_bytes())
        part = _Unpickler(BytesIO(data[_SUM:])).load() if data[:_SUM] == _sum(data[_SUM:], program) else None
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, there is another way to get what it has
        return {}
    return part if isinstance(part, dict) else {}


def _sum(body: bytes | memoryview, program: bytes) -> bytes:
    return blake2b(body, digest_size=_SUM, key=program).digest()


def _file(folder: Path, number: int) -> Path:
    return folder / f"readings-{number:02}.bin"


def _part(path: str) -> int:
    return crc32(path.encode(errors="surrogateescape")) % _PARTS


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
