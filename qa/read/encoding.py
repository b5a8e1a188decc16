"""Bytes to text: UTF-8, UTF-16 and CP949 (with EUC-KR inside it), or an error that says so."""

from __future__ import annotations

import codecs
import os
import re
import sys
import unicodedata
from pathlib import Path

from qa.errors import ReadError

STDIN = "-"
"""The path that means standard input."""
MAX_BYTES = 200 * 1000 * 1000
EXPECTED = "expected UTF-8, UTF-16 or CP949 (EUC-KR) text"

COMMON_SYLLABLES = frozenset("이다는을의에가고하를은지한로기도사어자시대인서나리")
"""The commonest syllables of running Korean: about two in five of all that are written."""
COMMON_SHARE = 0.12
"""A smaller share of them means Chinese or another code page read as if it were CP949."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_SYLLABLE = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[A-Za-z가-힣]")


def load(path: Path, *, prose: bool = True) -> str:
    """The text of a file, decoded (see `decode`).

    Raises:
        ReadError: the file cannot be read (see `read_bytes`), or holds no text in a known encoding.
    """
    return decode(read_bytes(path), name_of(path), prose=prose)


def name_of(path: Path) -> str:
    """How reports and errors name an input."""
    return "standard input" if str(path) == STDIN else path.as_posix()


def read_bytes(path: Path) -> bytes:
    """All of a file, or of standard input where the path is `-`.

    Raises:
        ReadError: the file is missing, is a directory, may not be read, or is larger than 200 MB.
    """
    uri = name_of(path)
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        elif path.is_dir():
            raise ReadError("is a directory, expected a file", path=uri)
        else:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                # Devices and pipes have no size, and may never end.
                data = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
                if size > MAX_BYTES:
                    raise too_large(uri, size)
    except FileNotFoundError:
        raise ReadError("no such file", path=uri) from None
    except OSError as fault:
        raise ReadError(f"cannot be read: {fault.strerror or fault}", path=uri) from fault
    except ValueError as fault:  # a name that no file can have
        raise ReadError(f"cannot be read: {fault}", path=uri) from fault
    if len(data) > MAX_BYTES:
        raise too_large(uri, len(data))
    return data


def too_large(uri: str, size: int, limit: int = MAX_BYTES) -> ReadError:
    """The fault of a file of more bytes than are read."""
    return ReadError(
        f"holds {size / 1_000_000:,.0f} MB or more, expected at most {limit / 1_000_000:,.0f} MB", path=uri
    )


def decode(data: bytes, uri: str, *, prose: bool = True) -> str:
    """The text of `data` in NFC, its line ends as line feeds.

    UTF-16 without a byte order mark is told by its zero bytes, which stand at every second place
    alone.  CP949 is taken only where the result looks like Korean, since almost any bytes decode
    as something.

    Args:
        data: the whole file.
        uri: how an error names the file.
        prose: whether it is running text; a list of words need not hold the commonest syllables.

    Raises:
        ReadError: empty, binary, or in an encoding that is not recognised.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError("is empty, expected text", path=uri)
    text = _unicode(data, uri)
    if text is None:
        text = _cp949(data, uri, prose)
    if _CONTROL.search(text):
        raise ReadError(f"looks binary (control characters found), {EXPECTED}", path=uri)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise ReadError("is empty, expected text", path=uri)
    return text


def _unicode(data: bytes, uri: str) -> str | None:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise ReadError(f"is UTF-32, {EXPECTED}", path=uri)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise ReadError(f"starts like UTF-16 but is broken, {EXPECTED}", path=uri) from None
    if b"\x00" in data:
        return _bare_utf16(data, uri)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _bare_utf16(data: bytes, uri: str) -> str:
    """UTF-16 without a mark: the high bytes of ASCII are zero, and only they."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for name, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(data) % 2 == 0 and zeros and zeros > 20 * others:
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if 2 * len(_LETTER.findall(text)) > len("".join(text.split())):
                return text
    raise ReadError(f"looks binary (zero bytes found), {EXPECTED}", path=uri)


def _cp949(data: bytes, uri: str, prose: bool) -> str:
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError as fault:
        raise ReadError(
            f"byte 0x{data[fault.start]:02x} at offset {fault.start} is neither UTF-8 nor CP949, {EXPECTED}",
            path=uri,
        ) from None
    if not _looks_korean(text, COMMON_SHARE if prose else 0.0):
        raise ReadError(f"is not UTF-8 and does not read as Korean in CP949, {EXPECTED}", path=uri)
    return text


def _looks_korean(text: str, share: float) -> bool:
    """Whether text decoded as CP949 is what its writer meant.

    Text in Windows-1252 comes out with syllables that EUC-KR does not have (they fill the rest
    of CP949), Chinese and Japanese with rare syllables, Hanja, kana and jamo.
    """
    syllables = _SYLLABLE.findall(text)
    others = sum(1 for c in text if c >= "\u0080" and not "가" <= c <= "힣" and c.isalpha())
    if not syllables:
        return others == 0
    rare = sum(1 for c in syllables if not _in_euc_kr(c))
    common = sum(1 for c in syllables if c in COMMON_SYLLABLES)
    return rare <= 0.1 * len(syllables) and others <= len(syllables) and common >= share * len(syllables)


def _in_euc_kr(syllable: str) -> bool:
    try:
        syllable.encode("euc_kr")
    except UnicodeEncodeError:
        return False
    # Python's codec writes the other syllables as eight bytes of jamo.
    return len(syllable.encode("euc_kr")) == 2
