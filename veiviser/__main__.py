"""`python -m veiviser …` is `veiviser …`. The commands are in veiviser/cli/main.py."""

from veiviser.cli.main import main

if __name__ == "__main__":
    main(prog_name="veiviser")
