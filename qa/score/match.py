"""From the cosine of a link to `match`: 0 to 100, calibrated, monotone, with an interval.

    scores = score_links(links, gaps, sentences_ko, sentences_en)

`match` is `meaning`, a logistic curve over the cosine, less what `qa.coverage` expects to be lost
and invented.  The curve and the interval are fitted by `tests/bench/calibrate_match.py` and lie in
`data/match.json` with what they were fitted on.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.data import resource
from qa.errors import DataError
from qa.model import Gap, Lang, Link, LinkScore, Sentence

Interval = tuple[float, float]

UNSEEN = "numbers, dates, names, antonyms, negation, who did what"
"""What hardly moves a sentence vector: a high match is no promise about these."""

LEVEL = 0.8
"""Share of translations of the same meaning whose match the interval covers."""

RARER = 1.5
"""Log odds by which a stretch is less likely lost in any sentence than in one that is told of: the match
of faithful paragraphs (5 percent under 79, under 76 without this) was set by it."""

MAYBE = (1 - LEVEL) / 2
"""Probability from which a loss counts against the lower end; from one less it, against the upper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic curve from cosine to match, and how far cosines of equal meaning lie apart.

    `reach` is the distance from the middle that four in five faithful pairs of `LENGTH` Korean
    characters stay within; it changes with the length to the power of `reach_power` (a short
    sentence says little, so that wording weighs more).  `kinship` is the correlation of two
    sentences of one text: what one translator's style does to all of them.  `size_spread` is the
    logarithm of the ratio to the usual length that four in five translations stay within.  All of it
    holds for the vectors of `encoder` only.
    """

    intercept: float
    slope: float
    reach: float
    reach_power: float
    kinship: float
    size_spread: float
    encoder: str = ""

    LENGTH = 60
    LENGTHS = (10, 240)

    def __call__(self, similarity: float) -> float:
        """The match of a cosine, 0 to 100."""
        return 100 / (1 + math.exp(-self.intercept - self.slope * similarity))

    def interval(self, similarity: float, length: int) -> Interval:
        """Where the match of other wordings of the same meaning lies, four times in five.

        Args:
            similarity: the cosine that was measured.
            length: Korean characters.
        """
        short, long = self.LENGTHS
        reach = self.reach * (max(short, min(long, length)) / self.LENGTH) ** self.reach_power
        return self(similarity - reach), self(similarity + reach)

    def mean(self, parts: Sequence[tuple[float, float, Interval]], *, size_spread: float = 0.0) -> Interval:
        """The interval of a weighted mean.

        Args:
            parts: weight, match and interval of each part; the weights add up to one.
            size_spread: by how much the logarithm of each weight may be off, four times in five.

        Returns:
            Chance evens out between the parts, style (`kinship`) does not.
        """
        middle = sum(w * m for w, m, _ in parts)
        sizes = sum((size_spread * w * (m - middle)) ** 2 for w, m, _ in parts)

        def half(side: int) -> float:
            widths = [w * abs(m - interval[side]) for w, m, interval in parts]
            chance = (1 - self.kinship) * sum(x * x for x in widths)
            return math.sqrt(chance + self.kinship * sum(widths) ** 2 + sizes)

        return max(0.0, middle - half(0)), min(100.0, middle + half(1))


@functools.cache
def calibration() -> Calibration:
    """The shipped calibration.

    Raises:
        DataError: the curve does not rise, or the interval has no width.
    """
    raw = json.loads(resource("match.json"))
    found = Calibration(
        intercept=float(raw["meaning"]["intercept"]),
        slope=float(raw["meaning"]["cosine"]),
        reach=float(raw["interval"]["reach"]),
        reach_power=float(raw["interval"]["length_power"]),
        kinship=float(raw["interval"]["kinship"]),
        size_spread=float(raw["interval"]["size_spread"]),
        encoder=str(raw["encoder"]),
    )
    if found.slope <= 0 or found.reach <= 0 or not 0 <= found.kinship <= 1:
        raise DataError("the curve must rise and the interval have a width", path="match.json")
    return found


def score_links(
    links: Sequence[Link], gaps: Sequence[Gap], ko: Sequence[Sentence], en: Sequence[Sentence]
) -> tuple[LinkScore, ...]:
    """The match of each link; 0 where a side is empty.

    Args:
        links: an article's links.
        gaps: stretches of linked sentences that may have no counterpart.
        ko: Korean sentences.
        en: English sentences.
    """
    of_link: dict[int, list[Gap]] = {}
    for gap in gaps:
        of_link.setdefault(gap.link, []).append(gap)
    return tuple(_score(link, of_link.get(n, ()), ko, en) for n, link in enumerate(links))


def _score(link: Link, gaps: Sequence[Gap], ko: Sequence[Sentence], en: Sequence[Sentence]) -> LinkScore:
    if not link.ko or not link.en:
        return LinkScore(match=0.0, interval=(0.0, 0.0), meaning=0.0)
    length: dict[Lang, int] = {
        "ko": sum(len(ko[i].text) for i in link.ko),
        "en": sum(len(en[j].text) for j in link.en),
    }
    lost: dict[Lang, float] = {"ko": 0.0, "en": 0.0}
    least = most = 1.0  # kept, if all that may be lost is lost, and if only what surely is
    for gap in gaps:
        share = min(1.0, (gap.span.end - gap.span.start) / max(1, length[gap.lang]))
        probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, gap.log_odds - RARER))))
        lost[gap.lang] = max(lost[gap.lang], share * probability)
        least *= 1 - share if probability >= MAYBE else 1.0
        most *= 1 - share if probability >= 1 - MAYBE else 1.0
    calibrate = calibration()
    meaning = calibrate(link.similarity)
    low, high = calibrate.interval(link.similarity, length["ko"])
    match = meaning * (1 - lost["ko"]) * (1 - lost["en"])
    return LinkScore(
        match=match,
        interval=(min(match, low * least), max(match, high * most)),
        meaning=meaning,
        lost=lost["ko"],
        invented=lost["en"],
    )
