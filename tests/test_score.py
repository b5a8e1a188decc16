"""Scores: calibrated match, MQM points, where an omission counts, and sacrebleu's metrics."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model import Article, Document, Finding, Gap, Lang, Link, LinkScore, Sentence, Severity, Span
from qa.score.edit_effort import metric_scores, tokenizer
from qa.score.match import calibration, score_links
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


@given(st.floats(-1, 1), st.integers(0, 2000), st.integers(0, 2000))
def test_the_interval_holds_the_match_and_is_wider_for_short_sentences(
    similarity: float, a: int, b: int
) -> None:
    match = calibration()
    short, long = (match.interval(similarity, n) for n in sorted((a, b)))
    assert 0 <= short[0] <= long[0] <= match(similarity) <= long[1] <= short[1] <= 100


PART = st.tuples(st.floats(0.01, 1), st.floats(-1, 1), st.integers(1, 300))


@given(st.lists(PART, min_size=1, max_size=9))
def test_the_interval_of_a_mean_is_no_wider_than_its_parts(parts: list[tuple[float, float, int]]) -> None:
    match = calibration()
    whole = sum(w for w, _, _ in parts)
    rows = [(w / whole, match(s), match.interval(s, n)) for w, s, n in parts]
    low, high = match.mean(rows)
    middle = sum(w * m for w, m, _ in rows)
    assert sum(w * i[0] for w, _, i in rows) - 1e-6 <= low <= middle + 1e-6
    assert middle - 1e-6 <= high <= sum(w * i[1] for w, _, i in rows) + 1e-6


def gap(link: int, lang: Lang, length: int, log_odds: float) -> Gap:
    return Gap(link=link, lang=lang, span=Span(0, length), log_odds=log_odds)


def test_what_is_lost_or_invented_lowers_the_match() -> None:
    ko, en = sentences(0), sentences(0)
    links = [Link(ko=(0,), en=(0,), confidence=1.0, similarity=0.7)]
    (whole,) = score_links(links, (), ko, en)
    (doubtful,) = score_links(links, (gap(0, "ko", 10, 0.0),), ko, en)
    (lost,) = score_links(links, (gap(0, "ko", 10, 8.0),), ko, en)
    (both,) = score_links(links, (gap(0, "ko", 10, 8.0), gap(0, "en", 10, 8.0)), ko, en)
    assert whole.match == whole.meaning > doubtful.match > lost.match > both.match
    assert lost.match == pytest.approx(whole.match / 2, rel=0.01)
    assert (lost.invented, both.invented) == (0.0, both.lost)
    # a loss that may well be none leaves the upper end where it was
    assert doubtful.interval[1] == whole.interval[1] > lost.interval[1]
    assert doubtful.interval[0] < 0.6 * whole.interval[0]


@given(st.floats(-1, 1), st.floats(-900, 900), st.integers(0, 20), st.sampled_from(["ko", "en"]))
def test_a_link_scores_within_its_interval(similarity: float, odds: float, size: int, lang: Lang) -> None:
    links = [Link(ko=(0,), en=(0,), confidence=1.0, similarity=similarity)]
    (score,) = score_links(links, (gap(0, lang, size, odds),), sentences(0), sentences(0))
    assert 0 <= score.interval[0] <= score.match <= score.interval[1] <= 100


def test_an_empty_side_matches_nothing() -> None:
    (score,) = score_links([Link(ko=(0,), en=(), confidence=0.5)], (), sentences(0), ())
    assert (score.match, score.interval) == (0.0, (0.0, 0.0))


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


def link_score(match: float, lost: float = 0.0) -> LinkScore:
    return LinkScore(match=match, interval=(match / 2, match), meaning=match, lost=lost)


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
        links, [link_score(m) for m in (100.0, 0.0, 100.0, 100.0)], ko, en, [finding(Severity.MAJOR, 1)], {}
    )
    assert first.coverage == 0.5
    assert 30 < first.match < 40  # an English sentence of 20 characters against two Korean ones
    assert first.mqm == 80
    assert first.score == first.match
    assert (second.score, second.coverage) == (100.0, 1.0)
    assert [n for n, _ in first.parts] == [0, 1]
    assert sum(w for _, w in first.parts) == pytest.approx(1)
    low, high = first.match_interval
    assert low < first.match / 2 + 1  # its one translated sentence may match half as well
    assert first.match < high < 50  # and how long the lost one would be in English is not certain
    whole = totals((first, second), en)
    assert whole.score == pytest.approx((first.score * 20 + 100 * 40) / 60)


def test_a_lost_clause_counts_against_coverage() -> None:
    links = [Link(ko=(0,), en=(0,), confidence=1.0), Link(ko=(1,), en=(1,), confidence=1.0)]
    (only,) = score_paragraphs(
        links, [link_score(90.0), link_score(90.0, lost=0.5)], sentences(0, 0), sentences(0, 0), [], {}
    )
    assert only.coverage == pytest.approx(0.75)


def test_a_paragraph_that_translates_nothing_covers_nothing() -> None:
    links = [Link(ko=(0,), en=(0,), confidence=1.0), Link(ko=(), en=(1,), confidence=1.0)]
    _, invented = score_paragraphs(
        links, [link_score(90.0), link_score(0.0)], sentences(0), sentences(0, 1), [], {}
    )
    assert (invented.match, invented.coverage) == (0.0, 0.0)


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


def into_korean(number: int, ko: str, reference: str | None, mt: str | None) -> Article:
    return replace(article(number, "It rains.", reference, mt), ko=Document.of("ko", ko), direction="en-ko")


def test_metrics_of_a_translation_into_korean() -> None:
    """The Korean is compared, with a tokenizer that knows where its words end, or by characters."""
    (row, other) = metric_scores(
        [
            into_korean(
                1, "시의회가 계획을 통과시켰다.", "시의회는 계획을 통과시켰다.", "시의회가 계획을 통과시켰다."
            ),
            article(2, "The council passed the plan.", "The council passed it.", None),
        ]
    )
    found = {(m.name, m.against, m.scope): m for m in row}
    assert {m.against for m in row} == {"ko/reference", "mt/ko"}
    assert {m.against for m in other} == {"en/reference"}
    assert f"tok:{tokenizer('ko')}" in found["BLEU", "ko/reference", "file"].signature
    assert tokenizer("ko") in ("ko-mecab", "char")
    # one particle is another one: a tenth of the characters, a third of the written words
    assert found["BLEU", "ko/reference", "row"].value > 60
    assert found["TER", "ko/reference", "row"].value == pytest.approx(33.3, abs=0.1)
    assert found["TER", "mt/ko", "row"].value == 0
    assert found["chrF2", "mt/ko", "row"].value == pytest.approx(100)


@pytest.mark.parametrize("text", ["", " ", "\n", "한", "a" * 20_000, "가나 " * 5_000, "𝟙\x00\u200b"])
def test_metrics_of_odd_texts(text: str) -> None:
    for row in (
        into_korean(1, text, "비가 온다.", text or None),
        article(1, text, "It rains.", text or None),
    ):
        for metric in metric_scores([row])[0]:
            assert 0 <= metric.value <= 10_000_000


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
