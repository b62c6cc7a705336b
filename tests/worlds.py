"""The two invented worlds of the examples, whole and with their truth; everything follows from the seed.

`binh_gia` is a district of 19 communes in 2024, `ninh_thuan` a province of clusters in 2020. Nobody in them exists.
"""

from __future__ import annotations

from worlds_binh_gia import binh_gia
from worlds_ninh_thuan import ninh_thuan
from worlds_shape import World

SEED = 2024
__all__ = ["SEED", "World", "binh_gia", "ninh_thuan"]
