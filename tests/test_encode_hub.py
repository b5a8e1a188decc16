import json
from pathlib import Path

import numpy as np
import pytest

from qa.encode import load
from qa.errors import ModelError

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "the",
    "river",
    "froze",
    "city",
    "snow",
    "강",
    "도시",
    "눈",
    "##이",
    ".",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real, small sentence-transformers model on disk."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, BertTokenizer

    torch.manual_seed(0)
    base = tmp_path_factory.mktemp("bert")
    (base / "vocab.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=24,
    )  # fmt: skip
    BertModel(config).save_pretrained(base)
    BertTokenizer(str(base / "vocab.txt")).save_pretrained(base)
    out = tmp_path_factory.mktemp("model")
    model = SentenceTransformer(str(base), device="cpu")  # adds mean pooling by itself
    model.max_seq_length = 24
    model.save_pretrained(str(out))
    return out


def test_a_model_on_disk_gives_unit_vectors_and_windows(folder: Path) -> None:
    encoder = load(str(folder))
    assert encoder.name == str(folder)
    lines = ["the river froze .", "snow .", "the city ."]
    vectors, windows = encoder.encode(lines), encoder.windows(lines, 2)
    assert vectors.shape == (3, 16)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert windows.shape == (2, 3, 16)
    assert np.allclose(windows[1, 2], encoder.encode(["snow . the city ."])[0], atol=1e-5)
    assert not windows[1, 0].any()
    assert encoder.encode([]).shape == (0, 16)
    assert encoder.windows([], 2).shape == (2, 0, 16)


def test_the_version_follows_the_weights(folder: Path) -> None:
    assert load(str(folder)).version == load(str(folder)).version
    assert load(str(folder)).version.startswith("sentence-transformers-")


def test_text_beyond_the_model_is_read_whole(folder: Path) -> None:
    encoder = load(str(folder))
    start = "the river froze . " * 12
    assert not np.allclose(
        encoder.encode([start])[0], encoder.encode([start + "snow 눈 city . " * 12])[0], atol=1e-3
    )


@pytest.mark.parametrize("name", ["./no-such-model", "/nowhere/no-such-model"])
def test_a_missing_model_says_what_to_do(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        load(name)
    message = str(caught.value)
    assert "\n" not in message
    for part in ("sentence-transformers", f"'{name}'", "--encoder embedded"):
        assert part in message


def test_a_name_that_cannot_be_fetched_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="no-such-owner/no-such-model"):
        load("no-such-owner/no-such-model")


def test_a_broken_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot load model"):
        load(str(tmp_path))
