"""Coverage-guided fuzzing of the front matter and Markdown readers, with libFuzzer.

Atheris is not among our dependencies, since it installs on few systems: `python -m venv FOLDER`, there `pip install
atheris .`, then from the repository's root: `FOLDER/bin/python -m benchmarks.fuzz_atheris -max_total_time=3600`.
Any exception ends the run and is printed; libFuzzer's last line has the number of inputs.
"""

import sys

import atheris

with atheris.instrument_imports(include=["veiviser", "markdown", "yaml"]):
    from veiviser.content import nodes
    from veiviser.content.characters import CONTROL
    from veiviser.content.html import plain_text, to_html
    from veiviser.content.limits import excess
    from veiviser.content.markup import at_sight, elements, heading_ids
    from veiviser.content.models import KINDS, Fields
    from veiviser.content.source import Source
    from veiviser.content.typed import typed

MODELS: tuple[type[Fields], ...] = tuple(kind.model for kind in KINDS.values())


def try_one(data: bytes) -> None:
    """Runs one input: its first byte selects the reader and the model. Passes on every exception of the program."""
    text = data[1:].decode("utf-8", "ignore").replace("\r", "\n")
    if not data or CONTROL.search(text):
        return
    if data[0] % 2:
        try_markdown(text)
    else:
        try_fields(text, MODELS[data[0] // 2 % len(MODELS)])


def try_fields(text: str, model: type[Fields]) -> None:
    source = Source("x.yaml", text)
    read = nodes.parse(source)
    data = nodes.plain(read.value) if read.value else None
    problems = read.problems
    if isinstance(data, dict):
        problems += typed(model, source.path, read.value, (), data, "nb").problems
    lines = text.count("\n") + 1
    for problem in problems:
        problem.message(str)
        assert 1 <= problem.mark.line <= lines, problem


def try_markdown(text: str) -> None:
    if excess(text):
        return
    at_sight(text)
    elements(text)
    heading_ids(text)
    plain_text(text)
    html = to_html(text)
    assert "<script" not in html, html
    assert "javascript:" not in html.lower().replace("&amp;", "&") or 'href="javascript:' not in html.lower(), html


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
