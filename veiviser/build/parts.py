"""A table in the cache, by key, in a fixed number of files: a small change writes only a small part of it again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from veiviser.build.cache_folder import FOLDER, prepare_cache
from veiviser.build.files import FileError, replace

T = TypeVar("T")
_PARTS = 32
_SUM = 16


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of the table `name`. `program` is the digest of the program that wrote them; others see none of it."""

    root: Path
    name: str
    program: bytes

    def whole(self) -> Iterator[memoryview]:
        """The body of each part; without those that are missing or damaged, or were written by another program."""
        for number in range(_PARTS):
            with suppress(OSError):
                data = memoryview(self._file(number).read_bytes())
                if data[:_SUM] == self._sum(data[_SUM:]):
                    yield data[_SUM:]

    def keep(self, table: Mapping[str, T], changed: Iterable[str], body: Callable[[Mapping[str, T]], bytes]) -> None:
        """Writes the parts with a key that has `changed` (or is gone), each as `body` makes it of its rows. A cache that
        cannot be written is no fault.
        """
        parts: dict[int, dict[str, T]] = {_part(key): {} for key in changed}
        if not parts:
            return
        for key, value in table.items():
            if (number := _part(key)) in parts:
                parts[number][key] = value
        with suppress(OSError, FileError):
            prepare_cache(self.root / FOLDER)
            for number, rows in parts.items():
                made = body(rows)
                replace(self._file(number), self._sum(made) + made)

    def _file(self, number: int) -> Path:
        return self.root / FOLDER / f"{self.name}-{number:02}.bin"

    def _sum(self, body: bytes | memoryview) -> bytes:
        return blake2b(body, digest_size=_SUM, key=self.program).digest()


def _part(key: str) -> int:
    return crc32(key.encode(errors="surrogateescape")) % _PARTS
