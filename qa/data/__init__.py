"""Locale tables as data, and their loader.

A table is a UTF-8 TSV in NFC with a header row; every table has a `source` column.  Rules about
how rows are used stay in code; what a linguist might want to change is a row.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from importlib import resources

from qa.errors import DataError


@functools.cache
def table(name: str, columns: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    """The rows of `qa/data/NAME.tsv` (`ko/units`, say), in file order.

    Args:
        name: path below this package, without the ending.
        columns: the header that the caller expects, in order.

    Raises:
        DataError: a wrong header, a short row, text that is not NFC, or a row listed twice.
    """
    path = f"{name}.tsv"
    text = resources.files("qa.data").joinpath(path).read_text(encoding="utf-8")
    lines = text.splitlines()
    header = tuple(lines[0].split("\t")) if lines else ()
    if header != columns:
        raise DataError(f"columns are {header}, expected {columns}", path=path, line=1)
    rows: list[Mapping[str, str]] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise DataError(f"{len(cells)} cells, expected {len(columns)}", path=path, line=number)
        if not unicodedata.is_normalized("NFC", line):
            raise DataError("text is not in NFC", path=path, line=number)
        if line in seen:
            raise DataError(f"the same row stands in line {seen[line]}", path=path, line=number)
        seen[line] = number
        rows.append(dict(zip(columns, cells, strict=True)))
    return tuple(rows)


def resource(name: str) -> str:
    """The text of a data file below this package."""
    return resources.files("qa.data").joinpath(name).read_text(encoding="utf-8")
