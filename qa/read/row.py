"""A row of a pairs file: a Korean and an English text that belong together."""

from __future__ import annotations

from dataclasses import dataclass

from qa.model import Direction, Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Two texts with their id, and where they stand.

    `line` is the 1-based line where the row begins, `ko_line` and `en_line` those where its texts do (0:
    not known).  `segment` names a unit that has a name.  `direction` is what the file itself says.  A text
    may be empty where the format has units that are not translated yet.
    """

    id: str
    ko: str
    en: str
    line: int
    ko_line: int = 0
    en_line: int = 0
    segment: str = ""
    direction: Direction | None = None
    published: str = ""
    reference: str = ""
    mt: str = ""

    def text(self, lang: Lang) -> str:
        """The text of one language."""
        return self.ko if lang == "ko" else self.en

    def begins(self, lang: Lang) -> int:
        """The line where the text of one language begins, as far as it is known."""
        return (self.ko_line if lang == "ko" else self.en_line) or self.line
