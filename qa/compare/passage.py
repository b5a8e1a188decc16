"""The text of a link on one side, and two matches of it that changed places."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qa.model import Fact, FactMatch, Severity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The text of a link on one side, and where it begins in the body."""

    text: str = ""
    start: int = 0

    def inside(self, fact: Fact) -> Span:
        """Where a fact stands in the text."""
        return fact.span.shifted(-self.start)

    def words(self, span: Span) -> str:
        """The words at a span of the text."""
        return self.text[span.start : span.end]


NOTHING_SAID = Passage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A Korean fact and the English one that agrees with it."""

    ko: Fact
    en: Fact
    match: FactMatch


def pair(match: FactMatch) -> Pair | None:
    """The two facts of a match that agree as they stand; None for any other."""
    if match.ko is None or match.en is None:
        return None
    if match.verdict != "agree" or match.slip in ("compound", "restated"):
        return None
    return Pair(ko=match.ko, en=match.en, match=match)


def crossed(one: Pair, other: Pair, detail: str, confidence: float) -> tuple[FactMatch, FactMatch]:
    """Each Korean fact with the English one that stands in its place; one finding says it of both."""
    changed = replace(
        one.match, verdict="changed", slip="swapped", detail=detail, confidence=round(confidence, 2)
    )
    return (
        replace(changed, en=other.en, severity=Severity.MAJOR),
        replace(changed, ko=other.ko, en=one.en, severity=Severity.NEUTRAL),
    )
