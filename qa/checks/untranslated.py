"""Words of the original were left standing in the translation, in its headline too."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Mapping

from qa.checks.base import Check, Context, Rule
from qa.data import table
from qa.extract.korean.foreign_words import foreign_words, is_foreign
from qa.model import Hit, Severity, Span

TEXT = Rule(
    id="untranslated-text",
    title="Words of the original language were left in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/untranslated",
    its="untranslated",
)
SENTENCE = Rule(
    id="untranslated-sentence",
    title="A sentence was left untranslated",
    severity=Severity.MAJOR,
    mqm="accuracy/untranslated",
    its="untranslated",
)
HANJA = Rule(
    id="untranslated-hanja",
    title="Chinese characters were left in the translation",
    severity=Severity.MAJOR,
    mqm="accuracy/untranslated",
    its="untranslated",
)
TITLE = Rule(
    id="untranslated-title",
    title="The headline of the translation, or a line under it, was left untranslated",
    severity=Severity.MAJOR,
    mqm="accuracy/untranslated",
    its="untranslated",
)

_RUN = re.compile(
    r"""[가-힣ㄱ-ㅎㅏ-ㅣ]{1,2000}              # Hangul
        (?:[\s·,.’'"”()~%0-9-]{1,3}[가-힣]{1,2000}){0,500}   # and more of it after a space or mark
    """,
    re.VERBOSE,
)
_HANJA = re.compile("[々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3041-\u30ff]{1,200}")
_ABOUT_SIGNS = re.compile(
    r"\b(?:character|letter|hanja|kanji|kana|written|writ(?:es?|ing|ten)|wrote|means?|meaning|word|symbol|read(?:s|ing)?"
    r"|pronounced|stands? for|inscri\w{2,8}|calligraph\w{1,4}|spell\w{0,4}|Chinese|Japanese|sign|term"
    r"|stroke|radical)s?\b",
    re.IGNORECASE,
)
"""Words of a passage that speaks of characters: there they are meant."""
AROUND = 80
"""Code points on either side of Chinese characters in which such a word stands."""

_GLOSS_LIMIT = 20
"""Hangul in brackets or quotes up to this length explains a word that the English gives too."""

MOSTLY = 0.8
"""Share of the letters of a sentence that are Korean from which it was left as a whole."""


def run(context: Context) -> Iterator[Hit]:
    """Headlines, then runs of foreign words and characters that nothing beside them explains."""
    if context.roles.translation == "ko":
        yield from _into_korean(context)
        return
    text = context.text("en")
    link_of = {j: n for n, link in enumerate(context.links) for j in link.en}
    yield from _headlines(context)
    for found in _RUN.finditer(text):
        if _glossed(text, found.start(), found.end()):
            continue
        where = Span(found.start(), found.end())
        whole = _whole_sentence(context, where)
        yield Hit(
            rule=SENTENCE.id if whole else TEXT.id,
            message=f"“{found.group()}” was left in Korean",
            reason="This sentence was left in Korean." if whole else "Korean was left in the English.",
            en=where,
            found=found.group(),
            link=_link_at(context, where, link_of),
        )
    for found in _HANJA.finditer(text):
        around = text[max(0, found.start() - AROUND) : found.end() + AROUND]
        if _glossed(text, found.start(), found.end()) or _ABOUT_SIGNS.search(around):
            continue
        where = Span(found.start(), found.end())
        yield Hit(
            rule=HANJA.id,
            message=f"“{found.group()}” was left in Chinese characters",
            reason="Chinese characters were left in the English.",
            en=where,
            found=found.group(),
            suggestion=_short_words().get(found.group(), ""),
            link=_link_at(context, where, link_of),
        )


@functools.cache
def _short_words() -> Mapping[str, str]:
    """What the characters stand for that Korean headlines use as words."""
    return {row["hanja"]: row["english"] for row in table("hanja_news", ("hanja", "english", "source"))}


def _headlines(context: Context) -> Iterator[Hit]:
    """The English headline and the lines under it, which have no place in the body."""
    document = context.article.en
    for n, line in enumerate((document.title, *document.decks)):
        for found in (*_RUN.finditer(line), *_HANJA.finditer(line)):
            if _glossed(line, found.start(), found.end()):
                continue
            what = "headline" if n == 0 else "line under the headline"
            yield Hit(
                rule=TITLE.id,
                message=f"“{found.group()}” was left in Korean in the {what} “{line}”",
                reason=f"Korean was left in the {what}.",
                found=found.group(),
            )
            break  # one finding a line


def _whole_sentence(context: Context, where: Span) -> bool:
    """Whether the run makes up all of a sentence, or nearly."""
    sentences = context.sentences_en
    at = max(0, bisect.bisect_right(sentences, where.start, key=lambda s: s.span.start) - 1)
    if at >= len(sentences):
        return False
    span = sentences[at].span
    letters = sum(c.isalpha() for c in sentences[at].text)
    inside = context.text("en")[max(where.start, span.start) : min(where.end, span.end)]
    return " " in inside and sum("가" <= c <= "힣" for c in inside) >= MOSTLY * letters


def _glossed(text: str, start: int, end: int) -> bool:
    """`kimjang (김장)`, `“정” (jeong)`: a short Korean word beside its English."""
    if end - start > _GLOSS_LIMIT:
        return False
    before = text[max(0, start - _GLOSS_LIMIT) : start].rstrip(" “‘\"'")
    after = text[end : end + _GLOSS_LIMIT].lstrip(" ”’\"'")
    if before.endswith(("(", "[", "/")) and after[:1] in (")", "]", ",", ";", ":", "/"):
        return True
    return re.match(r"[([]\s?[A-Za-z]", after) is not None


def _link_at(context: Context, where: Span, link_of: dict[int, int]) -> int | None:
    """The first link that holds a sentence of the span; `link_of` maps sentences to links."""
    sentences = context.sentences(context.roles.translation)
    at = max(0, bisect.bisect_right(sentences, where.start, key=lambda s: s.span.start) - 1)
    found = []
    while at < len(sentences) and sentences[at].span.start < where.end:
        if sentences[at].span.touches(where) and at in link_of:
            found.append(link_of[at])
        at += 1
    return min(found, default=None)


_LEFT = {
    "words": (TEXT, Severity.MAJOR, "English was left in the Korean."),
    "name": (TEXT, Severity.MINOR, "This name was left in Latin letters."),
    "hanja": (HANJA, Severity.MINOR, "Chinese characters were left in the Korean."),
}


def _into_korean(context: Context) -> Iterator[Hit]:
    """English and Chinese characters in the Korean, where the English has the same words."""
    text, original = context.text("ko"), f"{context.article.en.title}\n{context.text('en')}".casefold()
    link_of = {i: n for n, link in enumerate(context.links) for i in link.ko}
    document = context.article.ko
    for n, line in enumerate((document.title, *document.decks)):
        for left in foreign_words(line):
            words = line[left.span.start : left.span.end]
            if left.kind == "words" and words.casefold() in original:
                what = "headline" if n == 0 else "line under the headline"
                yield Hit(
                    rule=TITLE.id,
                    message=f"“{words}” was left in English in the {what} “{line}”",
                    reason=f"English was left in the {what}.",
                    found=words,
                )
                break
    whole = set()
    for sentence in context.sentences_ko:
        if is_foreign(sentence.text):
            whole.add(sentence.index)
            yield Hit(
                rule=SENTENCE.id,
                message=f"“{sentence.text}” was left in English",
                reason="This sentence was left in English.",
                ko=sentence.span,
                found=sentence.text,
                link=link_of.get(sentence.index),
            )
    spans = [context.sentences_ko[i].span for i in whole]
    for left in foreign_words(text):
        words = text[left.span.start : left.span.end]
        # what the English does not say so was chosen by the translator
        if words.casefold() not in original or any(left.span.touches(s) for s in spans):
            continue
        rule, severity, reason = _LEFT[left.kind]
        yield Hit(
            rule=rule.id,
            message=f"“{words}”: {reason[0].lower()}{reason[1:-1]}"
            if left.kind == "name"
            else f"“{words}” was left in {'English' if left.kind == 'words' else 'Chinese characters'}",
            reason=reason,
            ko=left.span,
            found=words,
            severity=severity,
            link=_link_at(context, left.span, link_of),
        )


CHECK = Check(
    id="untranslated",
    title="Nothing was left untranslated",
    rules=(TEXT, SENTENCE, HANJA, TITLE),
    run=run,
    on_links=False,
)
