"""What is wrong with a text as text, whatever it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def within(spans: Sequence[Span], place: int) -> bool:
    """Whether a place lies in one of the spans (few, in order)."""
    return any(s.start <= place < s.end for s in spans)


def stretches(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with where it starts."""
    for span in paragraphs:
        yield span.start, text[span.start : span.end]
