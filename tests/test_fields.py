"""Every field that editors can fill in is used: code outside content/ reads it by its name."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.support.sources import nodes
from veiviser.content.models import KINDS, Fields, Move

REPO = Path(__file__).parents[1]
# The rooms that make something of the content. In editing/ and cli/, fields are asked for and written, not used.
ROOMS = ("checks", "directory", "web", "pages", "feeds", "search", "render", "serve")
# Fields that are not read there, and why.
IDLE = {
    "Site.contract": "its own type refuses every other contract",
    "Site.cms": "reserved by the contract",
    "Site.neighbour_directories": "reserved by the contract",
    "Need.focus_area": "the directory has it in its terms; no page shows it yet",
    **dict.fromkeys(
        ("Offer.written_in", "Event.written_in", "Page.written_in"), "content.read.written_in reads it for all"
    ),
}
MODELS = sorted(
    {kind.model for kind in KINDS.values()} | {k.translation for k in KINDS.values() if k.translation} | {Move},
    key=lambda model: model.__name__,
)


@cache
def names_read() -> frozenset[str]:
    """Every attribute that is read, and every name in a string, as in tables of fields."""
    found: set[str] = set()
    for path in (path for room in ROOMS for path in (REPO / "veiviser" / room).rglob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    for path in (REPO / "templates").rglob("*.html"):
        found.update(re.findall(r"\.(\w+)", path.read_text("utf-8")))
    return frozenset(found)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_field_is_idle(model: type[Fields]) -> None:
    idle = {f"{model.__name__}.{name}" for name in model.model_fields if name not in names_read()}
    assert idle == {name for name in IDLE if name.startswith(f"{model.__name__}.")}


def test_every_exception_is_a_field() -> None:
    assert set(IDLE) <= {f"{model.__name__}.{name}" for model in MODELS for name in model.model_fields}
