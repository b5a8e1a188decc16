"""The report's own words, in English and in Korean (`qa/data/report/*.tsv`).

What an article says stays as it is; what a check says is put into Korean where the catalogue knows the
sentence, and stays English elsewhere: better a reason in the other language than none.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.data import table
from qa.model import Lang
from qa.report.korean import in_korean, measured
from qa.values import MONTHS


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

    def sentence(self, english: str) -> str:
        """A sentence of a check, with the words of the article that stand in it."""
        return english if self.code == "en" else in_korean(english, "report/sentences")

    def value(self, english: str) -> str:
        """A value as `qa.values.value_text` writes it: `under 2 years` is 2년 미만."""
        return english if self.code == "en" else in_korean(english, "report/values", measured)

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
