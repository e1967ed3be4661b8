"""A small region to which tests add records, and the files of its feeds."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.records import record
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.directory.model import NO_MEMORY, Directory, Memory
from veiviser.feeds import feeds
from veiviser.problems.problem import format_problems
from veiviser.render.xml import xml_files
from veiviser.web.site import localized_sites

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fjordregionen"
# A folder without templates of its own, so that the program's are used.
NO_TEMPLATES = Path("nowhere")
BASE_URL = "https://veiviser.example/region/"

SITE = """\
title: {nb: Veiviseren, en: The Guide}
base_url: https://veiviser.example/region/
languages: [nb, nn, en]
publisher: kommunen
"""
FILES = {
    "site.yaml": SITE,
    "municipalities.yaml": (
        "- {id: ytre, number: 9901, name: Ytre, county: fylket, neighbours: [indre]}\n"
        "- {id: indre, number: 9902, name: Indre, county: fylket}\n"
    ),
    "areas.yaml": "- {id: fylket, name: Fylket, kind: county}\n",
    "crisis.yaml": "[]\n",
    "vocabulary/needs.yaml": (
        "- {id: prat, name: {nb: Noen å snakke med, en: Someone to talk to}}\n- {id: ro, name: Ro}\n"
    ),
    "vocabulary/audiences.yaml": "- {id: barn, name: Barn, children: true}\n- {id: partner, name: Partner}\n",
    "vocabulary/formats.yaml": "- {id: gruppe, name: {nb: Gruppe, en: Group}}\n",
    "organisations/kommunen.yaml": "name: Kommunen\nkind: municipality\nphone: 22 22 22 22\n",
    "places/huset.yaml": "name: Huset\nmunicipality: ytre\naddress: Veien 1\npostcode: 0301\ncity: Ytre\n",
    "places/tilfluktet.yaml": "name: Tilfluktet\nmunicipality: ytre\npostcode: 0302\ncity: Stedet\nsecret: true\n",
}

Region = Callable[[Mapping[str, str]], Directory]


def offer(title: str = "Gruppa", **fields: str) -> str:
    """The file of an offer; given fields override the required ones."""
    given = {
        "title": title,
        "summary": "Møt andre.",
        "status": "active",
        "organisations": "kommunen",
        "coverage": "ytre",
        "audiences": "partner",
        "needs": "prat",
        "formats": "gruppe",
        **fields,
    }
    return record(**given)


def event(title: str = "Møtet", **fields: str) -> str:
    return record(**{"title": title, "organisations": "kommunen", "coverage": "ytre", **fields})


def loaded(root: Path, today: dt.date = TODAY) -> Directory:
    checked = load(Options(root=root, today=today))
    assert checked.value is not None, format_problems(checked.problems, "text", str)
    return checked.value


def written(directory: Directory, base_url: str = BASE_URL, memory: Memory = NO_MEMORY) -> dict[str, bytes]:
    """Every feed by its path; no path may occur twice."""
    artifacts = list(xml_files(feeds(localized_sites(directory, base_url, memory)), NO_TEMPLATES))
    found = {artifact.path: artifact.data for artifact in artifacts}
    assert len(found) == len(artifacts)
    return found
