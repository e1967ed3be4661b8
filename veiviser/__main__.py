"""`python -m veiviser …` is `veiviser …`. The commands are in veiviser/cli.py."""

from veiviser.cli import main

if __name__ == "__main__":
    main(prog_name="veiviser")
