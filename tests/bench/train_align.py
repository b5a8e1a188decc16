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
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.align import align_windows
from qa.align.features import BEAD_FEATURES, NULL_FEATURES, TYPES, Candidates, candidates
from qa.align.lattice import Bead, path_score, posterior
from qa.align.sides import WINDOW, lines_of
from qa.align.weights import KINDS, Kind, Weights
from qa.encode import Encoder, Vectors, load
from qa.model import Link

Rows = list[tuple[str, str]]
Gold = tuple[tuple[int, ...], tuple[int, ...]]

DATA = Path(__file__).parents[2] / "qa" / "data"
# (Korean sentences, English sentences) that a unit of base sentences is merged into, and how often.
MERGES = (((1,), (1,), 0.72), ((2,), (1, 1), 0.08), ((1, 1), (2,), 0.08), ((3,), (1, 1, 1), 0.03),
          ((1, 1, 1), (3,), 0.03), ((2, 1), (1, 2), 0.03), ((1, 2), (2, 1), 0.03))  # fmt: skip
OMITTED = 0.15
MOVED = 0.05
TRAIN_SEEDS, TUNE_SEED, REPORT_SEEDS = (11, 12, 13), 14, (15, 16, 17)


class Task(NamedTuple):
    """One document with known links."""

    name: str
    ko: list[str]
    en: list[str]
    gold: list[Gold]


@dataclasses.dataclass(slots=True)
class Prepared:
    """A task with its vectors and features."""

    task: Task
    ko_windows: Vectors
    en_windows: Vectors
    features: Candidates
    chain: list[Bead]


def documents(path: Path) -> tuple[dict[str, Rows], Rows]:
    """The documents of a rows file, and the rows that belong to none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t")[:4] != ["set", "id", "ko", "en"]:
        sys.exit(f"{path}: expected the columns set, id, ko, en")
    docs: dict[str, Rows] = {}
    others: Rows = []
    for line in lines[1:]:
        _, key, ko, en = line.split("\t")[:4]
        name, mark, _ = key.rpartition("#")
        (docs.setdefault(name, []) if mark else others).append((ko, en))
    return docs, others


def task(name: str, rows: Rows, kind: str, seed: int) -> Task:
    """A document as it is (`plain`), merged and thinned (`merged`), or also out of order (`moved`)."""
    rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
    n = len(rows)
    ko: list[list[int]] = []
    en: list[list[int]] = []
    if kind == "plain":
        ko, en = [[i] for i in range(n)], [[i] for i in range(n)]
    at = 0
    while kind != "plain" and at < n:
        ko_sizes, en_sizes, _ = MERGES[rng.choice(len(MERGES), p=[p for _, _, p in MERGES])]
        if at + sum(ko_sizes) > n:
            ko_sizes = en_sizes = (1,)
        for sizes, side in ((ko_sizes, ko), (en_sizes, en)):
            ends = [at, *(at + x for x in itertools.accumulate(sizes))]
            side += [list(range(a, b)) for a, b in itertools.pairwise(ends)]
        at += sum(ko_sizes)
    if kind != "plain":
        keep_ko, keep_en = rng.random(n) >= OMITTED, rng.random(n) >= OMITTED
        ko = [g for g in ([x for x in g if keep_ko[x]] for g in ko) if g]
        en = [g for g in ([x for x in g if keep_en[x]] for g in en) if g]
    if kind == "moved":
        en = moved(ko, en, rng)
    return Task(
        name,
        [" ".join(rows[i][0] for i in g) for g in ko],
        [" ".join(rows[i][1] for i in g) for g in en],
        links(ko, en),
    )


def links(ko: Sequence[Sequence[int]], en: Sequence[Sequence[int]]) -> list[Gold]:
    """Lines that share base sentences, directly or through others."""
    groups: list[tuple[set[int], set[int], set[int]]] = []
    for side, lines in enumerate((ko, en)):
        for index, line in enumerate(lines):
            base, members = set(line), (set[int](), set[int]())
            members[side].add(index)
            for group in [g for g in groups if g[2] & base]:
                groups.remove(group)
                base |= group[2]
                members[0].update(group[0])
                members[1].update(group[1])
            groups.append((*members, base))
    return sorted((tuple(sorted(a)), tuple(sorted(b))) for a, b, _ in groups)


def moved(ko: list[list[int]], en: list[list[int]], rng: np.random.Generator) -> list[list[int]]:
    """The English with short runs of units carried 2 to 6 units away."""
    units = [b for _, b in sorted(links(ko, en), key=lambda g: g[1]) if b]
    target = int(rng.binomial(len(units), MOVED)) if len(units) >= 5 else 0
    done = 0
    for _ in range(50):
        if done >= target:
            break
        size = min(int(rng.integers(1, 4)), target - done + 1)
        start = int(rng.integers(0, len(units) - size + 1))
        to = start + int(rng.integers(2, 7)) * int(rng.choice((-1, 1)))
        if 0 <= to <= len(units) - size:
            block, rest = units[start : start + size], units[:start] + units[start + size :]
            units = rest[:to] + block + rest[to:]
            done += size
    return [en[j] for unit in units for j in unit]


def prepare(tasks: Iterable[Task], encoder: Encoder, means: tuple[Vectors, Vectors]) -> list[Prepared]:
    """Vectors and features of the tasks that have text on both sides."""
    out = []
    for t in tasks:
        if not t.ko or not t.en:
            continue
        kw, ew = encoder.windows(t.ko, WINDOW), encoder.windows(t.en, WINDOW)
        ko, en = lines_of("ko", t.ko, kw, means[0], encoder), lines_of("en", t.en, ew, means[1], encoder)
        out.append(Prepared(t, kw, ew, candidates(ko, en), main_chain(t.gold)))
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
    w = np.zeros(size + len(NULL_FEATURES))
    w[BEAD_FEATURES.index("similarity")], w[BEAD_FEATURES.index("bias")] = 8, -2
    first, second, total = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    step = taken = 0
    for epoch in range(epochs):
        for batch in np.array_split(rng.permutation(len(data)), max(1, len(data) // 8)):
            weights = dataclasses.replace(start, bead=w[:size], null=w[size:])
            g = sum((gradient(data[q], weights) for q in batch), -1e-3 * len(batch) * w)
            step += 1
            first, second = 0.9 * first + 0.1 * g, 0.99 * second + 0.01 * g * g
            rate = 0.3 * (1 - 0.9 * epoch / epochs)
            w = w + rate * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
            if epoch == epochs - 1:
                total, taken = total + w, taken + 1
    w = total / taken
    return dataclasses.replace(start, bead=w[:size], null=w[size:])


def gradient(data: Prepared, weights: Weights) -> NDArray[np.float64]:
    """Of the log probability of the true main chain."""
    f = data.features
    p = posterior(weights.lattice(f))
    beads = [-x for x in p.beads]
    ko, en = 1 - p.ko_null, 1 - p.en_null
    for i, j, k, e in data.chain:
        beads[TYPES.index((k, e))][i, j] += 1
        ko[i : i + k] -= 1
        en[j : j + e] -= 1
    g = sum(np.tensordot(x, y, ([1, 2], [0, 1])) for x, y in zip(f.beads, beads, strict=True))
    return np.concatenate([g, f.ko_null @ ko + f.en_null @ en])


def likelihood(data: Sequence[Prepared], weights: Weights) -> float:
    """Mean log probability of the true chain, in nats per document."""
    lattices = [(weights.lattice(d.features), d.chain) for d in data]
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
    w = np.array([1.0, 0.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-w @ x))
        slope = x @ (right - q) - 2 * (w - (1, 0))
        w = w + np.linalg.solve((x * q * (1 - q)) @ x.T + 2 * np.eye(2), slope)
    return round(float(w[0]), 4), round(float(w[1]), 4)


def calibration(
    data: Sequence[Prepared], encoder: Encoder, start: Weights
) -> dict[Kind, tuple[float, float]]:
    """Calibration on documents that the weights have not seen: halves trained and judged crosswise."""
    names = sorted({d.task.name for d in data})
    seen: dict[Kind, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for half in (0, 1):
        training = set(names[half::2])
        weights = fit([d for d in data if d.task.name in training], start)
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
    encoder = load()
    base = [row for name in even for row in docs[name]] + others
    means = (encoder.encode([k for k, _ in base]).mean(0), encoder.encode([e for _, e in base]).mean(0))

    def make(names: Sequence[str], kind: str, seed: int) -> list[Prepared]:
        return prepare((task(name, docs[name], kind, seed) for name in names), encoder, means)

    training = make(even, "plain", 0)
    for seed in TRAIN_SEEDS:
        training += make(even, "merged", seed) + make(even, "moved", seed)
    start = Weights(
        encoder=encoder.name,
        bead=np.zeros(len(BEAD_FEATURES)),
        null=np.zeros(len(NULL_FEATURES)),
        moved_margin=1.0,
        gap_bonus=1.2,
        calibration=dict.fromkeys(KINDS, (1.0, 0.0)),
        ko_mean=means[0],
        en_mean=means[1],
    )
    weights = fit(training, start)
    tuning = make(even, "merged", TUNE_SEED) + make(even, "moved", TUNE_SEED)

    def strict(w: Weights) -> float:
        return score([(d.task.gold, decode(d, w, encoder)) for d in tuning])["strict"]

    grid = [
        dataclasses.replace(weights, moved_margin=r, gap_bonus=g)
        for r in (1.0, 2.0, 3.0, 4.0)
        for g in (0.0, 0.6, 1.2)
    ]
    weights = max(grid, key=strict)
    print(f"moved margin {weights.moved_margin}, gap bonus {weights.gap_bonus}")
    weights = dataclasses.replace(
        weights,
        calibration=calibration(
            training[len(even) :] + tuning,
            encoder,
            dataclasses.replace(start, moved_margin=weights.moved_margin, gap_bonus=weights.gap_bonus),
        ),
    )
    report: dict[str, dict[str, float]] = {}
    seen: list[tuple[Kind, float, bool]] = []
    for kind in ("plain", "merged", "moved"):
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
        f"translated to Korean), neighbours merged, {OMITTED:.0%} left out on each side, {MOVED:.0%} moved; "
        f"{odd} other documents held out. Means: the same documents and 800 sentences of SIB-200.",
        "encoder": {"name": encoder.name, "version": encoder.version},
        "held-out": report,
        "bead": dict(zip(BEAD_FEATURES, weights.bead.round(4).tolist(), strict=True)),
        "null": dict(zip(NULL_FEATURES, weights.null.round(4).tolist(), strict=True)),
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
