"""Lists in which the first belongs to the first: "A and B gained 3% and 5%, respectively", A와 B는 각각.

There nothing stands beside its value; what counts is the order of both lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.compare.belonging import SENTENCE
from qa.model import Lang, Span

APART = 25
"""Code points between one value of a list and the next, at most."""

_MARK: dict[Lang, re.Pattern[str]] = {
    "ko": re.compile(r"(?<![가-힣])(?:각각|차례로|순서대로)(?![가-힣])"),
    "en": re.compile(r"\brespectively\b", re.I),
}


def listed(lang: Lang, text: str, values: Sequence[Span]) -> tuple[int, ...]:
    """Indices of the values that stand in such a list, in its order; empty where there is none."""
    mark = _MARK[lang].search(text)
    if mark is None:
        return ()
    order = sorted(range(len(values)), key=lambda n: values[n].start)
    if lang == "ko":  # the mark stands before its values, in English behind them
        order = [n for n in order if values[n].start >= mark.end()]
        edge, step = mark.end(), 1
    else:
        order = [n for n in reversed(order) if values[n].end <= mark.start()]
        edge, step = mark.start(), -1
    found: list[int] = []
    for n in order:
        gap = text[edge : values[n].start] if step > 0 else text[values[n].end : edge]
        if len(gap) > APART or SENTENCE.search(gap):
            break
        found.append(n)
        edge = values[n].end if step > 0 else values[n].start
    return tuple(found[::step]) if len(found) > 1 else ()


def in_turn(lang: Lang, text: str, things: Sequence[Span], values: Sequence[Span]) -> dict[Span, int] | None:
    """Which value of a list each thing before it belongs to; None where the two lists do not fit.

    Args:
        lang: the language of the passage.
        text: the passage.
        things: where the things of one set stand first.
        values: the values of the list, in its order.
    """
    before = sorted(
        t for t in things if t.end <= values[0].start and not SENTENCE.search(text[t.end : values[0].start])
    )
    joint = 1 if lang == "en" else 0
    places: list[list[Span]] = []
    for thing in before:
        if places and thing.start - places[-1][-1].end <= joint:
            places[-1].append(thing)  # SK하이닉스, "Samsung Electronics": one name in two words
        else:
            places.append([thing])
    if len(places) != len(values):
        return None
    return {thing: n for n, place in enumerate(places) for thing in place}
