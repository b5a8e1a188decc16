"""The forms of an English word, in a fixed order, so that one word can stand in for another."""

from __future__ import annotations

import functools
import re

from qa.data import table

_DOUBLES = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
_SIBILANT = ("s", "x", "z", "ch", "sh")
_IRREGULAR = {
    "good": ("good", "better", "best"),
    "bad": ("bad", "worse", "worst"),
    "far": ("far", "farther", "farthest"),
}
_PLURALS = {"man": "men", "woman": "women", "wife": "wives", "child": "children", "enemy": "enemies"}


def forms(word: str, pos: str) -> tuple[str, ...]:
    """All forms of a word or phrase; a phrase is inflected in its first word.

    Args:
        word: the dictionary form.
        pos: `v` (base, third person, past, participle, -ing), `n` (singular, plural), `a` (plain,
            comparative, superlative), anything else: as it is.
    """
    first, _, rest = word.partition(" ")
    tail = f" {rest}" if rest else ""
    if pos == "v":
        return tuple(form + tail for form in _verb(first))
    if pos == "n":
        head, _, last = word.rpartition(" ")
        return (word, f"{head} {_plural(last)}".strip())
    if pos == "a":
        return _adjective(word)
    return (word,)


@functools.cache
def _irregular_verbs() -> dict[str, tuple[str, ...]]:
    columns = ("base", "third", "past", "participle", "ing")
    return {
        row["base"]: tuple(row[c] for c in columns)
        for row in table("en/irregular_verbs", (*columns, "source"))
    }


def _verb(base: str) -> tuple[str, ...]:
    if base in _irregular_verbs():
        return _irregular_verbs()[base]
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d", f"{base}d", f"{base[:-1]}ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base[:-1]}ied", f"{base}ing"
    stem = base + base[-1] if _DOUBLES.fullmatch(base) else base
    third = f"{base}es" if base.endswith(_SIBILANT) else f"{base}s"
    return base, third, f"{stem}ed", f"{stem}ed", f"{stem}ing"


def _plural(noun: str) -> str:
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_SIBILANT) else f"{noun}s"


def _adjective(word: str) -> tuple[str, ...]:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(re.findall(r"[aeiouy]+", word.removesuffix("e"))) > 1 and not word.endswith(("y", "ow", "le")):
        return word, f"more {word}", f"most {word}"
    if word.endswith("e"):
        return word, f"{word}r", f"{word}st"
    if word.endswith("y") and len(word) > 3:
        return word, f"{word[:-1]}ier", f"{word[:-1]}iest"
    stem = word + word[-1] if _DOUBLES.fullmatch(word) else word
    return word, f"{stem}er", f"{stem}est"
