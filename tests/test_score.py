"""Scores: calibrated match, MQM points, where an omission counts, and sacrebleu's metrics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model import Article, Document, Finding, Link, Sentence, Severity, Span
from qa.score.edit_effort import metric_scores
from qa.score.match import calibration
from qa.score.paragraphs import home_paragraphs, mqm, score_paragraphs, totals


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_match_is_monotone_and_bounded(a: float, b: float) -> None:
    match = calibration()
    low, high = sorted((a, b))
    assert 0 <= match(low) <= match(high) <= 100


def test_match_of_what_a_faithful_and_an_unrelated_pair_measure() -> None:
    match = calibration()
    assert match(0.70) > 93
    assert match(0.05) < 5


def finding(severity: Severity, link: int | None = None) -> Finding:
    return Finding(
        rule="date-changed",
        family="date",
        kind="changed",
        severity=severity,
        confidence=1.0,
        message="",
        ko=None,
        en=None,
        expected="",
        found="",
        suggestion="",
        link=link,
        fingerprint=f"{severity}{link}",
        mqm="",
        its="",
    )


@pytest.mark.parametrize(
    ("severities", "score"),
    [
        ([], 100),
        ([Severity.NEUTRAL], 100),
        ([Severity.MINOR], 96),
        ([Severity.MAJOR], 80),
        ([Severity.MAJOR] * 6, 0),
        ([Severity.CRITICAL], 0),
    ],
)
def test_mqm(severities: list[Severity], score: float) -> None:
    assert mqm([finding(s) for s in severities]) == score


def sentences(*paragraphs: int) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(index=n, text="가" * 20, span=Span(n * 21, n * 21 + 20), paragraph=p)
        for n, p in enumerate(paragraphs)
    )


def test_an_omission_counts_where_its_neighbours_went() -> None:
    ko, en = sentences(0, 0, 1, 1), sentences(0, 1, 1)
    links = [
        Link(ko=(0,), en=(0,), confidence=1.0),
        Link(ko=(1,), en=(), confidence=1.0),
        Link(ko=(2,), en=(1,), confidence=1.0),
        Link(ko=(3,), en=(2,), confidence=1.0),
    ]
    assert home_paragraphs(links, ko, en) == {0: 0, 1: 0, 2: 1, 3: 1}
    first, second = score_paragraphs(
        links, [100.0, 0.0, 100.0, 100.0], ko, en, [finding(Severity.MAJOR, 1)], {}
    )
    assert first.coverage == 0.5
    assert 30 < first.match < 40  # an English sentence of 20 characters against two Korean ones
    assert first.mqm == 80
    assert first.score == first.match
    assert (second.score, second.coverage) == (100.0, 1.0)
    whole = totals((first, second), en)
    assert whole.score == pytest.approx((first.score * 20 + 100 * 40) / 60)


def test_an_empty_article_scores_nothing() -> None:
    assert totals((), ()).score == 0.0


def article(number: int, en: str, reference: str | None, mt: str | None) -> Article:
    return Article(
        id=str(number),
        ko=Document.of("ko", "비가 온다."),
        en=Document.of("en", en),
        aligned=True,
        reference=reference,
        mt=mt,
    )


def test_metrics_of_rows_and_of_the_file() -> None:
    rows = metric_scores(
        [
            article(1, "It is raining hard today.", "It is raining hard today.", None),
            article(2, "The sky is clear.", None, "Sky clear is."),
            article(3, "Nothing to compare.", None, None),
        ]
    )
    first = {(m.name, m.against, m.scope): m for m in rows[0]}
    assert first["chrF2", "en/reference", "row"].value == pytest.approx(100)
    assert first["BLEU", "en/reference", "row"].value == pytest.approx(100)
    assert first["TER", "en/reference", "file"].value == 0
    assert "tok:13a" in first["BLEU", "en/reference", "row"].signature
    assert {m.against for m in rows[1]} == {"mt/en"}
    assert rows[2] == ()
