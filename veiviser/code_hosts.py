"""How code hosts write their addresses: where a file is changed, shown as of a commit, and where an issue is begun."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHost:
    """What stands behind the address of a project, each time up to a slash; and the names of an issue's two texts."""

    edit: str
    at_commit: str
    new_issue: str
    issue_title: str
    issue_text: str


_GITHUB = CodeHost(
    edit="edit", at_commit="blob", new_issue="issues/new", issue_title="title", issue_text="body"
)  # fmt: skip
_GITLAB = CodeHost(
    edit="-/edit", at_commit="-/blob", new_issue="-/issues/new",
    issue_title="issue[title]", issue_text="issue[description]",
)  # fmt: skip
_FORGEJO = CodeHost(
    edit="_edit", at_commit="src/commit", new_issue="issues/new", issue_title="title", issue_text="body"
)  # fmt: skip
_BY_NAME = {"gitlab": _GITLAB, "codeberg": _FORGEJO, "forgejo": _FORGEJO, "gitea": _FORGEJO}


def code_host(address: str) -> CodeHost:
    """The host of a project by its address. One that does not tell by its name is taken for GitHub."""
    name = urlsplit(address).hostname or ""
    return next((host for word, host in _BY_NAME.items() if word in name), _GITHUB)
