"""The catalogues of the program's words: one .po file a language."""
