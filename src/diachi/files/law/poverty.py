"""The tables of the law data about poverty: standards, indicators, causes, movements between reviews."""

from __future__ import annotations

from functools import cache

from diachi.core.poverty.causes import PovertyCause, PovertyCauses
from diachi.core.poverty.indicators import DeprivationIndicator, DeprivationIndicators
from diachi.core.poverty.movements import Movement, Movements
from diachi.core.poverty.standard import PovertyValue
from diachi.core.poverty.standards import Standards
from diachi.files.law.tables import records


@cache
def standards() -> Standards:
    """Give the poverty standards of the country, with the higher ones of provinces."""
    return Standards(records("poverty_standards", PovertyValue))


@cache
def poverty_causes() -> PovertyCauses:
    """Give the causes of poverty of each regime."""
    return PovertyCauses(records("poverty_causes", PovertyCause))


@cache
def deprivation_indicators() -> DeprivationIndicators:
    """Give the indicators of each standard."""
    return DeprivationIndicators(records("deprivation_indicators", DeprivationIndicator))


@cache
def movements() -> Movements:
    """Give the movements between two reviews."""
    return Movements(records("status_movements", Movement))
