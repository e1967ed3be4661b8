"""The problems of damaged and misnamed files, for the table in `codes.py`: severity, message and advice of each."""

from typing import Literal

CODES_OF_FILES: dict[str, tuple[Literal["error", "warning"], str, str]] = {
    "merge-conflict": (
        "error",
        "Two people have changed the same lines, and both versions stand here between the marks of git.",
        "Keep one of the two versions, or write one that holds what both say. Then delete the lines that begin with "
        "<<<<<<<, |||||||, ======= and >>>>>>>.",
    ),
    "damaged-text": (
        "error",
        "“{value}” was damaged on its way: {reason}.",
        "Write the words again, or copy them from where they are right. If it happened to a whole file, open it again "
        "with the encoding UTF-8.",
    ),
    "identity-number": (
        "error",
        "This is the identity number of a person, or looks like one. It must not stand here.",
        "Take the number out before anybody else gets the file. If it has been sent already, tell the one who is "
        "responsible at once: the history of the repository still shows it. docs/personvern.md says what to do.",
    ),
    "pasted-twice": (
        "error",
        "Here the fields begin again: something was pasted twice, or this is another record.",
        "Delete what was pasted twice. If it is another record, give it a file of its own, in a list a hyphen before "
        "its first field.",
    ),
    "field-in-text": (
        "error",
        "The field “{field}” stands in the text, where it counts for nothing and is shown to visitors.",
        "Move the line up among the fields, above the second line with three hyphens. If it is text, write the word "
        "in another way, such as with a capital letter.",
    ),
    "unpaired-quote": (
        "warning",
        "The quotation mark “{mark}” has no partner.",
        "Put in the other one, or take this one out.",
    ),
    "value-cut": (
        "warning",
        "What stands behind “#” is a comment, so the value ends before it: “{lost}” is not read.",
        "Put quotation marks around the value. If it is a comment, write it on a line of its own, or with a blank "
        "behind the “#”.",
    ),
    "wrong-file-name": (
        "error",
        "The program does not read a file of the name “{name}”: {reason}",
        "Give the file the name that the message suggests. Offers, events and pages end in .md, all else in .yaml. A "
        "translation has its language before that: name.nn.md.",
    ),
    "wrong-file-language": (
        "error",
        "“{value}” in the name of the file is no language of translations: {allowed}.",
        "Give the file the name that the message suggests, or one with the right language: name.nn.md. A text in the "
        "language of the record itself belongs into its file.",
    ),
    "windows-name": (
        "error",
        "Windows cannot have a file or folder called “{name}”, so nobody who uses it could fetch the content.",
        "Give the file or folder another name.",
    ),
}
