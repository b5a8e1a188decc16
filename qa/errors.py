"""Faults in a run, told in one line each.

    QaError                 exit code 2
    ├── ReadError           an input cannot be read, or holds no article
    ├── ConfigError         an option or a configuration key is wrong
    ├── DataError           a table of ours, or a user's glossary, is malformed
    └── ModelError          an encoder cannot be loaded

A fault in the *article* is a finding, never an exception; a fault in our code is any other
exception and keeps its traceback.
"""

from __future__ import annotations


class QaError(Exception):
    """One clear line: where (file, and line or key), what was found, what was expected."""

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        self.message = message
        self.path = path
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        where = self.path or ""
        if where and self.line is not None:
            where += f":{self.line}"
        return f"{where}: {self.message}" if where else self.message


class ReadError(QaError):
    """An input cannot be read, or holds no article."""


class ConfigError(QaError):
    """An option or a configuration key is wrong."""


class DataError(QaError):
    """A table is malformed."""


class ModelError(QaError):
    """An encoder cannot be loaded."""
