"""Plain text that any format can hold."""

import re

_UNFIT = re.compile("[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without what XML 1.0 (section 2.2) or iCalendar (RFC 5545, section 3.1) cannot hold; lines end in LF."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
