"""The texts of the panel in an open page, in the language of messages."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from gettext import NullTranslations

from veiviser.serve.faults import ShownProblem


def panel(faults: Iterable[ShownProblem], catalogue: NullTranslations, language: str) -> Mapping[str, object]:
    """Values for `live.js`: errors and warnings apart, and the sentences around them.

    `kept` is shown above the errors on a page of the site, `counted` where there is no page to show.
    """
    parts: dict[bool, list[dict[str, object]]] = {True: [], False: []}
    for fault in faults:
        parts[fault.severity == "error"].append(asdict(fault))
    errors, warnings = parts[True], parts[False]
    kept = catalogue.ngettext(
        "{count} error. You see the last version without errors.",
        "{count} errors. You see the last version without errors.",
        len(errors),
    )
    counted = catalogue.ngettext("{count} error", "{count} errors", len(errors))
    warned = catalogue.ngettext("{count} warning", "{count} warnings", len(warnings))
    return {
        "language": language,
        "label": catalogue.gettext("Problems"),
        "close": catalogue.gettext("Close until there is something new"),
        "kept": kept.format(count=len(errors)),
        "counted": counted.format(count=len(errors)),
        "warned": warned.format(count=len(warnings)),
        "waiting": catalogue.gettext("The site is being built …"),
        "errors": errors,
        "warnings": warnings,
    }
