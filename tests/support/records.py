"""Texts of record files, for content roots based on tests/broken/_base."""


def record(body: str = "", /, **fields: str) -> str:
    """A file with these fields as front matter, in order, and a body."""
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + f"---\n{body}"


def offer(body: str = "", /, **fields: str) -> str:
    """A valid offer; the given fields override or follow its own."""
    given = {
        "title": "Tur", "summary": "Vi går.", "status": "active", "organisations": "fjordby-kommune",
        "coverage": "fjordby", "audiences": "partner", "needs": "samtale", "formats": "gruppe",
    }  # fmt: skip
    return record(body, **{**given, **fields})


def event(**fields: str) -> str:
    """A valid event of the base's offer."""
    return record(**{"title": "Tur", "starts": "2026-12-01T18:00", "offer": "kafe", **fields})
