"""The order of links: what stands in order, and where additions go."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from qa.model import Link

Sized = tuple[Sequence[int], Sequence[int], float]
"""The Korean and the English sentences of a link, and how much it weighs."""


def in_order(links: Sequence[Sized]) -> set[int]:
    """The indices of the heaviest set of links that do not cross, by their first sentences."""
    by_korean = sorted(range(len(links)), key=lambda n: links[n][0][0])
    # For each English start the heaviest chain that ends there or before, kept as a staircase:
    # starts and weights both rise.
    starts: list[int] = []
    chains: list[tuple[float, int]] = []
    previous: list[int] = [-1] * len(links)
    for n in by_korean:
        _, en, weight = links[n]
        at = bisect.bisect_left(starts, en[0])
        total = weight
        if at:
            total, previous[n] = chains[at - 1][0] + weight, chains[at - 1][1]
        stop = at
        while stop < len(starts) and chains[stop][0] <= total:
            stop += 1
        starts[at:stop], chains[at:stop] = [en[0]], [(total, n)]
    out: set[int] = set()
    n = chains[-1][1] if chains else -1
    while n >= 0:
        out.add(n)
        n = previous[n]
    return out


def placed(linked: Sequence[Link], additions: Sequence[Link]) -> tuple[Link, ...]:
    """The additions put each behind the link that holds the English sentence before it."""
    behind: dict[int, list[Link]] = {}
    anchor: dict[int, int] = {j: at for at, link in enumerate(linked) for j in link.en}
    for link in additions:
        j = link.en[0]
        anchor[j] = anchor.get(j - 1, -1)
        behind.setdefault(anchor[j], []).append(link)
    out = list(behind.get(-1, ()))
    for at, link in enumerate(linked):
        out += [link, *behind.get(at, ())]
    return tuple(out)
