"""Records as a table of DuckDB: one row of keys each, words as they are compared, the rest as hashes.

Lists say the same names again and again: each different cell of a name is read once, and rows point to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from diachi.core.linkage.places import Said, place_keys
from diachi.core.linkage.traits import (
    HeadKeys,
    day_said,
    ethnic_form,
    hamlet_form,
    head_keys,
    number_keys,
    place_said,
    year_said,
)
from diachi.core.same import LinkRecord

_BATCH, _SPAN = 20_000, 200_000  # rows
_NOWHERE = ("", "")
_TEXT, _TEXTS, _COUNT, _YES = pa.string(), pa.list_(pa.string()), pa.int32(), pa.bool_()
_RAW = {
    **dict.fromkeys(("record_id", "list_key", "day", "number", "card", "sex", "phone", "ethnic", "hamlet"), _TEXT),
    **dict.fromkeys(("unique_id", "side", "head", "said", "born", "number_year"), _COUNT),
    "members": _TEXTS,
}
_HEAD = {
    **dict.fromkeys(("accented", "name", "tokens", "joined", "surname", "given"), _TEXT),
    **dict.fromkeys(("plain", "middle"), _YES),
    "also": _TEXTS,
}
_LETTERS = 64  # of a word, as bits of one number


def lay_rows(con: duckdb.DuckDBPyConnection, left: Iterable[LinkRecord], right: Iterable[LinkRecord] | None) -> None:
    """Make the tables `rows` (a row of keys for each record; unique_id counts them) and `people` (their members)."""
    heads: dict[str, int] = {}
    said: dict[Said, int] = {}
    con.execute("drop table if exists raw; drop table if exists heads")
    _fill(con, "heads", _heads([]))
    _fill(con, "raw", _records([], 0, heads, said, 0))
    count = 0
    for side, records in enumerate((left, right or ())):
        for batch in _batches(records):
            new = [cell for cell in dict.fromkeys(r.head_name for r in batch) if cell not in heads]
            _fill(con, "heads", _heads(new, len(heads)))
            heads.update(zip(new, range(len(heads), len(heads) + len(new)), strict=True))
            _fill(con, "raw", _records(batch, count, heads, said, side))
            count += len(batch)
    keys = place_keys(said)
    columns = zip(*((n, *keys[one]) for one, n in said.items()), strict=True) if said else ((), (), ())
    _fill(con, "places", _arrow(dict(zip(("said", "place", "province"), columns, strict=True)), _PLACES))
    con.execute(f"{_HASHED_HEADS}; drop table heads")
    con.execute(f"{_BARE_ROWS}; drop table raw; drop table places; drop table hashed_heads")
    con.execute(f"{_PEOPLE}; create or replace table rows as {_rows_between(-1, -1)}")
    for first in range(0, count, _SPAN):
        con.execute(f"insert into rows {_rows_between(first, first + _SPAN - 1)}")
    con.execute("drop table bare_rows")


_PLACES = {"said": _COUNT, "place": _TEXT, "province": _TEXT}


def _batches(records: Iterable[LinkRecord]) -> Iterator[list[LinkRecord]]:
    rows = iter(records)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _fill(con: duckdb.DuckDBPyConnection, table: str, batch: pa.Table) -> None:
    con.register("batch", batch)
    con.execute(f"create table if not exists {table} as select * from batch limit 0; insert into {table} from batch")
    con.unregister("batch")


def _records(batch: list[LinkRecord], first: int, heads: dict[str, int], said: dict[Said, int], side: int) -> pa.Table:
    numbers = [number_keys(r.personal_id) for r in batch]
    columns: dict[str, list[Any]] = {
        "unique_id": list(range(first, first + len(batch))),
        "record_id": [r.record_id for r in batch],
        "list_key": [r.list_key for r in batch],
        "side": [side] * len(batch),
        "head": [heads[r.head_name] for r in batch],
        "born": [year_said(r.head_birth) for r in batch],
        "day": [day_said(r.head_birth) for r in batch],
        "number": [n.number for n in numbers],
        "card": [n.card for n in numbers],
        "number_year": [n.year for n in numbers],
        "sex": [r.head_sex or n.sex for r, n in zip(batch, numbers, strict=True)],
        "phone": [r.phone for r in batch],
        "ethnic": [ethnic_form(r.ethnic_group) for r in batch],
        "said": [said.setdefault(place_said(r), len(said)) for r in batch],
        "hamlet": [hamlet_form(r.hamlet) for r in batch],
        "members": [r.members for r in batch],
    }
    return _arrow(columns, _RAW)


def _heads(cells: list[str], first: int = 0) -> pa.Table:
    keys = [head_keys(cell) for cell in cells]
    columns: dict[str, list[Any]] = {name: [getattr(k, name) for k in keys] for name in _HEAD}
    columns["letters"] = [_letters(k) for k in keys]
    columns["head"] = list(range(first, first + len(cells)))
    return _arrow(columns, {**_HEAD, "letters": pa.uint64(), "head": _COUNT})


def _letters(head: HeadKeys) -> int:
    """The letters of a name as bits: one slip of the hand changes two of them at most."""
    return sum({1 << (ord(c) % _LETTERS) for c in head.joined})


def _arrow(columns: dict[str, Any], types: dict[str, pa.DataType]) -> pa.Table:
    return pa.table({name: pa.array(columns[name], kind) for name, kind in types.items()})


def _hashed(*columns: str) -> str:
    return ", ".join(f"if({c} = '', 0::ubigint, hash({c})) as {c}" for c in columns)


_HASHED_HEADS = f"""
create table hashed_heads as
select head, {_hashed("accented", "tokens", "surname", "name")}, hash(joined) as joined_h, hash(given) as given_h,
  joined, given, letters, plain, middle, list_transform(also, lambda x: hash(x)) as also
from heads
"""
_BARE_ROWS = f"""
create table bare_rows as
select unique_id, side::tinyint as side, record_id, list_key,
  hashed_heads.* exclude (head), {_hashed("day", "sex", "phone", "ethnic", "place", "province")}, number, card, hamlet,
  if(born = 0, number_year, born)::smallint as year, number_year::smallint as number_year, born::smallint as born,
  members
from raw join hashed_heads using (head) join places using (said)
"""
# The members without the head: lists name the head among them or not.
_PEOPLE = """
create or replace table people as
with said as (
  select unique_id, side, place, name as head, born, split_part(member, '|', 1) as name,
    coalesce(try_cast(split_part(member, '|', 2) as smallint), 0::smallint) as year,
    split_part(member, '|', 3) as number
  from (select unique_id, side, place, name, born, unnest(members) as member from bare_rows)
)
select unique_id, side, place, hash(name) as name, hash(replace(name, ' ', '')) as joined_h,
  if(contains(name, ' '), hash(split_part(name, ' ', 1)), 0) as surname, hash(split_part(name, ' ', -1)) as given_h,
  year, if(number = '', 0, hash(number)) as number
from said where name <> '' and not (hash(name) = head and (year = 0 or born = 0 or year = born))
"""
# Under which keys a head stands among members: a year more or less, or none written; -1 = any year, 0 = none.
_PROBE = """
case when name = 0 then [] else list_concat(
  if(year = 0, [hash(name, -1::smallint)],
    [hash(name, (year - 1)::smallint), hash(name, year), hash(name, (year + 1)::smallint)]),
  [hash(name, 0::smallint)], if(number = '', [], [hash(number)]), if(card = '', [], [hash(card)])) end
"""
# Lists nearly never share anything; a bit for each of their members tells so at once.
_BITS = "list_reduce(list_transform({}, lambda x: 1::ubigint << (x % 64)::integer), lambda x, y: x | y, 0::ubigint)"
_LISTS = ("probe", "among", "sure", "names", "by_given", "numbers")


def _rows_between(first: int, last: int) -> str:
    """The rows of a span, with what their members are looked for by; lists of a nation at once take much memory."""
    return f"""
    with shared as (
      select unique_id, list_concat(list(hash(name, year)), list(hash(name, -1::smallint)),
          coalesce(list(number) filter (number <> 0), [])) as among,
        list(hash(name, year)) filter (year <> 0) as sure, list(name) as names,
        list(hash(given_h, year)) filter (year <> 0) as by_given, list(number) filter (number <> 0) as numbers
      from people where unique_id between {first} and {last} group by unique_id
    ),
    listed as (
      select bare_rows.* exclude (members, born), 0::tinyint as rareness, {_PROBE} as probe,
        {", ".join(f"coalesce({c}, []) as {c}" for c in _LISTS[1:])}
      from bare_rows left join shared using (unique_id) where unique_id between {first} and {last}
    )
    select *, {", ".join(f"{_BITS.format(c)} as {c}_bits" for c in _LISTS)} from listed"""
