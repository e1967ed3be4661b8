"""Runs queries with the search scripts in Node, on the vocabulary of a directory."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.built import REPO
from veiviser.directory.model import Directory
from veiviser.search.documents import documents, indexes
from veiviser.search.vocabulary import vocabulary

_SEARCH = REPO / "templates" / "assets" / "search"
_SCRIPT = f"""
import "{REPO / "tests" / "scripts" / "page.js"}";
import {{ readFileSync }} from "node:fs";
const {{ Lexicon }} = await import("{_SEARCH / "lexicon.js"}");
const {{ read }} = await import("{_SEARCH / "query.js"}");
const {{ rank }} = await import("{_SEARCH / "rank.js"}");
const {{ completions, neighbours }} = await import("{_SEARCH / "suggest.js"}");
const {{ data, asked }} = JSON.parse(readFileSync(0, "utf8"));
const lexicon = new Lexicon(data);
const answers = asked.map((text) => {{
  const query = read(lexicon, text);
  return {{
    found: rank(lexicon, query).map(({{ document }}) => data.documents.address[document]),
    places: query.municipalities.map((number) => data.municipalities[number][0]),
    changed: query.changed.map(({{ to }}) => to),
    offered: completions(lexicon, text),
    near: neighbours(lexicon, query),
  }};
}});
console.log(JSON.stringify(answers));
"""


def answers(directory: Directory, asked: Sequence[str], index: str = "nb") -> list[dict[str, Any]]:
    """For each query: the addresses `found`, the `places` it names, the words it was `changed` to, the completions
    `offered` while it is typed, and the `near` words when nothing is found.
    """
    everything = tuple(documents(directory))
    shown = dict(indexes(directory))[index]
    data = json.loads(vocabulary(directory, index, shown, everything).data)
    with tempfile.NamedTemporaryFile("w", suffix=".mjs", encoding="utf-8") as script:
        script.write(_SCRIPT)
        script.flush()
        given = json.dumps({"data": data, "asked": list(asked)})
        run = subprocess.run(
            ["node", Path(script.name)], input=given, capture_output=True, text=True, encoding="utf-8", check=False
        )
    assert run.returncode == 0, run.stderr
    answered: list[dict[str, Any]] = json.loads(run.stdout)
    return answered


def found(directory: Directory, asked: Sequence[str], index: str = "nb") -> dict[str, list[str]]:
    """The addresses found, by query."""
    return {text: answer["found"] for text, answer in zip(asked, answers(directory, asked, index), strict=True)}
