"""Parses the output of `veiviser check`."""

from veiviser.language.languages import MESSAGE_LANGUAGES, catalogue

_FINE = {catalogue(language).gettext("No errors, no warnings.") for language in MESSAGE_LANGUAGES}


def listed(output: str) -> str:
    """Only the list of problems, without the remedies and the total below it; empty when there are no problems."""
    return "" if output.strip() in _FINE else output.partition("\n\n")[0].rstrip("\n") + "\n"
