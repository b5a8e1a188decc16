"""Time and memory of the aligner: `python tests/bench/align_speed.py [LINES ...]`.

Aligns made-up vectors with omissions and merges, so that neither a model nor data is needed, and
prints seconds per 1,000 lines a side and the peak memory of the process.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from qa.align import WINDOW, align_windows
from qa.encode import Vectors
from qa.encode.protocol import unit


def side(base: Vectors, rng: np.random.Generator) -> Vectors:
    """Windows of the lines that one side keeps (nine in ten), with noise."""
    lines = base[rng.random(len(base)) > 0.1]
    lines = lines + 0.5 * rng.normal(size=lines.shape).astype(np.float32)
    total = np.cumsum(np.vstack([np.zeros((1, lines.shape[1]), np.float32), lines]), 0)
    out = np.zeros((WINDOW, *lines.shape), np.float32)
    for k in range(1, WINDOW + 1):
        out[k - 1, k - 1 :] = unit((total[k:] - total[:-k]).astype(np.float32))
    return out


def main() -> int:
    """Runs the sizes asked for."""
    for n in [int(a) for a in sys.argv[1:]] or [50, 500, 1000, 5000]:
        rng = np.random.default_rng(n)
        base = rng.normal(size=(n, 512)).astype(np.float32)
        ko, en = side(base, rng), side(base, rng)
        started = time.perf_counter()
        links = align_windows(["가" * 40] * ko.shape[1], ["a" * 75] * en.shape[1], ko, en)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{n:6} lines a side  {seconds:6.2f} s  {1000 * seconds / n:5.2f} s per 1,000  "
            f"{len(links)} links  peak {peak:.0f} MiB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
