"""Addresses without brackets in running text, which become links as they do on the code hosts."""

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# `www.` needs another dot behind it, an address a host with a dot in it or none that begins with a sign.
_BARE = re.compile(
    r"(?<![\w@/.+-])(?:(?P<web>https?://[^\s<>|\"“”«»]+|www\.[^\s<>|\"“”«»]+\.[^\s<>|\"“”«»]+)"
    r"|(?P<mail>(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+))",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"https?://|www\.|@", re.IGNORECASE)
_TRAILING = "?!.,:;*_~'\"’)]}…–—"
_LINK_OF_HTML = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


def link_bare_addresses(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children and _LIKELY.search(block.content):
            block.children = list(_linked(block.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        elif token.type == "html_inline" and (tag := _LINK_OF_HTML.match(token.content)):
            depth += -1 if tag[1] else 1
        if token.type == "text" and depth <= 0:
            yield from _split(token)
        else:
            yield token


def _split(token: Token) -> Iterator[Token]:
    text, done = token.content, 0
    for match in _BARE.finditer(text):
        shown = _without_trailing(match[0])
        if match["web"] and not re.search(r"[\w\]]", re.sub(r"^(?:https?://|www\.)", "", shown, flags=re.IGNORECASE)):
            continue
        if match.start() > done:
            yield Token("text", "", 0, content=text[done : match.start()], level=token.level)
        done = match.start() + len(shown)
        yield Token("link_open", "a", 1, attrs={"href": _address(match, shown)}, markup="bare", level=token.level)
        yield Token("text", "", 0, content=shown, level=token.level + 1)
        yield Token("link_close", "a", -1, markup="bare", level=token.level)
    if done < len(text) or not text:
        yield Token("text", "", 0, content=text[done:], level=token.level)


def _address(match: re.Match[str], shown: str) -> str:
    if match["mail"]:
        return shown if shown.lower().startswith("mailto:") else f"mailto:{shown}"
    return shown if re.match("https?:", shown, re.IGNORECASE) else f"https://{shown}"


def _without_trailing(address: str) -> str:
    """Without the sentence's own signs; a bracket stays that closes one within the address."""
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address
