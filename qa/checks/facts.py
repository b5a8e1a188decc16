"""What the eleven fact checks share: turning matched facts into hits.

A fact check declares its family; the comparison itself was done once, for all families, by
`qa.compare.match`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.checks.omission import SURE
from qa.compare.date_wording import phrase_en as date_phrase
from qa.compare.identifiers import phrase_identifier, renumbered
from qa.compare.times import phrase_time
from qa.compare.wording import phrase_en
from qa.compare.wording_ko import phrase_ko
from qa.direction import Roles
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
    "identifier": "accuracy/mistranslation/entity",
}


def fact_check(family: Family, noun: str, plural: str, *, alone: Severity = Severity.MAJOR) -> Check:
    """The check of one family of facts: rules `…-changed`, `…-missing`, `…-added`, `…-swapped`.

    Args:
        family: the family, which is also the check's id.
        noun: how messages call such a fact ("date", "amount of money").
        plural: the same of several ("amounts of money").
        alone: what one that is missing or added starts from.
    """
    one = f"{'An' if noun[0] in 'aeiou' else 'A'} {noun}"
    rules: tuple[Rule, ...] = (
        Rule(
            id=f"{family}-changed",
            title=f"The {noun} is another one in the translation",
            severity=Severity.MAJOR,
            mqm=_MQM[family],
            its="mistranslation",
        ),
        Rule(
            id=f"{family}-missing",
            title=f"{one} of the original is not in the translation",
            severity=alone,
            mqm="accuracy/omission",
            its="omission",
        ),
        Rule(
            id=f"{family}-added",
            title=f"The translation has {one.lower()} that the original lacks",
            severity=alone,
            mqm="accuracy/addition",
            its="addition",
        ),
    )

    if family != "identifier":  # a name has no value that could belong to something else
        rules += (
            Rule(
                id=f"{family}-swapped",
                title=f"Two {plural} have changed places in the translation",
                severity=Severity.MAJOR,
                mqm=_MQM[family],
                its="mistranslation",
            ),
        )

    def run(context: Context) -> Iterator[Hit]:
        """Every match of this family that is not in order."""
        for match in context.facts:
            if match.family == family and match.verdict in ("changed", "missing", "added"):
                yield from _hit(match, noun, context)

    return Check(id=family, title=f"{plural.capitalize()} are the same on both sides", rules=rules, run=run)


_SLIPS = {
    "day": "the {target} has another day",
    "month": "the {target} has another month",
    "year": "the {target} has another year",
    "date": "the {target} has another date",
    "weekday": "the {target} has another weekday",
    "week": "the {target} has another week",
    "quarter": "the {target} has another quarter",
    "half": "the {target} has the other half of the year",
    "decade": "the {target} has another decade",
    "century": "the {target} has another century",
    "holiday": "the {target} has another holiday",
    "day-month-swap": "day and month changed places",
    "relative-year": "this year, last year and next year are mixed up",
    "direction": "one looks back, the other ahead",
    "part": "early, middle and late are mixed up",
    "bound": "the limit points the other way",
    "grain": "not the same length of time",
    "hour": "the {target} has another hour",
    "minute": "the {target} has another minute",
    "meridiem": "morning and afternoon are mixed up",
    "daypart": "the {target} has another part of the day",
}
"""How a report names a slip that the comparison did not put into words itself; `target` is the language
of the translation."""


def _reason(match: FactMatch, noun: str, roles: Roles) -> str:
    if match.slip in _SLIPS and match.family in ("date", "time", "duration", "range"):
        return _SLIPS[match.slip].format(target=roles.target)
    if match.slip == "power-of-ten":
        return f"the {roles.target} is {match.detail}"
    return match.detail or f"not the same {noun}"


def _hit(match: FactMatch, noun: str, context: Context) -> Iterator[Hit]:
    if match.severity is Severity.NEUTRAL:
        return  # left unsaid as either language may: it stands in the fact sheet
    link = context.links[match.link] if match.link is not None else None
    # the whole sentence is missing or added, and one finding says so (in a row, if it is sure)
    one_sided = link if link is not None and not (link.ko and link.en) else None
    if one_sided and (one_sided.confidence >= SURE or not context.article.aligned):
        return
    ko, en, roles = match.ko, match.en, context.roles
    said_ko, said_en = _said(ko), _said(en)
    original, translation = roles.ordered(ko, en)
    if ko is not None and en is not None:
        reason = _reason(match, noun, roles)
        message = f"Korean says {said_ko}, English says {said_en}: {reason}"
        if match.slip == "swapped":
            message = f"{reason[:1].upper()}{reason[1:]}"
    elif ko is not None:
        reason = f"this {noun} is not in the English"
        message = f"{said_ko} is not in the English"
    else:
        reason = f"this {noun} is not in the Korean"
        message = f"{said_en} is not in the Korean"
    yield Hit(
        rule=f"{match.family}-{'swapped' if match.slip == 'swapped' else match.verdict}",
        message=message,
        reason=reason[0].upper() + reason[1:] + ".",
        ko=ko.span if ko is not None else None,
        en=en.span if en is not None else None,
        expected=value_text(original, group=True) if original is not None else "",
        found=value_text(translation, group=True) if translation is not None else "",
        suggestion=suggestion(original, translation, context) if original is not None else "",
        link=match.link,
        severity=match.severity,
        confidence=match.confidence * (link.together if link is not None else 1.0),
    )


def _said(fact: Fact | None) -> str:
    """The words of a fact with its value, where the value says more than the words."""
    if fact is None or fact.label:
        return fact.text if fact is not None else ""
    return f"{fact.text} ({value_text(fact, group=True)})"


def suggestion(original: Fact, like: Fact | None, context: Context) -> str:
    """What the translation should say for a fact of the original, in the style of what stands there."""
    if context.roles.translation == "ko":
        return phrase_ko(original, like, context.published)
    return _in_english(original, like, context)


def _in_english(ko: Fact, like: Fact | None, context: Context) -> str:
    if ko.family == "date" and ko.date is not None:
        return date_phrase(ko, like, context.published)
    if ko.family == "time":
        return phrase_time(ko, like)
    if ko.family == "identifier":
        return phrase_identifier(ko, like)
    if like is not None and like.label and ko.amount is not None:
        return renumbered(ko, like)
    return phrase_en(ko, like)
