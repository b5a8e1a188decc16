"""Trains the matching of names by sound: `python tests/bench/train_sound.py FOLDER [--write]`.

FOLDER holds `transliteration.tsv` (ko, en, list) and `places.tsv` (name_ko, name_en, level).  The
chunks are learned from eight tenths of the names (by a hash of their Hangul), from names of the news
that stand in `habits.tsv`, and from names made up by the rules of Korean, Mandarin and Japanese; one
tenth sets the weights; one is held out for `name_matcher.py`.

With --write the table goes to qa/data/sound/chunks.tsv and the weights to qa/data/sound/weights.json.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from chunk_em import learn
from made_names import MAKERS, misspelled
from name_lists import HELD_OUT, TUNE, Name, look_alikes, read, strip_level
from numpy.typing import NDArray

from qa.names.chunks import Chunks, build
from qa.names.jamo import jamo, readable
from qa.names.sound import FEATURES, features_of
from qa.names.spelling import words

DATA = Path(__file__).parents[2] / "qa" / "data" / "sound"
MADE_UP = {"mandarin": 2500, "japanese": 2500, "korean": 3000}
"""Names made up for the chunks; they and the districts weigh half of a name from abroad."""
HALF = 0.5
HABITS, TWICE = Path(__file__).with_name("habits.tsv"), 2.0
"""Names of the news by the habits of each language (호세프 `Rousseff`), which the lists have too few of."""
MADE_UP_TO_WEIGH, STRANGERS = 500, 12
STRANGER_WEIGHT = 4.0
"""Of one of the 12 other names that stand for the many others in an article."""
LEANINGS = {"bias": 1.0, "person differs": -1.5, "mandarin differs": -1.5, "japanese differs": -0.7}
"""Added by hand at the end.  A spelling is called right a little more readily than it would be if every
second one were a look-alike, for an article has few of those.  And letters that can all be read as Korean,
Mandarin or Japanese are in a newspaper more often just that than in the lists of names."""

GAPS = np.array(["gap" in name for name in FEATURES])

Pair = tuple[str, str, float, float]
"""Hangul, Latin letters, whether they are one name, weight."""


def main() -> None:
    """Train, report, and write if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="write qa/data/sound")
    args = parser.parse_args()
    names = read(args.folder)
    counts = learn(*lessons([name for name in names if name.fold not in (TUNE, HELD_OUT)], random.Random(7)))
    rows = sorted(((readable(x), *key), f"{count:.1f}") for (x, key), count in counts.items())
    # What is weighed is what will be read back.
    model = build({(x, key): float(f"{count:.1f}") for (x, key), count in counts.items()})
    print(f"{len(rows)} chunks, {model.log.shape[1]} columns")
    weights = weigh(model, examples([name for name in names if name.fold == TUNE], names, random.Random(1)))
    print(json.dumps(weights, indent=1))
    if args.write:
        lines = ["\t".join((*key, count, "fitted")) for key, count in rows]
        header = "hangul\tbefore\tlatin\tafter\tcount\tsource"
        (DATA / "chunks.tsv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        (DATA / "weights.json").write_text(
            json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8"
        )


def lessons(names: Sequence[Name], rnd: random.Random) -> tuple[list[tuple[str, str]], list[float]]:
    """Jamo and letters to learn chunks from, each pair once, and their weights."""
    found: dict[tuple[str, str], float] = {}
    for name in names:
        district = name.source == "places"
        ko, en = strip_level(name.ko, name.en) if district else (name.ko, name.en)
        if not name.abbreviation:
            key = jamo(ko), " ".join(words(en))
            found[key] = max(found.get(key, 0), HALF if district else 1.0)
    for line in HABITS.read_text(encoding="utf-8").splitlines()[1:]:
        ko, en, _ = line.split("\t")
        found[jamo(ko), " ".join(words(en))] = TWICE
    for language, count in MADE_UP.items():
        for ko, en in MAKERS[language](count, rnd):
            found.setdefault((jamo(ko), " ".join(words(en))), HALF)
    return list(found), list(found.values())


def examples(names: Sequence[Name], everyone: Sequence[Name], rnd: random.Random) -> list[Pair]:
    """Right spellings, those of other names, and those that look like the right one."""
    chosen = [name for name in names if not name.abbreviation]
    right: dict[str, set[str]] = {}
    for name in chosen:
        right.setdefault(name.ko, set()).add(name.en)
    found: list[Pair] = []
    for name, near in zip(chosen, look_alikes(chosen, everyone), strict=True):
        found.append((name.ko, name.en, 1, 1))
        others = [other.en for other in rnd.sample(chosen, STRANGERS)]
        found += [(name.ko, en, 0, STRANGER_WEIGHT) for en in others if en not in right[name.ko]]
        found += [(name.ko, en, 0, 1) for en in near]
    for make in MAKERS.values():
        made = make(MADE_UP_TO_WEIGH, rnd)
        found += [(ko, en, 1, 1) for ko, en in made]
        found += [(ko, en, 0, 1) for ko, en in misspelled(made, rnd)]
    return found


def measured(pairs: Sequence[Pair], model: Chunks) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Features of each pair in each order of its words, and the number of the pair."""
    rows = {ko: n for n, ko in enumerate(dict.fromkeys(ko for ko, *_ in pairs))}
    columns = {en: n for n, en in enumerate(dict.fromkeys(en for _, en, *_ in pairs))}
    wanted = np.zeros((len(rows), len(columns)), bool)
    place: dict[tuple[int, int], list[int]] = {}
    for n, (ko, en, *_) in enumerate(pairs):
        wanted[rows[ko], columns[en]] = True
        place.setdefault((rows[ko], columns[en]), []).append(n)
    owners: list[int] = []
    features: list[NDArray[np.float64]] = []
    hangul = list(rows)
    for start in range(0, len(hangul), 400):
        stop = start + 400
        found, table = features_of(hangul[start:stop], list(columns), model, wanted[start:stop])
        for (row, column), measures in zip(found.tolist(), table, strict=True):
            for n in place[row + start, column]:
                owners.append(n)
                features.append(measures)
    return np.array(owners, np.intp), np.array(features)


def weigh(model: Chunks, pairs: Sequence[Pair]) -> dict[str, float]:
    """Weights of the features, by logistic regression over the best order of each pair's words."""
    owner, features = measured(pairs, model)
    target, weight = np.array([pair[2] for pair in pairs]), np.array([pair[3] for pair in pairs])
    spread = features.std(axis=0)
    spread[spread == 0] = 1
    theta = np.zeros(len(FEATURES))
    order = -(features[:, 2] + features[:, 3])
    for _ in range(3):
        rank = np.lexsort((-order, owner))
        best = rank[np.r_[True, owner[rank][1:] != owner[rank][:-1]]]
        theta = _regression(features[best] / spread, target[owner[best]], weight[owner[best]]) / spread
        order = features @ theta
    weights = {name: round(float(value), 4) for name, value in zip(FEATURES, theta, strict=True)}
    for name, leaning in LEANINGS.items():
        weights[name] = round(weights[name] + leaning, 4)
    return weights


def _regression(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Newton's method with a ridge of 0.1 on all but the bias; no gap may speak for a pair."""
    used = np.ones(x.shape[1], bool)
    while True:
        theta = np.zeros(x.shape[1])
        theta[used] = _newton(x[:, used], y, weight)
        wrong = used & GAPS & (theta > 0)
        if not wrong.any():
            return theta
        used[np.argmax(np.where(wrong, theta, 0))] = False


def _newton(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    theta = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], 0.1)
    ridge[-1] = 0
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ theta, -30, 30)))
        slope = x.T @ (weight * (p - y)) + ridge * theta
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        theta -= step
        if np.abs(step).max() < 1e-8:
            break
    return theta


if __name__ == "__main__":
    main()
