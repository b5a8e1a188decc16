from collections.abc import Sequence

import pytest

from qa.align import project
from qa.model import Link


def links(*pairs: tuple[Sequence[int], Sequence[int]]) -> list[Link]:
    return [Link(ko=tuple(a), en=tuple(b), confidence=1.0) for a, b in pairs]


@pytest.mark.parametrize(
    ("found", "ko_paragraphs", "en_paragraphs", "ko_chars", "en_chars", "expected"),
    [
        pytest.param(
            [([0], [0]), ([1], [1])], [0, 1], [0, 1], [40, 40], [80, 80], {0: (0,), 1: (1,)}, id="one-to-one"
        ),
        pytest.param(
            [([0], [0]), ([1], [1])],
            [0, 0],
            [0, 1],
            [40, 40],
            [80, 80],
            {0: (0,), 1: (0,)},
            id="one-paragraph-split",
        ),
        pytest.param(
            [([0], [0]), ([1], [1])],
            [0, 1],
            [0, 0],
            [40, 40],
            [80, 80],
            {0: (0, 1)},
            id="two-paragraphs-merged",
        ),
        pytest.param(
            [([0], [0]), ([], [1])], [0], [0, 1], [40], [80, 80], {0: (0,), 1: ()}, id="added-paragraph"
        ),
        pytest.param(
            [([0, 1], [0]), ([2], [1])],
            [0, 1, 1],
            [0, 1],
            [400, 4, 396],
            [800, 790],
            {0: (0,), 1: (1,)},
            id="a-few-words-across",
        ),
        pytest.param(
            [([0, 1], [0]), ([2], [1])],
            [0, 1, 1],
            [0, 1],
            [300, 100, 300],
            [800, 600],
            {0: (0, 1), 1: (1,)},
            id="a-sentence-across",
        ),
        pytest.param(
            [([0], [1]), ([1], [0])], [0, 1], [0, 1], [40, 40], [80, 80], {0: (1,), 1: (0,)}, id="moved"
        ),
    ],
)
def test_paragraphs_come_from_those_that_share_enough(
    found: list[tuple[list[int], list[int]]],
    ko_paragraphs: list[int],
    en_paragraphs: list[int],
    ko_chars: list[int],
    en_chars: list[int],
    expected: dict[int, tuple[int, ...]],
) -> None:
    assert project(links(*found), ko_paragraphs, en_paragraphs, ko_chars, en_chars) == expected
