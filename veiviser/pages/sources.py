"""Where the facts of a page come from."""

from veiviser.directory.model import Contact, Offer, Organisation, Place


def sources_of(*shown: Offer | Organisation | Contact | Place) -> tuple[str, ...]:
    """Where the facts of all that a page shows come from, each source once; what tells of a secret place stays out."""
    told = (record for record in shown if not (isinstance(record, Place) and record.facts.secret))
    return tuple(dict.fromkeys(source for record in told for source in record.facts.sources))
