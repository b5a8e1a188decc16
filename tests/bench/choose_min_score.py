"""What a `--min-score` catches and skips: `python tests/bench/choose_min_score.py FOLDER`.

FOLDER holds rows.tsv (set, id, ko, en), clean.jsonl (set, id, clean) and errors.jsonl (set, id, family,
severity, find, replace).  Two tables, as `docs/scores.md` prints them.  Rows: the share of clean rows
that score at least N (nobody need read them), and of rows with an error that score less (they are
read), by what the error is about.  Articles: the same for documents with errors planted in one or in
three of their rows; rows that were judged not clean are left out of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from qa.config import Config
from qa.model import Article, Document, Lang, Paragraph, Report, Span
from qa.pipeline import check_articles

THRESHOLDS = (60, 70, 75, 80, 81, 85, 88, 90, 92, 94, 96, 98)
GROUPS = {
    "facts": (
        "date", "time", "number", "money", "percent", "unit", "ordinal", "range", "duration", "age",
    ),
    "left out, added": ("omission", "addition", "untranslated"),
    "meaning": ("negation", "antonym", "modality", "mistranslation"),
    "names, quotes": ("name", "quote"),
}  # fmt: skip

PARAGRAPH = 4
"""Rows of a paragraph of the documents."""

Pair = tuple[str, str]
Error = dict[str, Any]
Planted = list[tuple[Pair, Error | None]]
"""Rows, with an error that may be planted in each."""


def lines_of(path: Path) -> list[Error]:
    """The objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def row_reports(texts: Sequence[Pair]) -> list[Report]:
    """Each pair checked as a row of a pairs file."""
    articles = [
        Article(id=str(n), ko=Document.of("ko", ko), en=Document.of("en", en), aligned=True)
        for n, (ko, en) in enumerate(texts)
    ]
    return list(check_articles(articles, Config()))


def body(lang: Lang, rows: Sequence[str]) -> Document:
    """Rows as a text of paragraphs."""
    texts = [" ".join(rows[at : at + PARAGRAPH]) for at in range(0, len(rows), PARAGRAPH)]
    paragraphs, start = [], 0
    for n, text in enumerate(texts):
        paragraphs.append(Paragraph(index=n, span=Span(start, start + len(text)), line=2 * n + 1))
        start += len(text) + 2
    return Document(lang=lang, uri="", text="\n\n".join(texts), paragraphs=tuple(paragraphs))


def article_reports(articles: Sequence[Sequence[Pair]]) -> list[Report]:
    """Each document checked as an article of paragraphs."""
    return list(
        check_articles(
            [
                Article(
                    id=str(n), ko=body("ko", [ko for ko, _ in rows]), en=body("en", [en for _, en in rows])
                )
                for n, rows in enumerate(articles)
            ],
            Config(),
        )
    )


def edited(error: Error, en: str) -> str:
    """The row's English with the error in it."""
    return en.replace(str(error["find"]), str(error["replace"]))


def planted(document: Planted, many: int) -> list[Pair]:
    """A document with its first errors in it."""
    out, left = [], many
    for (ko, en), error in document:
        if error is not None and left:
            en, left = edited(error, en), left - 1
        out.append((ko, en))
    return out


def table(clean: Sequence[Report], wrong: dict[str, Sequence[Report]]) -> None:
    """One line a threshold, in Markdown."""
    print(f"| N | clean skipped | {' | '.join(f'{name} ({len(r)})' for name, r in wrong.items())} |")
    print("|---|---|" + "---|" * len(wrong))
    for n in THRESHOLDS:
        cells = [np.mean([r.score >= n for r in clean])]
        cells += [np.mean([r.score < n for r in reports]) for reports in wrong.values()]
        print(f"| {n} | {' | '.join(f'{c:.0%}' for c in cells)} |")
    cells = [np.mean([r.verdict != "fail" for r in clean])]
    cells += [np.mean([r.verdict == "fail" for r in reports]) for reports in wrong.values()]
    print(f"| `--fail-on major` alone | {' | '.join(f'{c:.0%}' for c in cells)} |")


def main() -> int:
    """Check everything, print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    rows = {
        (name, key): (ko, en)
        for name, key, ko, en in (
            line.split("\t")
            for line in (args.folder / "rows.tsv").read_text(encoding="utf-8").splitlines()[1:]
        )
    }
    errors = lines_of(args.folder / "errors.jsonl")
    verdicts = lines_of(args.folder / "clean.jsonl")
    clean = [rows[v["set"], v["id"]] for v in verdicts if v["clean"]]
    slips = {(v["set"], v["id"]) for v in verdicts if not v["clean"]}

    reports = row_reports(
        [
            *clean,
            *((k, edited(e, en)) for e in errors for k, en in [rows[e["set"], e["id"]]]),
        ]
    )
    wrong = reports[len(clean) :]
    by_group: dict[str, Sequence[Report]] = {
        name: [r for r, e in zip(wrong, errors, strict=True) if e["family"] in families]
        for name, families in GROUPS.items()
    }
    print(f"Rows: {len(clean)} clean ones, {len(wrong)} with an error.\n")
    table(reports[: len(clean)], {**by_group, "all": wrong})

    of_row: dict[Pair, Error] = {}
    for error in errors:
        if error["severity"] != "minor":
            of_row.setdefault((error["set"], error["id"]), error)
    kept: dict[str, Planted] = {}
    for (name, key), pair in rows.items():
        if "#" in key and (name, key) not in slips:
            kept.setdefault(key.split("#")[0], []).append((pair, of_row.get((name, key))))
    kept = {name: doc for name, doc in kept.items() if sum(e is not None for _, e in doc) >= 3}

    sizes = sorted(len(doc) for doc in kept.values())
    print(f"\nArticles: {len(kept)} documents of {sizes[0]} to {sizes[-1]} sentences.\n")
    found = {many: article_reports([planted(doc, many) for doc in kept.values()]) for many in (0, 1, 3)}
    table(found[0], {"one sentence wrong": found[1], "three sentences wrong": found[3]})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
