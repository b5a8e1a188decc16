"""Documents with known links, made harder as translations are: what the aligner is trained on."""

from __future__ import annotations

import itertools
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from qa.align.pieces import LIMITS, Limits, pieces
from qa.model import Lang

Rows = list[tuple[str, str]]
Gold = tuple[tuple[int, ...], tuple[int, ...]]

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


class Task(NamedTuple):
    """One document with known links."""

    name: str
    ko: list[str]
    en: list[str]
    gold: list[Gold]


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
