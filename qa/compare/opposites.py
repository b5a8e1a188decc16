"""Which word of one end of a scale became a word of the other end.

Agreement first: each English word that says the same end as a Korean one is taken off with it, the
likest first.  Of what is left over, a Korean and an English word at the two ends of one scale are a
turn where each is the likeliest counterpart that the other has, by word vectors, and what stands
around them belongs together too.  Word vectors put opposites near each other, which is what makes
the place of the word known; the table says that it is the wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.extract.poles import Pole, Reading
from qa.model import Span

Floats = NDArray[np.float64]

BEHIND = 0.12
"""Cosine by which another free word of the other side may be likelier and the pair still count."""

LEAST = 0.3
"""Cosine that the two words have at least, and some words around them, too."""

KO_LEAD, EN_LEAD, LIGHT_LEAD, CLOSED = -0.17, -0.1, -0.35, 0.2
"""How much likelier a free other word may be, for the Korean word, for the English one, for an English
one of little content ("more"), and how much that may be more where hardly another word says it (왼쪽)."""

SUBJECT = 0.4
"""Cosine above which an English word may be said to be the Korean subject."""

AROUND_KO, AROUND_EN = 3, 6
"""Words before and after in which the two sides' surroundings are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of the two sides of a link, in order, and their cosines (Korean × English).

    `light` marks English words that need no counterpart; `subjects` are the Korean words that are
    marked as subject or topic, `standards_…` those that something is compared with.
    """

    ko: tuple[Span, ...]
    en: tuple[Span, ...]
    cosines: Floats
    light: NDArray[np.bool_]
    subjects: tuple[Span, ...] = ()
    standards_ko: tuple[Span, ...] = ()
    standards_en: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A pair of words at opposite ends of a scale.

    `cosine` is that of the two words; `ko_lead` and `en_lead` by how much it is above that of the
    likeliest free other word, for each of them; `around` how well their surroundings agree, all
    -1 to 1.
    """

    ko: Pole
    en: Pole
    reading: Reading
    cosine: float
    ko_lead: float
    en_lead: float
    around: float


def turns(ko: Sequence[Pole], en: Sequence[Pole], words: Words) -> tuple[Turn, ...]:
    """The pairs of words of a link that seem to be one word turned into its opposite.

    Args:
        ko: the Korean words at an end of some scale.
        en: the English ones.
        words: all content words of the link.
    """
    if not ko or not en or not words.ko or not words.en:
        return ()
    rows = [_over(words.ko, p.span) for p in ko]
    columns = [_over(words.en, p.span) for p in en]
    cosine = np.array([[_best(words.cosines, r, c) for c in columns] for r in rows])
    agree = np.array([[_agree(k, e) for e in en] for k in ko])
    taken_ko, taken_en = _agreeing(cosine, agree)
    said = _said(cosine, agree, taken_ko), _said(cosine.T, agree.T, taken_en)
    done_ko, done_en = set(taken_ko), set(taken_en)
    out = []
    for i, j in _ranked(cosine):
        if i in done_ko or j in done_en or not rows[i] or not columns[j]:
            continue
        reading = _opposite(ko[i], en[j])
        if reading is None:
            continue
        done_ko.add(i)
        done_en.add(j)
        if any(p.negated and any(r.scale == reading.scale for r in p.readings) for p in (*ko, *en)):
            continue
        if reading.kind == "order" and not _same_order(words, rows[i], columns[j]):
            continue
        if _compared_otherwise(words):
            continue
        if reading.kind == "converse" and not _same_subject(words, rows[i], columns[j]):
            continue
        if (said[0][i] & (cosine[i] > cosine[i, j] - BEHIND)).any() and not _one_each(ko, en, i, reading):
            continue
        if (said[1][j] & (cosine[:, j] > cosine[i, j] - BEHIND)).any():
            continue
        turn = Turn(
            ko=ko[i],
            en=en[j],
            reading=reading,
            cosine=float(cosine[i, j]),
            ko_lead=float(cosine[i, j]) - _rival(words.cosines, rows[i], columns[j], words.light),
            en_lead=float(cosine[i, j])
            - _rival(words.cosines.T, columns[j], rows[i], np.zeros(len(words.ko), bool)),
            around=_around(words, rows[i], columns[j]),
        )
        if _sure(turn, light=all(words.light[n] for n in columns[j])):
            out.append(turn)
    return tuple(out)


def _sure(turn: Turn, *, light: bool) -> bool:
    """Whether nothing else on the other side is the likelier counterpart of either word."""
    slack = CLOSED if turn.reading.kind == "closed" else 0.0
    return (
        turn.cosine >= LEAST
        and turn.around >= LEAST
        and turn.ko_lead >= KO_LEAD - slack
        and turn.en_lead >= (LIGHT_LEAD if light else EN_LEAD) - slack
    )


def _over(spans: Sequence[Span], span: Span) -> list[int]:
    return [n for n, s in enumerate(spans) if s.start < span.end and span.start < s.end]


def _best(cosines: Floats, rows: Sequence[int], columns: Sequence[int]) -> float:
    return float(cosines[np.ix_(rows, columns)].max()) if rows and columns else -1.0


def _ranked(cosine: Floats) -> list[tuple[int, int]]:
    order = np.argsort(-cosine, axis=None, kind="stable")
    return [(int(n) // cosine.shape[1], int(n) % cosine.shape[1]) for n in order]


def _agree(ko: Pole, en: Pole) -> bool:
    ends = {(r.scale, r.plus) for r in ko.readings}
    return any((r.scale, r.plus) in ends for r in en.readings)


def _opposite(ko: Pole, en: Pole) -> Reading | None:
    """The English reading that is the other end of a Korean one; None where they agree somewhere."""
    ends = {(r.scale, r.plus) for r in ko.readings}
    if any((r.scale, r.plus) in ends for r in en.readings):
        return None
    ranks: dict[tuple[str, bool], int] = {}
    for r in ko.readings:
        ranks[r.scale, r.plus] = min(r.rank, ranks.get((r.scale, r.plus), r.rank))
    turned = [
        (ranks[r.scale, not r.plus] + r.rank, r.kind == "converse", n)
        for n, r in enumerate(en.readings)
        if r.kind != "loose" and (r.scale, not r.plus) in ranks
    ]
    return en.readings[min(turned)[-1]] if turned else None


def _agreeing(cosine: Floats, agree: NDArray[np.bool_]) -> tuple[dict[int, int], dict[int, int]]:
    """The words taken off because the other side has the same end, each for one: Korean to English,
    and the other way.
    """
    ko_to_en: dict[int, int] = {}
    en_to_ko: dict[int, int] = {}
    for i, j in _ranked(cosine):
        if agree[i, j] and i not in ko_to_en and j not in en_to_ko:
            ko_to_en[i], en_to_ko[j] = j, i
    return ko_to_en, en_to_ko


def _said(cosine: Floats, agree: NDArray[np.bool_], taken: Mapping[int, int]) -> NDArray[np.bool_]:
    """Which words may say which: those of the same end, if no other word has clearly more right to them."""
    out = agree.copy()
    for other, j in taken.items():
        for i in range(len(out)):
            if i != other and cosine[other, j] > cosine[i, j] + BEHIND:
                out[i, j] = False
    return out


def _rival(cosines: Floats, rows: Sequence[int], columns: Sequence[int], light: NDArray[np.bool_]) -> float:
    """Cosine of the likeliest word that is free: no other word of this side is nearer to it."""
    mine = cosines[rows].max(0)
    others = np.delete(cosines, rows, 0)
    free = mine >= (others.max(0) if len(others) else -1.0)
    free &= ~light
    free[list(columns)] = False
    return float(mine[free].max()) if free.any() else 0.0


def _same_order(words: Words, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether what follows "before" is what stands before 전: otherwise the sentence was turned round.

    나간 뒤 전화했다 may be "went out before calling", which says the same.
    """
    after = []
    for n in range(columns[-1] + 1, min(len(words.en), columns[-1] + 6)):
        if words.en[n].start - words.en[n - 1].end > 1:
            break  # a comma or a bracket: the clause ends
        if not words.light[n]:
            after.append(n)
    if not after:
        return False
    earlier = words.cosines[max(0, rows[0] - 4) : rows[0]][:, after]
    later = words.cosines[rows[-1] + 1 : rows[-1] + 6][:, after]
    if not len(earlier):
        return False
    return bool(earlier.max(0).mean() > (later.max(0).mean() if len(later) else 0.0))


def _same_subject(words: Words, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether a word before the English verb is the Korean subject: who sells to one who buys is no turn.

    한국이 일본에 졌다 may be "Japan beat Korea".
    """
    before = [n for n in range(max(0, columns[0] - 4), columns[0]) if not words.light[n]]
    marked = [n for s in words.subjects for n in _over(words.ko, s) if n < rows[0]]
    return any(
        int(words.cosines[:, n].argmax()) in marked and words.cosines[:, n].max() > SUBJECT for n in before
    )


def _compared_otherwise(words: Words) -> bool:
    """Whether the two sides plainly compare with different things.

    서울은 부산보다 비싸다 may be "Busan is cheaper than Seoul".
    """
    ko = {n for s in words.standards_ko for n in _over(words.ko, s)}
    en = [n for s in words.standards_en for n in _over(words.en, s) if not words.light[n]]
    likeliest = {int(words.cosines[:, n].argmax()) for n in en if words.cosines[:, n].max() > SUBJECT}
    return bool(ko and likeliest) and not likeliest & ko


def _one_each(ko: Sequence[Pole], en: Sequence[Pole], i: int, reading: Reading) -> bool:
    """Whether there are as many English words on the scale as Korean ones like this: each has its own."""
    alike = sum(k.readings == ko[i].readings for k in ko)
    return alike > 1 and alike == sum(any(r.scale == reading.scale for r in e.readings) for e in en)


def _around(words: Words, rows: Sequence[int], columns: Sequence[int]) -> float:
    """The best cosine between words that stand near the one and words that stand near the other."""
    near_ko = [
        n
        for n in range(max(0, rows[0] - AROUND_KO), min(len(words.ko), rows[-1] + 1 + AROUND_KO))
        if n not in rows
    ]
    near_en = [
        n
        for n in range(max(0, columns[0] - AROUND_EN), min(len(words.en), columns[-1] + 1 + AROUND_EN))
        if n not in columns and not words.light[n]
    ]
    return _best(words.cosines, near_ko, near_en)
