"""A date differs between the original and the translation, or contradicts its own weekday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.checks.base import Context, Rule
from qa.checks.facts import fact_check
from qa.compare.dates import weekday_conflict
from qa.direction import NAMES
from qa.model import FactMatch, Hit, Lang, Severity

_CHECK = fact_check("date", "date", "dates")

_WEEKDAY = Rule(
    id="date-weekday",
    title="The weekday is not that of the date beside it",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation/date-time",
    its="inconsistency",
)


def run(context: Context) -> Iterator[Hit]:
    """Dates that differ, then dates that contradict themselves."""
    yield from _CHECK.run(context)
    roles = context.roles
    for match in context.facts:
        ko = weekday_conflict(match.ko) if match.ko is not None else None
        en = weekday_conflict(match.en) if match.en is not None else None
        original, translation = roles.ordered(ko, en)
        if original is not None:
            # The slip stands in the original: the translation may have copied it faithfully.
            yield _weekday_hit(match, roles.original, original, Severity.MINOR)
        elif translation is not None:
            yield _weekday_hit(match, roles.translation, translation, None)


def _weekday_hit(match: FactMatch, lang: Lang, conflict: str, severity: Severity | None) -> Hit:
    return Hit(
        rule="date-weekday",
        message=f"In the {NAMES[lang]}, {conflict}",
        ko=match.ko.span if match.ko is not None and lang == "ko" else None,
        en=match.en.span if match.en is not None and lang == "en" else None,
        severity=severity,
        link=match.link,
        confidence=0.9,
    )


CHECK = replace(_CHECK, rules=(*_CHECK.rules, _WEEKDAY), run=run)
