"""The checks, in report order: one explicit tuple."""

from __future__ import annotations

from qa.checks import (
    addition,
    age,
    alignment,
    antonym,
    date,
    duplicate,
    duration,
    format,  # noqa: A004  the family's name
    headline,
    identifier,
    mistranslation,
    modality,
    money,
    name,
    negation,
    number,
    omission,
    order,
    ordinal,
    percent,
    quote,
    range,  # noqa: A004  the family's name in the contract
    roles,
    speaker,
    term,
    time,
    unit,
    untranslated,
)
from qa.checks.base import Check, Context, Rule

CHECKS: tuple[Check, ...] = (
    alignment.CHECK,
    date.CHECK,
    time.CHECK,
    number.CHECK,
    money.CHECK,
    percent.CHECK,
    unit.CHECK,
    ordinal.CHECK,
    range.CHECK,
    duration.CHECK,
    age.CHECK,
    identifier.CHECK,
    name.CHECK,
    term.CHECK,
    omission.CHECK,
    addition.CHECK,
    mistranslation.CHECK,
    negation.CHECK,
    modality.CHECK,
    antonym.CHECK,
    roles.CHECK,
    quote.CHECK,
    speaker.CHECK,
    order.CHECK,
    headline.CHECK,
    untranslated.CHECK,
    format.CHECK,
    duplicate.CHECK,
)

RULES: dict[str, Rule] = {rule.id: rule for check in CHECKS for rule in check.rules}

__all__ = ["CHECKS", "RULES", "Check", "Context", "Rule"]
