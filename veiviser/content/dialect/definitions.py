"""Definitions of links, `[label]: address`: one that nothing uses would vanish, and is shown as it is written."""

from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


class Definitions(dict[str, dict[str, Any]]):
    """Those of one text by label, and which of them a link or an image has asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        self.asked.add(label)
        return super().get(label, default)


def show_unused_definitions(state: StateCore) -> None:
    """Takes out the definitions in use, and makes text of the others."""
    if any(token.type == "definition" for token in state.tokens):
        again = {tuple(each["map"]) for each in state.env.get("duplicate_refs", ())}
        state.tokens[:] = [shown for token in state.tokens for shown in _shown(token, state, again)]


def _shown(token: Token, state: StateCore, again: set[tuple[int, ...]]) -> tuple[Token, ...]:
    if token.type != "definition":
        return (token,)
    lines = token.map or [0, 0]
    if token.meta["id"] in state.env["references"].asked and tuple(lines) not in again:
        return ()
    state.env.setdefault("unused", []).append(lines[0])
    written = "\n".join(line.strip().lstrip("> \t") for line in state.src.split("\n")[lines[0] : lines[1]])
    text = Token("text", "", 0, content=written)
    return (
        Token("paragraph_open", "p", 1, map=lines, block=True, level=token.level),
        Token("inline", "", 0, map=lines, block=True, level=token.level + 1, content=written, children=[text]),
        Token("paragraph_close", "p", -1, block=True, level=token.level),
    )
