"""Whether a spelling can be a Hangul name: a table of names, and what must hold for any text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qa.names.sound import SAME, UNSURE, sound_score, sound_scores

NAMES = yaml.safe_load((Path(__file__).parent / "names" / "sound.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["ko"])
def test_names_of_the_news(row: dict[str, Any]) -> None:
    """Right spellings pass, wrong ones do not, and every right one is before every wrong one."""
    right, wrong = row["right"] + row.get("missed", []), row["wrong"] + row.get("taken", [])
    score = dict(zip(right + wrong, sound_scores([row["ko"]], right + wrong)[0], strict=True))
    assert [name for name in right if score[name] >= SAME] == row["right"]
    assert [name for name in wrong if score[name] < SAME] == row["wrong"]
    assert min((score[name] for name in right), default=1) > max(score[name] for name in wrong)


def test_scores_are_probabilities_of_the_whole_table() -> None:
    """All against all is one against one, and the thresholds are in order."""
    ko = [row["ko"] for row in NAMES[:12]]
    en = [spelling for row in NAMES[:12] for spelling in row["right"]]
    scores = sound_scores(ko, en)
    assert scores.shape == (len(ko), len(en))
    assert 0 < UNSURE < SAME < 1
    alone = np.array([[sound_score(a, b) for b in en] for a in ko])
    np.testing.assert_allclose(scores, alone, atol=1e-6)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_a_score(ko: str, en: str) -> None:
    """No text breaks it, and the score is between 0 and 1 and the same again."""
    score = sound_score(ko, en)
    assert 0 <= score <= 1
    assert sound_score(ko, en) == score


@pytest.mark.parametrize("text", ["가", "a", "A", "A.", "가 ", "a b ", "-", "쥐", "é"])
def test_long_text_is_quick(text: str) -> None:
    """Text of 200,000 letters costs no more than a name."""
    start = time.perf_counter()
    assert 0 <= sound_score(text * 100_000, text * 100_000) <= 1
    assert time.perf_counter() - start < 2


def test_nothing_to_compare() -> None:
    """Empty lists and empty names."""
    assert sound_scores([], ["Kim"]).shape == (0, 1)
    assert sound_scores(["김"], []).shape == (1, 0)
    assert sound_score("", "Kim") < 1e-9
    assert sound_score("김", "…") < 1e-9
