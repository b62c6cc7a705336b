"""The tables of the law data about poverty: standards."""

from __future__ import annotations

from functools import cache

from diachi.core.poverty.standard import PovertyValue
from diachi.core.poverty.standards import Standards
from diachi.files.law.tables import records


@cache
def standards() -> Standards:
    """Give the poverty standards of the country, with the higher ones of provinces."""
    return Standards(records("poverty_standards", PovertyValue))
