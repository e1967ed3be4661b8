"""Citations: `https://example.org/plan, 12. september 2017` is a link with a date after it."""

import re
from dataclasses import dataclass

from veiviser.content import days, urls

_LONGEST = 1000
_ADDRESS = re.compile(r"(?:https?:/|\bwww\.)[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, split at its first address. `link` is that address with its protocol, None without one.

    `fault` says why the address leads nowhere, as a message id; `link` is None then.
    """

    before: str
    address: str
    after: str
    link: str | None = None
    fault: str | None = None


def read(text: str) -> Citation:
    found = _ADDRESS.search(text[:_LONGEST])
    if found is None:
        return Citation(text, "", "")
    address = _without_end(found[0])
    before, after = text[: found.start()], text[found.start() + len(address) :]
    link = f"https://{address}" if address.lower().startswith("www.") else address
    fault = urls.fault(link)
    return Citation(before, address, after, None if fault else link, fault)


def _without_end(address: str) -> str:
    """An address in a sentence, without punctuation or an unopened bracket at its end, or a date after a comma."""
    for comma in re.finditer("[,;]", address):
        following = address[comma.end() :]
        if days.written(following) or re.fullmatch(r"[0-9]{1,2}\.", following):
            address = address[: comma.start()]
            break
    while address and (address[-1] in ".,;:!?»”" or (address[-1] == ")" and "(" not in address)):
        address = address[:-1]
    return address
