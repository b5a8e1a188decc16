"""Any encoder of sentence-transformers: a folder, a model in the local cache, or a name.

This is the one encoder that brings in torch, and the one that may use the network: a model that
the user names and that is not on this machine is fetched by sentence-transformers.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.encode.protocol import Vectors, joined_windows, unit
from qa.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PACKAGE = "sentence-transformers"


def load(name: str) -> HubEncoder:
    """The model `name`: from disk if it is there, else from the hub.

    Raises:
        ModelError: sentence-transformers or the model is missing, with what to do about it.
    """
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError(
            f"encoder '{name}' needs the package {_PACKAGE} ({error}): "
            f"pip install {_PACKAGE}, or use --encoder embedded"
        ) from error
    # its own retries and warnings would bury the one line that says what is wrong
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    folder = Path(name).expanduser()
    if folder.exists():
        return _open(SentenceTransformer, name, str(folder), local=True)
    try:
        return _open(SentenceTransformer, name, name, local=True)
    except ModelError:
        if name.startswith((".", "/", "~")):
            raise
        return _open(SentenceTransformer, name, name, local=False)


def _open(kind: type[SentenceTransformer], name: str, where: str, *, local: bool) -> HubEncoder:
    try:
        model = kind(where, device="cpu", local_files_only=local)
    # Any fault inside the model's files ends here: OSError, KeyError, ValueError, SafetensorError and
    # the hub's own errors have no common base below Exception.
    except Exception as error:
        first = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise ModelError(
            f"{_PACKAGE} cannot load model '{name}' ({first[:200]}); give a folder that "
            "SentenceTransformer.save_pretrained wrote, the name of a model in the local cache, or a "
            "name that can be downloaded; or use --encoder embedded"
        ) from error
    return HubEncoder(model, name, where)


class HubEncoder:
    """`Encoder` over one `SentenceTransformer`."""

    def __init__(self, model: SentenceTransformer, name: str, where: str) -> None:
        self.name = name
        self.version = f"{_PACKAGE}-{metadata.version(_PACKAGE)}:{_revision(model, Path(where).expanduser())}"
        self._model = model
        dimension = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
        self._dimension = int(dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (n, d); a text beyond the model's limit is split and averaged."""
        if not texts:
            return np.zeros((0, self._dimension), np.float32)
        pieces: list[str] = []
        owner: list[int] = []
        for i, text in enumerate(texts):
            parts = self._split(text)
            pieces += parts
            owner += [i] * len(parts)
        rows = np.asarray(
            self._model.encode(pieces, convert_to_numpy=True, show_progress_bar=False), np.float32
        )
        rows = unit(rows) * np.array([max(1, len(p)) for p in pieces], np.float32)[:, None]
        out = np.zeros((len(texts), rows.shape[1]), np.float32)
        np.add.at(out, np.array(owner), rows)
        return unit(out)

    def windows(self, lines: Sequence[str], size: int) -> Vectors:
        """Vectors of all runs of up to `size` lines, each encoded anew; shape (size, n, d)."""
        return joined_windows(self.encode, lines, size)

    def _split(self, text: str) -> list[str]:
        """Pieces that the model reads whole: halved at a space until they fit."""
        limit = self._model.max_seq_length
        if not limit or len(text) < limit // 4:  # even four tokens a character would fit
            return [text]
        if len(text) <= limit * 20 and len(self._model.tokenizer.tokenize(text)) + 2 <= limit:
            return [text]
        if len(text) < 2:
            return [text]
        middle = text.rfind(" ", 1, len(text) // 2 + 1)
        if middle < len(text) // 4:
            middle = len(text) // 2
        return self._split(text[:middle]) + self._split(text[middle:])


def _revision(model: SentenceTransformer, folder: Path) -> str:
    """The hub's commit where known, else a digest of the model's weights on disk."""
    card = getattr(model, "model_card_data", None)
    revision = getattr(card, "base_model_revision", None)
    if folder.is_dir():
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]
    return str(revision or "unknown")[:12]
