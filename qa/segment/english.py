"""English sentences: sentencex, with guards for what it is known to get wrong."""

from __future__ import annotations

import functools
import re

from qa.data import table
from qa.model import Document, Paragraph, Sentence, Span
from qa.segment.spans import CLOSERS, OPENERS, pieces, quotations, sentences, speech_verbs, uncovered

FOLLOWS = {
    "number": re.compile(r"[#$£€₩¥~]?\d"),
    "name": re.compile(r"[A-Z]"),
    "zone": re.compile(
        r"\(?(?:[A-Z]{1,3}T\b|GMT\b|UTC\b|[A-Z][a-z]{2,12} (?:[Ss]tandard |[Dd]aylight )?[Tt]ime\b"
        r"|local time\b|(?:on|in|at|to|and|until|from) |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
        r"|(?:Jan|Feb|March|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)\b)"
    ),
    "title": re.compile(
        r"(?:President|Vice|Secretary|Senator|Sen|Representative|Rep|Ambassador|Congress|House|Senate"
        r"|Supreme|Federal|Department|State|Treasury|Trade|Army|Navy|Air|Marine|Forces|Security|General"
        r"|Special|Embassy|Court|District|Steel|Dollar|Prime|Command|Census|Food|National|Open"
        r"|Customs|Immigration|Indo|East|Defense|Deputy|Assistant|Attorney|Under|Chamber|Justice|Capitol"
        r"|Commerce|Energy|Geological|Citizenship)\b"
    ),
}
"""What may follow an abbreviation of each class within the same sentence."""

MAX_QUOTE = 450
"""Code points above which a quotation is cut like other text."""
_QUOTES = str.maketrans('“”"', "   ")
_LAST_WORD = re.compile(r"[\"'“‘(\[]?(\S{1,12})\s{0,3}$")
_INITIAL = re.compile(r"(?:^|[\s“‘\"'(])(?:[A-Z]\.\s?){1,4}\s?$")
_CONTINUED = tuple('?!…,”"’')
"""What a lower-case word after it continues (`“Why?” she asked`)."""
_SURNAME = re.compile(r"[A-Z][a-z]")
_BRACKETED = re.compile(r"(?<=[.?!][)\]])\s{1,3}(?=[A-Z“‘\"'(\[\d])")
_ASKED = re.compile(r"[“\"][^“”\"]{1,440}[?!,][”\"]$")


def segment_english(document: Document) -> tuple[Sentence, ...]:
    """The sentences of an English text; none crosses a paragraph.

    A quotation is not cut, whatever it holds, unless it is longer than `MAX_QUOTE`.
    """
    found: list[tuple[Paragraph, Span]] = []
    for paragraph in document.paragraphs:
        text = document.text[paragraph.span.start : paragraph.span.end]
        found += [(paragraph, span) for span in pieces(text, paragraph.span.start, cuts(text))]
    return sentences(document, found)


def cuts(text: str) -> list[int]:
    """Code points of a paragraph before which a sentence begins, the first one left out.

    sentencex does not see the quotation marks: it would never cut inside them, however long the
    quotation, and takes inches for quotes.
    """
    import sentencex

    bounds = sentencex.get_sentence_boundaries("en", text.translate(_QUOTES))
    ends = {_before_openers(text, int(bound["end_index"])) for bound in bounds} - {0, len(text)}
    ends |= {match.end() for match in _BRACKETED.finditer(text) if _opens_sentence(text, match.start())}
    quoted = quotations(text, MAX_QUOTE)
    kept: list[int] = []
    for end in uncovered(sorted(ends), quoted):
        start = kept[-1] if kept else 0
        if not _joins(text[start:end].rstrip(), text[end : end + 80].lstrip()):
            kept.append(end)
    return kept


def _before_openers(text: str, at: int) -> int:
    """The place before the quotes and brackets that open at `at`."""
    while at and text[at - 1] in OPENERS:
        at -= 1
    return at


def _joins(before: str, after: str) -> bool:
    """Whether what sentencex has cut apart is one sentence."""
    if not any(c.isalnum() for c in after) and set(after) <= CLOSERS:
        return True
    if after[:2].isalpha() and after[:2].islower() and before[-1:] in _CONTINUED:
        return True
    last = _LAST_WORD.search(before[-20:])
    if last and any(FOLLOWS[f].match(after) for f in abbreviations().get(last[1].lower(), ())):
        return True
    if _INITIAL.search(before[-20:]) and _SURNAME.match(after) and not last_is_country(last):
        return True
    return bool(_attribution().match(after) and _ASKED.fullmatch(before))


def last_is_country(last: re.Match[str] | None) -> bool:
    """Whether the word before a cut is `U.S.` or the like: those do end sentences."""
    return last is not None and "title" in abbreviations().get(last[1].lower(), ())


def _opens_sentence(text: str, end: int) -> bool:
    """Whether the bracket that closes before `end` holds whole sentences: none is open before it."""
    start = text.rfind({")": "(", "]": "["}[text[end - 1]], max(0, end - MAX_QUOTE), end)
    before = text[:start].rstrip()[-1:] if start >= 0 else "x"
    return not before or before in '.?!”"’'


@functools.cache
def _attribution() -> re.Pattern[str]:
    verbs = "|".join(speech_verbs("en"))
    return re.compile(rf"(?:[A-Z][^\s.?!,]{{0,20}}\s|the\s|a\s|of\s){{1,6}}(?:{verbs})\b")


@functools.cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviations, lower case, with the classes of what may follow them."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("en/abbreviations", ("abbreviation", "follows", "source")):
        key = row["abbreviation"].lower()
        found[key] = (*found.get(key, ()), row["follows"])
    return found
