"""Trains the judge of names: `python tests/bench/train_names.py FOLDER [--write]`.

FOLDER holds `rows.tsv` (set, id, ko, en: faithful translations) and, to be left out of training and
reported on, `clean.jsonl` and `errors.jsonl` (set, id).  Needs scikit-learn.

A faithful row is taken to say all its names on both sides.  Its English names are then replaced one
by one: by the names that are nearest to them in spelling, in meaning (cosine), and by others at
random.  The replaced word is not said in the Korean, and the Korean stems that the word had answered
to are not said in the English.  With --write the weights go to qa/data/names.npz.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.coverage import WordVectors, pairs_of
from qa.coverage.glosses import glosses
from qa.coverage.likeness import Likeness
from qa.encode import load
from qa.lexicon import english_stems, stem
from qa.model import Article, Document, Span
from qa.names.english import NameWord, common, name_words
from qa.names.evidence import Evidence, Names, evidence
from qa.names.features import (
    MEANT,
    meaning_of_stems,
    meaning_of_words,
    stem_features,
    word_features,
)
from qa.names.korean import name_stems
from qa.pipeline import linked_facts

TARGET = Path(__file__).parents[2] / "qa" / "data" / "names.npz"
SEED = 7
TRIES = 2
"""Replacements that are tried in each place."""
NEAR, FAR = 3, 2
"""Replacements that are like the name (in spelling, in meaning), and at random."""
ANSWERS = 0.4
"""Sound from which a stem is taken to have answered to a word."""
ANSWERED = 0.6
"""Cosine from which it is."""

Floats = NDArray[np.float64]


Prepared = tuple[Article, Names, Evidence, Likeness | None]


def prepared(rows: Sequence[tuple[str, str]], vectors: WordVectors) -> Iterator[Prepared]:
    """Each row as the product sees it."""
    articles = [
        Article(id=str(n), ko=Document.of("ko", ko), en=Document.of("en", en), aligned=True)
        for n, (ko, en) in enumerate(rows)
    ]
    for article, parts, links, facts in linked_facts(articles, vectors.encoder):
        pairs = pairs_of(article, parts, links, facts, vectors)
        like = pairs[0][1].like if pairs else None
        stems = name_stems(article.ko.text, parts.ko_tokens)
        names = Names(
            ko=Span(0, len(article.ko.text)),
            en=Span(0, len(article.en.text)),
            stems=stems,
            words=name_words(article.en.text, Span(0, len(article.en.text))),
            meant=tuple(bool(c >= MEANT) for c in meaning_of_stems(stems, like)[0]),
        )
        yield article, names, evidence(article.ko.text, article.en.text, [names])[0], like


def replaced(article: Article, names: Names, at: int, by: str) -> Evidence:
    """The evidence with one English word replaced."""
    word = names.words[at]
    text = article.en.text[: word.span.start] + by + article.en.text[word.span.end :]
    shift = len(by) - len(word.text)
    words = tuple(
        dataclasses.replace(w, span=Span(w.span.start + shift, w.span.end + shift))
        if n > at
        else dataclasses.replace(w, text=by, span=Span(w.span.start, w.span.end + shift), common=common(by))
        if n == at
        else w
        for n, w in enumerate(names.words)
    )
    other = dataclasses.replace(names, en=Span(0, len(text)), words=words)
    return evidence(article.ko.text, text, [other])[0]


def relike(like: Likeness, place: int, by: str, vectors: WordVectors) -> Likeness:
    """The cosines with the English word at a place of the text replaced."""
    j = next((j for j, u in enumerate(like.en) if u.span.start == place), None)
    if j is None or not like.ko:
        return like
    ko = [vectors([u.form for u in like.ko]), vectors([u.whole for u in like.ko])]
    new = vectors([by])[0]
    single, double = like.single.copy(), like.double.copy()
    single[:, j] = np.maximum(*(x @ new for x in ko))
    for k in (j - 1, j):
        if 0 <= k < double.shape[1]:
            other = vectors([like.en[k if k != j else j + 1].form])[0]
            both = (other + new) / np.linalg.norm(other + new)
            double[:, k] = np.maximum(*(x @ both for x in ko))
    unit = dataclasses.replace(like.en[j], form=by, whole=by)
    gloss, en_known = like.gloss.copy(), like.en_known.copy()
    gloss[:, j] = glosses(like.ko, [unit])[:, 0]
    en_known[j] = stem(by) in english_stems()
    return dataclasses.replace(like, single=single, double=double, gloss=gloss, en_known=en_known)


def replacements(words: Sequence[str], vectors: WordVectors, rng: random.Random) -> dict[str, list[str]]:
    """For each name those that are nearest in spelling and in meaning, and some at random."""
    from rapidfuzz import fuzz, process

    pool = sorted(set(words))
    table = vectors.encoder.encode(pool)
    out = {}
    for n, word in enumerate(pool):
        near = [w for w, _, _ in process.extract(word, pool, scorer=fuzz.ratio, limit=NEAR + 4)]
        alike = [pool[i] for i in np.argsort(-(table @ table[n]))[: NEAR + 4]]
        some = [*_others(word, near)[:NEAR], *_others(word, alike)[:NEAR], *rng.sample(pool, FAR)]
        out[word] = _others(word, some)
    return out


def _others(word: str, names: Sequence[str]) -> list[str]:
    """Names that are not the word in another form."""
    low = word.casefold()
    return [n for n in names if n.casefold() not in low and low not in n.casefold()]


def examples(
    rows: Sequence[Prepared], vectors: WordVectors, rng: random.Random
) -> tuple[Floats, Floats, Floats, Floats]:
    """Features and labels (1 = not said) of English words and of Korean stems."""
    instead = replacements([w.text for _, n, _, _ in rows for w in n.words if not w.opens], vectors, rng)
    xs: dict[str, list[Floats]] = {"en": [], "ko": []}
    ys: dict[str, list[float]] = {"en": [], "ko": []}
    for article, names, found, like in rows:
        words, stems = _both(found, like)
        plain = [row for row, word in zip(words, names.words, strict=True) if not word.opens]
        xs["en"] += plain
        ys["en"] += [0.0] * len(plain)
        xs["ko"] += list(stems)
        ys["ko"] += [0.0] * len(stems)
        for at, word in enumerate(names.words):
            if word.opens:
                continue
            others = instead.get(word.text, [])
            for by in rng.sample(others, min(TRIES, len(others))):
                other = replaced(article, names, at, by)
                changed = relike(like, word.span.start, by, vectors) if like else None
                moved = _shifted(changed, word, len(by) - len(word.text)) if changed else None
                words, stems = _both(other, moved)
                xs["en"].append(words[at])
                ys["en"].append(1.0)
                for n in range(len(found.stems)):
                    if _answered(found, like, n, at):
                        xs["ko"].append(stems[n])
                        ys["ko"].append(1.0)
    return np.array(xs["en"]), np.array(ys["en"]), np.array(xs["ko"]), np.array(ys["ko"])


def _answered(found: Evidence, like: Likeness | None, stem: int, word: int) -> bool:
    """Whether this stem answered to this word and to no other."""
    best = found.best[stem]
    if best[word] >= ANSWERS and best[word] == best.max():
        return True
    if like is None:
        return False
    j = next((j for j, u in enumerate(like.en) if u.span.start == found.words[word].span.start), None)
    span = found.stems[stem].name
    rows = [i for i, u in enumerate(like.ko) if span.start <= u.span.start < span.end]
    if j is None or not rows:
        return False
    cosines = like.single[rows].max(0)
    return bool(cosines[j] >= ANSWERED and cosines[j] == cosines.max())


def _shifted(like: Likeness, word: NameWord, shift: int) -> Likeness:
    units = tuple(
        dataclasses.replace(u, span=Span(u.span.start + shift, u.span.end + shift))
        if u.span.start > word.span.start
        else u
        for u in like.en
    )
    return dataclasses.replace(like, en=units)


def _both(found: Evidence, like: Likeness | None) -> tuple[Floats, Floats]:
    return (
        word_features(found, meaning_of_words(found.words, like)),
        stem_features(found, meaning_of_stems(found.stems, like)),
    )


def train(x: Floats, y: Floats) -> dict[str, Any]:
    """One hidden layer on standardised features; weights in the form of `qa.coverage.network.Network`."""
    from sklearn.neural_network import MLPClassifier

    mean, scale = x.mean(0), x.std(0) + 1e-6
    model = MLPClassifier((16,), alpha=1e-2, max_iter=300, random_state=SEED, early_stopping=True)
    model.fit((x - mean) / scale, y)
    share = y.mean()  # taken out again: what is kept are likelihood ratios
    return {
        "mean": mean, "scale": scale, "hidden": model.coefs_[0], "hidden_bias": model.intercepts_[0],
        "out": model.coefs_[1][:, 0], "bias": float(model.intercepts_[1][0] - np.log(share / (1 - share))),
    }  # fmt: skip


def logits(parts: dict[str, Any], x: Floats) -> Floats:
    """What the trained network says."""
    inner = np.maximum((x - parts["mean"]) / parts["scale"] @ parts["hidden"] + parts["hidden_bias"], 0)
    out: Floats = inner @ parts["out"] + parts["bias"]
    return out


def report(name: str, scores: Floats, y: Floats) -> None:
    """The share of replaced names told at given shares of right ones."""
    right, wrong = np.sort(scores[y == 0]), scores[y == 1]
    print(f"{name}: {len(right)} said, {len(wrong)} replaced")
    for share in (0.05, 0.02, 0.01, 0.005, 0.002):
        limit = right[int(len(right) * (1 - share))]
        print(f"  told wrongly {share:6.1%}, rightly {np.mean(wrong > limit):6.1%} (log odds > {limit:.2f})")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if not (args.folder / "rows.tsv").is_file():
        print(f"{args.folder / 'rows.tsv'} is missing: it is not part of this project", file=sys.stderr)
        return 2
    held = set()
    for name in ("clean", "errors"):
        for line in (args.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            held.add((record["set"], record["id"]))
    rows: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for line in (args.folder / "rows.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, key, ko, en = line.split("\t")
        rows[(kind, key) in held].append((ko, en))
    vectors = WordVectors(load())
    rng = random.Random(SEED)
    seen = examples(list(prepared(rows[False], vectors)), vectors, rng)
    unseen = examples(list(prepared(rows[True], vectors)), vectors, rng)
    parts = {"en": train(seen[0], seen[1]), "ko": train(seen[2], seen[3])}
    for n, side in enumerate(("en", "ko")):
        report(f"{side}, trained on", logits(parts[side], seen[2 * n]), seen[2 * n + 1])
        report(f"{side}, held out", logits(parts[side], unseen[2 * n]), unseen[2 * n + 1])
    if args.write:
        np.savez_compressed(
            TARGET,
            allow_pickle=False,
            **{f"{s}/{k}": np.float32(v) for s in parts for k, v in parts[s].items()},
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
