"""Files of records, for content roots that are laid out over the good base of tests/broken."""


def record(body: str = "", /, **fields: str) -> str:
    """Front matter with these fields in their order, and a running text below it."""
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + f"---\n{body}"


def offer(body: str = "", /, **fields: str) -> str:
    """An offer without faults; fields given override those that it has, or come after them."""
    given = {
        "title": "Tur", "summary": "Vi går.", "status": "active", "organisations": "fjordby-kommune",
        "coverage": "fjordby", "audiences": "partner", "needs": "samtale", "formats": "gruppe",
    }  # fmt: skip
    return record(body, **{**given, **fields})


def event(**fields: str) -> str:
    """An event of the offer that the base has."""
    return record(**{"title": "Tur", "starts": "2026-12-01T18:00", "offer": "kafe", **fields})
