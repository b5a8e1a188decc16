"""The outcome of comparing one Korean fact with one English fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`agree`, `differ`, or `unknown` where the two cannot be compared (no publication date …).

    `slip` names the kind of difference (`power-of-ten`, `digits`, `unit`, `currency`, `rounding`,
    `bound` …; `rounding` and `conversion` also stand beside `agree`), `detail` says it in words,
    `severity` is what it would deserve, `confidence` how sure the comparison is, 0 to 1.
    """

    verdict: Literal["agree", "differ", "unknown"]
    slip: str | None = None
    detail: str = ""
    severity: Severity = Severity.MAJOR
    confidence: float = 1.0


AGREE = Outcome(verdict="agree", severity=Severity.NEUTRAL)
