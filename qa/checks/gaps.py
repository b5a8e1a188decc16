"""What the checks of clauses lost and clauses invented share."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

from qa.checks.base import Context, Rule
from qa.coverage.units import GLOSS
from qa.model import Gap, Hit, Lang, Severity

# ", a member of an endangered species," explains the noun before it
_APPOSITION = re.compile(
    r"[,(—–]\s?(?:an?|the|one of|known as|called|short for)\s[^,;.()—–]{1,200}(?=[,;.)—–]|$)", re.I
)

ENOUGH = 3
"""Content words of a stretch that is told of as minor; fewer must be as good as sure."""

SHORT = 30
"""Korean characters of a link under which its words tell too little for more than `minor`."""

Odds = tuple[float, float]
"""Log odds from which a stretch is told of as minor, and from which as major."""


TOLD: Final[Mapping[Lang, Odds]] = {"ko": (-0.4, 0.1), "en": (-0.4, 0.3)}
"""Log odds that faithful sentences reach (held out; `train_coverage.py`): of Korean stretches 1.7 and .5
percent do, of English ones .9 and .2; fewer are told of, see `ENOUGH` and `_severity`."""


def clause_hits(context: Context, lang: Lang, rule: Rule) -> Iterator[Hit]:
    """One hit a linked sentence of which a stretch has no counterpart, pointing at its words.

    Args:
        context: the analysed article.
        lang: the side of the stretch.
        rule: what such a stretch is called.
    """
    roles = context.roles
    other = roles.other(lang)
    minor, major = TOLD[lang]
    for gap in context.gaps or ():
        if gap.lang != lang or gap.log_odds < (minor if gap.words >= ENOUGH else major):
            continue
        words = context.words(lang, gap.span)
        yield Hit(
            rule=rule.id,
            message=f"Nothing in the {other} sentence seems to say: {words}",
            reason=f"Nothing in the {other} sentence seems to say this.",
            ko=gap.span if lang == "ko" else None,
            en=gap.span if lang == "en" else None,
            expected=words if lang == roles.original else "",
            found=words if lang == roles.translation else "",
            link=gap.link,
            confidence=round(1 / (1 + math.exp(-gap.log_odds)), 6),
            severity=_severity(context, gap, major),
        )


def _severity(context: Context, gap: Gap, major: float) -> Severity:
    """Neutral for an apposition: foreign readers may be told what everybody in Korea knows.  Else by
    the odds; never more than minor in a short link, of two words, or where facts of the stretch are
    found on the other side.
    """
    if gap.lang == "en":
        around = context.span_of("en", context.links[gap.link].en)
        assert around is not None
        said = context.words("en", around)
        start, end = gap.span.start - around.start, gap.span.end - around.start
        for found in _APPOSITION.finditer(said):
            if 2 * (min(end, found.end()) - max(start, found.start())) > end - start:
                return Severity.NEUTRAL
    ko = context.span_of("ko", context.links[gap.link].ko)
    short = ko is None or len(GLOSS.sub("", context.words("ko", ko))) < SHORT
    settled = any(
        match.verdict == "agree"
        and (fact := match.ko if gap.lang == "ko" else match.en)
        and fact.span.touches(gap.span)
        for match in context.facts
    )
    sure = gap.log_odds >= major and gap.words >= ENOUGH
    return Severity.MAJOR if sure and not short and not settled else Severity.MINOR
