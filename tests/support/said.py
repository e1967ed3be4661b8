"""What `veiviser check` says, taken apart."""

from veiviser.languages import MESSAGE_LANGUAGES, catalogue

_FINE = {catalogue(language).gettext("No errors, no warnings.") for language in MESSAGE_LANGUAGES}


def listed(output: str) -> str:
    """The list of problems alone, without the remedies and the total below it; empty when there is none."""
    return "" if output.strip() in _FINE else output.partition("\n\n")[0].rstrip("\n") + "\n"
