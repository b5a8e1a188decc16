"""Which format a file is in: by its name, and where that says nothing, by how it begins."""

from __future__ import annotations

import re
from pathlib import Path

from qa.errors import ReadError
from qa.read.encoding import decode, name_of, read_bytes
from qa.read.source import Source, text_source

_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body|div)\b", re.IGNORECASE)


def open_source(path: Path) -> Source:
    """The lines of a file that is no pairs file.

    Raises:
        ReadError: the file cannot be read, or is of a format that is not.
    """
    uri = name_of(path)
    text = decode(read_bytes(path), uri)
    if _MARKUP.match(text):
        raise ReadError("is HTML or XML source, expected the text of the page", path=uri)
    return text_source(text, uri)
