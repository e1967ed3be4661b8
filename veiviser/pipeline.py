"""The whole build on one page: files → records → directory → pages → artifacts → site."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from veiviser.checks import check
from veiviser.content.models import Site
from veiviser.content.read import read
from veiviser.content.records import Content
from veiviser.directory.model import Directory
from veiviser.directory.references import check_references
from veiviser.directory.resolve import resolve
from veiviser.problems import Checked, has_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`today` None means the day it is in the site's time zone; `base_url` overrides the one in site.yaml."""

    root: Path
    today: dt.date | None = None
    base_url: str | None = None
    strict: bool = False
    jobs: int | None = None


def load(options: Options) -> Checked[Directory | None]:
    """Read and prove the content: every problem of a root, and its directory when none of them is an error."""
    content, problems = _unpack(read(options.root))
    today = options.today or _today(content)
    problems = (*problems, *check_references(content), *check(content, today))
    if has_errors(problems, strict=options.strict):
        return Checked(None, problems)
    return Checked(resolve(content, today), problems)


def _unpack(checked: Checked[Content]) -> tuple[Content, tuple]:
    return checked.value, checked.problems


def _today(content: Content) -> dt.date:
    site = content.site
    zone = (site and site.fields.timezone) or Site.model_fields["timezone"].default
    return dt.datetime.now(ZoneInfo(zone)).date()
