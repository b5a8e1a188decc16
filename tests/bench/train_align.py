"""Trains the aligner: `python tests/bench/train_align.py ROWS.tsv [--write]`.

ROWS.tsv holds the columns set, id, ko, en; rows whose ids read `document#n` are the sentences of a
document in order, other rows only help to find the mean vectors.  Documents are made harder as
translations are: neighbouring sentences merged, some left out on either side, some moved.  Even
documents train, odd ones are held out and only reported on.

With --write the weights go to qa/data/align.json and qa/data/encoder_means.npz.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import itertools
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from align_tasks import NOISE, Gold, Task, documents, task
from numpy.typing import NDArray

from qa.align import align_windows
from qa.align.features import BEAD_FEATURES, NULL_FEATURES, TYPES, Candidates, candidates, length_ratio
from qa.align.lattice import Bead, path_score, posterior
from qa.align.sides import WINDOW, lines_of
from qa.align.weights import KINDS, Kind, Weights, rate_of
from qa.encode import Encoder, Vectors, load
from qa.model import Link

DATA = Path(__file__).parents[2] / "qa" / "data"
TRAIN_SEEDS, REPORT_SEEDS = (11, 12, 13), (15, 16, 17)
# Set by hand: margins of 1 to 3 and bonuses of 0 to 3 nats move strict F1 by less than 0.01.  A high
# margin suits newspapers, where text is seldom moved; a high bonus links lines that nothing else links.
MOVED_MARGIN, GAP_BONUS = 2.0, 0.6


@dataclasses.dataclass(slots=True)
class Prepared:
    """A task with its vectors and features."""

    task: Task
    ko_windows: Vectors
    en_windows: Vectors
    features: Candidates
    chain: list[Bead]
    rate: float = 0.0


class Remembering:
    """An encoder that encodes no text twice."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.version = encoder.name, encoder.version
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts."""
        new = [t for t in dict.fromkeys(texts) if t not in self._known]
        self._known |= zip(new, self._encoder.encode(new), strict=True)
        return np.array([self._known[t] for t in texts])

    def windows(self, lines: Sequence[str], size: int) -> Vectors:
        """Windows of the lines, computed anew."""
        return self._encoder.windows(lines, size)


def prepare(tasks: Iterable[Task], encoder: Encoder, means: tuple[Vectors, Vectors]) -> list[Prepared]:
    """Vectors and features of the tasks that have text on both sides."""
    out = []
    for t in tasks:
        if not t.ko or not t.en:
            continue
        kw, ew = encoder.windows(t.ko, WINDOW), encoder.windows(t.en, WINDOW)
        ko, en = lines_of("ko", t.ko, kw, means[0], encoder), lines_of("en", t.en, ew, means[1], encoder)
        out.append(Prepared(t, kw, ew, candidates(ko, en, length_ratio(ko, en)), main_chain(t.gold)))
    return out


def main_chain(gold: Sequence[Gold]) -> list[Bead]:
    """The largest set of links that do not cross: what the monotone pass should find."""
    beads = sorted(
        (a[0], b[0], len(a), len(b))
        for a, b in gold
        if a and b and a[-1] - a[0] < len(a) and b[-1] - b[0] < len(b) and (len(a), len(b)) in TYPES
    )
    size: list[int] = []
    previous: list[int] = []
    for x, (_, j, k, e) in enumerate(beads):
        before = [(size[y], y) for y in range(x) if beads[y][1] + beads[y][3] <= j]
        s, y = max(before, default=(0, -1))
        size.append(s + k + e)
        previous.append(y)
    out = []
    x = int(np.argmax(size)) if size else -1
    while x >= 0:
        out.append(beads[x])
        x = previous[x]
    return out[::-1]


def fit(data: Sequence[Prepared], start: Weights, epochs: int = 8) -> Weights:
    """Conditional random field: gradient = features of the truth less expected features; Adam, L2."""
    rng = np.random.default_rng(0)
    size = len(BEAD_FEATURES)
    w = np.zeros(size + len(NULL_FEATURES) + 1)
    w[BEAD_FEATURES.index("similarity")], w[BEAD_FEATURES.index("bias")] = 8, -2
    first, second, total = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    step = taken = 0
    for epoch in range(epochs):
        for batch in np.array_split(rng.permutation(len(data)), max(1, len(data) // 8)):
            weights = shaped(start, w)
            g = sum((gradient(data[q], weights) for q in batch), -1e-3 * len(batch) * w)
            step += 1
            first, second = 0.9 * first + 0.1 * g, 0.99 * second + 0.01 * g * g
            rate = 0.3 * (1 - 0.9 * epoch / epochs)
            w = w + rate * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
            if epoch == epochs - 1:
                total, taken = total + w, taken + 1
    w = total / taken
    return shaped(start, w)


def shaped(start: Weights, w: NDArray[np.float64]) -> Weights:
    """The weights from one vector: beads, nulls, null rate."""
    size = len(BEAD_FEATURES)
    return dataclasses.replace(start, bead=w[:size], null=w[size:-1], null_rate=float(w[-1]))


def trained(data: Sequence[Prepared], start: Weights) -> Weights:
    """Weights fitted without null rates, then with those that the weights before them give."""
    for d in data:
        d.rate = 0.0
    weights = fit(data, start)
    for _ in range(2):
        for d in data:
            d.rate = rate_of([posterior(weights.lattice(d.features))])
        weights = fit(data, start)
    return weights


def gradient(data: Prepared, weights: Weights) -> NDArray[np.float64]:
    """Of the log probability of the true main chain."""
    f = data.features
    p = posterior(weights.lattice(f, data.rate))
    beads = [-x for x in p.beads]
    ko, en = 1 - p.ko_null, 1 - p.en_null
    for i, j, k, e in data.chain:
        beads[TYPES.index((k, e))][i, j] += 1
        ko[i : i + k] -= 1
        en[j : j + e] -= 1
    g = sum(np.tensordot(x, y, ([1, 2], [0, 1])) for x, y in zip(f.beads, beads, strict=True))
    return np.concatenate([g, f.ko_null @ ko + f.en_null @ en, [data.rate * (ko.sum() + en.sum())]])


def likelihood(data: Sequence[Prepared], weights: Weights) -> float:
    """Mean log probability of the true chain, in nats per document."""
    rates = [rate_of([posterior(weights.lattice(d.features))]) for d in data]
    lattices = [(weights.lattice(d.features, r), d.chain) for d, r in zip(data, rates, strict=True)]
    return float(np.mean([path_score(x, c) - posterior(x).log_total for x, c in lattices]))


def decode(data: Prepared, weights: Weights, encoder: Encoder) -> tuple[Link, ...]:
    t = data.task
    return align_windows(t.ko, t.en, data.ko_windows, data.en_windows, encoder=encoder, weights=weights)


def f1(hits: float, found: float, true: float) -> float:
    return 2 * hits / max(1.0, found + true)


def score(pairs: Sequence[tuple[Sequence[Gold], Sequence[Link]]]) -> dict[str, float]:
    """Strict and lax F1 of links with two sides, F1 of lines without a counterpart."""
    c: collections.Counter[str] = collections.Counter()
    for gold, found in pairs:
        truth = {g for g in gold if all(g)}
        mine = {(f.ko, f.en) for f in found if f.ko and f.en}
        cells_true = {(i, j) for a, b in truth for i in a for j in b}
        cells_mine = {(i, j) for a, b in mine for i in a for j in b}
        c["true"] += len(truth)
        c["mine"] += len(mine)
        c["both"] += len(truth & mine)
        c["lax-mine"] += sum(any((i, j) in cells_true for i in a for j in b) for a, b in mine)
        c["lax-true"] += sum(any((i, j) in cells_mine for i in a for j in b) for a, b in truth)
        null_true = {g for g in gold if not all(g)}
        null_mine = {(f.ko, f.en) for f in found if not (f.ko and f.en)}
        c["null-true"] += sum(len(a) + len(b) for a, b in null_true)
        c["null-mine"] += len(null_mine)
        c["null-both"] += len({(a, b) for g in null_true for a, b in single(g)} & null_mine)
    lax_p, lax_r = c["lax-mine"] / max(1, c["mine"]), c["lax-true"] / max(1, c["true"])
    return {
        "strict": round(f1(c["both"], c["mine"], c["true"]), 4),
        "lax": round(2 * lax_p * lax_r / max(1e-9, lax_p + lax_r), 4),
        "null": round(f1(c["null-both"], c["null-mine"], c["null-true"]), 4),
    }


def single(gold: Gold) -> list[Gold]:
    """The lines of a one-sided link, each by itself."""
    return [((i,), ()) for i in gold[0]] + [((), (j,)) for j in gold[1]]


def judged(gold: Sequence[Gold], found: Sequence[Link]) -> list[tuple[Kind, float, bool]]:
    """Kind, confidence and rightness of each link."""
    truth = {g for g in gold if all(g)} | {s for g in gold if not all(g) for s in single(g)}
    out: list[tuple[Kind, float, bool]] = []
    for link in found:
        kind: Kind = "null" if not (link.ko and link.en) else "moved" if link.moved else "bead"
        out.append((kind, link.confidence, (link.ko, link.en) in truth))
    return out


def platt(p: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset that map log-odds to those of being right (Platt 1999), by Newton's method.

    A prior pulls towards slope 1 and offset 0, so that a kind with few examples stays as it is.
    """
    p = np.clip(p, 1e-6, 1 - 1e-6)
    x = np.stack([np.log(p / (1 - p)), np.ones_like(p)])

    def loss(w: NDArray[np.float64]) -> float:
        return float(np.logaddexp(0, np.where(right, -1, 1) * (w @ x)).sum() + ((w - (1, 0)) ** 2).sum())

    w = np.array([1.0, 0.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-w @ x))
        step = np.linalg.solve((x * q * (1 - q)) @ x.T + 2 * np.eye(2), x @ (right - q) - 2 * (w - (1, 0)))
        while loss(w + step) > loss(w) and np.abs(step).max() > 1e-9:
            step = step / 2
        w = w + step
    return round(float(w[0]), 4), round(float(w[1]), 4)


def calibration(
    data: Sequence[Prepared], encoder: Encoder, start: Weights
) -> dict[Kind, tuple[float, float]]:
    """Calibration on documents that the weights have not seen: halves trained and judged crosswise."""
    names = sorted({d.task.name for d in data})
    seen: dict[Kind, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for half in (0, 1):
        training = set(names[half::2])
        weights = trained([d for d in data if d.task.name in training], start)
        for kind in KINDS:
            marked = dataclasses.replace(weights, calibration=_marking(kind))
            for d in data:
                if d.task.name not in training:
                    for link, (_, _, right) in zip(
                        found := decode(d, marked, encoder), judged(d.task.gold, found), strict=True
                    ):
                        if link.confidence > 0:
                            seen[kind].append((link.confidence, right))
    return {k: platt(np.array([p for p, _ in v]), np.array([r for _, r in v])) for k, v in seen.items()}


def _marking(kind: Kind) -> dict[Kind, tuple[float, float]]:
    """Raw probabilities for one kind of link and zero for the others."""
    return {k: (1.0, 0.0) if k == kind else (0.0, -100.0) for k in KINDS}


def main() -> int:
    """Trains, reports, and writes if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path, metavar="ROWS.tsv")
    parser.add_argument("--write", action="store_true", help="replace the weights of the package")
    args = parser.parse_args()
    if not args.rows.is_file():
        sys.exit(f"{args.rows}: no such file; expected a TSV with the columns set, id, ko, en")
    docs, others = documents(args.rows)
    even, odd = list(docs)[0::2], list(docs)[1::2]
    encoder = Remembering(load())
    base = [row for name in even for row in docs[name]] + others
    means = (encoder.encode([k for k, _ in base]).mean(0), encoder.encode([e for _, e in base]).mean(0))

    def make(names: Sequence[str], kind: str, seed: int) -> list[Prepared]:
        return prepare((task(name, docs[name], kind, seed) for name in names), encoder, means)

    training = make(even, "plain", 0)
    for kind, seed in itertools.product(("close", "merged", "moved"), TRAIN_SEEDS):
        training += make(even, kind, seed)
    start = Weights(
        encoder=encoder.name,
        bead=np.zeros(len(BEAD_FEATURES)),
        null=np.zeros(len(NULL_FEATURES)),
        null_rate=0.0,
        moved_margin=MOVED_MARGIN,
        gap_bonus=GAP_BONUS,
        calibration=dict.fromkeys(KINDS, (1.0, 0.0)),
        ko_mean=means[0],
        en_mean=means[1],
    )
    weights = trained(training, start)
    weights = dataclasses.replace(weights, calibration=calibration(training[len(even) :], encoder, start))
    report: dict[str, dict[str, float]] = {}
    seen: list[tuple[Kind, float, bool]] = []
    for kind in NOISE:
        seeds = (0,) if kind == "plain" else REPORT_SEEDS
        held = [make(odd, kind, seed) for seed in seeds]
        results = []
        for data in held:
            pairs = [(d.task.gold, decode(d, weights, encoder)) for d in data]
            results.append(score(pairs))
            if kind != "plain":
                seen += [x for gold, found in pairs for x in judged(gold, found)]
        report[kind] = {k: round(float(np.mean([r[k] for r in results])), 4) for k in results[0]}
        print(kind, report[kind], f"log likelihood {np.mean([likelihood(d, weights) for d in held]):.3f}")
    table(seen)
    if args.write:
        write(weights, encoder, report, len(even), len(odd))
    return 0


def table(seen: Sequence[tuple[Kind, float, bool]]) -> None:
    """Prints how often links of each confidence are right."""
    for kind in ("bead", "moved", "null"):
        for low, high in itertools.pairwise((0, 0.3, 0.5, 0.7, 0.9, 0.97, 1.01)):
            x = [(p, r) for k, p, r in seen if k == kind and low <= p < high]
            if x:
                p, r = np.mean(x, 0)
                print(f"{kind:<6} {low:.2f}-{min(high, 1):.2f}  n {len(x):5}  said {p:.3f}  right {r:.3f}")


def write(
    weights: Weights, encoder: Encoder, report: dict[str, dict[str, float]], even: int, odd: int
) -> None:
    """Stores the weights with what they were trained on."""
    data = {
        "source": f"tests/bench/train_align.py on {even} documents of NTREX-128 (CC BY-SA 4.0; English news, "
        "translated to Korean): as they are, "
        "and with sentences merged, cut, left out (up to 15 % on each side) and moved (5 %); "
        f"{odd} other documents held out. Means: the same documents and 800 sentences of SIB-200.",
        "encoder": {"name": encoder.name, "version": encoder.version},
        "held-out": report,
        "bead": dict(zip(BEAD_FEATURES, weights.bead.round(4).tolist(), strict=True)),
        "null": dict(zip(NULL_FEATURES, weights.null.round(4).tolist(), strict=True)),
        "null-rate": round(weights.null_rate, 4),
        "moved-margin": weights.moved_margin,
        "gap-bonus": weights.gap_bonus,
        "calibration": {kind: list(weights.calibration[kind]) for kind in KINDS},
    }
    (DATA / "align.json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert weights.ko_mean is not None
    assert weights.en_mean is not None
    np.savez(DATA / "encoder_means.npz", ko=weights.ko_mean, en=weights.en_mean)


if __name__ == "__main__":
    sys.exit(main())
