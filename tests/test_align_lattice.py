"""The lattice against every alignment there is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from qa.align.lattice import Bead, Lattice, best, path_score, posterior

TYPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3))


def lattice(n: int, m: int, seed: int) -> Lattice:
    rng = np.random.default_rng(seed)
    return Lattice(
        types=TYPES,
        beads=tuple(rng.normal(0, 2, (max(0, n - k + 1), max(0, m - e + 1))) for k, e in TYPES),
        ko_null=rng.normal(size=n),
        en_null=rng.normal(size=m),
    )


def alignments(n: int, m: int, i: int = 0, j: int = 0) -> Iterator[tuple[Bead, ...]]:
    """Every monotone set of beads, each once."""
    yield ()
    for a in range(i, n):
        for b in range(j, m):
            for k, e in TYPES:
                if a + k <= n and b + e <= m:
                    for rest in alignments(n, m, a + k, b + e):
                        yield ((a, b, k, e), *rest)


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (2, 0), (1, 1), (3, 4), (4, 2), (5, 5)])
@pytest.mark.parametrize("seed", [0, 1])
def test_best_and_posterior_equal_counting_all_alignments(n: int, m: int, seed: int) -> None:
    scores = lattice(n, m, seed)
    every = list(alignments(n, m))
    assert len(set(every)) == len(every)
    values = np.array([path_score(scores, beads) for beads in every])
    assert tuple(best(scores)) == every[int(values.argmax())]
    p = posterior(scores)
    assert p.log_total == pytest.approx(np.logaddexp.reduce(values))
    probability = np.exp(values - p.log_total)
    for t, (k, e) in enumerate(TYPES):
        for i, j in np.ndindex(p.beads[t].shape):
            holds = np.array([(i, j, k, e) in beads for beads in every])
            assert p.beads[t][i, j] == pytest.approx(probability[holds].sum(), abs=1e-9)
    for line in range(n):
        free = np.array([not any(b[0] <= line < b[0] + b[2] for b in beads) for beads in every])
        assert p.ko_null[line] == pytest.approx(probability[free].sum())
    for line in range(m):
        free = np.array([not any(b[1] <= line < b[1] + b[3] for b in beads) for beads in every])
        assert p.en_null[line] == pytest.approx(probability[free].sum())
