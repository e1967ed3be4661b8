"""Surveys that found no offer of a kind, though there is one."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content import models
from veiviser.content.records import Content
from veiviser.directory.model import OFFERED
from veiviser.problems.problem import Problem


def surveyed_but_offered(content: Content, today: dt.date) -> Iterator[Problem]:
    """An offer counts when it names the municipality itself, not only an area that contains it."""
    offers = [offer for offer in content.offers if offer.fields.status in OFFERED]
    for survey in content.surveys:
        for offer in offers:
            if _answers(offer.fields, survey.fields):
                yield survey.problem("surveyed-but-offered", "need", offer=offer.id)
                break


def _answers(offer: models.OfferDraft, survey: models.SurveyDraft) -> bool:
    return (
        survey.municipality in offer.coverage
        and survey.need in offer.needs
        and (survey.audience is None or survey.audience in offer.audiences)
    )
