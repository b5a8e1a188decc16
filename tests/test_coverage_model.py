"""Coverage: units, likeness, stretches, and what the trained model makes of whole pairs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.coverage import find_gaps, pairs_of
from qa.coverage.likeness import Cosines, WordVectors, likeness
from qa.coverage.model import weights
from qa.coverage.stretch import worst_stretch
from qa.coverage.units import Unit, english_units, glossed, korean_units
from qa.encode import load
from qa.model import Article, Document, Gap, Link, Span
from qa.pipeline import linked_facts
from qa.segment.korean import analyse

KO = "연구진은 바닷물의 온도가 오르면서 오징어가 북쪽으로 옮겨 갔고, 어민들의 소득이 크게 줄었다고 설명했다."
EN = (
    "The researchers explained that squid have moved north as the sea has warmed, "
    "sharply cutting fishermen's incomes."
)


def units_of(text: str) -> tuple[Unit, ...]:
    tokens, _ = next(analyse([text]))
    return korean_units(text, tokens, Span(0, len(text)))


def gaps(*pairs: tuple[str, str]) -> list[tuple[Gap, ...]]:
    articles = [
        Article(id=str(n), ko=Document.of("ko", ko), en=Document.of("en", en), aligned=True)
        for n, (ko, en) in enumerate(pairs)
    ]
    encoder = load()
    vectors = WordVectors(encoder)
    return [find_gaps(pairs_of(*found, vectors), encoder) for found in linked_facts(articles, encoder)]


def test_korean_units_are_content_morphemes_with_the_word_around_them() -> None:
    found = {u.form: u for u in units_of("조종사들은 반도체공장에서 새 장비를 받았다.")}
    assert {"조종사", "장비"} <= set(found)
    assert found["조종사"].whole == "조종사"
    assert "들" not in found
    assert all(u.span.end > u.span.start for u in found.values())


def test_a_gloss_in_latin_letters_is_no_content() -> None:
    assert [u.form for u in units_of("솅겐 지역(Schengen area)의 국경") if u.tag == "SL"] == []


@pytest.mark.parametrize(
    ("text", "english", "words"),
    [
        ("그는 외상 후 스트레스 장애(PTSD)를 앓았다.", "He had PTSD.", ["외상 후 스트레스 장애(PTSD)"]),
        ("가수 엘라 크로스(Ella Cross)가 노래했다.", "Ella Cross sang.", ["엘라 크로스(Ella Cross)"]),
        ("가수 엘라 크로스(Ella Cross)가 노래했다.", "She sang.", []),
        ("증시(코스피)가 올랐다.", "Stocks rose.", []),
    ],
)
def test_words_whose_gloss_the_english_has_are_said(text: str, english: str, words: list[str]) -> None:
    found = glossed(text, Span(0, len(text)), english)
    assert [text[s.start : s.end] for s in found] == words


@pytest.mark.parametrize("word", ["통하다", "말하다", "이번"])
def test_light_words_need_no_counterpart(word: str) -> None:
    text = {"통하다": "방송을 통해 알렸다.", "말하다": "그는 말했다.", "이번": "이번 대회가 열렸다."}[word]
    assert any(u.tag == "stop" for u in units_of(text))


def test_english_units() -> None:
    tags = {
        u.form: u.tag for u in english_units("The fishermen's incomes fell by 12% in Busan.", Span(0, 45))
    }
    assert tags["fishermen's"] == "word"
    assert tags["12%"] == "number"
    assert tags["Busan"] == "name"
    assert tags["by"] == "stop"


def test_units_stay_in_their_stretch() -> None:
    text = "One two. Three four. Five six."
    found = english_units(text, Span(9, 20))
    assert [u.form for u in found] == ["Three", "four"]
    assert all(text[u.span.start : u.span.end] == u.form for u in found)


def _unit(word: int, start: int) -> Unit:
    return Unit(form="x", whole="x", word=word, tag="word", span=Span(start, start + 1))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=30))
def test_the_worst_stretch_has_the_greatest_sum_of_all_runs(values: list[float]) -> None:
    found = worst_stretch([_unit(n, 2 * n) for n in range(len(values))], np.array(values))
    runs = [sum(values[i:j]) for i in range(len(values)) for j in range(i + 1, len(values) + 1)]
    if found is None:
        assert max(runs) <= 0
    else:
        assert found.evidence == pytest.approx(max(runs))
        assert found.second <= found.evidence + 1e-9


def test_words_taken_out_leave_the_same_likeness_as_a_text_without_them() -> None:
    ko, en = units_of(KO), english_units(EN, Span(0, len(EN)))
    cosines = Cosines([(ko, en)], WordVectors(load()))
    less = likeness(ko, en, cosines).without(en=slice(3, 6))
    again = likeness(ko, en[:3] + en[6:], cosines)
    assert np.allclose(less.single, again.single)
    # but the words on the two sides of the hole are no neighbours
    assert (less.double[:, 2] < again.double[:, 2] + 1e-6).all()


def test_networks_fit_their_features() -> None:
    from qa.coverage.likeness import english_features, korean_features
    from qa.coverage.stretch_features import STRETCH_FEATURES

    ko, en = units_of(KO), english_units(EN, Span(0, len(EN)))
    like = likeness(ko, en, Cosines([(ko, en)], WordVectors(load())))
    model = weights()
    assert model.word["ko"].mean.shape == (korean_features(like).shape[1],)
    assert model.word["en"].mean.shape == (english_features(like).shape[1],)
    assert all(net.mean.shape == (len(STRETCH_FEATURES),) for net in model.stretch.values())


def test_a_lost_clause_scores_higher_than_a_told_one() -> None:
    told, lost = gaps((KO, EN), (KO, EN[: EN.index(", sharply")] + "."))
    worst = max(g.log_odds for g in lost if g.lang == "ko")
    assert worst > max([g.log_odds for g in told if g.lang == "ko"], default=-20.0) + 1


def test_what_stands_elsewhere_in_a_batch_does_not_matter() -> None:
    pair = (KO, EN[: EN.index(", sharply")] + ".")
    alone, among = gaps(pair)[0], gaps((EN, KO), pair, ("가", "A"))[1]
    assert [(g.lang, g.span) for g in alone] == [(g.lang, g.span) for g in among]
    assert [g.log_odds for g in alone] == pytest.approx([g.log_odds for g in among], abs=1e-3)


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("", ""),
        ("가", ""),
        ("", "a"),
        ("!!!", "???"),
        ("ㅋ" * 500, "ha " * 300),
        ("1" * 1000, "2 " * 500),
        ("\u200b", "\u0301"),
    ],
)
def test_odd_texts_have_gaps_or_none(ko: str, en: str) -> None:
    assert isinstance(gaps((ko, en))[0], tuple)


def test_long_links_are_not_looked_at() -> None:
    assert gaps((KO * 40, EN * 40)) == [()]


def test_the_words_of_a_sentence_that_a_link_leaves_out_are_not_its_own() -> None:
    ko = f"시는 낡은 다리를 고친다. {KO} 주민들은 교통이 막힐까 봐 걱정하고 있다."
    en = (
        "The city is repairing the old bridge. "
        "The researchers explained that squid have moved north as the sea has warmed. "
        "Residents worry that traffic will be blocked."
    )
    article = Article(id="x", ko=Document.of("ko", ko), en=Document.of("en", en))
    encoder = load()
    ((_, parts, _, _),) = linked_facts([article], encoder)
    links = [
        Link(ko=(0, 2), en=(0, 2), confidence=1.0, similarity=0.6),
        Link(ko=(1,), en=(1,), confidence=1.0, similarity=0.6),
    ]
    found = find_gaps(pairs_of(article, parts, links, (), WordVectors(encoder)), encoder)
    assert {gap.link for gap in found} == {1}


def test_without_a_look_at_the_words_the_rules_are_listed_as_skipped() -> None:
    from qa.checks import CHECKS, RULES
    from qa.checks.base import Context
    from qa.runner import run_checks

    article = Article(id="x", ko=Document.of("ko", ""), en=Document.of("en", ""), aligned=True)
    context = Context(
        article=article, sentences_ko=(), sentences_en=(), links=(), facts=(), published=None, gaps=None
    )
    _, skipped = run_checks(context, frozenset(RULES))
    needing = {r.id for c in CHECKS for r in c.rules if r.needs == "gaps"}
    assert needing == {
        "omission-clause",
        "addition-clause",
        "mistranslation-suspect",
        "quote-changed",
        "quote-widened",
        "antonym-changed",
        "antonym-roles",
        "term-inconsistent",
        "modality-changed",
        "modality-lost",
        "modality-added",
    }
    assert needing <= {s.rule for s in skipped}
    assert all("embedded" in s.reason for s in skipped if s.rule in needing)
