"""What each side of a finding says: the words, and the value that they were read as.

Every report for people shows the same rows, whatever it looks like.
"""

from __future__ import annotations

from dataclasses import dataclass

from qa.model import Finding, Lang, Report
from qa.report.words import shorten

LONG_WORDS = 60
"""Code points beyond which the words of a finding are not repeated under it: they are marked above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One side of a finding: its words (empty where they are marked above, or there are none), the value
    they were read as where it tells more than the words, and whether the side says nothing at all.
    """

    lang: Lang
    words: str = ""
    value: str = ""
    nothing: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.value or self.nothing)


def evidence(finding: Finding, report: Report) -> tuple[Said, ...]:
    """What each side says, Korean first; sides without anything to say are left out.

    `expected` belongs to the original, `found` to the translation; a value whose side shows no
    words stands by itself.
    """
    if not (finding.expected or finding.found or finding.suggestion) and not (finding.ko and finding.en):
        return ()  # words of one side alone, without a value, are marked above and need no second line
    values: dict[Lang, str] = {"ko": finding.expected, "en": finding.found}
    if report.article.direction == "en-ko":
        values = {"ko": finding.found, "en": finding.expected}
    said = (_side(finding, lang, values[lang]) for lang in values)
    return tuple(one for one in said if one)


def _side(finding: Finding, lang: Lang, value: str) -> Said:
    side, other = (finding.ko, finding.en) if lang == "ko" else (finding.en, finding.ko)
    if side and not other and value == side.text:
        return Said(lang=lang)  # nothing was read from the words: they are shown and marked above
    words = shorten(side.text, LONG_WORDS) if side and len(side.text) <= LONG_WORDS else ""
    value = shorten(value, 2 * LONG_WORDS)
    if value.casefold() == words.casefold():
        value = ""
    nothing = not (words or value) and side is None and finding.kind in ("missing", "added")
    return Said(lang=lang, words=words, value=value, nothing=nothing)
