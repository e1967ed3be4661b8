"""Running texts are converted once, and what the cache has of them is right, or not used."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.built import TINY
from tests.support.files import copied_region
from tests.support.repository import commit, git
from tools.day import TODAY
from veiviser.build import texts
from veiviser.build.cache_folder import FOLDER, program_digest
from veiviser.build.loading import Options
from veiviser.build.parts import Parts
from veiviser.build.pipeline import build

OFFER = "content/offers/fjordby/kafe.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied_region(TINY, tmp_path / "root")


def built(root: Path, monkeypatch: pytest.MonkeyPatch, *, cache: bool = True) -> list[str]:
    """Builds the site; the texts that were converted before its pages were made."""
    converted = []

    def convert(text: str) -> str:
        converted.append(text)
        return f"<p>{len(text)} tegn</p>"

    with monkeypatch.context() as patch:
        patch.setattr(texts, "convert", convert)
        assert build(Options(root=root, today=TODAY, jobs=1, cache=cache)).value is not None
    return converted


def add(root: Path, line: str) -> None:
    (root / OFFER).write_text((root / OFFER).read_text("utf-8") + f"\n{line}\n", "utf-8")


def kept(root: Path) -> Mapping[str, str]:
    return {
        digest: html
        for body in Parts(root, "texts", program_digest()).whole()
        for digest, html in json.loads(bytes(body)).items()
    }


def shown(root: Path) -> str:
    return (root / "site/tilbud/kafe/index.html").read_text("utf-8")


def test_a_text_is_converted_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(root, monkeypatch)
    assert len(first) == len(set(first)) > 3
    assert "tegn</p>" in shown(root)
    assert built(root, monkeypatch) == []
    add(root, "Mer.")
    [new] = built(root, monkeypatch)
    assert new.endswith("Mer.\n")


def test_only_texts_that_are_there_are_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(set(built(root, monkeypatch)))
    assert len(kept(root)) == count
    for number in range(3):
        add(root, f"Mer {number}.")
        built(root, monkeypatch)
    assert len(kept(root)) == count


def test_nothing_is_kept_or_used_without_the_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(root, monkeypatch, cache=False)
    assert not (root / FOLDER).exists()
    built(root, monkeypatch)
    assert built(root, monkeypatch, cache=False) == first


@pytest.mark.parametrize("data", [b"", b"x", b"x" * 500])
def test_a_part_that_is_damaged_is_made_again(root: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    first = built(root, monkeypatch)
    for part in (root / FOLDER).glob("texts-*"):
        part.write_bytes(data)
    assert built(root, monkeypatch) == first


@pytest.mark.parametrize("data", [b"[]", b"{", b"1", b'{"a": 1}', b'"\xff"'])
def test_a_part_of_another_shape_is_made_again(root: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    first = built(root, monkeypatch)
    parts = Parts(root, "texts", program_digest())
    parts.keep({}, kept(root), lambda _rows: data)
    assert built(root, monkeypatch) == first


def test_another_program_keeps_its_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(root, monkeypatch)
    monkeypatch.setattr(texts, "program_digest", lambda: b"another")
    assert built(root, monkeypatch) == first


def test_a_cache_that_came_with_the_content_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody could publish something else there than what was read and checked."""
    commit(root, "2026-10-01")
    built(root, monkeypatch)
    forged = dict.fromkeys(kept(root), "<p>Ring 820 00 000</p>")
    Parts(root, "texts", program_digest()).keep(forged, forged, lambda rows: json.dumps(dict(rows)).encode())
    shutil.rmtree(root / "site")
    built(root, monkeypatch)
    assert "820 00 000" in shown(root)  # it would be, if git did not know the files
    git(root, "add", "--force", FOLDER)
    shutil.rmtree(root / "site")
    built(root, monkeypatch)
    assert "820 00 000" not in shown(root)
