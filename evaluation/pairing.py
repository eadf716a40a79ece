"""One-to-one pairing for the greatest total weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]


def best_pairs(weights: Mapping[Pair, int]) -> list[Pair]:
    """The pairs (left, right) of the best assignment, in order.

    ``weights`` holds the pairs that are allowed, each with a positive weight. Pairs that share no member
    are settled apart from each other, so that many small problems stay small.
    """
    chosen: list[Pair] = []
    for pairs in _components(weights):
        lefts, rights = sorted({left for left, _ in pairs}), sorted({right for _, right in pairs})
        table = [[weights.get((left, right), 0) for right in rights] for left in lefts]
        chosen.extend((lefts[row], rights[column]) for row, column in _assign(table))
    return sorted(pair for pair in chosen if pair in weights)


def _components(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs grouped so that no two groups share a left or a right member."""
    groups: list[tuple[set[int], set[int], list[Pair]]] = []
    for left, right in pairs:
        lefts, rights, members = {left}, {right}, [(left, right)]
        apart = []
        for group in groups:
            if left in group[0] or right in group[1]:
                lefts |= group[0]
                rights |= group[1]
                members += group[2]
            else:
                apart.append(group)
        groups = [*apart, (lefts, rights, members)]
    return [members for _, _, members in groups]


def _assign(table: Sequence[Sequence[int]]) -> list[Pair]:
    """The best assignment of a table of weights: the Hungarian method with potentials, O(n³)."""
    if len(table) > len(table[0]):
        return [(row, column) for column, row in _assign(list(zip(*table, strict=True)))]
    height, width = len(table), len(table[0])
    of_row, of_column = [0] * (height + 1), [0] * (width + 1)
    owner = [0] * (width + 1)  # which row (from 1) holds each column; column 0 is the row being placed
    for row in range(1, height + 1):
        owner[0] = row
        column, slack, came, done = 0, [1 << 60] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while owner[column]:
            done[column] = True
            here, least, following = owner[column], 1 << 60, 0
            for other in range(1, width + 1):
                if done[other]:
                    continue
                gap = -table[here - 1][other - 1] - of_row[here] - of_column[other]
                if gap < slack[other]:
                    slack[other], came[other] = gap, column
                if slack[other] < least:
                    least, following = slack[other], other
            for other in range(width + 1):
                if done[other]:
                    of_row[owner[other]] += least
                    of_column[other] -= least
                else:
                    slack[other] -= least
            column = following
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    return [(owner[column] - 1, column - 1) for column in range(1, width + 1) if owner[column]]
