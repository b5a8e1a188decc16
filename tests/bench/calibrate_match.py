"""Fit `qa/data/match.json`: from the cosine of a link to `match`, 0 to 100.

    python tests/bench/calibrate_match.py ROWS.tsv [--write]

ROWS.tsv holds set, id, ko, en.  The map is piecewise linear through anchors that are quantiles of
two populations: faithful pairs (the rows) and unrelated ones (each Korean row against English rows
of other documents).  What an editor reads is then a statement about translations: a faithful
sentence sits near 95, one in twenty below 78, and unrelated text under 20.

Rows of even-numbered documents are fitted on; the odd ones are reported.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.encode import load
from qa.score.match import Calibration

ANCHORS = (
    ("unrelated", 50, 0.0),
    ("unrelated", 99, 18.0),
    ("faithful", 1, 60.0),
    ("faithful", 5, 78.0),
    ("faithful", 25, 91.0),
    ("faithful", 50, 95.0),
    ("faithful", 99, 100.0),
)
"""Population, percentile, match."""


def populations(
    rows: list[list[str]], ko: NDArray[np.float32], en: NDArray[np.float32], keep: list[int]
) -> dict[str, NDArray[np.float32]]:
    """Cosines of the true pairs, and of each Korean row with seven rows of other documents."""
    documents = [rows[i][1].split("#")[0] for i in keep]
    faithful = np.sum(ko[keep] * en[keep], axis=1)
    unrelated = []
    for shift in (41, 97, 151, 211, 263, 317, 389):
        for a, i in enumerate(keep):
            b = (a + shift) % len(keep)
            if documents[a] != documents[b]:
                unrelated.append(float(ko[i] @ en[keep[b]]))
    return {"faithful": faithful, "unrelated": np.array(unrelated, np.float32)}


def main() -> int:
    """Fit, report, and write with `--write`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if not args.rows.is_file():
        sys.exit(f"{args.rows}: there is no such file; name the rows to calibrate on")
    rows = [line.split("\t") for line in args.rows.read_text(encoding="utf-8").splitlines()[1:]]
    encoder = load("embedded")
    ko, en = encoder.encode([r[2] for r in rows]), encoder.encode([r[3] for r in rows])
    order = {name: n for n, name in enumerate(dict.fromkeys(r[1].split("#")[0] for r in rows))}
    even = [i for i, r in enumerate(rows) if order[r[1].split("#")[0]] % 2 == 0]
    odd = [i for i in range(len(rows)) if i not in set(even)]
    fitted = populations(rows, ko, en, even)
    knots = sorted((round(float(np.percentile(fitted[name], at)), 4), match) for name, at, match in ANCHORS)
    calibrate = Calibration(cosine=tuple(k[0] for k in knots), match=tuple(k[1] for k in knots))
    for name, values in populations(rows, ko, en, odd).items():
        found = [calibrate(float(v)) for v in values]
        quantiles = ", ".join(f"{q}%: {np.percentile(found, q):.1f}" for q in (1, 5, 25, 50, 75, 95, 99))
        print(f"{name:<10} (held out, {len(found)} pairs)  {quantiles}")
    if args.write:
        data = {
            "about": "match by cosine, piecewise linear; made by tests/bench/calibrate_match.py",
            "encoder": f"{encoder.name}:{encoder.version}",
            "fitted_on": "NTREX-128 and FLORES-200 rows (Korean, English), even-numbered documents",
            "anchors": [list(a) for a in ANCHORS],
            "cosine": list(calibrate.cosine),
            "match": list(calibrate.match),
        }
        target = Path(__file__).parents[2] / "qa" / "data" / "match.json"
        target.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
