"""Trains the judge of quotations: `python tests/bench/train_quotes.py FOLDER [--write]`.

FOLDER holds `rows.tsv` (set, id, ko, en: faithful translations).  Pairs of quotations of the rows are
faithful; the same with words of the English
quotation replaced are not: all of it by another quotation of its length, some words by others of their
kind, a run of words by a run of another quotation.  Documents, not rows, are held out in turn to
measure.  With --write the weights go to qa/data/quotes.json.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.compare.quotes import pair_quotations
from qa.coverage import pairs_of
from qa.coverage.likeness import WordVectors
from qa.coverage.model import weights
from qa.coverage.quotes import FEATURES, expanded, quote_features, quote_texts
from qa.encode import load
from qa.extract.english import quotations as english
from qa.extract.korean import quotations as korean
from qa.extract.quotations import Marks, Quotation
from qa.lexicon import function_words
from qa.model import Article, Document, Span
from qa.pipeline import linked_facts

Floats = NDArray[np.float64]
TARGET = Path(__file__).parents[2] / "qa" / "data" / "quotes.json"
SEED, ROUNDS = 11, 6
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|[A-Za-z]")


@dataclasses.dataclass
class Example:
    document: str
    wrong: bool
    kind: str
    ko: str
    en: str
    features: Floats


def outermost(found: Sequence[Quotation]) -> list[Quotation]:
    return [q for q in found if q.outer is None and q.marks is not Marks.TITLE]


def whole(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text)),)


def kind_of(word: str) -> str:
    for ending in ("ing", "ed", "ly", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return ending
    return "other"


class Spoiler:
    """Replaces words of English quotations."""

    def __init__(self, quotes: Sequence[str], vectors: WordVectors) -> None:
        self.random = random.Random(SEED)
        self.quotes = list(quotes)
        self.vocabulary: dict[str, list[str]] = {}
        for word in dict.fromkeys(w for q in quotes for w in WORD.findall(q)):
            if word.lower() not in function_words("en") and word[0].islower():
                self.vocabulary.setdefault(kind_of(word), []).append(word)
        self.vectors = {k: vectors(v) for k, v in self.vocabulary.items()}
        self.vector = vectors

    def spoiled(self, quote: str) -> Iterator[tuple[str, str]]:
        for n in range(ROUNDS):
            kind = ("swap", "word", "word", "run", "words", "word")[n]
            made = getattr(self, kind)(quote)
            if made and made.strip().lower() != quote.strip().lower():
                yield kind, made

    def swap(self, quote: str) -> str:
        size = len(quote.split())
        near = [q for q in self.quotes if q != quote and 0.6 * size <= len(q.split()) <= 1.6 * size]
        return self.random.choice(near) if near else ""

    def word(self, quote: str, count: int = 1) -> str:
        places = [m for m in WORD.finditer(quote) if m.group().lower() not in function_words("en")]
        if not places:
            return ""
        if count == 1 and len(places) > 6:
            count = 2
        for m in sorted(self.random.sample(places, min(count, len(places))), key=lambda m: -m.start()):
            kind = kind_of(m.group())
            likes = self.vectors[kind] @ self.vector([m.group()])[0]
            low, high = self.random.choice([(-1, 0.3), (0.2, 0.55), (0.3, 0.6)])
            near = [w for w, x in zip(self.vocabulary[kind], likes, strict=True) if low < x < high]
            if near:
                new = self.random.choice(near)
                new = new.capitalize() if m.group()[0].isupper() else new
                quote = quote[: m.start()] + new + quote[m.end() :]
        return quote

    def words(self, quote: str) -> str:
        return self.word(quote, max(2, len(quote.split()) // 5))

    def run(self, quote: str) -> str:
        mine = quote.split()
        size = min(len(mine), self.random.randint(2, 6))
        other = self.random.choice(self.quotes).split()
        if len(other) < 2:
            return ""
        at, start = (
            self.random.randrange(len(mine) - size + 1),
            self.random.randrange(max(1, len(other) - size)),
        )
        return " ".join([*mine[:at], *other[start : start + size], *mine[at + size :]])


def examples(rows: Sequence[tuple[str, str, str, bool, str]], vectors: WordVectors) -> list[Example]:
    """Features of every pair of quotations of rows (document, ko, en, wrong, kind)."""
    articles = [
        Article(id=str(n), ko=Document.of("ko", ko), en=Document.of("en", en), aligned=True)
        for n, (_, ko, en, _, _) in enumerate(rows)
    ]
    out = []
    for n, (article, parts, links, facts) in enumerate(linked_facts(articles, vectors.encoder)):
        document, ko_text, en_text, wrong, kind = rows[n]
        ko = outermost(korean.read(ko_text, whole(ko_text), row=True).found)
        en = outermost(english.read(en_text, whole(en_text), row=True).found)
        pairs = pairs_of(article, parts, links, facts, vectors)
        if not ko or not en or len(pairs) != 1:
            continue
        vko = vectors([ko_text[slice(*q.inner)] for q in ko])
        ven = vectors([en_text[slice(*q.inner)] for q in en])
        cosines = (vko @ ven.T).astype(float)
        for p in pair_quotations(cosines, [q.speech for q in ko], [q.speech for q in en]):
            if not p.ko or not p.en:
                continue
            ko_spans, en_spans = [ko[i].inner for i in p.ko], [en[j].inner for j in p.en]
            texts = quote_texts(pairs[0][1], ko_spans, en_spans)
            said = texts[:2]
            features = quote_features(pairs[0][1], weights(), ko_spans, en_spans, vectors)
            out.append(Example(document, wrong, kind, said[0], said[1], features))
    return out


class Logistic:
    """Ridge logistic regression by Newton's method on expanded features."""

    def __init__(self, x: Floats, y: Floats, weight: Floats, ridge: float = 100.0) -> None:
        self.mean, self.scale = x.mean(0), x.std(0) + 1e-9
        z = self.scaled(x)
        beta = np.zeros(z.shape[1] + 1)
        ones = np.column_stack([np.ones(len(z)), z])
        penalty = np.r_[1e-6, np.full(len(beta) - 1, ridge)]
        for _ in range(40):
            p = 1 / (1 + np.exp(-ones @ beta))
            gradient = ones.T @ (weight * (p - y)) + penalty * beta
            hessian = (ones * (weight * p * (1 - p))[:, None]).T @ ones + np.diag(penalty)
            beta -= np.linalg.solve(hessian, gradient)
        self.bias, self.weights = float(beta[0]), beta[1:]

    def scaled(self, x: Floats) -> Floats:
        return expanded((x - self.mean) / self.scale)

    def __call__(self, x: Floats) -> Floats:
        return self.scaled(x) @ self.weights + self.bias


def write(model: Logistic, about: str) -> None:
    stored = {
        "about": about,
        "features": FEATURES,
        **{k: [float(f"{v:.5g}") for v in getattr(model, k)] for k in ("mean", "scale", "weights")},
        "bias": float(f"{model.bias:.5g}"),
    }
    TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def spoiled_rows(
    rows: Sequence[tuple[str, str, str, bool, str]], spoiler: Spoiler
) -> Iterator[tuple[str, str, str, bool, str]]:
    """The rows of one quotation a side, its English words replaced."""
    for document, ko_text, en_text, _, _ in rows:
        ko = outermost(korean.read(ko_text, whole(ko_text), row=True).found)
        en = outermost(english.read(en_text, whole(en_text), row=True).found)
        if len(ko) == 1 == len(en):
            start, end = en[0].inner
            for kind, made in spoiler.spoiled(en_text[start:end]):
                yield document, ko_text, en_text[:start] + made + en_text[end:], True, kind


FAITHFUL = 3.0
"""Weight of a faithful pair: there are fewer of them, and false alarms cost more."""

FOLDS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    vectors = WordVectors(load())
    rows = []
    for line in (options.folder / "rows.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, key, ko, en = line.split("\t")
        rows.append((key.partition("#")[0], ko, en, False, "faithful"))
    right = examples(rows, vectors)
    spoiler = Spoiler([e.en for e in right], vectors)
    found = [*right, *examples(list(spoiled_rows(rows, spoiler)), vectors)]
    found = [e for e in found if not e.ko.isascii()]
    x = np.array([e.features for e in found])
    y = np.array([e.wrong for e in found], float)
    weight = np.where(y == 1, 1.0, FAITHFUL)
    documents = sorted({e.document for e in found})
    random.Random(SEED).shuffle(documents)
    place = {d: n % FOLDS for n, d in enumerate(documents)}
    fold = np.array([place[e.document] for e in found])
    out = np.zeros(len(y))
    for n in range(FOLDS):
        out[fold == n] = Logistic(x[fold != n], y[fold != n], weight[fold != n])(x[fold == n])
    for limit in (2.0, 2.15, 2.3, 2.45, 2.6, 2.8):
        kinds: dict[str, list[bool]] = {k: [] for k in ("faithful", "swap", "run", "words", "word")}
        for example, odds in zip(found, out, strict=True):
            kinds[example.kind].append(bool(odds >= limit))
        print(limit, {k: f"{sum(v)}/{len(v)}" for k, v in kinds.items()})
    if options.write:
        about = "log odds that a quotation was changed; made by tests/bench/train_quotes.py"
        write(Logistic(x, y, weight), about)


if __name__ == "__main__":
    main()
