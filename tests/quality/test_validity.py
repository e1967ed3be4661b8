"""Pages of every family are valid HTML, each in one of the languages; `make quality` checks all languages."""

from itertools import cycle

from tests.quality.faultless import faultless
from tests.support.built import Site, file_of
from tools.quality.samples import Sample
from tools.quality.validity import invalid


def test_pages_are_valid(example: Site, pages: tuple[Sample, ...]) -> None:
    turns = cycle(example.directory.languages)
    addresses = [sample.addresses.get(next(turns)) or sample.addresses["nb"] for sample in pages]
    files = dict.fromkeys(file_of(address.partition("#")[0]) for address in addresses)
    faultless(invalid(example.out, [example.out / file for file in files]))
