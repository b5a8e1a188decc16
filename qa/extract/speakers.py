"""Who says the words of a quotation, where the sentence names somebody."""

from __future__ import annotations

from dataclasses import dataclass

from qa.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation (with its marks) and the words that name its speaker, both in the body text."""

    quotation: Span
    speaker: Span
