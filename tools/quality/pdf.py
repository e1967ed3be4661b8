"""Checks the PDF lists and posters: marked as PDF/UA-1, tables tagged, and the same bytes each time."""

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import StreamObject

from tools.quality.faults import Fault
from veiviser.directory.model import Directory
from veiviser.pages.print import poster_view, print_view
from veiviser.render.pdf import Pdf, PdfError, Setting, list_pdf, poster_pdf
from veiviser.web.site import localized_sites


def pdfs(directory: Directory, root: Path) -> tuple[int, int, tuple[Fault, ...]]:
    """The number of files, the number of tagged tables, and the faults. Each file is made twice."""
    files, tables, faults = 0, 0, []
    for name, make in _sheets(directory, root):
        files += 1
        try:
            first, second = make().data, make().data
        except PdfError as error:
            faults.append(Fault("PDF/UA-1", name, error.message))
            continue
        reader = PdfReader(BytesIO(first))
        found = _tags(reader).count("/Table")
        tables += found
        if b"pdfuaid:part" not in cast("StreamObject", reader.root_object["/Metadata"]).get_data():
            faults.append(Fault("PDF/UA-1", name, "does not say that it is one"))
        if found == 0 and name.startswith("list"):
            faults.append(Fault("PDF tables", name, "has none"))
        if first != second:
            faults.append(Fault("PDF bytes", name, "are others the second time"))
    return files, tables, tuple(faults)


def _sheets(directory: Directory, root: Path) -> Iterator[tuple[str, Callable[[], Pdf]]]:
    """Yields the name and a maker of the list and the poster of each municipality, in each language of the site."""
    for site in localized_sites(directory, directory.site.base_url):
        setting = Setting.of(site, root)
        for municipality in directory.municipalities:
            of = f"of {municipality.id} ({site.language})"
            yield f"list {of}", partial(list_pdf, print_view(site, municipality), setting)
            yield f"poster {of}", partial(poster_pdf, poster_view(site, municipality), setting)


def _tags(reader: PdfReader) -> list[str]:
    """The tags of all elements in a file's structure tree."""
    found: list[str] = []
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found += [node["/S"]] if "/S" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found
