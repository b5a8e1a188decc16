"""Trains the look of names from abroad: `python tests/bench/train_foreign.py FILE [--write]`.

FILE is a table of names with the columns `ko` and `en` (github.com/muik/transliteration, which holds the
usage lists of the National Institute of Korean Language).  Names are those with a capital in English;
words are those of `qa/data/lexicon.tsv` and the common words, and pairs of them written together.  Needs
scikit-learn.  With --write the weights go to `qa/data/sound/foreign.tsv`.
"""

from __future__ import annotations

import argparse
import collections
import csv
import random
import re
import sys
from pathlib import Path

import numpy as np

from qa.data import table
from qa.lexicon import entries

TARGET = Path(__file__).parents[2] / "qa" / "data" / "sound" / "foreign.tsv"
SOURCE = "fitted on github.com/muik/transliteration"
SEED = 7
COMPOUNDS = 4000
"""Pairs of words that are written together."""
LEAST = 0.1
"""Weights that are kept."""
_WORD = re.compile(r"[가-힣]{2,8}")


def names(path: Path) -> set[str]:
    """Words of the Korean names in a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {w for r in rows if r["en"][:1].isupper() for w in r["ko"].split() if _WORD.fullmatch(w)}


def words(rng: random.Random) -> set[str]:
    """Words of Korean, and pairs of short ones."""
    known = sorted(w for w in entries() if _WORD.fullmatch(w))
    out = {w.removesuffix("다") if len(w) > 2 else w for w in known}
    short = [w for w in known if len(w) <= 3 and not w.endswith("다")]
    out |= {rng.choice(short) + rng.choice(short) for _ in range(COMPOUNDS)}
    out |= {r["word"] for r in table("ko/common_words", ("word", "source")) if _WORD.fullmatch(r["word"])}
    return out


def places(word: str) -> collections.Counter[str]:
    """The syllables of a word, and which is first and last."""
    return collections.Counter(
        [*(f"{c}\tany" for c in word), f"{word[0]}\tfirst", f"{word[-1]}\tlast"],
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    rng = random.Random(SEED)
    native = words(rng)
    foreign = names(args.file) - native
    both = [(w, 1) for w in sorted(foreign)] + [(w, 0) for w in sorted(native)]
    rng.shuffle(both)
    cut = len(both) * 9 // 10
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([places(w) for w, _ in both[:cut]])
    y = np.array([label for _, label in both])
    model = LogisticRegression(C=1.0, max_iter=500, class_weight="balanced").fit(x, y[:cut])
    held = model.decision_function(vectorizer.transform([places(w) for w, _ in both[cut:]]))
    print(f"{len(foreign)} names, {len(native)} words; held out: AUC {roc_auc_score(y[cut:], held):.3f}")
    if args.write:
        rows = [f"\tbias\t{model.intercept_[0]:.2f}\t{SOURCE}"]
        rows += [
            f"{name}\t{weight:.2f}\t{SOURCE}"
            for name, weight in sorted(zip(vectorizer.feature_names_, model.coef_[0], strict=True))
            if abs(weight) >= LEAST
        ]
        TARGET.write_text("\n".join(["syllable\tplace\tweight\tsource", *rows, ""]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
