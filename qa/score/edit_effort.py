"""chrF2, BLEU and TER by sacrebleu, with the signatures that make them comparable.

Against a `reference` they tell how near the translation is to another human one; against `mt`,
the machine's draft, how much was edited (TER against the edited text is HTER).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qa.model import Article, Lang, MetricScore


def metric_scores(articles: Sequence[Article]) -> tuple[tuple[MetricScore, ...], ...]:
    """Scores of each article, then those of the whole file repeated in each (scope `file`).

    Articles without `reference` and `mt` have none; sacrebleu is imported only if any has one.
    """
    columns = [("en/reference", [a.reference for a in articles]), ("mt/en", [a.mt for a in articles])]
    rows: list[list[MetricScore]] = [[] for _ in articles]
    for against, other in columns:
        present = [n for n, text in enumerate(other) if text]
        if not present:
            continue
        pairs = []
        for n in present:
            edited = articles[n].en.text
            text = other[n] or ""
            # the hypothesis comes first: our English against the reference, the draft against our English
            pairs.append((edited, text) if against == "en/reference" else (text, edited))
        for metric, sentence_metric in _metrics():
            for n, (hypothesis, reference) in zip(present, pairs, strict=True):
                score = sentence_metric.sentence_score(hypothesis, [reference])
                rows[n].append(_score(sentence_metric, score, against, "row"))
            whole = metric.corpus_score([p[0] for p in pairs], [[p[1] for p in pairs]])
            for n in present:
                rows[n].append(_score(metric, whole, against, "file"))
    return tuple(tuple(row) for row in rows)


def edit_scores(old: str, new: str, lang: Lang) -> tuple[MetricScore, ...]:
    """How far an edited text is from what it was, by chrF2, BLEU and TER (of a draft: HTER).

    Args:
        old: the text before.
        new: the text after, which is the reference.
        lang: of both; Korean is compared character by character, as it has no words that metrics know.
    """
    against = "old/new"
    return tuple(
        _score(metric, metric.sentence_score(old, [new]), against, "row")
        for _, metric in _metrics("char" if lang == "ko" else "13a")
    )


def _metrics(tokenize: str = "13a") -> list[tuple[Any, Any]]:
    """Pairs of a corpus metric and its sentence form (BLEU wants effective order on a sentence).

    TER has no tokenizer by characters; with its Asian support it parts some scripts, not Hangul, so that
    Korean is compared by written words.
    """
    from sacrebleu.metrics import BLEU, CHRF, TER

    return [
        (CHRF(), CHRF()),
        (BLEU(tokenize=tokenize), BLEU(tokenize=tokenize, effective_order=True)),
        (TER(), TER()),
    ]


def _score(metric: Any, score: Any, against: str, scope: Any) -> MetricScore:  # noqa: ANN401  sacrebleu is untyped
    return MetricScore(
        name=score.name,
        against=against,
        value=round(float(score.score), 4),
        signature=str(metric.get_signature()),
        scope=scope,
    )
