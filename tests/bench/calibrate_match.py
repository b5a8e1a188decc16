"""Fit `qa/data/match.json`: from the cosine of a link to `match`, 0 to 100, and its interval.

    python tests/bench/calibrate_match.py ROWS.tsv STS.tsv [--write]

ROWS.tsv holds set, id, ko, en: faithful translations, in documents (`document#line`) or alone.
STS.tsv holds score, ko, en: pairs that people judged from 0 (nothing in common) to 5 (the same).

Meaning: a logistic curve, fitted to what share of the meaning is on both sides of three populations:
faithful pairs (all of it), judged pairs (what people said), unrelated ones (nothing: each Korean row
against English rows of other documents).  `MIXTURE` says how much each counts.

Interval: how far the cosine of faithful pairs lies from their middle, by length, and how much
of it the sentences of one paragraph share.

Documents, single rows and judged pairs of even number are fitted on, the odd ones reported.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.encode import Encoder, load
from qa.score.match import LEVEL, UNSEEN, Calibration, Interval

MIXTURE = {"faithful": 0.55, "judged": 0.35, "unrelated": 0.1}
"""Weights of the populations.  With these a typical faithful sentence gets 96, a paragraph 94."""

BEST = 5.0
"""The highest human judgment."""

UNRELATED_EACH = 3

SIZE = 4
"""Rows of a paragraph."""

SEED = 5

Floats = NDArray[np.float64]


class Population(NamedTuple):
    """Pairs of texts: cosine, lengths, share of the meaning (0 to 1), document, parity."""

    cosine: Floats
    length: Floats
    length_en: Floats
    truth: Floats
    document: NDArray[np.int64]
    odd: NDArray[np.bool_]

    def half(self, *, odd: bool) -> Population:
        """The pairs to fit on (even) or to report (odd)."""
        return Population(*(column[self.odd == odd] for column in self))


def populations(rows: list[list[str]], judged: list[list[str]], encoder: Encoder) -> dict[str, Population]:
    """The three populations; `rows` are set, id, ko, en and `judged` score, ko, en."""
    ko, en = encoder.encode([r[2] for r in rows]), encoder.encode([r[3] for r in rows])
    names = [r[1].split("#")[0] for r in rows]
    numbers = {name: n for n, name in enumerate(dict.fromkeys(names))}
    document = np.array([numbers[n] for n in names])
    length = np.array([len(r[2]) for r in rows], np.float64)
    length_en = np.array([len(r[3]) for r in rows], np.float64)
    odd = document % 2 == 1
    rng = np.random.default_rng(SEED)
    a = np.repeat(np.arange(len(rows)), UNRELATED_EACH)
    b = rng.integers(0, len(rows), len(a))
    apart = (document[a] != document[b]) & (odd[a] == odd[b])
    a, b = a[apart], b[apart]
    scores = np.array([float(r[0]) for r in judged]) / BEST
    mine, yours = encoder.encode([r[1] for r in judged]), encoder.encode([r[2] for r in judged])
    n = np.arange(len(judged))
    short = np.array([len(r[1]) for r in judged], np.float64)
    short_en = np.array([len(r[2]) for r in judged], np.float64)
    return {
        "faithful": Population(np.sum(ko * en, 1), length, length_en, np.ones(len(rows)), document, odd),
        "judged": Population(np.sum(mine * yours, 1), short, short_en, scores, n, n % 2 == 1),
        "unrelated": Population(
            np.sum(ko[a] * en[b], 1), length[a], length_en[b], np.zeros(len(a)), document[a], odd[a]
        ),
    }


def logistic(cosine: Floats, truth: Floats, weight: Floats) -> tuple[float, float]:
    """Intercept and slope of the fractional logit, by Newton's method."""
    x = np.stack([np.ones_like(cosine), cosine], 1)
    beta = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        curvature = (x * (weight * p * (1 - p))[:, None]).T @ x
        beta = beta + np.linalg.solve(curvature, x.T @ (weight * (truth - p)))
    return round(float(beta[0]), 3), round(float(beta[1]), 3)


def reach(faithful: Population) -> tuple[float, float]:
    """Distance from the middle that `LEVEL` of the cosines stay within at the usual length, and how
    it goes with the length.
    """
    away = np.abs(faithful.cosine - np.median(faithful.cosine))
    x = np.log(np.clip(faithful.length, *Calibration.LENGTHS) / Calibration.LENGTH)
    power = float(np.polyfit(x, np.log(away + 1e-3), 1)[0])
    return round(float(np.percentile(away / np.exp(power * x), 100 * LEVEL)), 3), round(power, 2)


def size_spread(faithful: Population) -> float:
    """Logarithm of the ratio to the usual English length that `LEVEL` of the pairs stay within."""
    ratio = np.log(faithful.length_en / faithful.length)
    return round(float(np.percentile(np.abs(ratio - np.median(ratio)), 100 * LEVEL)), 2)


def paragraphs(faithful: Population, fit: Calibration, size: int) -> list[tuple[float, Interval]]:
    """Match and interval of runs of rows of one document, as `qa.score.paragraphs` would put them."""
    out = []
    for start in range(0, len(faithful.cosine) - size + 1, size):
        run = slice(start, start + size)
        if len(set(faithful.document[run])) > 1:
            continue
        weights = faithful.length[run] / faithful.length[run].sum()
        parts = [
            (float(w), fit(c), fit.interval(c, int(n)))
            for w, c, n in zip(weights, faithful.cosine[run], faithful.length[run], strict=True)
        ]
        out.append((sum(w * m for w, m, _ in parts), fit.mean(parts, size_spread=fit.size_spread)))
    return out


def holds(found: list[tuple[float, Interval]]) -> float:
    """Share of the intervals that hold the median of the matches."""
    typical = float(np.median([m for m, _ in found]))
    return float(np.mean([low <= typical <= high for _, (low, high) in found]))


def kinship(faithful: Population, fit: Calibration) -> float:
    """The correlation with which `LEVEL` of the intervals of paragraphs hold the typical match."""
    grid = np.arange(0, 1.001, 0.05)
    shares = [holds(paragraphs(faithful, dataclasses.replace(fit, kinship=float(k)), SIZE)) for k in grid]
    return round(float(grid[int(np.argmin(np.abs(np.array(shares) - LEVEL)))]), 2)


def report(fit: Calibration, held_out: dict[str, Population]) -> None:
    """Match of each population's odd half, and how often its interval holds what it should."""
    typical = fit(float(np.median(held_out["faithful"].cosine)))
    for name, pairs in held_out.items():
        found = np.array([fit(c) for c in pairs.cosine])
        ends = np.array([fit.interval(c, int(n)) for c, n in zip(pairs.cosine, pairs.length, strict=True)])
        quantiles = "  ".join(f"{q}%: {np.percentile(found, q):.0f}" for q in (1, 5, 25, 50, 75, 95, 99))
        print(f"{name:<10} {len(found):>5} pairs  {quantiles}")
        if name == "faithful":
            inside = (ends[:, 0] <= typical) & (typical <= ends[:, 1])
            for low, high in ((0, 40), (40, 80), (80, 1000)):
                some = (pairs.length >= low) & (pairs.length < high)
                share = inside[some].mean()
                print(f"    interval holds {typical:.0f} in {share:.0%} at {low} to {high} characters")
            for size in (SIZE, 3 * SIZE):
                share = holds(paragraphs(pairs, fit, size))
                print(f"    interval of {size} rows holds their typical match in {share:.0%}")
        if name == "judged":
            print(f"    correlation with the judgments: {np.corrcoef(found, pairs.truth)[0, 1]:.2f}")


def main() -> int:
    """Fit, report, and write with `--write`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path)
    parser.add_argument("sts", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tables = []
    for path in (args.rows, args.sts):
        if not path.is_file():
            sys.exit(f"{path}: there is no such file")
        tables.append([line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]])
    encoder = load("embedded")
    every = populations(tables[0], tables[1], encoder)
    even = {name: p.half(odd=False) for name, p in every.items()}
    intercept, slope = logistic(
        np.concatenate([p.cosine for p in even.values()]),
        np.concatenate([p.truth for p in even.values()]),
        np.concatenate([np.full(len(p.truth), MIXTURE[n] / len(p.truth)) for n, p in even.items()]),
    )
    far, power = reach(even["faithful"])
    fit = Calibration(
        intercept=intercept, slope=slope, reach=far, reach_power=power, kinship=0.0,
        size_spread=size_spread(even["faithful"]),
    )  # fmt: skip
    fit = dataclasses.replace(fit, kinship=kinship(even["faithful"], fit))
    print(fit)
    report(fit, {name: p.half(odd=True) for name, p in every.items()})
    if args.write:
        data = {
            "about": "match of a link; made by tests/bench/calibrate_match.py, read by qa/score/match.py",
            "encoder": f"{encoder.name}:{encoder.version}",
            "fitted_on": {
                "faithful": "NTREX-128 and FLORES-200 rows (Korean, English), even-numbered documents",
                "judged": "KorSTS and STS-B dev (Korean, English), even-numbered pairs",
                "unrelated": "rows against rows of other documents",
                "mixture": MIXTURE,
            },
            "meaning": {"intercept": intercept, "cosine": slope},
            "less": [
                "share lost x its probability (coverage)",
                "share invented x its probability (coverage)",
            ],
            "interval": {
                "level": LEVEL,
                "reach": far,
                "length_power": power,
                "kinship": fit.kinship,
                "size_spread": fit.size_spread,
            },
            "unseen": UNSEEN,
        }
        target = Path(__file__).parents[2] / "qa" / "data" / "match.json"
        target.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
