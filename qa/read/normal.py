"""Spaces and invisible characters, made plain before any offset is counted."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0e\ufe0f]")
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """`text` with plain spaces and line ends, and without characters that cannot be seen.

    Soft hyphens, zero-width characters and direction marks go; every kind of space becomes a
    space and every kind of line end a line feed.  Nothing else changes.
    """
    return _SPACE.sub(" ", _INVISIBLE.sub("", plain_line_ends(text)))


def plain_line_ends(text: str) -> str:
    """`text` with every line end a line feed, and every offset as it was."""
    return _LINE_END.sub("\n", text)


def squeezed(text: str) -> str:
    """`text` without any white space: what two copies of a line are compared by."""
    return "".join(text.split())


def whole_characters(text: str) -> bool:
    """Whether every character can be written: JSON's escapes can name half of a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
