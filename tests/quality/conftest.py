"""Fixtures of the quality tests: sample pages, and the site of a region with 200 offers."""

from functools import cache
from pathlib import Path

import pytest

from tests.support.built import Site, built_once
from tools.made_region import write
from tools.quality.documents import Document, documents
from tools.quality.samples import Sample, samples

OFFERS = 200


@cache
def _samples(site: Site) -> tuple[Sample, ...]:
    return samples(site.directory)


@cache
def _documents(site: Site) -> tuple[Document, ...]:
    return documents(site.out)


@pytest.fixture
def pages(example: Site) -> tuple[Sample, ...]:
    """Sample pages of each family of the example region."""
    return _samples(example)


@pytest.fixture
def every_page(example: Site) -> tuple[Document, ...]:
    """Every page of the example region, parsed without a browser."""
    return _documents(example)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a made-up region with 200 offers."""

    def made() -> Path:
        root = tmp_path_factory.mktemp("large")
        write(root, OFFERS)
        return root

    return built_once(made, "large", tmp_path_factory)
