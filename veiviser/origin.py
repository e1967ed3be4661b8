"""URLs of the program's own source files, derived from how it was installed."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from veiviser.code_hosts import code_host


def address_of(path: str) -> str | None:
    """The URL of a source file in the running version, None when it is not known.

    pip records the repository and commit that a package was installed from (PEP 610, direct_url.json).
    """
    return address_at(installed_from(), path)


def address_at(recorded: Mapping[str, Any], path: str) -> str | None:
    """As `address_of`, from the contents of direct_url.json."""
    base, commit = str(recorded.get("url", "")), recorded.get("vcs_info", {}).get("commit_id")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or not commit:
        return None
    host = parts.hostname + (f":{parts.port}" if parts.port else "")  # without user name or token
    base = f"{parts.scheme}://{host}{parts.path.rstrip('/').removesuffix('.git')}"
    return f"{base}/{code_host(base).at_commit}/{commit}/{path}"


@cache
def installed_from() -> Mapping[str, Any]:
    """The contents of direct_url.json (https://packaging.python.org/en/latest/specifications/direct-url/), or empty."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - only crash reports need it

    try:
        recorded = json.loads(distribution("veiviser").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError, OSError):
        return {}
    return recorded if isinstance(recorded, dict) else {}
