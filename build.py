"""`python build.py …` is `veiviser build …`. The whole build can be read on one page: veiviser/build/pipeline.py."""

import sys

from veiviser.cli.main import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]], prog_name="veiviser")
