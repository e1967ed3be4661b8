"""Unchanged files are not read again, and the result is the same as without a cache."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.content.test_reading import ANY_FILE
from tests.support.built import TINY
from tests.support.files import copied_region
from tools.reference import BROKEN
from veiviser.content.read import ReadingCache, read

OFFER = "content/offers/fjordby/kafe.md"


def test_faults_that_come_and_go_are_all_told(make_root: Callable[..., Path]) -> None:
    cache = ReadingCache()
    for fixture in sorted(folder.name for folder in BROKEN.iterdir()):
        for name in ("_base", fixture):
            root = make_root(None if name == "_base" else name)
            assert read(root, cache=cache) == read(root), name
            shutil.rmtree(root)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(ANY_FILE, min_size=2, max_size=6))
@example(edits=[("site.yaml", "languages: [nb]\n"), ("crisis.yaml", "- name: a\n"), ("site.yaml", "languages: [nn]\n")])
@example(edits=[("offers/a.nn.md", "---\n---\n"), ("offers/a.md", "---\n---\n"), ("site.yaml", "languages: [nn]\n")])
def test_after_any_edit_what_is_read_is_that_of_a_first_look(edits: Sequence[tuple[str, str]], tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "content", ignore_errors=True)
    cache = ReadingCache()
    for path, text in edits:
        place = tmp_path / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8", "surrogatepass"))
        assert read(tmp_path, cache=cache) == read(tmp_path)


def test_what_is_unchanged_is_taken_from_the_cache_and_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    root = copied_region(TINY, tmp_path / "root")
    cache = ReadingCache()
    first = {record.source.path: record for record in read(root, cache=cache).value.offers}
    (root / OFFER).write_text((root / OFFER).read_text("utf-8") + "\nMer.\n", "utf-8")
    second = {record.source.path: record for record in read(root, cache=cache).value.offers}
    assert {path for path, record in second.items() if record is not first[path]} == {OFFER}
    (root / OFFER).unlink()
    read(root, cache=cache)
    assert OFFER not in cache.files
