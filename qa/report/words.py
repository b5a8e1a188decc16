"""What a report says in words: verdicts, counts, severities, certainty.  Shared by all formats
that people read, so that they speak alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.model import Finding, ParagraphScore, Report, Severity

SEVERITY_WORDS = {
    Severity.CRITICAL: "CRITICAL",
    Severity.MAJOR: "MAJOR",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "note",
}
LANGUAGE = {"ko": "Korean", "en": "English"}

# Controls could drive the terminal, bidirectional marks reorder what is read beside them.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("[\t-\r\x85\u2028\u2029]")


def visible(text: str) -> str:
    """Text fit to be shown on one line, code point for code point: breaks become spaces,
    control characters `�`.
    """
    return _CONTROLS.sub("�", _BREAKS.sub(" ", text))


def shorten(text: str, length: int) -> str:
    """At most `length` code points, the middle left out."""
    text = " ".join(visible(text).split())
    if len(text) <= length:
        return text
    head = (length - 3) * 2 // 3
    return f"{text[:head].rstrip()} … {text[len(text) - (length - 3 - head) :].lstrip()}"


def points(score: float) -> str:
    """A score 0 to 100 as a whole number, never above the score itself (79.6 is `79`)."""
    return str(math.floor(round(score, 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many open findings of each severity."""

    critical: int = 0
    major: int = 0
    minor: int = 0
    neutral: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Tally:
        """Count the open findings."""
        counts = dict.fromkeys(Severity, 0)
        for finding in findings:
            counts[finding.severity] += finding.open
        return cls(**{severity.value: n for severity, n in counts.items()})

    @property
    def fix(self) -> int:
        """Findings that ask for a correction: major and critical."""
        return self.critical + self.major

    def short(self) -> str:
        """`2 to fix, 5 to look at, 1 note`; `nothing to fix` where there is none."""
        parts = [
            f"{self.fix} to fix" if self.fix else "",
            f"{self.minor} to look at" if self.minor else "",
            _count(self.neutral, "note") if self.neutral else "",
        ]
        return ", ".join(filter(None, parts)) or "nothing to fix"


def summary(report: Report) -> str:
    """The verdict as a sentence, such as `2 things to fix, 5 to look at, in 9 paragraphs.`."""
    tally = Tally.of(report.findings)
    paragraphs = _count(len(report.paragraphs), "paragraph")
    parts = [f"{_count(tally.fix, 'thing')} to fix" if tally.fix else "Nothing to fix"]
    if tally.minor:
        parts.append(f"{tally.minor if tally.fix else _count(tally.minor, 'thing')} to look at")
    if tally.neutral:
        parts.append(_count(tally.neutral, "note"))
    return ", ".join(parts) + f"{',' if len(parts) > 1 else ''} in {paragraphs}."


def worst(report: Report) -> ParagraphScore | None:
    """The paragraph with the lowest score, the first of equals."""
    return min(report.paragraphs, key=lambda p: p.score, default=None)


def score_line(report: Report) -> str:
    """The score with the paragraph that is worst, such as `Score 78, lowest in ¶3 with 40.`."""
    low = worst(report)
    text = f"Score {points(report.score)}"
    if low is None or len(report.paragraphs) < 2 or low.score >= 100:
        return text + "."
    return f"{text}, lowest in {pilcrow(low.en)} with {points(low.score)}."


def pilcrow(paragraph: int) -> str:
    """The name of a paragraph for people, who count from one."""
    return f"¶{paragraph + 1}"


def certainty(confidence: float) -> str:
    """What a confidence of 0 to 1 means to a reader; nothing to say where it is high."""
    if confidence < 0.4:
        return "A guess: look before you change anything."
    return "Not certain: look before you change anything." if confidence < 0.7 else ""


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
