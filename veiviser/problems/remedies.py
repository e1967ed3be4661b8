"""The end of a list of problems: the remedy of each code, and the total."""

from collections.abc import Iterable, Sequence
from gettext import NullTranslations

from veiviser.problems.codes import CODES
from veiviser.problems.problem import Problem, Translate, page_of


def below(problems: Iterable[Problem], catalogue: NullTranslations) -> str:
    """The remedy of each code once, in the order in which the codes appear, then the total; in lines."""
    found = tuple(problems)
    codes = dict.fromkeys(problem.code for problem in found)
    lines: list[str] = []
    if codes:
        lines += ["", catalogue.gettext("How to put it right:")]
        lines += [f"  {code}: {catalogue.gettext(CODES[code].advice)}" for code in codes]
        explain = f"veiviser explain {catalogue.gettext('CODE')}"
        lines += [
            "",
            f"{total(found, catalogue)} {catalogue.gettext('More on a code: {command}').format(command=explain)}",
        ]
    else:
        lines.append(total(found, catalogue))
    return "".join(f"{line}\n" for line in lines)


def total(problems: Sequence[Problem], catalogue: NullTranslations) -> str:
    """The number of errors and warnings, and in how many files, as a sentence."""
    if not problems:
        return catalogue.gettext("No errors, no warnings.")
    errors = sum(problem.severity == "error" for problem in problems)
    files = len({problem.mark.path for problem in problems})
    parts = [
        catalogue.ngettext("{count} error", "{count} errors", errors).format(count=errors)
        if errors
        else catalogue.gettext("No errors"),
    ]
    if warnings := len(problems) - errors:
        parts.append(catalogue.ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings))
    where = catalogue.ngettext("in {files} file", "in {files} files", files).format(files=files)
    return f"{catalogue.gettext(' and ').join(parts)} {where}."


def explained(code: str, translate: Translate) -> str:
    """The explanation of a code: what it means, what it stops, and how to fix it."""
    known = CODES[code]
    effect = translate("An error: nothing is published until it is put right.")
    if known.severity == "warning":
        effect = translate("A warning: the pages are published, but this should be better.")
    lines = [code, f"  {effect}", "", translate("What it means:"), f"  {_bare(translate(known.message))}", ""]
    lines += [translate("How to put it right:"), f"  {translate(known.advice)}"]
    if address := page_of(code):
        lines += ["", translate("With an example: {address}").format(address=address)]
    return "".join(f"{line}\n" for line in lines)


def listed(translate: Translate) -> str:
    """Every code on a line: its severity and its meaning."""
    width = max(map(len, CODES))
    severities = {"error": translate("error"), "warning": translate("warning")}
    wide = max(map(len, severities.values()))
    return "".join(
        f"{code:{width}}  {severities[known.severity]:{wide}}  {_bare(translate(known.message))}\n"
        for code, known in CODES.items()
    )


class _Left(dict[str, str]):
    """The values of a message without a problem: each of them becomes “…”."""

    def __missing__(self, key: str) -> str:
        return "…"


def _bare(message: str) -> str:
    return message.format_map(_Left())
