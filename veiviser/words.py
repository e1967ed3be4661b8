"""Words that the program puts into the messages of problems, so that they are translated with them."""


def _(text: str) -> str:
    """Marks a text for translation."""
    return text


WORDS = frozenset(
    {
        # What a value must be
        _("text"),
        _("text, or a map of language and text"),
        _("a map of fields"),
        _("a list of records"),
        _("a whole number"),
        _("a whole number from 1"),
        _("a number of at most six digits"),
        _("degrees with a point, such as 59.91"),
        _("four digits"),
        _("YYYY-MM-DD"),
        _("YYYY-MM-DD, YYYY-MM or YYYY"),
        _("YYYY-MM-DDTHH:MM or YYYY-MM-DD"),
        # What to do about another version of the contract
        _("run “veiviser migrate”"),
        _("a newer version of the program is needed"),
        _("there is no such version"),
        # Features of YAML
        _("an anchor (&)"),
        _("an alias (*)"),
        _("a tag (!)"),
        _("a second document (---)"),
        _("a list or map as a key"),
        _("nesting this deep"),
        # What there can be too much of
        _("bytes in the file"),
        _("characters in the text"),
        _("lists and quotations within each other"),
        _("brackets that are not closed"),
        _("tags that are not closed"),
        _("links that are not closed"),
        _("headings"),
        _("dates"),
        # What the clocks do
        _("there is no such time, since the clocks go forward"),
        _("that time comes twice, since the clocks go back"),
        # Kinds of records, as in “there is no …”
        _("municipality"),
        _("area"),
        _("municipality or area"),
        _("organisation"),
        _("contact"),
        _("place"),
        _("offer"),
        _("need"),
        _("audience"),
        _("format"),
        _("arena"),
        _("focus area"),
        _("condition"),
        _("accessibility term"),
        # What libyaml says; rarer ones stay English
        _("block sequence entries are not allowed in this context"),
        _("could not find expected ':'"),
        _("did not find expected ',' or ']'"),
        _("did not find expected ',' or a closing brace"),
        _("did not find expected '-' indicator"),
        _("did not find expected <document start>"),
        _("did not find expected alphabetic or numeric character"),
        _("did not find expected comment or line break"),
        _("did not find expected hexdecimal number"),
        _("did not find expected key"),
        _("did not find expected node content"),
        _("did not find expected whitespace or line break"),
        _("found a tab character that violates indentation"),
        _("found a tab character where an indentation space is expected"),
        _("found character that cannot start any token"),
        _("found undefined tag handle"),
        _("found unexpected ':'"),
        _("found unexpected document indicator"),
        _("found unexpected end of stream"),
        _("found unknown escape character"),
        _("mapping keys are not allowed in this context"),
        _("mapping values are not allowed in this context"),
    }
)
