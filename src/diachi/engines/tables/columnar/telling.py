"""What a proposal of national size says of every household and group: codes by column, reasons once for each class.

A reason has the code, the clause and the facts that `core.allocation.reasons` gives for the same pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from diachi.core.allocation.class_proposal import ToldColumns
from diachi.engines.tables.columnar.alike import Ints
from diachi.engines.tables.columnar.counting import Counted
from diachi.engines.tables.columnar.leftover import unmet_homes, unmet_sponsors
from diachi.engines.tables.columnar.lists import Lists, loads_of
from diachi.engines.tables.columnar.said import Reasons
from diachi.engines.tables.columnar.why import why_pairs

Entry = dict[str, Any]
NOBODY = -1


def told(lists: Lists, counted: Counted, home: Ints, group: Ints) -> ToldColumns:
    """Give the tables of the folder, the reasons they point to, and the clauses that were not held in full."""
    loads = loads_of(group, len(lists.bodies.ids))
    said = Reasons()
    reason = why_pairs(lists, home, group, said)
    homes = unmet_homes(lists, counted, home, group, said)
    sponsors, relaxed = unmet_sponsors(lists, counted, home, loads, said)
    family = np.full(len(lists.homes), NOBODY)
    family[lists.people.candidates] = counted.family
    ids = pa.concat_arrays([lists.homes.ids.take(pa.array(homes[0])), lists.bodies.ids.take(pa.array(sponsors[0]))])
    number = np.concatenate([homes[1], sponsors[1]])
    codes = pa.array([entry["code"] for entry in said.unmet] or [""]).take(pa.array(number))
    tables: dict[str, dict[str, Sequence[Any]]] = {
        "groups": _groups(lists, counted, loads),
        "assignments": {
            "household_id": lists.homes.ids.take(pa.array(home)),
            "group_id": lists.bodies.ids.take(pa.array(group)),
            "class_id": pa.array(family[home], mask=family[home] == NOBODY),
            "reason_id": pa.array(reason),
        },
        "unmet": {"id": ids, "reason_code": codes, "class_id": pa.array(number)},
    }
    return ToldColumns(tables=tables, reasons={"assignments": said.pairs, "unmet": said.unmet}, relaxed=relaxed)


def _groups(lists: Lists, counted: Counted, loads: Ints) -> dict[str, Sequence[Any]]:
    bodies = lists.bodies
    lead = lists.agencies.ids.take(pa.array(bodies.lead))
    members = lead.to_pylist()
    for row, group in bodies.joint.items():
        members[row] = ";".join(group.members)
    return {
        "group_id": bodies.ids,
        "lead": lead,
        "agency_ids": pa.array(members, pa.string()),
        "class_id": pa.array(counted.sponsor),
        "capacity": pa.array(bodies.column("capacity")),
        "load": pa.array(loads),
    }
