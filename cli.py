"""Door."""
from veiviser.cli import main

main(prog_name="veiviser")
