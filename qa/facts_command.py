"""`qa facts`: what is read from one text, without any comparison."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

from qa.errors import ReadError
from qa.model import Lang
from qa.read.normal import whole_characters


def facts_lines(lang: Lang, data: bytes, name: str, published: datetime.date | None) -> Iterator[str]:
    """JSON lines for plain text (one a fact) or for JSON-lines records (one a record).

    Raises:
        ReadError: an undecodable file, or a record without `text` or with an impossible date.
    """
    from qa.pipeline import read_facts
    from qa.read.encoding import decode
    from qa.values import facts_json

    text = decode(data, name)
    if not name.endswith((".jsonl", ".ndjson")):
        for facts in read_facts(lang, [text], [published]):
            for fact in facts:
                for line in facts_json(fact):
                    yield json.dumps(line, ensure_ascii=False) + "\n"
        return
    records = [
        _record(line, number, name, published)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
    results = read_facts(lang, [r[1] for r in records], [r[2] for r in records])
    for (key, _, _), facts in zip(records, results, strict=True):
        printed = [j for fact in facts for j in facts_json(fact)]
        yield json.dumps({"id": key, "facts": printed}, ensure_ascii=False) + "\n"


def _record(
    line: str, number: int, name: str, published: datetime.date | None
) -> tuple[str, str, datetime.date | None]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg}", path=name, line=number) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError('expected an object with "text"', path=name, line=number)
    if not whole_characters(record["text"]):
        raise ReadError("text holds half of a surrogate pair", path=name, line=number)
    date = published
    if record.get("published"):
        try:
            date = datetime.date.fromisoformat(str(record["published"])[:10])
        except ValueError as error:
            raise ReadError(
                f"published: {record['published']!r} is not a date that exists", path=name, line=number
            ) from error
    return str(record.get("id", number)), record["text"], date
