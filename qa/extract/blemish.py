"""What is wrong with a text as text, whatever it says."""

from __future__ import annotations

from dataclasses import dataclass

from qa.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Blemish:
    """One spot of a text that no editor would print.

    `kind` is the end of a rule id (`brackets`, `doubled`); `span` counts in the text that was read;
    `reason` says what is wrong, without a full stop; `suggestion` is what should stand there, where
    that is known; `sure` is False where good writers do it now and then.
    """

    kind: str
    span: Span
    reason: str
    suggestion: str = ""
    sure: bool = True
