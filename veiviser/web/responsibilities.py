"""The responsibilities of contacts in words."""

from collections.abc import Callable, Iterable, Iterator

from veiviser.web.phrase import Phrase

# Contacts with this responsibility are shown on the pages of children and of municipalities.
CHILDREN = "children-as-next-of-kin"


def named(ids: Iterable[str], _: Callable[[str], Phrase]) -> Iterator[Phrase]:
    """The responsibilities that the program has words for; `_` translates them.

    Others are left out here and shown in open data only: an id is not a word in any language.
    """
    words = {
        "applications": _("applications for services"),
        "cancer": _("cancer"),
        "carer-coordination": _("family and friends, and what is there for them"),
        CHILDREN: _("children as next of kin"),
        "courses": _("courses"),
        "dementia": _("dementia"),
        "feedback": _("reports of what is wrong"),
        "registration": _("signing up"),
        "sami-language": _("Sámi language"),
        "substance-use": _("alcohol, drugs and addiction"),
        "training": _("training of professionals"),
    }
    return (words[id_] for id_ in ids if id_ in words)
