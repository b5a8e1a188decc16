"""Korean idioms: the words of one are not looked for one by one, its translation has others."""

from __future__ import annotations

import functools
import re

from qa.data import table
from qa.model import Span


def figurative(text: str, span: Span) -> tuple[Span, ...]:
    """Where idioms stand in a stretch of Korean (바닥을 드러내다: "run dry").

    Args:
        text: the body text.
        span: the stretch.
    """
    return tuple(Span(m.start(), m.end()) for m in _idioms().finditer(text, span.start, span.end))


@functools.cache
def _idioms() -> re.Pattern[str]:
    """The stems of `data/ko/idioms.tsv`, the longest first, with or without spaces between syllables."""
    stems = sorted((row["stem"] for row in table("ko/idioms", ("stem", "source"))), key=len, reverse=True)
    return re.compile("|".join(r"\s?".join(map(re.escape, stem)) for stem in stems))
