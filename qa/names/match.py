"""Which names of a link are not the same on both sides, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.model import Span
from qa.names.evidence import Evidence, Floats
from qa.names.losses import tells_loss, weight_of_loss
from qa.names.persons import other_persons
from qa.names.plausible import are_two, fit, tells_change
from qa.names.runs import MAYBE, Chunk, stem_chunks, word_chunks


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """One name that is not in order.

    `likeness` is how alike the consonants of the two are, 0 to 1: a misspelling is near, another
    name is far.  `evidence` is the sum of what speaks for it, in log likelihood ratios.
    """

    kind: Literal["changed", "missing", "added"]
    ko: Chunk | None
    en: Chunk | None
    likeness: float = 0.0
    evidence: float = 0.0
    known: bool = False
    """Whether the tables know both names, and that they are two."""
    sure: bool = False
    """Whether each side alone makes the match worth telling of."""


def match_names(
    text_ko: str, found: Evidence, odds_ko: Floats, odds_en: Floats, *, stood_for: bool = False
) -> tuple[NameMatch, ...]:
    """Pair what the English does not say with what the Korean does not say.

    Args:
        text_ko: the Korean body.
        found: the sounds of the link's names.
        odds_ko: by stem, from `qa.names.judge.unsaid`.
        odds_en: by word.
        stood_for: whether the English has a pronoun, or a noun like "the company", for some name.
    """
    out = []
    odds_ko, odds_en = odds_ko.copy(), odds_en.copy()
    for n, i, j in other_persons(found):
        ko, en = _only(found.stems[n].whole, n, n, odds_ko), _only(_words_span(found, i, j), i, j, odds_en)
        out.append(NameMatch(kind="changed", ko=ko, en=en, evidence=CERTAIN, known=True, sure=True))
        odds_ko[n] = odds_en[i : j + 1] = NEVER
    korean, english = list(stem_chunks(text_ko, found.stems, odds_ko)), list(word_chunks(found, odds_en))
    ranked = sorted(
        ((*fit(found, a, b), i, j) for i, a in enumerate(korean) for j, b in enumerate(english)),
        reverse=True,
    )
    of_ko: set[int] = set()
    of_en: set[int] = set()
    for _, weight, likeness, i, j in ranked:
        if i not in of_ko and j not in of_en:
            of_ko.add(i)
            of_en.add(j)
            out.append(
                NameMatch(
                    kind="changed",
                    ko=korean[i],
                    en=english[j],
                    likeness=likeness,
                    evidence=weight,
                    known=are_two(found, korean[i], english[j]),
                    sure=tells_change(found, korean[i], english[j]),
                )
            )
    out += [
        NameMatch(
            kind="missing",
            ko=a,
            en=None,
            evidence=weight_of_loss(text_ko, found, a, stood_for=stood_for),
            sure=tells_loss(found, a),
        )
        for i, a in enumerate(korean)
        if i not in of_ko and a.odds >= MAYBE
    ]
    out += [
        NameMatch(kind="added", ko=None, en=b, evidence=b.odds)
        for j, b in enumerate(english)
        if j not in of_en
    ]
    return tuple(out)


def _only(span: Span, first: int, last: int, odds: Floats) -> Chunk:
    """A chunk that is known by other ways than its odds."""
    return Chunk(
        first=first, last=last, span=span, odds=float(odds[first]), total=float(odds[first]), place=0.0
    )


def _words_span(found: Evidence, first: int, last: int) -> Span:
    return Span(found.words[first].span.start, found.words[last].span.end)


CERTAIN, NEVER = 6.0, -9.0
"""Evidence of what rules say for sure, and the odds of what is settled."""
