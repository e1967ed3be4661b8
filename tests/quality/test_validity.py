"""Every family of pages is valid HTML, in every language."""

from built import Site, file_of

from tools.quality.faults import grouped
from tools.quality.samples import Sample
from tools.quality.validity import invalid


def test_pages_are_valid(example: Site, pages: tuple[Sample, ...]) -> None:
    addresses = dict.fromkeys(address.partition("#")[0] for sample in pages for address in sample.addresses.values())
    assert grouped(invalid(example.out, [example.out / file_of(address) for address in addresses])) == ""
