"""Records as a table of DuckDB: one row of keys each, words as they are compared, the rest as hashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from diachi.core.linkage.levels import among_of, by_given_of, names_of, probe_of, sure_of
from diachi.core.linkage.places import Said, place_keys
from diachi.core.linkage.traits import Traits, place_said, traits_of
from diachi.core.same import LinkRecord

_BATCH = 50_000
_WORDS = ("accented", "tokens", "surname", "day", "sex", "phone", "ethnic")  # only ever held equal
_KEPT = ("joined", "given", "number", "card", "hamlet")  # held against each other letter by letter
_LISTS = ("also", "probe", "among", "sure", "names", "by_given", "numbers")
NOWHERE = ("", "")


class _Anywhere(dict[Said, tuple[str, str]]):
    """Places not yet known: they are laid over the rows once every place was said."""

    def __missing__(self, key: Said) -> tuple[str, str]:
        return NOWHERE


def lay_rows(con: duckdb.DuckDBPyConnection, left: Iterable[LinkRecord], right: Iterable[LinkRecord] | None) -> None:
    """Make the tables `raw` (keys as text) and `rows` (keys as hashes) of both lists; `id` counts the rows by list."""
    said: dict[Said, int] = {}
    con.execute("drop table if exists raw")
    made = False
    for side, records in enumerate((left, right or ())):
        for batch in _batches(records, said, side):
            con.register("batch", batch)
            con.execute("insert into raw select * from batch" if made else "create table raw as select * from batch")
            con.unregister("batch")
            made = True
    if not made:
        con.register("batch", _table([], [], 0))
        con.execute("create table raw as select * from batch")
    keys = place_keys(said)
    places = [(n, *keys[one]) for one, n in said.items()] or [(-1, *NOWHERE)]
    con.register(
        "places_said",
        pa.table(dict(zip(("said", "place", "province"), map(list, zip(*places, strict=True)), strict=True))),
    )
    con.execute(_ROWS)
    con.unregister("places_said")


def _hashed(column: str) -> str:
    return f"if({column} = '', 0::ubigint, hash({column})) as {column}"


_ROWS = f"""
create or replace table rows as
select (row_number() over (order by side, record_id))::integer as unique_id, side::tinyint as side, record_id, list_key,
  {", ".join(map(_hashed, _WORDS))}, if(name = '', 0::ubigint, hash(name)) as name, hash(joined) as joined_h,
  hash(given) as given_h, {", ".join(_KEPT)}, plain, middle,
  year::smallint as year, number_year::smallint as number_year,
  {", ".join(f"list_transform({c}, lambda x: hash(x)) as {c}" for c in _LISTS)},
  if(place = '', 0::ubigint, hash(place)) as place, if(province = '', 0::ubigint, hash(province)) as province,
  people
from raw join places_said using (said)
"""


def _batches(records: Iterable[LinkRecord], said: dict[Said, int], side: int) -> Iterator[pa.Table]:
    anywhere = _Anywhere()
    rows = iter(records)
    while batch := list(islice(rows, _BATCH)):
        places = [said.setdefault(place_said(r), len(said)) for r in batch]
        yield _table([traits_of(r, anywhere) for r in batch], places, side)


def _table(traits: list[Traits], said: list[int], side: int) -> pa.Table:
    texts = {c: [getattr(t, c) for t in traits] for c in ("record_id", "list_key", "name", *_WORDS, *_KEPT)}
    lists: dict[str, list[Any]] = {
        "also": [t.also for t in traits],
        "probe": [probe_of(t) for t in traits],
        "among": [among_of(t) for t in traits],
        "sure": [sure_of(t) for t in traits],
        "names": [names_of(t) for t in traits],
        "by_given": [by_given_of(t) for t in traits],
        "numbers": [t.other_numbers for t in traits],
        "people": [t.others for t in traits],
    }
    columns = {c: pa.array(v, pa.string()) for c, v in texts.items()}
    columns |= {c: pa.array(v, pa.list_(pa.string())) for c, v in lists.items()}
    columns |= {c: pa.array([getattr(t, c) for t in traits], pa.bool_()) for c in ("plain", "middle")}
    columns |= {c: pa.array([getattr(t, c) for t in traits], pa.int32()) for c in ("year", "number_year")}
    columns["said"] = pa.array(said, pa.int32())
    columns["side"] = pa.array([side] * len(traits), pa.int32())
    return pa.table(columns)
