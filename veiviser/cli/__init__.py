"""The commands, one a module: parse, call, print, exit status; no logic."""
