"""Pagefind's files in one order: it writes filters and languages as its hash tables happen to hold them.

Pagefind 1.5 gives a language's filters, the values of a filter and the languages themselves in an order that changes
from run to run, and names files by their SHA-1, so that one moved value renames three files. Here they are sorted and
named anew; nothing else is touched. The file format is CBOR, of which Pagefind uses arrays, texts and whole numbers.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_FILTERS = 3  # the place of the filters in the list that a .pf_meta file holds


def canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same index with filters and languages sorted; keys are paths inside the search folder.

    Raises ValueError when a file is not what Pagefind 1.5 writes.
    """
    result = dict(files)
    entry = json.loads(result[ENTRY])
    for language, about in entry["languages"].items():
        about["hash"] = _sort_filters(result, language, about["hash"])
    if not entry["languages"]:
        entry["languages"]["unknown"] = _nothing_found(result, entry["version"])
    result[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return result


def _sort_filters(files: dict[str, bytes], language: str, name: str) -> str:
    """Sorts one language's filters in `files`; returns the new name of its .pf_meta file."""
    meta = _unpack(files[_meta_path(name)])
    if not meta[_FILTERS]:
        return name
    del files[_meta_path(name)]
    chunks = sorted(_unpack(files.pop(_filter_path(hashed))) for _, hashed in meta[_FILTERS])
    meta[_FILTERS] = []
    for filter_name, values in chunks:
        encoded = _encode([filter_name, sorted(values)])
        hashed = f"{language}_{hashlib.sha1(encoded, usedforsecurity=False).hexdigest()[:10]}"
        meta[_FILTERS].append([filter_name, hashed])
        files[_filter_path(hashed)] = _pack(encoded)
    return _add_meta(files, language, meta)


def _nothing_found(files: dict[str, bytes], version: str) -> dict[str, object]:
    """Adds an index of no pages; without any, Pagefind's script fails instead of finding nothing."""
    return {"hash": _add_meta(files, "unknown", [version, [], [], [], [], []]), "wasm": None, "page_count": 0}


def _add_meta(files: dict[str, bytes], language: str, meta: list[Any]) -> str:
    encoded = _encode(meta)
    name = f"{language}_{hashlib.sha1(encoded, usedforsecurity=False).hexdigest()[:10]}"
    files[_meta_path(name)] = _pack(encoded)
    return name


def _meta_path(name: str) -> str:
    return f"pagefind.{name}.pf_meta"


def _filter_path(name: str) -> str:
    return f"filter/{name}.pf_filter"


def _pack(encoded: bytes) -> bytes:
    """Gzip with a fixed header; Python's own module writes another one from version to version."""
    data = _SIGNATURE + encoded
    deflate = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    header = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    return header + deflate.compress(data) + deflate.flush() + struct.pack("<II", zlib.crc32(data), len(data))


def _unpack(packed: bytes) -> list[Any]:
    data = zlib.decompress(packed, wbits=zlib.MAX_WBITS + 16)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file of the search index lacks Pagefind's signature")
    value, end = _decode(data, len(_SIGNATURE))
    if end != len(data) or not isinstance(value, list):
        raise ValueError("a file of the search index holds something other than one list")
    return value


def _decode(data: bytes, start: int) -> tuple[Any, int]:
    """The value that begins at `start`, and where the next one begins."""
    kind, size = data[start] >> 5, data[start] & 31
    start += 1
    if size > 27 or kind not in (_NUMBER, _TEXT, _ARRAY):
        raise ValueError(f"a file of the search index holds CBOR that Pagefind 1.5 does not write, of kind {kind}")
    if size > 23:
        width = 1 << (size - 24)
        size = int.from_bytes(data[start : start + width])
        start += width
    if kind == _NUMBER:
        return size, start
    if kind == _TEXT:
        return data[start : start + size].decode(), start + size
    values = []
    for _ in range(size):
        value, start = _decode(data, start)
        values.append(value)
    return values, start


def _encode(value: Any) -> bytes:
    return b"".join(_encoded(value))


def _encoded(value: Any) -> Iterator[bytes]:
    if isinstance(value, int):
        yield _head(_NUMBER, value)
    elif isinstance(value, str):
        text = value.encode()
        yield _head(_TEXT, len(text)) + text
    else:
        yield _head(_ARRAY, len(value))
        for part in value:
            yield from _encoded(part)


def _head(kind: int, number: int) -> bytes:
    """Kind and number in as few bytes as they need, as Pagefind writes them."""
    if number < 24:
        return bytes([kind << 5 | number])
    code = 24 if number < 1 << 8 else 25 if number < 1 << 16 else 26 if number < 1 << 32 else 27
    return bytes([kind << 5 | code]) + number.to_bytes(1 << (code - 24))
