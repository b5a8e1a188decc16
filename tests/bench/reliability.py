"""How far to trust a link's confidence: `python tests/bench/reliability.py ROWS.tsv [--seeds 1 2 3]`.

Aligns documents with known links that the weights were not trained on (the odd ones of the rows
file, see `train_align.py`), made harder as translations are, and prints for each kind of link and
each band of confidence how often the aligner is right: exactly, and in part (two of the link's
sentences belong together), which `Link.together` tells.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from align_tasks import NOISE, Gold, documents, task
from train_align import Remembering, judged

from qa.align import align
from qa.encode import load
from qa.model import Link

BANDS = (0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 1.0001)


def partly(gold: Sequence[Gold], found: Sequence[Link]) -> Iterator[tuple[str, float, bool]]:
    """Of links with two sides: what `together` says, and whether it is so."""
    true = {(i, j) for a, b in gold for i in a for j in b}
    for link in found:
        if link.ko and link.en:
            right = any((i, j) in true for i in link.ko for j in link.en)
            yield "together", link.together, right


def main() -> int:
    """Aligns, and prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path, metavar="ROWS.tsv")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    args = parser.parse_args()
    if not args.rows.is_file():
        sys.exit(f"{args.rows}: no such file; expected a TSV with the columns set, id, ko, en")
    docs, _ = documents(args.rows)
    encoder = Remembering(load())
    seen: list[tuple[str, float, bool]] = []
    for kind, seed, name in itertools.product(NOISE, args.seeds, list(docs)[1::2]):
        t = task(name, docs[name], kind, seed)
        if t.ko and t.en and (kind != "plain" or seed == args.seeds[0]):
            found = align(t.ko, t.en, encoder)
            seen += [*judged(t.gold, found), *partly(t.gold, found)]
    print("link      confidence  links   said  right")
    for kind in ("bead", "moved", "null", "together"):
        for low, high in itertools.pairwise(BANDS):
            band = [(p, right) for k, p, right in seen if k == kind and low <= p < high]
            if band:
                said, right = np.mean(np.array(band, float), 0)
                print(f"{kind:<9} {low:.2f}-{min(high, 1):.2f}  {len(band):6}  {said:.3f}  {right:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
