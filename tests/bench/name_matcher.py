"""Measures the matching of names by sound: `python tests/bench/name_matcher.py FOLDER`.

FOLDER holds `transliteration.tsv` and `places.tsv`.  Of the tenth of the names that `train_sound.py`
holds out, each is looked for among 150 spellings, its own and 149 drawn from the same tenth; then
against the three spellings of the whole lists that look most like its own.  Made-up Korean, Mandarin and
Japanese names come with a misspelling each.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from made_names import MAKERS, misspelled
from name_lists import HELD_OUT, Name, look_alikes, plain, read
from numpy.typing import NDArray

from qa.names.jamo import jamo
from qa.names.sound import SAME, UNSURE, sound_scores
from qa.names.spelling import words

CANDIDATES = 150
GROUP = 50
"""Names whose candidates are compared together."""


def main() -> None:
    """Print a row for each list, and the speed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", type=int, default=3000, help="at most so many of each list")
    args = parser.parse_args()
    everyone = read(args.folder)
    held = [name for name in everyone if name.fold == HELD_OUT]
    random.Random(5).shuffle(held)
    lists = {
        "words and names from abroad": [name for name in held if name.source == "korean-go"],
        "written with a capital": [
            name for name in held if name.source == "korean-go" and name.en[0].isupper()
        ],
        "of two and more words": [name for name in held if name.source != "places" and " " in name.ko],
        "cities": [name for name in held if name.source == "cities"],
        "Korean districts": [name for name in held if name.source == "places"],
        "abbreviations": [name for name in held if name.abbreviation],
        "all": held,
    }
    print(
        f"{'list':30}{'names':>6}{'top-1':>8}{'F1':>8}{'recall':>8}{'unsure':>8}{'false':>9}{'alike':>8}{'F1':>8}"
    )
    for title, names in lists.items():
        row(title, names[: args.names], held, everyone)
    for language, make in MAKERS.items():
        made_up(language, make(1000, random.Random(9)))
    speed(held)


def row(title: str, names: Sequence[Name], held: Sequence[Name], everyone: Sequence[Name]) -> None:
    """Top-1 and F1 among 150, shares at SAME and UNSURE, shares of strangers and look-alikes at SAME."""
    rnd = random.Random(11)
    own, strangers, top = [], [], []
    for start in range(0, len(names), GROUP):
        group = names[start : start + GROUP]
        others = rnd.sample(list(held), CANDIDATES - 1)
        scores = sound_scores([n.ko for n in group], [n.en for n in group] + [n.en for n in others])
        for n, name in enumerate(group):
            real = np.array([not one_name(name, other) for other in others])
            rest = scores[n, len(group) :][real]
            own.append(scores[n, n])
            strangers.append(rest)
            top.append(scores[n, n] > rest.max())
    right, wrong = np.array(own), np.concatenate(strangers)
    alike = np.concatenate(
        [
            sound_scores([name.ko], near)[0]
            for name, near in zip(names, look_alikes(names, everyone), strict=True)
            if near
        ]
    )
    print(
        f"{title:30}{len(names):>6}{np.mean(top):>8.4f}{f1(right, wrong):>8.4f}{np.mean(right >= SAME):>8.3f}"
        f"{np.mean(right >= UNSURE):>8.3f}{np.mean(wrong >= SAME):>9.5f}{np.mean(alike >= SAME):>8.3f}"
        f"{f1(right, alike):>8.4f}"
    )


def one_name(a: Name, b: Name) -> bool:
    """Whether two rows are one in Hangul or in letters."""
    return (
        jamo(a.ko) == jamo(b.ko) or plain(a.en) == plain(b.en) or sorted(words(a.en)) == sorted(words(b.en))
    )


def f1(right: NDArray[np.float64], wrong: NDArray[np.float64]) -> float:
    """F1 of calling a pair one name from SAME on."""
    hits, false = (right >= SAME).sum(), (wrong >= SAME).sum()
    return float(2 * hits / (hits + false + len(right)))


def made_up(title: str, pairs: list[tuple[str, str]]) -> None:
    """Recall of made-up names, and the share of misspelled ones that pass."""
    wrong = misspelled(pairs, random.Random(10))
    right = np.array([sound_scores([ko], [en])[0, 0] for ko, en in pairs])
    passed = np.array([sound_scores([ko], [en])[0, 0] for ko, en in wrong])
    print(
        f"{'made up, ' + title:30}{len(pairs):>6}{'':16}{np.mean(right >= SAME):>8.3f}"
        f"{np.mean(right >= UNSURE):>8.3f}{'':9}{np.mean(passed >= SAME):>8.3f}{f1(right, passed):>8.4f}"
    )


def speed(names: Sequence[Name]) -> None:
    """Comparisons a second, of 150 against 150 and of the few names of a sentence."""
    for size in (150, 12):
        ko, en = [name.ko for name in names[:size]], [name.en for name in names[-size:]]
        rounds = max(1, 30_000 // size**2)
        start = time.process_time()
        for _ in range(rounds):
            sound_scores(ko, en)
        rate = rounds * size**2 / (time.process_time() - start)
        print(f"{size} against {size}: {rate:,.0f} comparisons a second of processor time")


if __name__ == "__main__":
    main()
