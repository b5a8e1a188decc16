"""Two linked sentences whose meanings lie far apart."""

from __future__ import annotations

from collections.abc import Iterator

from qa.checks.base import Check, Context, Rule
from qa.model import Hit, Lang, Severity

SUSPECT = Rule(
    id="mistranslation-suspect",
    title="The translation seems to say something else",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    its="mistranslation",
    needs="gaps",
)

FAR, FURTHER = 0.33, 0.2
"""Cosines under which a row of a pairs file is told of as minor and as major.  None of 661 faithful
rows lies under .41; of other sentences of the same article 74 and 41 in a hundred do."""

FREE = 0.18
"""The same for a link of an article, as minor: editors of opinion pieces write very freely (.21)."""

SHORT = 20
"""Korean characters under which a sentence has too little meaning to compare."""


LATIN_PER_HANGUL = 2
"""Latin letters for each Hangul syllable above which a Korean text was left in English."""


def run(context: Context) -> Iterator[Hit]:
    """Links both of whose sides have words, and which mean different things all the same."""
    roles = context.roles
    limit = FAR if context.article.aligned else FREE
    for index, link in enumerate(context.links):
        ko, en = context.span_of("ko", link.ko), context.span_of("en", link.en)
        if ko is None or en is None or not link.unbroken:
            continue
        if ko.end - ko.start < SHORT or link.similarity >= limit:
            continue
        said = context.words(roles.translation, roles.ordered(ko, en)[1])
        if _left(said, roles.translation):
            continue  # the untranslated check says so
        far = context.article.aligned and link.similarity < FURTHER
        yield Hit(
            rule=SUSPECT.id,
            message=f"The {roles.target} seems to say something else: {said}",
            reason=f"The {roles.target} seems to say something else.",
            ko=ko,
            en=en,
            link=index,
            confidence=0.9 if far else 0.7,
            severity=Severity.MAJOR if far else Severity.MINOR,
        )


def _left(text: str, lang: Lang) -> bool:
    """Whether words of the original were left standing: any Hangul in English, mostly Latin in Korean."""
    hangul = sum("가" <= c <= "힣" for c in text)
    if lang == "en":
        return hangul > 0
    return hangul < sum(c.isascii() and c.isalpha() for c in text) / LATIN_PER_HANGUL


CHECK = Check(
    id="mistranslation",
    title="Linked sentences mean the same",
    rules=(SUSPECT,),
    run=run,
)
