"""`veiviser stale --post`: keeps one issue for each owner at the code host, from a scheduled job."""

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from veiviser.editing.issues import Issue, marker
from veiviser.problems.problem import ExplainedError

IssueHost: TypeAlias = Literal["github", "gitlab"]
ISSUE_HOSTS: tuple[IssueHost, ...] = get_args(IssueHost)
# Environment variables of a job at the host: the URL of its API, the project, and last the secret token.
_VARIABLES: Mapping[IssueHost, tuple[str, ...]] = {
    "github": ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"),
    "gitlab": ("CI_API_V4_URL", "CI_PROJECT_ID", "VEIVISER_TOKEN"),
}
_MARKED = re.compile(re.escape(marker("ID")).replace("ID", "([a-z0-9-]+)"))
# An issue is ours only if its author is the job (by its login) or may write to the repository.
_OURS = "github-actions[bot]"
_TRUSTED = ("OWNER", "MEMBER", "COLLABORATOR")
_SECONDS = 30
_PER_PAGE = 100


class PostError(ExplainedError):
    """Why the issues cannot be updated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """An open issue with our marker."""

    number: int
    owner: str
    title: str
    text: str


def post(issues: Iterable[Issue], host: IssueHost) -> dict[str, int]:
    """Opens, updates and closes issues, so that the open ones are `issues`; how many of each, and how many were kept.

    Posting the same issues again changes nothing. Raises PostError when the host cannot be reached or refuses.
    """
    there = _host(host)
    done = dict.fromkeys(("opened", "updated", "closed", "kept"), 0)
    open_: dict[str, _Open] = {}
    for found in sorted(there.open_issues(), key=lambda issue: issue.number):
        if open_.setdefault(found.owner, found) is not found:  # somebody opened a second one by hand
            there.close(found.number)
            done["closed"] += 1
    for issue in issues:
        known = open_.pop(issue.owner, None)
        if known is None:
            there.open(issue)
            done["opened"] += 1
        elif (known.title, known.text.replace("\r\n", "\n").strip()) == (issue.title, issue.text.strip()):
            done["kept"] += 1
        else:
            there.update(known.number, issue)
            done["updated"] += 1
    for known in open_.values():
        there.close(known.number)
        done["closed"] += 1
    return done


def _host(host: IssueHost) -> "_GitHub | _GitLab":
    names = _VARIABLES[host]
    if missing := [name for name in names if not os.environ.get(name)]:
        raise PostError(
            "These variables are not set: {names}. A job at the code host has them.", names=", ".join(missing)
        )
    address, project, token = (os.environ[name] for name in names)
    if host == "github":
        return _GitHub(_Api(f"{address}/repos/{project}", {"Authorization": f"Bearer {token}"}))
    return _GitLab(_Api(f"{address}/projects/{project}", {"PRIVATE-TOKEN": token}))


@dataclass(frozen=True, slots=True)
class _Api:
    """The URL of a project in the API of its host, and the headers that authenticate us."""

    address: str
    proof: Mapping[str, str]

    def ask(self, method: str, path: str, payload: Mapping[str, object] | None = None) -> Any:
        """The parsed answer (JSON) of a request. Raises PostError."""
        data = None if payload is None else json.dumps(payload).encode()
        headers = {
            **self.proof,
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "veiviser",
        }
        request = urllib.request.Request(f"{self.address}/{path}", data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise PostError("The code host refuses: {reason}.", reason=f"{error.code} {error.reason}") from error
        except (OSError, ValueError) as error:
            reason = str(getattr(error, "reason", error))
            raise PostError("The code host cannot be reached: {reason}.", reason=reason) from error

    def all(self, path: str) -> Iterator[Any]:
        """Every item of a paginated list; `path` has a query already."""
        number, items = 1, [None]
        while items:
            items = self.ask("GET", f"{path}&per_page={_PER_PAGE}&page={number}")
            yield from items
            number, items = number + 1, items if len(items) == _PER_PAGE else []


@dataclass(frozen=True, slots=True)
class _GitHub:
    api: _Api

    def open_issues(self) -> Iterator[_Open]:
        for item in self.api.all("issues?state=open"):
            ours = item["user"]["login"] == _OURS or item["author_association"] in _TRUSTED
            found = _MARKED.search(item["body"] or "")
            if found and ours and "pull_request" not in item:
                yield _Open(number=item["number"], owner=found[1], title=item["title"], text=item["body"])

    def open(self, issue: Issue) -> None:
        self.api.ask("POST", "issues", {"title": issue.title, "body": issue.text})

    def update(self, number: int, issue: Issue) -> None:
        self.api.ask("PATCH", f"issues/{number}", {"title": issue.title, "body": issue.text})

    def close(self, number: int) -> None:
        self.api.ask("PATCH", f"issues/{number}", {"state": "closed"})


@dataclass(frozen=True, slots=True)
class _GitLab:
    api: _Api

    def open_issues(self) -> Iterator[_Open]:
        for item in self.api.all("issues?state=opened&scope=created_by_me"):
            found = _MARKED.search(item["description"] or "")
            if found:
                yield _Open(number=item["iid"], owner=found[1], title=item["title"], text=item["description"])

    def open(self, issue: Issue) -> None:
        self.api.ask("POST", "issues", {"title": issue.title, "description": issue.text})

    def update(self, number: int, issue: Issue) -> None:
        self.api.ask("PUT", f"issues/{number}", {"title": issue.title, "description": issue.text})

    def close(self, number: int) -> None:
        self.api.ask("PUT", f"issues/{number}", {"state_event": "close"})
