"""Rows that several columns hold alike, and the places of keys among others."""

from __future__ import annotations

from typing import Any

import numpy as np

Ints = np.ndarray[Any, Any]


def alike(*columns_: Ints) -> tuple[Ints, Ints]:
    """Group rows by columns of small numbers from zero: (group of each row, first row of each group), groups sorted."""
    if not len(columns_[0]):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    key, widest = np.zeros(len(columns_[0]), dtype=np.int64), 1
    for column in columns_:
        width = int(column.max()) + 1
        if widest * width >= 2**62:
            _, key = np.unique(key, return_inverse=True)
            widest = int(key.max()) + 1
        key = key * width + column
        widest *= width
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    return group.astype(np.int64), first


def matched(keys: Ints, wanted: Ints) -> Ints:
    """Give the place of each wanted key in sorted keys; -1 where it is not there."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1) if len(keys) else np.full(len(wanted), -1)


def ranges(starts: Ints, counts: Ints) -> Ints:
    """Give start, start + 1, ... for every row, one row after another."""
    before = np.repeat(np.cumsum(counts) - counts, counts)
    found: Ints = np.arange(int(counts.sum())) - before + np.repeat(starts, counts)
    return found


def column(table: object, name: str) -> Ints:
    """Give a column of the classes as an array."""
    return np.asarray(getattr(table, name), dtype=np.int64)
