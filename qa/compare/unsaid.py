"""What a language may leave unsaid, and what it loses little by losing."""

from __future__ import annotations

from qa.model import Bound, Fact

_ROUGH = (Bound.ABOUT, Bound.UNDER)


def unsaid(fact: Fact) -> bool:
    """Whether either language may leave it to the reader: 올해, 이날, "now"; a first place ("topped")."""
    if fact.family == "date" and fact.date is not None and fact.amount is None:
        return (
            not fact.date.fields()
            and all(s.count == 0 for s in fact.date.shifts)
            and fact.date.holiday is None
        )
    return fact.family == "ordinal" and fact.amount == 1


def imprecise(fact: Fact) -> bool:
    """Whether losing the fact loses little: a relative word, a rough amount, a part of the day."""
    if fact.family == "date" and fact.date is not None:
        return not fact.date.fields() and fact.date.holiday is None
    if fact.family == "time":
        return fact.time is not None and fact.time.hour is None
    # 만 2년이 채 되지 않은: beside a date of founding, say, it adds little
    rough = _ROUGH if fact.family == "duration" else (Bound.ABOUT,)
    return fact.bound in rough and fact.amount is not None and fact.amount < 10
