"""The case files: texts, and the complete list of what one check says of them, with exact words."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from qa.checks import CHECKS, RULES
from qa.config import Config
from qa.model import (
    Article,
    Document,
    DuplicateDiffers,
    Finding,
    Glossary,
    Lang,
    Paragraph,
    Severity,
    Span,
    Term,
)
from qa.pipeline import check_articles

LANGS: tuple[Lang, ...] = ("ko", "en")
FRONT = {"ko": "하늘은 맑고 바람은 잔잔했다.", "en": "The sky was clear and the wind was calm."}
"""Stands before every text, so that offsets in a sentence and in the body differ."""


def _load() -> list[Any]:
    out = []
    for check in CHECKS:
        path = Path(__file__).parent / "cases" / f"{check.id}.yaml"
        if not path.exists():
            continue
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["known_gap"], strict=True)] if "known_gap" in case else []
            out.append(pytest.param(check.id, case, id=f"{check.id}:{case['id']}", marks=marks))
    return out


def _document(lang: Lang, text: str, title: str = "", decks: Sequence[str] = ()) -> Document:
    parts = [FRONT[lang], *text.strip().split("\n\n")]
    paragraphs, at = [], 0
    for index, part in enumerate(parts):
        paragraphs.append(Paragraph(index=index, span=Span(at, at + len(part)), line=2 * index + 1))
        at += len(part) + 2
    return Document(
        lang=lang,
        uri=f"case.{lang}",
        text="\n\n".join(parts),
        paragraphs=tuple(paragraphs),
        title=title,
        decks=tuple(decks),
    )


CASES = _load()


def findings_of(case: dict[str, Any]) -> tuple[list[Finding], Article]:
    """All findings on the texts of a case: of one with a glossary by itself, of others once for all tests."""
    entries = case.get("glossary")
    if entries:
        article = _article(case)
        glossary = Glossary(tuple(_term(entry) for entry in entries))
        return list(next(check_articles([article], Config(glossary=glossary))).findings), article
    return _checked_together()[id(case)]


@functools.cache
def _checked_together() -> dict[int, tuple[list[Finding], Article]]:
    """All cases without a glossary, checked in one run as the lines of a pairs file are."""
    cases = [case for _, case in (parameter.values for parameter in CASES) if not case.get("glossary")]
    articles = [_article(case) for case in cases]
    reports = check_articles(articles, Config())
    return {
        id(case): (list(report.findings), article)
        for case, article, report in zip(cases, articles, reports, strict=True)
    }


def _article(case: dict[str, Any]) -> Article:
    """The texts of a case: an article, or with `row: true` a row of a pairs file.

    `ko_title` and `en_title` are headlines, `ko_decks` and `en_decks` the lines under them.
    """
    row = case.get("row", False)
    ko, en = (
        Document.of(lang, case[lang].strip())
        if row
        else _document(lang, case[lang], case.get(f"{lang}_title", ""), case.get(f"{lang}_decks", ()))
        for lang in LANGS
    )
    published = case.get("published")
    copies = tuple(
        DuplicateDiffers(
            lang=c["lang"],
            span=_span((ko if c["lang"] == "ko" else en).text, c["kept"]),
            kept=c["kept"],
            other=c["other"],
            line=c["line"],
        )
        for c in case.get("copies", ())
    )
    if published is not None:
        assert isinstance(published, datetime.date)
    return Article(
        id=case["id"],
        ko=ko,
        en=en,
        published=published,
        duplicates=copies,
        aligned=row,
        direction=case.get("direction", "ko-en"),
    )


def _term(entry: dict[str, str]) -> Term:
    """An entry of a case's glossary, its alternatives parted by `|`."""
    ko, en, forbidden = (tuple(entry[k].split("|")) if k in entry else () for k in ("ko", "en", "forbidden"))
    return Term(ko=ko, en=en, forbidden=forbidden)


def _span(text: str, words: str) -> Span:
    assert text.count(words) == 1, f"{words!r} occurs {text.count(words)} times"
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(("check", "case"), CASES)
def test_case(check: str, case: dict[str, Any]) -> None:
    rules = {rule.id for c in CHECKS if c.id == check for rule in c.rules}
    found, article = findings_of(case)
    found = [f for f in found if f.rule in rules]
    told = [
        {
            "rule": f.rule,
            "severity": f.severity.value,
            **({"ko": f.ko.text} if f.ko else {}),
            **({"en": f.en.text} if f.en else {}),
        }
        for f in found
    ]
    expected = [
        {k: v for k, v in hit.items() if k in ("rule", "severity", "ko", "en")} for hit in case["hits"]
    ]
    assert [
        {k: t[k] for k in t if k != "severity" or "severity" in e}
        for t, e in zip(told, expected, strict=False)
    ] == expected
    assert len(told) == len(expected), told
    for finding, hit in zip(found, case["hits"], strict=True):
        for side, text in ((finding.ko, article.ko.text), (finding.en, article.en.text)):
            if side is not None:
                assert text[side.span.start : side.span.end] == side.text
        if "says" in hit:
            assert hit["says"] in finding.message
        if "suggests" in hit:
            assert finding.suggestion == hit["suggests"]


LIKELY = 0.03
"""Share of near-miss texts on which a rule that rests on a trained model may be wrong, as `minor` only."""


def test_a_case_is_not_about_other_checks() -> None:
    """Near misses must be quiet altogether, not only in the check that they are written for."""
    loud: list[str] = []
    unsure: list[str] = []
    count = 0
    for parameter in CASES:
        check, case = parameter.values
        if not case["hits"] and not case.get("other_checks") and not parameter.marks:
            count += 1
            for f in findings_of(case)[0]:
                told = unsure if RULES[f.rule].needs == "gaps" and f.severity is Severity.MINOR else loud
                told += [f"{check}:{case['id']}: {f.rule}: {f.message}"] if f.severity.rank > 0 else []
    assert not loud, "\n".join(loud)
    assert len(unsure) <= LIKELY * count, "\n".join(unsure)
