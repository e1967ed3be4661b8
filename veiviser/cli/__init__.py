"""The commands, one in each module: they parse arguments, call the program, print and exit, and have no other logic."""
