"""What the morphemes say about a place in the text.

A Hangul syllable counts as a numeral only where the analyser says so: 서명 holds no 명 counted by
서, and 조 바이든 is no trillion.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from qa.model import Span, Token

NUMERAL_TAGS = frozenset({"NR", "SN", "MM"})


class Morphology:
    """The tokens of one text, found by place.  Without tokens everything but digits is unknown."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = sorted(tokens, key=lambda t: (t.span.start, t.span.end))
        self._starts = [t.span.start for t in self.tokens]

    def over(self, span: Span) -> list[Token]:
        """The tokens that share a code point with `span`."""
        low = bisect.bisect_left(self._starts, span.start)
        while low > 0 and self.tokens[low - 1].span.end > span.start:
            low -= 1
        high = bisect.bisect_left(self._starts, span.end)
        return [t for t in self.tokens[low:high] if t.span.end > span.start]

    def at(self, start: int) -> Token | None:
        """The first token that begins at `start`."""
        i = bisect.bisect_left(self._starts, start)
        return self.tokens[i] if i < len(self.tokens) and self._starts[i] == start else None

    def cuts(self, place: int) -> bool:
        """Whether a token runs across `place`: a word goes on there."""
        i = bisect.bisect_left(self._starts, place)
        return any(t.span.end > place for t in self.tokens[max(0, i - 2) : i])

    def numeral(self, span: Span) -> bool:
        """Whether numeral morphemes, and only these, make up `span`."""
        found = self.over(span)
        return (
            bool(found)
            and found[0].span.start == span.start
            and found[-1].span.end == span.end
            and all(t.tag in NUMERAL_TAGS for t in found)
        ) or self._with_trillion(found, span)

    def _with_trillion(self, found: list[Token], span: Span) -> bool:
        """Whether the one morpheme that is no numeral is the 조 of 이십일조 삼백, no "article"."""
        tags = [t.tag if t.tag not in NUMERAL_TAGS else "NR" for t in found]
        odd = [i for i, tag in enumerate(tags) if tag != "NR"]
        return (
            len(odd) == 1
            and 0 < odd[0] < len(found) - 1
            and (found[odd[0]].form, tags[odd[0]]) == ("조", "NNB")
            and found[0].span.start == span.start
            and found[-1].span.end == span.end
        )

    def multiplies(self, place: int) -> bool:
        """Whether the 만, 억, 조 … at `place`, after digits, may be a multiplier: not 만 "only"."""
        token = next(iter(self.over(Span(place, place + 1))), None)
        if token is None or token.tag in NUMERAL_TAGS:
            return True
        if token.span.start > place or token.span.end - token.span.start > 1:
            return False
        return not token.tag.startswith(("J", "E", "V", "M", "X")) and token.form != "만"
