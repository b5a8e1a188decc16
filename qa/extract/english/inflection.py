"""One spelling for an English word, and the forms that a word may take in a sentence.

Terms are given in one form and used in many: "central bank" as "central banks'", "ratify" as
"ratified", "defense" as "defence".  Both sides of a comparison go through `canonical`, so that a rule
that is wrong for a word ("promise") is wrong for both and does no harm.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from qa.data import table

_BRITISH = (
    (re.compile(r"is(ation|ations|e|es|ed|er|ers|ing)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"our(?=$|s$|ed$|ing$|al$|ally$|ite$|ites$|able$|er$|ers$|less$|ful$|ism$)"), "or"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ence(s?|less)$"), r"ense\1"),
    (re.compile(r"mme(s?)$"), r"m\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=[a-z])ll(?=[a-z])"), "l"),
    (re.compile(r"(?<=\w\w)lment(s?)$"), r"lment\1"),
)
"""British endings and the American ones that they become."""

_SHORTEST = 4
"""Letters of a word whose ending is looked at."""

_LONG, _LONGER = 8, 7
"""Letters of a long word, and how many more its kin may have (ratify, ratification)."""


@functools.lru_cache(maxsize=20_000)
def canonical(word: str) -> str:
    """A word without letter case, accents, apostrophes and possessive, in American spelling."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").casefold()
    plain = plain.removesuffix("'s").replace("'", "")
    if not any(c.isdigit() for c in plain):
        plain = plain.replace(".", "")
    if len(plain) >= _SHORTEST:
        for pattern, ending in _BRITISH:
            plain = pattern.sub(ending, plain)
    return plain


@functools.lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """A word, its plural and, as a verb, its past and its -ing form, all canonical.

    Which of them exist is not known and does not matter: a form that no one writes is never found.
    """
    base = canonical(word)
    if not base or not base.isalpha():
        return frozenset({base, f"{base}s"} if base else ())
    out = {base, base + "s", *_irregular().get(base, ())}
    stem = base
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        out |= {base[:-1] + "ies", base[:-1] + "ied"}
    elif base.endswith(("s", "x", "z", "ch", "sh", "o")):
        out.add(base + "es")
    elif base.endswith("fe") or (base.endswith("f") and not base.endswith("ff")):
        out.add(base.rstrip("ef") + "ves")
    if base.endswith("e"):
        stem = base[:-1]
        out.add(base + "d")
    elif len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in "aeiou" and base[-3] not in "aeiou":
        out |= {base + base[-1] + "ed", base + base[-1] + "ing"}  # plan, planned
    out |= {stem + "ed", stem + "ing", base + "ing"}
    return frozenset(canonical(form) for form in out)


def related(word: str, other: str) -> bool:
    """Whether two words are kin: president, presidential; China, Chinese; virus, coronavirus.

    The first is part of the second, or they have one stem (denuclearization, denuclearize), or they
    share all but its last two letters, at least four (of a long word three: investigation, investigate).
    """
    a, b = canonical(word), canonical(other)
    if len(a) >= _SHORTEST and (b.startswith(a) or b.endswith(a)):
        return True
    if len(_stem(a)) > _SHORTEST and _stem(a) == _stem(b):
        return True
    size = max(_SHORTEST, len(a) - (3 if len(a) >= _LONG else 2))
    return len(a) >= size and a[:size] == b[:size] and len(b) <= len(a) + _LONGER


_SUFFIX = re.compile(r"(?:at)?(?:ions?|ors?|ive|ing|ed|es?)$|(?:ments?|ers?|ing|ed|al|ly|s|e|y)$")


def _stem(word: str) -> str:
    """A canonical word without the ending that makes a noun, a verb or an adjective of it."""
    return _SUFFIX.sub("", word)


@functools.cache
def _irregular() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for row in table("en/irregular", ("word", "form", "kind", "source")):
        out.setdefault(canonical(row["word"]), set()).add(row["form"])
    return {word: frozenset(found) for word, found in out.items()}
