"""Numbers of municipalities, compared with Norway's register: with a wrong one, data are joined to the wrong place."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content.records import Content
from veiviser.content.register import holder, is_nobodys, misnumbered
from veiviser.problems.problem import Problem


def unlikely_number(content: Content, today: dt.date) -> Iterator[Problem]:
    """A number that is a slip for the one in the register. Former municipalities keep the numbers that they had."""
    for municipality in content.municipalities:
        fields = municipality.fields
        if fields.name is None or fields.number is None or fields.valid_until is not None:
            continue
        known = misnumbered(fields.name, fields.number)
        if known:
            yield municipality.problem(
                "unlikely-number",
                "number",
                suggestion=known[0].number if len(known) == 1 else None,
                name=fields.name,
                number=fields.number,
                known=", ".join(f"{each.number} ({each.county})" for each in known),
            )


def number_of_another(content: Content, today: dt.date) -> Iterator[Problem]:
    """A number that belongs to another municipality, or to none."""
    for municipality in content.municipalities:
        name, number = municipality.fields.name, municipality.fields.number
        if name is None or number is None or municipality.fields.valid_until or misnumbered(name, number):
            continue
        if known := holder(name, number):
            yield municipality.problem(
                "number-of-another", "number", name=name, number=number, known=known.name, county=known.county
            )
        elif is_nobodys(number):
            yield municipality.problem("number-of-nobody", "number", name=name, number=number)
