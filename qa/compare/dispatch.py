"""One Korean fact against one English fact, whatever their families."""

from __future__ import annotations

import datetime

from qa.compare.dates import closeness as date_closeness
from qa.compare.dates import compare_dates
from qa.compare.identifiers import closeness as identifier_closeness
from qa.compare.identifiers import compare_identifiers
from qa.compare.outcome import AGREE, Outcome
from qa.compare.quantities import closeness as quantity_closeness
from qa.compare.quantities import comparable, compare_quantities
from qa.compare.times import closeness as time_closeness
from qa.compare.times import compare_times
from qa.model import Fact

_OF_TIME = ("date", "duration", "time")
_LEANS = {"past": "looking back", "future": "looking ahead"}


def compare(ko: Fact, en: Fact, published: datetime.date | None) -> Outcome | None:
    """Whether the two say the same; None where they are not things of one kind."""
    if "identifier" in (ko.family, en.family):
        return compare_identifiers(ko, en)
    if ko.family == "time" or en.family == "time":
        return compare_times(ko, en) if ko.family == en.family else None
    if ko.family == "date" and en.family == "date":
        return compare_dates(ko, en, published)
    if (_soft_count(ko) and en.family in _OF_TIME) or (_soft_count(en) and ko.family in _OF_TIME):
        return None  # "both" is no 2년, "each" no first half
    if ko.family == "date" or en.family == "date":
        return _date_and_amount(ko, en)
    if not comparable(ko, en):
        return None
    if ko.lean and en.lean and ko.lean != en.lean:
        detail = f"Korean: {ko.text}, {_LEANS[ko.lean]}; English: {en.text}, {_LEANS[en.lean]}"
        return Outcome(verdict="differ", slip="direction", detail=detail, confidence=0.8)
    return compare_quantities(ko, en)


def _soft_count(fact: Fact) -> bool:
    return fact.soft and fact.family in ("number", "ordinal")


def _date_and_amount(ko: Fact, en: Fact) -> Outcome | None:
    """3년 전 against a bare "three years"; the 18th against an ordinal; a year against a number."""
    dated, other = (ko, en) if ko.family == "date" else (en, ko)
    assert dated.date is not None
    if dated.amount is not None and other.family == "duration":
        return compare_quantities(ko, en)
    if dated.amount is not None:
        # 3년 전 for "three seasons ago": the unit is another word, not another length
        return AGREE if other.family == "number" and other.amount == dated.amount else None
    if other.family == "duration":
        # 6일 is the sixth or six days; 2015년 is a year or, oddly, a length
        same = dated.date.fields() in ({"day": other.amount}, {"year": other.amount}) and other.unit in (
            "day",
            "year",
        )
        return AGREE if same else None
    if other.amount is None or other.family not in ("ordinal", "number"):
        return None
    fields = dated.date.fields()
    if len(fields) == 1 and other.amount in fields.values():
        return AGREE
    return None


def closeness(ko: Fact, en: Fact) -> float:
    """How alike two facts are that do not agree, 0 to 1; 0 if they are not of one kind."""
    if "identifier" in (ko.family, en.family):
        return identifier_closeness(ko, en)
    if "time" in (ko.family, en.family):
        return time_closeness(ko, en) if ko.family == en.family else 0.0
    if ko.family == "date" and en.family == "date":
        return date_closeness(ko, en)
    if "date" in (ko.family, en.family):
        dated, other = (ko, en) if ko.family == "date" else (en, ko)
        return quantity_closeness(ko, en) if dated.amount is not None and other.family == "duration" else 0.0
    return quantity_closeness(ko, en)
