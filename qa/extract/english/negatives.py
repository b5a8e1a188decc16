"""English negatives: not, no, never, without … and words negative by themselves."""

from __future__ import annotations

import re
from typing import Literal

from qa.extract.negatives import Negative, Softened, merged, negative_words, role_words
from qa.model import Span

_FIRM = re.compile(
    r"(?<![\w-])(?:cannot|(?<!\bor )not|never|[a-z]{2,8}n['’]t"
    r"|no|without|none|neither|nor|nobody|nothing|nowhere)(?![\w-])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{0,40}")
_SENTENCE_END = re.compile(r"[.!?;:]\s")
_CLAUSE_END = re.compile(r"[.!?;:,](?=\s|$)|\bbut\b")
_PREFIX = re.compile(
    r"(?:un|non-?)[a-z-]{3,}|[a-z]{3,}-?less(?:ly|ness)?|under(?:prepared|staffed|funded|paid|used|developed|privileged|represented)|[a-z]{3,}-free",
    re.IGNORECASE,
)
_NOT_PREFIXED = re.compile(
    r"(?:un(?:der(?!prepared|staffed|funded|paid|used|developed|privileged|represented)|i(?![mn])|til|cle|ce|less)|nonsense|bless|unle|unanim|useless$)[a-z-]*|[a-z]*(?:bless|unless|lessons?)",
    re.IGNORECASE,
)

_PHRASE = re.compile(
    r"(?<!at )\bleast\b"
    r"|\b(?:no-[a-z]{2,14}|out of(?! (?:the|an?|my|your|his|her|its|our|their)\b)|free (?:of|from)|far from"
    r"|f[ae]ll(?:en)? short|yet to|remains? to be|other than|as opposed to"
    r"|against (?:it|the idea|doing|[a-z]{3,16}ing)|too [a-z]{2,14} (?:[a-z]{2,14} )?to"
    r"|(?:s[ia]ts?|sitting|left|opt(?:s|ed)?|pull(?:s|ed)?|drop(?:ped)?|back(?:ed)?|rul(?:e[sd]?|ing)) out"
    r"|(?:call(?:s|ed|ing)?|h[eo]ld(?:s|ing)?|put(?:s|ting)?|la(?:y|id)|turn(?:s|ed)?|switch(?:ed)?) off"
    r"|(?:turn(?:s|ed|ing)?|vot(?:e|ed|ing)|shot) down|g[ai]ves? up|giv(?:en|ing) up|keep from"
    r"|(?:be|is|are|was|were|been) out(?! to\b)"
    r"|stay(?:s|ed)? away|sh(?:y|ies|ied) away|walk(?:s|ed)? (?:out|away))\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|shall|should|must|may|might|to)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?]")
GOVERNED = 60
"""Characters after a negative that it may govern, within its clause."""
CONTRACTED = 7
"""Letters up to which a word with an apostrophe is a contraction rather than a name."""
_REACH = 5
"""Words after a negative that are looked at for what it negates."""


def read_negatives(text: str, span: Span, korean: str = "") -> tuple[Negative, ...]:
    """The negatives of a stretch of English, in order.

    Args:
        text: the body text.
        span: the stretch.
        korean: what stands on the other side; some idioms are such only by their translation.
    """
    softened = Softened(text, span, "en", korean)
    out = []
    for m in _FIRM.finditer(text, span.start, span.end):
        cue = Span(m.start(), m.end())
        scope = _after(text, m.end(), span.end)
        end = scope.end if scope is not None and scope.end - cue.start <= 40 else cue.end
        out.append(
            Negative(
                span=Span(cue.start, end),
                cue=cue,
                scope=scope,
                firm=cue not in softened and not _asks(text, cue, span.end),
                kind="grammar",
                reach=_reach(text, cue, span.end),
                noun=m.group().lower() in ("no", "without"),
            )
        )
    for m in _PHRASE.finditer(text, span.start, span.end):
        at = Span(m.start(), m.end())
        out.append(Negative(span=at, cue=at, scope=at, firm=False, kind="meaning", reach=at))
    for m in _WORD.finditer(text, span.start, span.end):
        kind = negative_word(m.group())
        if kind is not None:
            at = Span(m.start(), m.end())
            after = _after(text, m.end(), span.end)
            scope = Span(at.start, after.end) if after is not None else at
            out.append(Negative(span=at, cue=at, scope=scope, firm=False, kind=kind, reach=at))
    return merged(out)


def negative_word(word: str) -> Literal["affix", "meaning"] | None:
    """What makes an English word negative by itself, if anything, whatever stands around it."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    if _PREFIX.fullmatch(low) and not _NOT_PREFIXED.fullmatch(low):
        return "affix"
    known = negative_words("en")
    stems = (low, low.removesuffix("ly"), low.removesuffix("s"))
    if any(stem in known for stem in stems):
        return "affix" if low.startswith(("in", "im", "ir", "il")) else "meaning"
    return None


def predicate(text: str, word: Span, within: Span) -> Span:
    """A word with the auxiliary before it in its clause ("has accepted"): where a "not" would stand."""
    low = max(within.start, word.start - GOVERNED)
    for m in _CLAUSE_END.finditer(text, low, word.start):
        low = m.end()
    last = None
    for last in _AUXILIARY.finditer(text, low, word.start):  # noqa: B007  the nearest one
        pass
    return Span(last.start(), word.end) if last is not None else word


def says_little(word: str) -> bool:
    """Whether a word is too common, or too short a form, to be taken for a counterpart."""
    return word.lower() in role_words("en", "says-little") or (
        len(word) <= 7 and ("'" in word or "’" in word)
    )


def _asks(text: str, cue: Span, end: int) -> bool:
    """Whether a contraction stands in a question, where it asks for a yes: "Isn't that so?"."""
    if text[cue.end - 1].lower() != "t" or text[cue.end - 2] not in "'’":
        return False
    m = _ENDS.search(text, cue.end, min(end, cue.end + 200))
    return m is not None and m.group() == "?"


def _reach(text: str, cue: Span, end: int) -> Span:
    m = _CLAUSE_END.search(text, cue.end, min(end, cue.end + GOVERNED))
    return Span(cue.start, m.start() if m is not None else min(end, cue.end + GOVERNED))


def _after(text: str, at: int, end: int) -> Span | None:
    """The first word with content after a negative, in the same sentence."""
    for seen, m in enumerate(_WORD.finditer(text, at, min(end, at + 80))):
        if _SENTENCE_END.search(text, at, m.start()) or seen == _REACH:
            return None
        if m.group().lower() not in role_words("en", "passed-over") and not m.group().endswith("ly"):
            return Span(m.start(), m.end())
    return None
