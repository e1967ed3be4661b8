"""The sources of the facts on a page."""

from veiviser.directory.model import Contact, Offer, Organisation, Place


def sources_of(*shown: Offer | Organisation | Contact | Place) -> tuple[str, ...]:
    """The sources of all records that a page shows, each once; those of secret places are left out."""
    public = (record for record in shown if not (isinstance(record, Place) and record.facts.secret))
    return tuple(dict.fromkeys(source for record in public for source in record.facts.sources))
