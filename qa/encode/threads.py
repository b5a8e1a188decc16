"""One BLAS thread: the products here are small, and threads that wait for each other cost more than
they bring, on a busy machine many times more.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

Limit = Callable[[], AbstractContextManager[Any]]


def one_thread() -> AbstractContextManager[Any]:
    """Holds numpy's BLAS to one thread inside a `with`, where threadpoolctl is installed."""
    return _limit()()


@functools.cache
def _limit() -> Limit:
    try:
        controller: Any = importlib.import_module("threadpoolctl").ThreadpoolController()
    except ImportError:
        return nullcontext
    return functools.partial(controller.limit, limits=1, user_api="blas")
