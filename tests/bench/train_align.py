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
from qa.align.features import BEAD_FEATURES, NULL_FEATURES, TYPES, Candidates, candidates, length_ratio
from qa.align.lattice import Bead, path_score, posterior
from qa.align.pieces import LIMITS, Limits, pieces
from qa.align.sides import WINDOW, lines_of
from qa.align.weights import KINDS, Kind, Weights, rate_of
from qa.encode import Encoder, Vectors, load
from qa.model import Lang, Link

Rows = list[tuple[str, str]]
Gold = tuple[tuple[int, ...], tuple[int, ...]]

DATA = Path(__file__).parents[2] / "qa" / "data"
# The sizes of the Korean and English lines that a merged unit of base sentences becomes, and how often.
MERGES = (((2,), (1, 1), 0.08), ((1, 1), (2,), 0.08), ((3,), (1, 1, 1), 0.03),
          ((1, 1, 1), (3,), 0.03), ((2, 1), (1, 2), 0.03), ((1, 2), (2, 1), 0.03))  # fmt: skip


class Noise(NamedTuple):
    """Shares: of units merged, of sentences left out on each side, of lines cut in two, of units moved."""

    merged: float = 0.0
    omitted: float = 0.0
    cut: float = 0.0
    moved: float = 0.0


NOISE = {
    "plain": Noise(),
    "close": Noise(0.28, 0.02, 0.15, 0.0),
    "merged": Noise(0.28, 0.15, 0.0, 0.0),
    "moved": Noise(0.28, 0.15, 0.0, 0.05),
}
"""`close` is nearest to a newspaper's own translation, the last two to a free one."""
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
    """A document with the noise of that kind."""
    noise = NOISE[kind]
    rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
    n = len(rows)
    ko: list[list[int]] = []
    en: list[list[int]] = []
    shares = np.array([p for _, _, p in MERGES])
    at = 0
    while at < n:
        ko_sizes: tuple[int, ...] = (1,)
        en_sizes: tuple[int, ...] = (1,)
        if rng.random() < noise.merged:
            ko_sizes, en_sizes, _ = MERGES[rng.choice(len(MERGES), p=shares / shares.sum())]
            if at + sum(ko_sizes) > n:
                ko_sizes = en_sizes = (1,)
        for sizes, side in ((ko_sizes, ko), (en_sizes, en)):
            ends = [at, *(at + x for x in itertools.accumulate(sizes))]
            side += [list(range(a, b)) for a, b in itertools.pairwise(ends)]
        at += sum(ko_sizes)
    keep_ko, keep_en = rng.random(n) >= noise.omitted, rng.random(n) >= noise.omitted
    ko = [g for g in ([x for x in g if keep_ko[x]] for g in ko) if g]
    en = [g for g in ([x for x in g if keep_en[x]] for g in en) if g]
    if noise.moved:
        en = moved(ko, en, noise.moved, rng)
    ko_lines, ko = clauses("ko", ko, [k for k, _ in rows], noise.cut, rng)
    en_lines, en = clauses("en", en, [e for _, e in rows], noise.cut, rng)
    return Task(name, ko_lines, en_lines, links(ko, en))


def clauses(
    lang: Lang, lines: list[list[int]], base: Sequence[str], share: float, rng: np.random.Generator
) -> tuple[list[str], list[list[int]]]:
    """The lines' texts, some cut in two at a clause end, and the base sentences of each."""
    limits = Limits(LIMITS[lang].shortest, LIMITS[lang].longest * 2 // 3)
    texts: list[str] = []
    members: list[list[int]] = []
    for line in lines:
        text = " ".join(base[x] for x in line)
        parts = pieces(text, limits)
        if len(line) == 1 and len(parts) > 1 and rng.random() < share:
            at = len(parts[0]) if len(parts) == 2 else len("".join(parts[: len(parts) // 2]))
            texts += [text[:at].strip(), text[at:].strip()]
            members += [line, line]
        else:
            texts.append(text)
            members.append(line)
    return texts, members


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


def moved(
    ko: list[list[int]], en: list[list[int]], share: float, rng: np.random.Generator
) -> list[list[int]]:
    """The English with short runs of units carried 2 to 6 units away."""
    units = [b for _, b in sorted(links(ko, en), key=lambda g: g[1]) if b]
    target = int(rng.binomial(len(units), share)) if len(units) >= 5 else 0
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
        moved_margin=1.0,
        gap_bonus=1.2,
        calibration=dict.fromkeys(KINDS, (1.0, 0.0)),
        ko_mean=means[0],
        en_mean=means[1],
    )
    weights = trained(training, start)
    tuning = [d for kind in ("close", "merged", "moved") for d in make(even, kind, TUNE_SEED)]

    def good(w: Weights) -> float:
        s = score([(d.task.gold, decode(d, w, encoder)) for d in tuning])
        return s["strict"] + s["null"] / 2

    grid = [
        dataclasses.replace(weights, moved_margin=r, gap_bonus=g)
        for r in (1.0, 1.5, 2.0)
        for g in (0.6, 1.2, 2.0, 3.0)
    ]
    weights = max(grid, key=good)
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
