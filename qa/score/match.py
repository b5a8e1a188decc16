"""From the cosine of a link to `match`: 0 to 100, calibrated, monotone.

The knots are fitted by `tests/bench/calibrate_match.py` and lie in `data/match.json` with what
they were fitted on.  What the score cannot see: numbers, dates, names and negation hardly move a
sentence vector, so a high match is no promise about facts.
"""

from __future__ import annotations

import bisect
import functools
import json
from dataclasses import dataclass

from qa.data import resource
from qa.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A monotone piecewise-linear map from cosine (-1 to 1) to match (0 to 100)."""

    cosine: tuple[float, ...]
    match: tuple[float, ...]

    def __call__(self, similarity: float) -> float:
        """The match of a cosine; constant outside the outermost knots."""
        at = bisect.bisect_right(self.cosine, similarity)
        if at == 0:
            return self.match[0]
        if at == len(self.cosine):
            return self.match[-1]
        x0, x1, y0, y1 = self.cosine[at - 1], self.cosine[at], self.match[at - 1], self.match[at]
        return y0 + (y1 - y0) * (similarity - x0) / (x1 - x0)


@functools.cache
def calibration() -> Calibration:
    """The shipped calibration.

    Raises:
        DataError: the file's knots are not increasing.
    """
    raw = json.loads(resource("match.json"))
    cosine, match = tuple(map(float, raw["cosine"])), tuple(map(float, raw["match"]))
    if len(cosine) != len(match) or sorted(set(cosine)) != list(cosine) or sorted(match) != list(match):
        raise DataError("knots are not increasing", path="match.json")
    return Calibration(cosine=cosine, match=match)
