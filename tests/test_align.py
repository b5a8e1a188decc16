from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.align import WINDOW, align, align_windows, load_weights
from qa.align.blocks import cut
from qa.align.features import BEAD_FEATURES, TYPES, candidates, length_ratio
from qa.align.pieces import LIMITS, pieces
from qa.align.sides import lines_of
from qa.encode import Encoder, load
from qa.encode.protocol import unit
from qa.model import Lang, Link

SAMPLES = Path(__file__).parents[1] / "samples"

PAIRS = (
    (
        "서울시는 내년 3월부터 심야버스 노선을 두 배로 늘린다고 14일 밝혔다.",
        "Seoul said on the 14th that it would double its late-night bus routes from next March.",
    ),
    (
        "현재 심야버스는 밤 11시부터 다음 날 새벽 6시까지 14개 노선에서 운행한다.",
        "The night buses now run on 14 routes from 11 p.m. to 6 a.m.",
    ),
    (
        "대리운전 기사와 청소 노동자가 주로 이용한다.",
        "Most of the passengers are cleaners and drivers for hire.",
    ),
    (
        "택시업계는 손님이 줄어들 것이라며 반대하고 있다.",
        "The taxi industry opposes the plan, saying that it will lose customers.",
    ),
    (
        "개인택시조합은 시청 앞에서 집회를 열겠다고 예고했다.",
        "A union of taxi owners has announced a rally in front of City Hall.",
    ),
    (
        "전문가들은 운전기사를 구하는 일이 가장 큰 과제라고 지적한다.",
        "Experts say that finding enough bus drivers will be the hardest part.",
    ),
    (
        "올해 들어 버스 기사 400여 명이 배달업으로 자리를 옮겼다.",
        "More than 400 bus drivers have left for delivery jobs this year.",
    ),
    (
        "시는 야간 수당을 30% 올려 기사를 붙잡겠다는 계획이다.",
        "The city plans to keep them by raising night pay by 30 percent.",
    ),
    (
        "예산 120억 원은 시의회의 승인을 받아야 한다.",
        "The budget of 12 billion won still needs the approval of the city council.",
    ),
    ("비가 오는 날에는 배차 간격도 줄이기로 했다.", "On rainy days buses will also come more often."),
)
KO, EN = [k for k, _ in PAIRS], [e for _, e in PAIRS]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def found(links: Sequence[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.ko, link.en) for link in links]


def one_to_one(n: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((i,), (i,)) for i in range(n)]


def check(links: Sequence[Link], n: int, m: int) -> None:
    """What holds of every alignment."""
    assert sorted(i for link in links for i in link.ko) == list(range(n))
    assert sorted(j for link in links for j in link.en) == list(range(m))
    firsts = [link.ko[0] for link in links if link.ko]
    assert firsts == sorted(firsts)
    for link in links:
        assert link.ko or link.en
        assert 0 <= link.confidence <= 1
        assert -1 <= link.similarity <= 1
        assert all(b - a == 1 for side in (link.ko, link.en) for a, b in itertools.pairwise(side))
        if not (link.ko and link.en):
            assert len(link.ko) + len(link.en) == 1
            assert link.similarity == 0
            assert not link.moved
    for before, link in itertools.pairwise(links):
        if not link.ko and link.en[0] > 0:
            assert link.en[0] - 1 in before.en, "an addition stands behind the sentence before it"


def test_faithful_sentences_are_linked_one_to_one(encoder: Encoder) -> None:
    links = align(KO, EN, encoder)
    check(links, len(KO), len(EN))
    assert found(links) == one_to_one(len(KO))
    assert min(link.confidence for link in links) > 0.8
    assert not any(link.moved for link in links)


@pytest.mark.parametrize("gone", [0, 2, 6, 9])
def test_an_omission_is_a_link_without_english(encoder: Encoder, gone: int) -> None:
    links = align(KO, EN[:gone] + EN[gone + 1 :], encoder)
    assert found(links)[gone] == ((gone,), ())
    assert len(links) == len(KO)


@pytest.mark.parametrize("gone", [0, 2, 6, 9])
def test_an_addition_stands_where_the_english_has_it(encoder: Encoder, gone: int) -> None:
    links = align(KO[:gone] + KO[gone + 1 :], EN, encoder)
    assert found(links)[gone] == ((), (gone,))
    assert len(links) == len(EN)


@pytest.mark.parametrize("at", [0, 3, 8])
def test_merged_sentences_are_linked_together(encoder: Encoder, at: int) -> None:
    en = [*EN[:at], f"{EN[at]} {EN[at + 1]}", *EN[at + 2 :]]
    assert ((at, at + 1), (at,)) in found(align(KO, en, encoder))
    ko = [*KO[:at], f"{KO[at]} {KO[at + 1]}", *KO[at + 2 :]]
    assert ((at,), (at, at + 1)) in found(align(ko, EN, encoder))


def test_moved_sentences_are_found_and_marked(encoder: Encoder) -> None:
    en = [*EN[:2], *EN[4:8], *EN[2:4], *EN[8:]]
    links = align(KO, en, encoder)
    check(links, len(KO), len(en))
    assert {(en.index(EN[i])) for i in (2, 3)} == {j for link in links if link.moved for j in link.en}
    assert all(en[j] == EN[i] for link in links for i in link.ko for j in link.en)


def test_unrelated_text_is_not_linked_with_confidence(encoder: Encoder) -> None:
    other = [
        "The telescope found water on a planet 120 light-years away.",
        "My grandmother's recipe calls for two spoons of honey.",
        "The striker scored twice before half-time.",
    ]
    links = align(KO[:3], other, encoder)
    check(links, 3, 3)
    assert all(link.confidence < 0.8 for link in links if link.ko and link.en)


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side_leaves_the_other_unlinked(encoder: Encoder, n: int, m: int) -> None:
    links = align(KO[:n], EN[:m], encoder)
    check(links, n, m)
    assert len(links) == n + m
    assert all(link.confidence == 1 for link in links)


def test_one_line_a_side(encoder: Encoder) -> None:
    assert found(align(KO[:1], EN[:1], encoder)) == [((0,), (0,))]


def test_identical_lines_stay_in_order(encoder: Encoder) -> None:
    links = align(KO[:1] * 12, EN[:1] * 12, encoder)
    check(links, 12, 12)
    assert found(links) == one_to_one(12)


def test_without_an_encoder_sentences_stand_for_themselves(encoder: Encoder) -> None:
    links = align_windows(KO, EN, encoder.windows(KO, WINDOW), encoder.windows(EN, WINDOW))
    assert found(links) == one_to_one(len(KO))


def test_another_encoder_is_centred_by_the_text_itself(encoder: Encoder) -> None:
    class Renamed:
        name, version = "other", "1"

        def encode(self, texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            return unit(encoder.encode(texts)[:, ::2])

        def windows(
            self, lines: Sequence[str], size: int
        ) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
            return unit(encoder.windows(lines, size)[:, :, ::2])

    assert found(align(KO, EN, Renamed())) == one_to_one(len(KO))


def test_same_input_same_links(encoder: Encoder) -> None:
    en = [*EN[:3], *EN[5:], EN[4]]
    first = align(KO, en, encoder)
    assert first == align(KO, en, encoder)
    assert all(round(link.confidence, 6) == link.confidence for link in first)
    assert all(round(link.similarity, 6) == link.similarity for link in first)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(KO), st.text(max_size=40)), max_size=9),
    st.lists(st.one_of(st.sampled_from(EN), st.text(max_size=60)), max_size=9),
)
def test_every_sentence_is_in_exactly_one_link(ko: list[str], en: list[str]) -> None:
    clean = [[line.encode("utf-8", "ignore").decode() for line in side] for side in (ko, en)]
    check(align(clean[0], clean[1], load()), len(ko), len(en))


# --- pieces ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "line", "expected"),
    [
        ("ko", "정부는 대책을 내놓았다고 밝혔다. 야당은 즉각 반발하고 나섰다.", 2),
        ("ko", "1.5도 오르고 3,000명이 다쳤다고 한다.", 1),
        ("ko", "그렇다. 그는 아무 말도 하지 않았다고 전해졌다.", 1),
        ("en", 'He said nothing at all that day. "We will see about the rest," she added at last.', 2),
        ("en", "The U.S. economy grew by 2.5 percent.", 1),
        ("en", "The ministry, " + "which had long refused to speak of it, " * 4 + "gave in.", 2),
    ],
)
def test_lines_are_cut_at_sentences_and_long_ones_at_clauses(lang: Lang, line: str, expected: int) -> None:
    parts = pieces(line, LIMITS[lang])
    assert len(parts) == expected
    assert "".join(parts) == line


@given(st.text(alphabet="가나a.,!? “”—", max_size=400))
def test_pieces_are_the_line(line: str) -> None:
    for limits in LIMITS.values():
        parts = pieces(line, limits)
        assert "".join(parts) == line
        assert len(parts) == 1 or min(map(len, parts)) >= limits.shortest


@pytest.mark.parametrize("unit_text", ["1", "만", ", ", ". ", "a, ", "가. ", " ", "“"])
def test_hostile_lines_are_cut_at_once(unit_text: str) -> None:
    line = unit_text * (200_000 // len(unit_text))
    assert "".join(pieces(line, LIMITS["en"])) == line


# --- features and long texts ----------------------------------------------------------------------


def test_every_feature_is_finite_and_bounded(encoder: Encoder) -> None:
    weights = load_weights()
    ko = lines_of("ko", KO, encoder.windows(KO, WINDOW), weights.ko_mean, encoder)
    en = lines_of("en", EN, encoder.windows(EN, WINDOW), weights.en_mean, encoder)
    for kind, features in zip(TYPES, candidates(ko, en, length_ratio(ko, en)).beads, strict=True):
        assert features.shape == (len(BEAD_FEATURES), len(KO) - kind[0] + 1, len(EN) - kind[1] + 1)
        assert np.isfinite(features).all()
        assert np.abs(features).max() <= 12


def made_up(n: int, seed: int, noise: float = 0.35) -> tuple[np.ndarray, np.ndarray]:
    """Windows of n lines a side that match in order: for long texts, without encoding any."""
    rng = np.random.default_rng(seed)
    base = rng.normal(size=(n, 64)).astype(np.float32)
    sides = []
    for _ in range(2):
        lines = base + noise * rng.normal(size=base.shape).astype(np.float32)
        windows = np.zeros((WINDOW, n, 512), np.float32)
        for k in range(1, WINDOW + 1):
            total = np.cumsum(np.vstack([np.zeros((1, 64), np.float32), lines]), 0)
            windows[k - 1, k - 1 :, :64] = unit((total[k:] - total[:-k]).astype(np.float32))
        sides.append(windows)
    return sides[0], sides[1]


@pytest.mark.parametrize("n", [150, 1200])
def test_long_texts_are_aligned_in_blocks(n: int) -> None:
    ko, en = made_up(n, 1)
    weights = dataclasses.replace(load_weights(), ko_mean=None, en_mean=None)
    lines = lines_of("ko", ["가" * 40] * n, ko, None, None), lines_of("en", ["a" * 74] * n, en, None, None)
    blocks = cut(*lines)
    assert len(blocks) >= n // 120
    assert (blocks[0].ko, blocks[0].en, blocks[-1].ko_end, blocks[-1].en_end) == (0, 0, n, n)
    assert all(a.ko_end == b.ko and a.en_end == b.en for a, b in itertools.pairwise(blocks))
    links = align_windows(["가" * 40] * n, ["a" * 74] * n, ko, en, weights=weights)
    check(links, n, n)
    assert sum(link.ko == link.en for link in links) > 0.97 * n


@pytest.mark.parametrize(("n", "m"), [(700, 700), (900, 300), (9000, 1), (3, 3000)])
@pytest.mark.parametrize("kind", ["identical", "unrelated"])
def test_long_texts_without_anchors_end_in_a_whole_alignment(n: int, m: int, kind: str) -> None:
    if kind == "identical":
        one = np.zeros((WINDOW, 1, 512), np.float32)
        one[:, :, 0] = 1
        ko, en = np.repeat(one, n, 1), np.repeat(one, m, 1)
    else:
        ko, en = made_up(n, 2)[0], made_up(m, 3)[0]
    check(align_windows(["가"] * n, ["a"] * m, ko, en), n, m)


# --- samples --------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["good", "bad"])
def test_links_of_the_samples(encoder: Encoder, version: str) -> None:
    hits = true = mine = 0
    for path in sorted(SAMPLES.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        # the original has one version, the translation two
        ko, en = (
            [s["text"] for s in gold.get(f"{lang}_sentences", gold.get(f"{lang}_{version}_sentences"))]
            for lang in ("ko", "en")
        )
        expected = {(tuple(g["ko"]), tuple(g["en"])) for g in gold[f"links_{version}"]}
        links = set(found(align(ko, en, encoder)))
        hits, true, mine = hits + len(links & expected), true + len(expected), mine + len(links)
    assert true
    assert 2 * hits / (true + mine) >= 0.9
