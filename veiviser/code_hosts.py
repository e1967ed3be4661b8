"""The URL patterns of code hosts: to edit a file, to show a file at a commit, to open an issue."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHost:
    """Path segments that follow a project's URL, and the query parameters of a new issue (title, text)."""

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
    """The host of a project, guessed from the host name of its URL; GitHub when the name is not known."""
    name = urlsplit(address).hostname or ""
    return next((host for word, host in _BY_NAME.items() if word in name), _GITHUB)
