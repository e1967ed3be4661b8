"""Validates pages with html-validate's standard rules; htmlvalidate.cjs has the exceptions."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.quality.faults import Fault

_REPO = Path(__file__).resolve().parents[2]
_PROGRAM = _REPO / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
_RULES = Path(__file__).with_name("htmlvalidate.cjs")


def invalid(site: Path, files: Iterable[Path]) -> Iterator[Fault]:
    """Yields the errors in HTML files of a site, from one run of html-validate. Raises RuntimeError when it fails."""
    names = [str(path) for path in files]
    command = ["node", str(_PROGRAM), "--config", str(_RULES), "--formatter", "json", *names]
    run = subprocess.run(command, cwd=_REPO, capture_output=True, text=True, check=False)
    if run.returncode > 1 or not run.stdout:
        raise RuntimeError(run.stderr)
    for report in json.loads(run.stdout):
        page = Path(report["filePath"]).relative_to(site).as_posix()
        for message in report["messages"]:
            yield Fault(f"html {message['ruleId']}", page, f"{message['selector'] or ''} {message['message']}".strip())
