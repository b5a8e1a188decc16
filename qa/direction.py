"""Who is the original and who the translation: the one place that turns the two languages round.

Texts, links and facts are kept by language (`ko`, `en`) in either direction.  What a finding is
called (missing or added), which value was expected and which was found, and whom its words
name go by the roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from qa.model import Direction, Lang

T = TypeVar("T")

NAMES: dict[Lang, str] = {"ko": "Korean", "en": "English"}
"""How reports and messages call the sides."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The original and the translation of an article."""

    original: Lang
    translation: Lang

    @property
    def source(self) -> str:
        """The name of the original's language."""
        return NAMES[self.original]

    @property
    def target(self) -> str:
        """The name of the translation's language."""
        return NAMES[self.translation]

    def ordered(self, ko: T, en: T) -> tuple[T, T]:
        """What belongs to the original, then what belongs to the translation.

        The same turns an original and its translation back into Korean and English.
        """
        return (ko, en) if self.original == "ko" else (en, ko)

    def other(self, lang: Lang) -> str:
        """The name of the language that is not `lang`."""
        return NAMES["en" if lang == "ko" else "ko"]


_ROLES: dict[Direction, Roles] = {"ko-en": Roles("ko", "en"), "en-ko": Roles("en", "ko")}


def roles_of(direction: Direction) -> Roles:
    """The roles of the two languages in a direction of translation."""
    return _ROLES[direction]
