"""Hedges, hearsay, duties and plans that became something else, nothing, or were invented."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, LinkedText, Rule
from qa.compare.modality import ModalDrift, compare
from qa.coverage import Pair
from qa.coverage.counterparts import counterparts
from qa.extract.english.modality import read_modality as read_english
from qa.extract.korean.modality import read_modality as read_korean
from qa.extract.modal_cues import Mode
from qa.model import Hit, Severity, Span

CHANGED = Rule(
    id="modality-changed",
    title="Possible, certain, due, allowed or planned: the translation says another one",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
)
LOST = Rule(
    id="modality-lost",
    title="What is planned, expected, due or hearsay is told as a fact",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
)
ADDED = Rule(
    id="modality-added",
    title="A fact is told as a plan, a forecast or hearsay",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
)
_RULES = {"changed": CHANGED, "lost": LOST, "added": ADDED}

_NOUNS: dict[Mode | None, str] = {
    "ability": "possible",
    "possibility": "possible",
    "certainty": "certain",
    "obligation": "a duty",
    "recommendation": "advice",
    "permission": "allowed",
    "prediction": "a forecast",
    "plan": "a plan",
    "hearsay": "hearsay",
    "allegation": "an allegation",
    "future": "sure to come",
    None: "a fact",
}
"""How a report names what each side says it is."""

_RIGHT: dict[Mode, str] = {
    "ability": "could", "possibility": "may", "obligation": "must", "recommendation": "should",
}  # fmt: skip
"""The English auxiliary for a Korean mode."""

_KOREAN: dict[Mode, str] = {
    "ability": "~할 수 있다",
    "possibility": "~할 수 있다",
    "obligation": "~해야 한다",
    "permission": "~해도 된다",
    "future": "~할 것이다",
    "certainty": "반드시 ~한다",
}
"""How a Korean predicate ends that has an English mode."""
_TURNED = {"changed": "changed", "lost": "added", "added": "lost"}

_BEFORE_BASE = ("to", "will", "can", "could", "may", "might", "must", "shall")
"""Last words of cues that a verb in its base form follows."""


def run(context: Context) -> Iterator[Hit]:
    """Every drift of modality in every link whose words were compared."""
    for linked in context.linked():
        pair = context.pairs.get(linked.index)
        if pair is not None:
            for drift in _drifts(context, linked, pair):
                yield _hit(context, linked, drift)


def _drifts(context: Context, linked: LinkedText, pair: Pair) -> list[ModalDrift]:
    def where(ko: Span) -> list[Span]:
        return [c.span for c in counterparts(pair.like, ko)]

    return compare(read_korean(linked.tokens), read_english(context.text("en"), linked.en), where)


def _hit(context: Context, linked: LinkedText, drift: ModalDrift) -> Hit:
    ko = context.words("ko", drift.ko) if drift.ko else ""
    en = context.words("en", drift.en) if drift.en else ""
    roles = context.roles
    ko_mode, en_mode = _NOUNS[drift.was], _NOUNS[drift.now]
    was, now = roles.ordered(ko_mode, en_mode)
    reason = f"The {roles.source} says that it is {was}, the {roles.target} that it is {now}."
    said = f"Korean says {ko}, English says {en}" if ko and en else f"English says {en}"
    kind = drift.kind if roles.original == "ko" else _TURNED[drift.kind]
    return Hit(
        rule=_RULES[kind].id,
        message=f"{said}: {ko_mode} there, {en_mode} here",
        reason=reason,
        ko=drift.ko,
        en=drift.en,
        expected=was,
        found=now,
        suggestion=_suggestion(context, drift),
        link=linked.index,
        severity=Severity.MINOR if "hearsay" in (drift.was, drift.now) else None,
        confidence=round(0.8 * linked.link.together, 4),
    )


def _suggestion(context: Context, drift: ModalDrift) -> str:
    """The English verb with the right auxiliary: must book for can book; of Korean, how such verbs end."""
    if context.roles.translation == "ko":
        return _KOREAN.get(drift.now, "") if drift.kind == "changed" and drift.now else ""
    if drift.cue is None or drift.en is None or drift.was not in _RIGHT or drift.kind != "changed":
        return ""
    cue = context.words("en", drift.cue)
    if cue.split()[-1].lower() not in _BEFORE_BASE:
        return ""
    rest = context.words("en", Span(drift.cue.end, drift.en.end)).split()
    return " ".join([_RIGHT[drift.was], *rest]) if rest and rest[0] not in ("not", "be") else ""


CHECK = Check(
    id="modality",
    title="Possible stays possible, a duty a duty, a plan a plan",
    rules=(CHANGED, LOST, ADDED),
    run=run,
)
