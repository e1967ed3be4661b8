"""The steps of docs/personvern.md for removing a name are done here word for word, and then the name is nowhere."""

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tests.support.built import REPO
from tests.test_guides import TEXT, Reader
from tools import desk
from tools.program import PROGRAM

GUIDE = (REPO / "docs" / "personvern.md").read_text("utf-8")
NAME = re.compile(rb"(?i)nordmann")
OLA = re.compile(rb"(?i)ola\W*nordmann")


def run(made: desk.Desk, folder: Path, command: str | Sequence[str]) -> bytes:
    """The output of a command; a string is a line for the shell. The tests' own environment is in its path."""
    path = f"{Path(sys.executable).parent}:{made.environment['PATH']}"
    shell = ["bash", "-c", command] if isinstance(command, str) else list(command)
    done = subprocess.run(shell, cwd=folder, env={**made.environment, "PATH": path}, capture_output=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stderr.decode()}"
    return done.stdout


def recipe() -> list[desk.Block]:
    """The blocks of “Ta bort et navn”."""
    first = TEXT[: TEXT.index("### Ta bort et navn")].count("\n") + 1
    last = TEXT[: TEXT.index("### To tilbud er det samme")].count("\n") + 1
    return [block for block in desk.blocks(TEXT) if first < block.line < last]


def steps() -> tuple[str, list[str]]:
    """The text that the guide writes into bytt.txt, and the commands that rewrite the history."""
    (words,) = re.findall(r"(?ms)^ *```text bytt\.txt\n(.*?)^ *```", GUIDE)
    (shown,) = re.findall(r"(?ms)^ *```console\n(.*?)^ *```", GUIDE)
    return re.sub("(?m)^ +", "", words), [line.strip().removeprefix("$ ") for line in shown.splitlines()]


def test_a_name_that_is_taken_out_as_the_guide_says_is_taken_out(tmp_path: Path) -> None:
    made = desk.desk(tmp_path)
    region = made.region
    spoken = "Ola  Nordmann eller Ola\nNordmann, Ola\u00a0Nordmann"  # two spaces, a line break, Word's hard space
    file = region / "content" / "offers" / "fjordby" / "mestringshuset-aapen-doer.md"
    file.write_text(f"{file.read_text('utf-8')}\nSpør etter {spoken}.\n", "utf-8")
    run(made, region, "git switch --quiet --create telefon-ola-nordmann")
    run(made, region, ["git", "commit", "--quiet", "--all", "--message", "Ny telefon til Ola.Nordmann"])
    run(made, region, "git tag --annotate --message 'For OLA NORDMANN' hos-olanordmann")
    run(made, region, "git switch --quiet main && git merge --quiet telefon-ola-nordmann")
    file.write_text(file.read_text("utf-8").replace(f"\nSpør etter {spoken}.\n", ""), "utf-8")

    # Off the site
    reader = Reader(made)
    for block in recipe():
        reader.follow(block)
    run(made, region, [*PROGRAM, "build", "--quiet"])
    site = region / "site"
    left = [path for path in site.rglob("*") if path.is_file() and OLA.search(path.name.encode() + path.read_bytes())]
    assert left == []
    assert NAME.search((site / "data" / "offers.json").read_bytes()), "Kari is still there, by her own wish"
    assert not re.search(rb'"id": "kari', b"".join(path.read_bytes() for path in (site / "data").iterdir()))
    shutil.rmtree(site)
    run(made, region, ["git", "add", "--all", "content"])
    run(made, region, ["git", "commit", "--quiet", "--message", "Et navn er tatt bort"])
    run(made, region, f"git push --quiet --all {desk.ADDRESS} && git push --quiet --tags {desk.ADDRESS}")
    host = tmp_path / "host"
    assert held(made, host) != []

    # Out of the history
    words, commands = steps()
    (tmp_path / "bytt.txt").write_text(words, "utf-8")
    folder = tmp_path
    for command in commands:
        if command.startswith("cd "):
            folder = folder / command.removeprefix("cd ")
        else:
            run(made, folder, command.replace("ADRESSE", desk.ADDRESS))
    assert held(made, tmp_path / "rydding") == []
    run(made, host, "git reflog expire --expire=now --all && git gc --quiet --prune=now")  # as hosts are asked to do
    assert held(made, host) == []

    # And the content still holds
    run(made, tmp_path, f"git clone --quiet {desk.ADDRESS} ny")
    assert run(made, tmp_path / "ny", [*PROGRAM, "check", "--quiet"]) == b""
    assert len(run(made, tmp_path / "ny", "git log --oneline").splitlines()) == 3


def held(made: desk.Desk, repository: Path) -> list[bytes]:
    """The forms in which a repository contains the name: in any object, even an unreachable one, or in a reference."""
    objects = run(made, repository, "git cat-file --batch --batch-all-objects")
    return OLA.findall(objects + run(made, repository, "git for-each-ref"))


def test_a_contact_without_a_role_is_not_called_after_a_person(tmp_path: Path) -> None:
    made = desk.desk(tmp_path)
    given = ["--name", "Ola Nordmann", "--organisation", "mestringshuset", "--phone", "55 00 00 43", "--yes"]
    run(made, made.region, [*PROGRAM, "new", "contact", *given])
    new = run(made, made.region, "git status --short --untracked-files=all")
    assert new.endswith(b"/mestringshuset.yaml\n")


def test_a_name_with_norwegian_letters_is_found_in_all_its_spellings_as_the_guide_says(tmp_path: Path) -> None:
    made = desk.desk(tmp_path)
    (shown,) = re.findall(r"regex:(\(\?i\)\S*\{1,2\}\S*)==>", GUIDE)
    name = re.compile(shown.encode())
    spelt = ("Jørn Næss", "JØRN NÆSS", "joern-naess", "jorn.nass", "Jørn  Næss", "Jørn\nNæss", "Jørn\u00a0Næss")
    for each in spelt:
        assert name.search(each.encode()), each
    file = made.region / "content" / "offers" / "fjordby" / "mestringshuset-aapen-doer.md"
    file.write_text(file.read_text("utf-8") + "".join(f"\nSpør etter {each}.\n" for each in spelt), "utf-8")
    (made.region / "content" / "joern-naess.txt").write_text("Borte", "utf-8")
    run(made, made.region, "git switch --quiet --create for-jørn-næss && git add --all")
    run(made, made.region, ["git", "commit", "--quiet", "--message", "Jørn Næss er ny"])
    run(made, made.region, f"git push --quiet --all {desk.ADDRESS}")

    words, commands = steps()
    (ours,) = re.findall(r"regex:(.*)==>", words)
    (tmp_path / "bytt.txt").write_text(words.replace(ours, shown), "utf-8")
    folder = tmp_path
    for command in commands:
        if command.startswith("cd "):
            folder = folder / command.removeprefix("cd ")
        else:
            run(made, folder, command.replace("ADRESSE", desk.ADDRESS).replace(ours, shown))
    objects = run(made, folder, "git cat-file --batch --batch-all-objects") + run(made, folder, "git for-each-ref")
    assert name.findall(objects) == []
    assert b"fjernet" in objects


def test_a_name_that_begins_with_a_norwegian_letter_takes_nothing_before_it_along(tmp_path: Path) -> None:
    made = desk.desk(tmp_path)
    (letter,) = re.findall(r"`(\(\[a-z\]\S*\{1,2\}\))` for hvert", GUIDE)
    words, commands = steps()
    (ours,) = re.findall(r"regex:(.*)==>", words)
    name = ours.replace("ola", f"{letter}se").replace("nordmann", f"dah{letter}")
    file = made.region / "content" / "notat.md"
    spelt = ["Åse Dahø", "aase-dahoe", "ase dahø", unicodedata.normalize("NFD", "Åse Dahø")]
    file.write_text("".join(f'Spør «{each}» og "{each}" ({each}).\n' for each in spelt), "utf-8")
    (made.region / "content" / "ase-daho.txt").write_text("Borte", "utf-8")
    run(made, made.region, "git add --all && git commit --quiet --message 'ase dahø er ny' && git branch ase-daho")
    run(made, made.region, f"git push --quiet --all {desk.ADDRESS}")

    (tmp_path / "bytt.txt").write_text(words.replace(ours, name), "utf-8")
    folder = tmp_path
    for command in commands:
        if command.startswith("cd "):
            folder = folder / command.removeprefix("cd ")
        else:
            run(made, folder, command.replace("ADRESSE", desk.ADDRESS).replace(ours, name))
    run(made, tmp_path, f"git clone --quiet {desk.ADDRESS} ny")
    content = tmp_path / "ny" / "content"
    assert (content / "notat.md").read_text("utf-8") == 'Spør «fjernet» og "fjernet" (fjernet).\n' * len(spelt)
    assert (content / "fjernet.txt").is_file()
    assert b"origin/fjernet" in run(made, tmp_path / "ny", "git branch --remotes")


def test_a_name_in_the_address_of_an_offer_goes_with_its_alias_as_the_guide_says(tmp_path: Path) -> None:
    made = desk.desk(tmp_path)
    offers = made.region / "content" / "offers" / "fjordby"
    assert "Ta\n   den ut: ellers står navnet i en adresse" in GUIDE
    run(made, made.region, [*PROGRAM, "rename", "offer", "turgruppa-fjordby", "tur-med-marit-moen"])
    run(made, made.region, ["git", "add", "--all"])
    run(made, made.region, ["git", "commit", "--quiet", "--message", "Nytt navn"])
    run(made, made.region, [*PROGRAM, "rename", "offer", "tur-med-marit-moen", "turgruppa"])
    file = offers / "turgruppa.md"
    text = file.read_text("utf-8")
    assert "tur-med-marit-moen" in text
    file.write_text(re.sub(", tur-med-marit-moen|tur-med-marit-moen, ", "", text), "utf-8")
    assert b"lost-address" in run(made, made.region, [*PROGRAM, "check"])
    run(made, made.region, [*PROGRAM, "build", "--quiet"])
    site = made.region / "site"
    assert [
        p for p in site.rglob("*") if b"marit-moen" in str(p).encode() + (p.read_bytes() if p.is_file() else b"")
    ] == []
