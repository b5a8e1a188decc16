"""What a report says in words: verdicts, counts, severities, certainty.  Shared by all formats
that people read, so that they speak alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.model import Finding, ParagraphScore, Report, Severity
from qa.report.language import Language, language

SEVERITY_WORDS = {
    Severity.CRITICAL: "CRITICAL",
    Severity.MAJOR: "MAJOR",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "note",
}
GUESS, FAIR, HIGH = 0.4, 0.7, 0.9
"""Confidences, 0 to 1, under which a finding is a guess, not certain, and only fairly sure."""

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

    def short(self, say: Language | None = None) -> str:
        """`2 to fix, 5 to look at, 1 note`; `nothing to fix` where there is none."""
        say = say or language("en")
        counts = (("tally.fix", self.fix), ("tally.look", self.minor), ("tally.notes", self.neutral))
        return ", ".join(say(key, n=n) for key, n in counts if n) or say("tally.none")


def summary(report: Report, say: Language | None = None) -> str:
    """The verdict as a sentence, such as `2 things to fix, 5 to look at, in 9 paragraphs.`."""
    say = say or language("en")
    tally = Tally.of(report.findings)
    paragraphs = say("summary.paragraphs", n=len(report.paragraphs))
    if not (tally.fix or tally.minor or tally.neutral):
        return say("summary.clean", paragraphs=paragraphs)
    parts = [say("summary.fix", n=tally.fix) if tally.fix else say("summary.nofix")]
    if tally.minor:
        parts.append(say("summary.look" if tally.fix else "summary.look.alone", n=tally.minor))
    if tally.neutral:
        parts.append(say("summary.notes", n=tally.neutral))
    key = "summary.found" if len(parts) > 1 else "summary.one"
    return say(key, what=", ".join(parts), paragraphs=paragraphs)


def worst(report: Report) -> ParagraphScore | None:
    """The paragraph with the lowest score, the first of equals."""
    return min(report.paragraphs, key=lambda p: p.score, default=None)


def score_line(report: Report, say: Language | None = None) -> str:
    """The score with the paragraph that is worst, such as `Score 78, lowest in ¶3 with 40.`."""
    say = say or language("en")
    low = worst(report)
    if low is None or len(report.paragraphs) < 2 or low.score >= 100:
        return say("score.line", score=points(report.score))
    name = say("paragraph", n=low.en + 1)
    return say("score.lowest", score=points(report.score), paragraph=name, low=points(low.score))


def pilcrow(paragraph: int) -> str:
    """The name of a paragraph for people, who count from one."""
    return f"¶{paragraph + 1}"


def certainty(confidence: float, say: Language | None = None) -> str:
    """What a confidence of 0 to 1 means to a reader; nothing to say where it is high."""
    say = say or language("en")
    if confidence < GUESS:
        return say("certainty.guess")
    return say("certainty.low") if confidence < FAIR else ""


def sureness(confidence: float, say: Language) -> str:
    """A confidence of 0 to 1 in a word or two."""
    if confidence < GUESS:
        return say("sure.guess")
    return say("sure.low" if confidence < FAIR else "sure.fair" if confidence < HIGH else "sure.high")
