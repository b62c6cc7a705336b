"""Every place the law data knows."""

from __future__ import annotations

import csv
import io
from functools import cache

from diachi.core.place import Gazetteer, Place
from diachi.core.table import read_row
from diachi.files.law.tables import law_text


@cache
def gazetteer() -> Gazetteer:
    """Give every place the law data knows."""
    return Gazetteer(tuple(read_row(Place, row) for row in csv.DictReader(io.StringIO(law_text("places.csv")))))
