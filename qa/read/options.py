"""What a caller may say about the inputs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from qa.model import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read.

    `published` overrides whatever date the input gives.  With `presegmented` (`--lines`) every
    line is one sentence, a blank line ends a paragraph, and nothing is taken for a headline or
    for boilerplate.  `pair` says how the two sides of an article are called in a folder, as
    `{name}.ko.md:{name}.en.md`; empty for the usual ways.
    """

    published: datetime.date | None = None
    direction: Direction = "ko-en"
    presegmented: bool = False
    pair: str = ""
