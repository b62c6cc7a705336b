"""The table of the law data about persons of merit."""

from __future__ import annotations

from functools import cache

from diachi.core.merit import MeritCategories, MeritCategory
from diachi.files.law.tables import records


@cache
def merit_categories() -> MeritCategories:
    """Give the categories of merit of every ordinance."""
    return MeritCategories(records("merit_categories", MeritCategory))
