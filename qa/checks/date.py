"""A date differs between the original and the translation, or contradicts its own weekday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.checks.base import Context, Rule
from qa.checks.facts import fact_check
from qa.compare.dates import weekday_conflict
from qa.model import Hit, Severity

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
    for match in context.facts:
        ko = weekday_conflict(match.ko) if match.ko is not None else None
        en = weekday_conflict(match.en) if match.en is not None else None
        if match.ko is not None and ko is not None:
            # The slip stands in the original: the translation may have copied it faithfully.
            yield Hit(
                rule="date-weekday",
                message=f"In the Korean, {ko}",
                ko=match.ko.span,
                severity=Severity.MINOR,
                link=match.link,
                confidence=0.9,
            )
        if match.en is not None and en is not None and ko is None:
            yield Hit(
                rule="date-weekday",
                message=f"In the English, {en}",
                en=match.en.span,
                link=match.link,
                confidence=0.9,
            )


CHECK = replace(_CHECK, rules=(*_CHECK.rules, _WEEKDAY), run=run)
