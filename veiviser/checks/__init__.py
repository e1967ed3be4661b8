"""Editorial rules: one function a rule, one table of them."""

import datetime as dt
from collections.abc import Callable, Iterator

from veiviser.checks import (
    addresses,
    colours,
    contradictions,
    dates,
    doubles,
    ended,
    events,
    field_signs,
    freshness,
    length,
    links,
    lists,
    merged,
    needed,
    notice,
    outside,
    people,
    places,
    plain,
    postcodes,
    quotes,
    reach,
    recurrence,
    register,
    samples,
    signs,
    surveys,
    texts,
)
from veiviser.content.records import Content
from veiviser.history import NO_HISTORY, History
from veiviser.problems.problem import Problem

RULES: tuple[Callable[[Content, dt.date], Iterator[Problem]], ...] = (
    needed.ended_needs_a_date,
    needed.contact_needs_a_name_and_a_way,
    needed.event_needs_a_host,
    needed.secret_place_tells_nothing,
    needed.quick_exit_leads_somewhere,
    needed.field_without_effect,
    dates.life_in_order,
    dates.event_in_order,
    dates.happened_already,
    dates.ended_is_ended,
    contradictions.ages,
    contradictions.length_of_an_event,
    contradictions.dropped_and_changed,
    contradictions.registration,
    contradictions.opening_hours,
    contradictions.itself,
    length.overlapping_dates,
    length.lasts_long,
    length.far_off,
    events.change_of_nothing,
    events.moved_onto_another,
    events.clock_change,
    recurrence.rule_without_unit,
    recurrence.unfit_day,
    recurrence.start_off_its_rule,
    recurrence.day_that_never_comes,
    recurrence.too_many_dates,
    recurrence.endless_every_day,
    recurrence.no_date,
    recurrence.repeats_once,
    places.outside_norway,
    postcodes.shared_postcode,
    colours.low_contrast,
    reach.unreachable,
    people.misspelt_email,
    people.misspelt_host,
    merged.merged_municipality,
    doubles.doubles,
    register.unlikely_number,
    register.number_of_another,
    samples.sample_left,
    samples.sample_address,
    surveys.surveyed_but_offered,
    freshness.stale,
    freshness.stale_crisis_line,
    freshness.past_end,
    freshness.security_contact_expired,
    ended.event_of_ended_offer,
    ended.replaced_by_ended_offer,
    ended.link_to_ended_offer,
    addresses.offer_collision,
    addresses.page_collision,
    links.dead_link,
    outside.link_that_leads_nowhere,
    outside.source_that_leads_nowhere,
    outside.link_home,
    lists.uneven_list,
    lists.text_below_list,
    lists.unused_definition,
    signs.raw_signs,
    texts.unsafe_link,
    texts.unsafe_markup,
    texts.missing_alt,
    texts.foreign_image,
    field_signs.signs_in_field,
    quotes.unpaired_quote,
    quotes.unpaired_quote_in_text,
    plain.plain_language,
)

# Rules that also need the git history.
RULES_OF_HISTORY: tuple[Callable[[Content, dt.date, History], Iterator[Problem]], ...] = (
    notice.dates_passed,
    notice.already_over,
    notice.short_notice,
)


def check(content: Content, today: dt.date, history: History = NO_HISTORY) -> tuple[Problem, ...]:
    """The problems that all rules find on the day `today`; drafts are checked as far as they could be read."""
    found = [problem for rule in RULES for problem in rule(content, today)]
    found += [problem for rule_of_history in RULES_OF_HISTORY for problem in rule_of_history(content, today, history)]
    return tuple(found)
