"""The report's own words, in English and in Korean (`qa/data/report/*.tsv`).

What an article says stays as it is; what a check says is put into Korean where the catalogue knows the
sentence, and stays English elsewhere: better a reason in the other language than none.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.data import table
from qa.model import Lang
from qa.values import MONTHS

_SLOT = re.compile(r"\{(\w{1,20})\}")


@dataclass(frozen=True, slots=True)
class Language:
    """Says things in one language: `say("summary.fix", n=2)`."""

    code: Lang
    messages: Mapping[str, str] = field(repr=False)

    def __call__(self, key: str, **values: object) -> str:
        """A message with its values filled in; where it has a singular (`one|many`), `n` decides."""
        one, bar, many = self.messages[key].partition("|")
        return (many if bar and values.get("n") != 1 else one).format(**values)

    def known(self, key: str, otherwise: str) -> str:
        """A message that may be missing: a family or kind of note that somebody added."""
        return self.messages.get(key, otherwise)

    def title(self, rule: str, english: str) -> str:
        """The title of a rule."""
        return _rule_titles().get(rule, english) if self.code == "ko" else english

    def sentence(self, english: str, depth: int = 2) -> str:
        """A sentence of a check, with the words of the article that stand in it.

        Args:
            english: the sentence as the check wrote it.
            depth: how many times what stands in a slot may be a sentence or term of ours in turn.
        """
        if self.code == "en":
            return english
        whole, patterns = _sentences()
        if english in whole:
            return whole[english]
        for parts, korean in patterns:
            slots = _filled(parts, english)
            if slots is not None:
                # slots of one letter hold words of the article, those with a name a term of ours
                told = {k: self.sentence(v, depth - 1) if k[1:] and depth else v for k, v in slots.items()}
                return korean.format(**told)
        return english

    def date(self, day: datetime.date) -> str:
        """A day as newspapers write it."""
        if self.code == "ko":
            return f"{day.year}년 {day.month}월 {day.day}일"
        return f"{MONTHS[day.month]} {day.day}, {day.year}"


@functools.cache
def language(code: Lang) -> Language:
    """The catalogue of one language."""
    rows = table("report/words", ("key", "en", "ko", "source"))
    return Language(code, {row["key"]: row[code] for row in rows})


@functools.cache
def _rule_titles() -> Mapping[str, str]:
    return {row["rule"]: row["ko"] for row in table("report/rules", ("rule", "ko", "source"))}


Parts = tuple[str, ...]
"""A sentence with slots: text and the name of a slot by turns, text first and last."""


def _filled(parts: Parts, text: str) -> dict[str, str] | None:
    """What stands in the slots, each as short as can be; None where the text is not that sentence."""
    if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
        return None
    slots: dict[str, str] = {}
    at, last = len(parts[0]), len(text) - len(parts[-1])
    for n in range(1, len(parts), 2):
        # no going back: linear in the text, whatever stands in it
        end = text.find(parts[n + 1], at + 1) if n + 2 < len(parts) else last
        if not at < end <= last:
            return None
        slots[parts[n]] = text[at:end]
        at = end + len(parts[n + 1])
    return slots


@functools.cache
def _sentences() -> tuple[Mapping[str, str], tuple[tuple[Parts, str], ...]]:
    """Sentences without a slot, and those with slots, in the order of the table."""
    rows = [(row["en"], row["ko"]) for row in table("report/sentences", ("en", "ko", "source"))]
    split = [(tuple(_SLOT.split(english)), english, korean) for english, korean in rows]
    whole = {english: korean for parts, english, korean in split if len(parts) == 1}
    return whole, tuple((parts, korean) for parts, _, korean in split if len(parts) > 1)
