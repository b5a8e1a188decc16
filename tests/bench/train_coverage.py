"""Trains the coverage model: `python tests/bench/train_coverage.py FOLDER [--write]`.

FOLDER holds `rows.tsv` (set, id, ko, en: faithful translations) and, to be left out of training and
reported on, `clean.jsonl` and `errors.jsonl` (set, id; an error has family, find and replace).  Needs
scikit-learn, which sentence-transformers brings.

Words: an English phrase is taken out of a pair; Korean words whose plain counterpart stood in it
are unsaid, all that stood elsewhere are said.  The other way round for English words.
Stretches: phrases are taken out of one side at punctuation, conjunctions and prepositions (English)
or between written words (Korean); the worst stretch of the other side is a loss, that of an untouched
pair is none.  With --write the weights go to qa/data/coverage.npz.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.coverage import pairs_of
from qa.coverage.gaps import Pair, candidates, features_of
from qa.coverage.likeness import WordVectors, english_features, korean_features
from qa.coverage.model import NETWORKS, Weights
from qa.coverage.network import Network
from qa.coverage.units import english_units
from qa.encode import Encoder, load
from qa.model import Article, Document, Lang, Span
from qa.pipeline import linked_facts

TARGET = Path(__file__).parents[2] / "qa" / "data" / "coverage.npz"
SEED, WORD_ROUNDS, PHRASES = 7, 3, 4
FREE = 0.5
"""Share of the English sentences that are also tried with a phrase put in."""
LOST, TIMID = 0.05, 1.5
"""Share of sentences that are taken to have lost (gained) a phrase, which log odds start from, and log
odds added to that: held-out edits made by hand are so much likelier than the networks, trained on
cruder ones, would have it (half of the stretches at log odds 0 are then right, at that share)."""
GLOSSED = 0.3
"""What the word of the lexicon adds to a cosine."""
SURE = 0.5
"""Cosine from which two words that choose each other are taken for translations."""

Floats = NDArray[np.float64]
LANGS: tuple[Lang, ...] = ("ko", "en")
Row = tuple[str, str]

_CUTS = frozenset(
    (
        "about", "after", "against", "and", "as", "at", "because", "before", "between", "but", "by", "during",
        "for", "from", "if", "in", "including", "into", "of", "on", "or", "than", "that", "through", "to",
        "when", "where", "which", "while", "who", "with", "without",
    )
)  # fmt: skip
_PUNCTUATION = re.compile(r"[,;:.!?()\"“”—–-]")


def prepared(rows: Sequence[Row], encoder: Encoder, vectors: WordVectors) -> Iterator[Pair | None]:
    """The pairs as the product sees them: one row, one link, its facts read and matched."""
    articles = [
        Article(id=str(n), ko=Document.of("ko", ko), en=Document.of("en", en), aligned=True)
        for n, (ko, en) in enumerate(rows)
    ]
    for article, parts, links, facts in linked_facts(articles, encoder):
        found = pairs_of(article, parts, links, facts, vectors)
        yield found[0][1] if found else None


def without_phrase(en: str, rng: random.Random) -> str | None:
    """An English sentence less one to three phrases that follow each other."""
    units = english_units(en, Span(0, len(en)))
    starts = [0] + [
        i
        for i in range(1, len(units))
        if units[i].form.lower() in _CUTS
        or _PUNCTUATION.search(en[units[i - 1].span.end : units[i].span.start])
    ]
    bounds = [*starts, len(units)]
    count = rng.choice((1, 1, 1, 2, 2, 3))
    if len(bounds) - 1 < max(3, count + 2):
        return None
    at = rng.randrange(1, len(bounds) - count)
    first, last = bounds[at], bounds[at + count]
    taken = units[first:last]
    if all(u.tag == "stop" for u in taken) or len(taken) > 0.6 * len(units):
        return None
    before, after = en[: taken[0].span.start].rstrip(" ,;-–—("), en[taken[-1].span.end :]
    return f"{before}{'' if after[:1] in ',.;:!?)' else ' '}{after.lstrip()}".strip()


def with_phrase(en: str, other: str, rng: random.Random) -> str:
    """An English sentence with a phrase of another one put in, as free translators add to theirs."""
    words, more = en.split(), other.split()
    size = min(rng.randint(3, 9), len(more))
    start = rng.randrange(0, len(more) - size + 1)
    at = rng.randrange(0, len(words) + 1)
    return " ".join(words[:at] + more[start : start + size] + words[at:])


def without_words(ko: str, rng: random.Random) -> str | None:
    """A Korean sentence less one to five written words that follow each other, never its last."""
    words = ko.split()
    count = rng.randint(1, 5)
    if len(words) < count + 4:
        return None
    at = rng.randrange(0, len(words) - count)
    return " ".join(words[:at] + words[at + count :])


def word_samples(pairs: Sequence[Pair], rng: random.Random) -> dict[str, tuple[Floats, NDArray[np.int64]]]:
    """Features and labels (1: unsaid) of words of both sides."""
    rows: dict[str, list[Floats]] = {"ko-word": [], "en-word": []}
    labels: dict[str, list[int]] = {"ko-word": [], "en-word": []}
    for pair in pairs:
        like = pair.like
        n, m = like.single.shape
        if n < 4 or m < 6:
            continue
        stop = np.array([u.tag == "stop" for u in like.en])
        single = np.where(stop, -1.0, like.single + GLOSSED * like.gloss)
        of_ko, of_en = single.argmax(1), single.argmax(0)
        for _ in range(WORD_ROUNDS):
            size = rng.randint(1, min(9, m // 2))
            at = rng.randrange(0, m - size + 1)
            features = korean_features(like.without(en=slice(at, at + size)))
            for i in range(n):
                gone = at <= of_ko[i] < at + size
                if gone and not (single[i, of_ko[i]] > SURE and of_en[of_ko[i]] == i):
                    continue
                rows["ko-word"].append(features[i])
                labels["ko-word"].append(int(gone))
            size = rng.randint(1, max(1, min(6, n // 2)))
            at = rng.randrange(0, n - size + 1)
            features = english_features(like.without(ko=slice(at, at + size)))
            for j in range(m):
                gone = at <= of_en[j] < at + size
                if stop[j] or (gone and not (single[of_en[j], j] > SURE and of_ko[of_en[j]] == j)):
                    continue
                rows["en-word"].append(features[j])
                labels["en-word"].append(int(gone))
    return {name: (np.array(rows[name]), np.array(labels[name])) for name in rows}


def balanced(features: Floats, labels: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    """The rarer class repeated until it is at least a third of all: a network learns little of a few."""
    rare = int(labels.mean() < 0.5)
    times = max(1, round(0.5 * np.sum(labels != rare) / max(1, np.sum(labels == rare))))
    order = np.concatenate([np.flatnonzero(labels != rare), np.repeat(np.flatnonzero(labels == rare), times)])
    return features[order], labels[order]


def fitted(features: Floats, labels: NDArray[np.int64], width: int, odds: float) -> Network:
    """A network that gives log odds; `odds` is the log odds of the class as it is assumed to occur."""
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    features, labels = balanced(features, labels)
    scaler = StandardScaler().fit(features)
    found = []
    for seed in range(5):
        net = MLPClassifier(
            (width,), alpha=1.0, max_iter=400, early_stopping=True, random_state=seed, learning_rate_init=3e-3
        )
        net.fit(scaler.transform(features), labels)
        found.append(net)
    # the mean of several networks is one network with all their hidden units
    share = float(labels.mean())
    return Network(
        mean=scaler.mean_,
        scale=np.where(scaler.scale_ > 0, scaler.scale_, 1.0),
        hidden=np.hstack([n.coefs_[0] for n in found]),
        hidden_bias=np.hstack([n.intercepts_[0] for n in found]),
        out=np.concatenate([n.coefs_[1][:, 0] for n in found]) / len(found),
        bias=float(np.mean([n.intercepts_[1][0] for n in found])) - float(np.log(share / (1 - share))) + odds,
    )


def stretch_samples(
    pairs: Sequence[Pair | None], label: int, weights: Weights, encoder: Encoder
) -> dict[Lang, tuple[Floats, NDArray[np.int64]]]:
    """Features of the worst stretches of both sides, all with one label."""
    # stretches of one word too: there are more of them to learn from
    found = [c for pair in pairs if pair is not None for c in candidates(pair, weights, fewest=1)]
    features = features_of(found, encoder)
    out: dict[Lang, tuple[Floats, NDArray[np.int64]]] = {}
    for lang in LANGS:
        which = [i for i, c in enumerate(found) if c.lang == lang]
        out[lang] = (features[which], np.full(len(which), label))
    return out


def scores(pairs: Sequence[Pair | None], lang: Lang, weights: Weights, encoder: Encoder) -> Floats:
    """Log odds of each pair's worst stretch of one side; very low where there is none."""
    out = np.full(len(pairs), -20.0)
    found = [
        (n, c) for n, p in enumerate(pairs) if p is not None for c in candidates(p, weights) if c.lang == lang
    ]
    if found:
        logits = weights.stretch[lang](features_of([c for _, c in found], encoder))
        for (n, _), logit in zip(found, logits, strict=True):
            out[n] = logit
    return out


def report(
    folder: Path, rows: dict[tuple[str, str], Row], weights: Weights, encoder: Encoder, vectors: WordVectors
) -> None:
    """Recall of held-out edits at given shares of clean rows that raise an alarm."""
    clean = [json.loads(x) for x in (folder / "clean.jsonl").read_text(encoding="utf-8").splitlines()]
    errors = [json.loads(x) for x in (folder / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
    quiet = list(prepared([rows[c["set"], c["id"]] for c in clean if c["clean"]], encoder, vectors))
    kinds: tuple[tuple[Lang, str], ...] = (("ko", "omission"), ("en", "addition"))
    for lang, family in kinds:
        edits = [e for e in errors if e["family"] == family]
        edited = [
            (rows[e["set"], e["id"]][0], rows[e["set"], e["id"]][1].replace(e["find"], e["replace"]))
            for e in edits
        ]
        loud = scores(list(prepared(edited, encoder, vectors)), lang, weights, encoder)
        still = scores(quiet, lang, weights, encoder)
        cells = []
        for share in (5, 3, 2, 1, 0.5, 0.3):
            at = float(np.percentile(still, 100 - share))
            cells.append(f"{share}% alarms (log odds {at:.2f}): {np.mean(loud > at):.2f}")
        print(f"{family:<9} of {len(edits)}: recall at {'; '.join(cells)}")


def main() -> int:
    """Train, report, and write with `--write`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if not (args.folder / "rows.tsv").is_file():
        print(f"train_coverage: {args.folder}/rows.tsv is missing", file=sys.stderr)
        return 2
    lines = (args.folder / "rows.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = {(s, i): (ko, en) for s, i, ko, en in (line.split("\t") for line in lines)}
    held = {
        (v["set"], v["id"])
        for name in ("clean.jsonl", "errors.jsonl", "benign.jsonl")
        for v in map(json.loads, (args.folder / name).read_text(encoding="utf-8").splitlines())
    }
    encoder = load()
    vectors = WordVectors(encoder)
    rng = random.Random(SEED)
    faithful = [row for key, row in rows.items() if key not in held]
    pairs = [p for p in prepared(faithful, encoder, vectors) if p is not None]
    words = word_samples(pairs, rng)
    networks: dict[str, Network] = {}
    for name, (features, labels) in words.items():
        networks[name] = fitted(features, labels, 12, 0.0)
        print(f"{name}: {len(labels)} words, {labels.mean():.3f} unsaid")
    weights = Weights(word={"ko": networks["ko-word"], "en": networks["en-word"]}, stretch={})
    shorter_en = [(ko, x) for ko, en in faithful for _ in range(PHRASES) if (x := without_phrase(en, rng))]
    # a free translation is longer and still may lose a phrase
    longer = [
        (ko, with_phrase(en, rng.choice(faithful)[1], rng)) for ko, en in faithful if rng.random() < FREE
    ]
    both = [
        (ko, with_phrase(en, rng.choice(faithful)[1], rng)) for ko, en in shorter_en if rng.random() < FREE
    ]
    shorter_ko = [(x, en) for ko, en in faithful for _ in range(PHRASES) if (x := without_words(ko, rng))]
    untouched = stretch_samples(pairs, 0, weights, encoder)
    lost = stretch_samples(list(prepared(shorter_en, encoder, vectors)), 1, weights, encoder)
    free = stretch_samples(list(prepared(longer, encoder, vectors)), 0, weights, encoder)
    lost_free = stretch_samples(list(prepared(both, encoder, vectors)), 1, weights, encoder)
    invented = stretch_samples(list(prepared(shorter_ko, encoder, vectors)), 1, weights, encoder)
    odds = float(np.log(LOST / (1 - LOST))) + TIMID
    sides: tuple[tuple[Lang, dict[Lang, tuple[Floats, NDArray[np.int64]]]], ...] = (
        ("ko", lost),
        ("en", invented),
    )
    for lang, changed in sides:
        samples = [untouched[lang], changed[lang]]
        if lang == "ko":
            samples += [free["ko"], lost_free["ko"]]
        features = np.vstack([x for x, _ in samples])
        labels = np.concatenate([y for _, y in samples])
        networks[f"{lang}-stretch"] = fitted(features, labels, 8, odds)
        print(f"{lang}-stretch: {len(labels)} stretches, {labels.mean():.2f} changed")
    weights = dataclasses.replace(
        weights, stretch={"ko": networks["ko-stretch"], "en": networks["en-stretch"]}
    )
    report(args.folder, rows, weights, encoder, vectors)
    if args.write:
        stored: dict[str, Any] = {
            f"{name}/{field.name}": np.asarray(getattr(networks[name], field.name), np.float32)
            for name in NETWORKS
            for field in dataclasses.fields(Network)
        }
        np.savez_compressed(TARGET, **stored)
        print(f"written: {TARGET.name}, {TARGET.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
