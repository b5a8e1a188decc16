"""What the match of paragraphs measures: `python tests/bench/score_table.py ROWS.tsv [--all]`.

ROWS.tsv holds set, id (`document#line`), ko, en.  Paragraphs are four neighbouring rows of a document
of odd number (`calibrate_match.py` fits on the even ones; --all takes every document); each is
checked as it is and spoilt in several ways.  The table gives quantiles of its match, in how many
spoilt paragraphs the match is below the faithful one's, and how often the interval holds the match
of a typical faithful paragraph times the share of the meaning that is left.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
from align_tasks import documents

from qa.align.pieces import LIMITS, pieces
from qa.config import Config
from qa.encode import Encoder, load
from qa.model import Article, Document
from qa.pipeline import check_articles

SIZE = 4
"""Rows of a paragraph."""

TYPICAL = 94.0
"""Match of a typical faithful paragraph."""

KINDS = (
    "faithful", "clause dropped", "sentence missing", "half missing", "similar sentence", "other sentence",
    "sentence added", "unrelated",
)  # fmt: skip

Spoilt = tuple[list[str], float | None]
"""English rows, and the share of the meaning that is left (None where it is not known)."""


def clause_dropped(sentence: str) -> tuple[str, float] | None:
    """A sentence without its shorter end clause, and the share that is left."""
    parts = pieces(sentence, LIMITS["en"])
    if len(parts) < 2:
        return None
    short = min((0, -1), key=lambda n: len(parts[n]))
    rest = "".join(parts[1:] if short == 0 else parts[:-1]).strip(" ,;")
    return rest, len(rest) / len(sentence)


def spoil(
    ko: list[str], en: list[str], number: int, likest: dict[str, str], other: list[str]
) -> dict[str, Spoilt]:
    """A paragraph as it is, and spoilt in each way; `number` chooses the sentence."""
    one = number % SIZE
    length = sum(map(len, ko))
    share = len(ko[one]) / length
    half = ko[:2] if number % 2 else ko[2:]
    out: dict[str, Spoilt] = {
        "faithful": (en, 1.0),
        "sentence missing": (en[:one] + en[one + 1 :], 1 - share),
        "half missing": (en[2:] if number % 2 else en[:2], 1 - sum(map(len, half)) / length),
        "similar sentence": ([*en[:one], likest[en[one]], *en[one + 1 :]], None),
        "other sentence": ([*en[:one], other[one], *en[one + 1 :]], None),
        "sentence added": ([*en[:one], other[one], *en[one:]], None),
        "unrelated": (other, 0.0),
    }
    cut = next((c for k in range(SIZE) if (c := clause_dropped(en[(one + k) % SIZE]))), None)
    if cut:
        at = next((one + k) % SIZE for k in range(SIZE) if clause_dropped(en[(one + k) % SIZE]))
        out["clause dropped"] = (
            [*en[:at], cut[0], *en[at + 1 :]],
            1 - (1 - cut[1]) * len(ko[at]) / length,
        )
    return out


def likest_of(docs: dict[str, list[tuple[str, str]]], encoder: Encoder) -> dict[str, str]:
    """For every English row the nearest one of another document, no copy of it."""
    rows = [(name, en) for name, doc in docs.items() for _, en in doc]
    vectors = encoder.encode([en for _, en in rows])
    names = np.array([name for name, _ in rows])
    out = {}
    for n, (name, en) in enumerate(rows):
        cosine = vectors @ vectors[n]
        cosine[(names == name) | (cosine > 0.95)] = -1
        out[en] = rows[int(np.argmax(cosine))][1]
    return out


def main() -> int:
    """Build the paragraphs, check them, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path)
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    docs, _ = documents(args.rows)
    likest = likest_of(docs, load("embedded"))
    kept = [rows for n, rows in enumerate(docs.values()) if args.all or n % 2 == 1]
    blocks = [
        (d, rows[at : at + SIZE])
        for d, rows in enumerate(kept)
        for at in range(0, len(rows) - SIZE + 1, SIZE)
    ]
    articles, keys = [], []
    for number, (document, block) in enumerate(blocks):
        far = next(b for d, b in blocks[number + 1 :] + blocks if d != document)
        ko, en = [k for k, _ in block], [e for _, e in block]
        for kind, (text, left) in spoil(ko, en, number, likest, [e for _, e in far]).items():
            keys.append((kind, number, left))
            articles.append(
                Article(
                    id=f"{kind} {number}",
                    ko=Document.of("ko", " ".join(ko)),
                    en=Document.of("en", " ".join(text)),
                )
            )
    found: dict[str, dict[int, tuple[float, bool]]] = {kind: {} for kind in KINDS}
    for (kind, number, left), report in zip(keys, check_articles(articles, Config()), strict=True):
        low, high = report.match_interval
        inside = left is not None and math.floor(low) <= TYPICAL * left <= math.ceil(high)
        found[kind][number] = (report.match, inside)
    columns = (5, 25, 50, 75, 95)
    print(f"{'':<18}{'n':>4}" + "".join(f"{q:>5}%" for q in columns) + f"{'lower':>8}{'interval':>10}")
    for kind, results in found.items():
        match = [m for m, _ in results.values()]
        lower = [m < found["faithful"][n][0] for n, (m, _) in results.items()]
        told = f"{np.mean(lower):8.0%}" if kind != "faithful" else f"{'':8}"
        holds = f"{np.mean([h for _, h in results.values()]):10.0%}"
        unknown = kind in ("similar sentence", "other sentence", "sentence added")
        print(
            f"{kind:<18}{len(match):>4}"
            + "".join(f"{np.percentile(match, q):6.0f}" for q in columns)
            + told
            + ("" if unknown else holds)
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
