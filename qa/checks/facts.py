"""What the ten fact checks share: turning matched facts into hits.

A fact check declares its family; the comparison itself was done once, for all families, by
`qa.compare.match`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.compare.date_wording import phrase_en as date_phrase
from qa.compare.times import phrase_time
from qa.compare.wording import phrase_en
from qa.model import Fact, FactMatch, Family, Hit, Severity
from qa.values import value_text

_MQM = {
    "date": "accuracy/mistranslation/date-time",
    "time": "accuracy/mistranslation/date-time",
    "number": "accuracy/mistranslation/number",
    "money": "accuracy/mistranslation/number",
    "percent": "accuracy/mistranslation/number",
    "unit": "accuracy/mistranslation/unit-conversion",
    "ordinal": "accuracy/mistranslation/number",
    "range": "accuracy/mistranslation/number",
    "duration": "accuracy/mistranslation/date-time",
    "age": "accuracy/mistranslation/number",
}


def fact_check(family: Family, noun: str) -> Check:
    """The check of one family of facts: rules `…-changed`, `…-missing`, `…-added`.

    Args:
        family: the family, which is also the check's id.
        noun: how messages call such a fact ("date", "amount of money").
    """
    rules = (
        Rule(
            id=f"{family}-changed",
            title=f"The {noun} is another one in the translation",
            severity=Severity.MAJOR,
            mqm=_MQM[family],
            its="mistranslation",
        ),
        Rule(
            id=f"{family}-missing",
            title=f"A {noun} of the original is not in the translation",
            severity=Severity.MAJOR,
            mqm="accuracy/omission",
            its="omission",
        ),
        Rule(
            id=f"{family}-added",
            title=f"The translation has a {noun} that the original lacks",
            severity=Severity.MAJOR,
            mqm="accuracy/addition",
            its="addition",
        ),
    )

    def run(context: Context) -> Iterator[Hit]:
        """Every match of this family that is not in order."""
        for match in context.facts:
            if match.family == family and match.verdict in ("changed", "missing", "added"):
                yield from _hit(match, noun, context)

    return Check(id=family, title=f"{noun.capitalize()}s are the same on both sides", rules=rules, run=run)


def _hit(match: FactMatch, noun: str, context: Context) -> Iterator[Hit]:
    if match.severity is Severity.NEUTRAL:
        return  # left unsaid as either language may: it stands in the fact sheet
    link = context.links[match.link] if match.link is not None else None
    if link is not None and not (link.ko and link.en):
        return  # the whole sentence is missing or added: one finding says so
    confidence = match.confidence * (link.together if link is not None else 1.0)
    if match.verdict == "changed":
        assert match.ko is not None
        assert match.en is not None
        yield Hit(
            rule=f"{match.family}-changed",
            message=_changed_message(match, noun),
            ko=match.ko.span,
            en=match.en.span,
            expected=value_text(match.ko),
            found=value_text(match.en),
            suggestion=suggestion(match.ko, match.en, context),
            link=match.link,
            severity=match.severity,
            confidence=confidence,
        )
    elif match.verdict == "missing":
        assert match.ko is not None
        yield Hit(
            rule=f"{match.family}-missing",
            message=f"{match.ko.text} ({value_text(match.ko)}) is not in the English",
            ko=match.ko.span,
            expected=value_text(match.ko),
            suggestion=suggestion(match.ko, None, context),
            link=match.link,
            severity=match.severity,
            confidence=confidence,
        )
    else:
        assert match.en is not None
        yield Hit(
            rule=f"{match.family}-added",
            message=f"{match.en.text} ({value_text(match.en)}) is not in the Korean",
            en=match.en.span,
            found=value_text(match.en),
            link=match.link,
            severity=match.severity,
            confidence=confidence,
        )


def _changed_message(match: FactMatch, noun: str) -> str:
    assert match.ko is not None
    assert match.en is not None
    korean = f"Korean says {match.ko.text} ({value_text(match.ko)})"
    said = f"{korean}, English says {match.en.text} ({value_text(match.en)})"
    return f"{said}: {match.detail}" if match.detail else f"{said}: not the same {noun}"


def suggestion(ko: Fact, like: Fact | None, context: Context) -> str:
    """The English that would be right for a Korean fact, in the style of what stands there."""
    if ko.family == "date" and ko.date is not None:
        return date_phrase(ko, like, context.published)
    if ko.family == "time":
        return phrase_time(ko, like)
    return phrase_en(ko, like)
