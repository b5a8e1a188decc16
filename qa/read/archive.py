"""Zip archives that come from anywhere: read by stated limits, whatever they say of themselves."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from qa.errors import ReadError

MAX_MEMBER = 50_000_000
"""Bytes that one part of a document may unpack to.  A book of 1,000 pages has 5 million."""
MAX_ENTRIES = 10_000
"""Parts that an archive may have."""

_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What the library raises for archives that contradict themselves."""


class Archive:
    """A zip archive in memory."""

    def __init__(self, data: bytes, uri: str, form: str) -> None:
        """Open the archive; `form` is the format that an error says was expected.

        Raises:
            ReadError: it is no zip archive, or has too many parts.
        """
        self._uri = uri
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as fault:
            raise ReadError(f"is no {form}: {fault}", path=uri) from fault
        if len(self._zip.infolist()) > MAX_ENTRIES:
            raise ReadError(
                f"holds {len(self._zip.infolist()):,} parts, expected at most {MAX_ENTRIES:,}", path=uri
            )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A part, unpacked.  What the archive says of its size is not believed.

        Raises:
            ReadError: it is encrypted, damaged, or larger than 50 MB.
        """
        if self._zip.getinfo(name).flag_bits & _ENCRYPTED:
            raise ReadError("is encrypted, expected a document without a password", path=self._uri)
        try:
            with self._zip.open(name) as part:
                data = part.read(MAX_MEMBER + 1)
        except _DAMAGE as fault:
            raise ReadError(f"is damaged: {name}: {fault}", path=self._uri) from fault
        if len(data) > MAX_MEMBER:
            raise ReadError(
                f"{name} unpacks to more than {MAX_MEMBER / 1_000_000:.0f} MB, which is not read",
                path=self._uri,
            )
        return data
