"""The keys of core.linkage.meeting in DuckDB, and the pairs of rows that share one; a test forces both to agree."""

from __future__ import annotations

import duckdb

from diachi.core.linkage.meeting import MOST_PAIRS_OF_KEY, MOST_PAIRS_OF_NAME, RARE

# kind -> the parts of its key and when there is one, of a row and of its members
_OF_ROWS = {
    "t": ("phone", "phone <> 0"),
    "y": ("tokens, year", "name <> 0 and year <> 0"),
    RARE: ("tokens, province", "name <> 0"),
    "v": ("hamlet, place", "place <> 0 and hamlet <> ''"),
    "s": ("surname, given_h, place", "place <> 0 and name <> 0"),
    "j": ("joined_h, place", "place <> 0 and name <> 0"),
    "w": ("surname, year, place", "place <> 0 and name <> 0 and year <> 0"),
    "p": ("given_h, year, place", "place <> 0 and name <> 0 and year <> 0"),
}
_OF_PEOPLE = {
    "j": ("joined_h, place", "place <> 0 and year = 0"),
    "p": ("given_h, year, place", "place <> 0 and year <> 0"),
    "s": ("surname, given_h, place", "place <> 0 and surname <> 0"),
}
_NUMBERS = """
select unique_id, side, hash(number) as key from rows where number <> ''
union select unique_id, side, hash(card) from rows where card <> ''
union select unique_id, side, number from people where number <> 0
"""


def _keys(kind: str) -> str:
    tables = (("rows", _OF_ROWS), ("people", _OF_PEOPLE))
    return " union ".join(
        f"select unique_id, side, hash({keys[kind][0]}) as key from {table} where {keys[kind][1]}"
        for table, keys in tables
        if kind in keys
    )


def meet(con: duckdb.DuckDBPyConnection, *, within: bool) -> int:
    """Make the table `met` of pairs that share a key; give how many keys were too common to compare all their pairs.

    One kind of key after the other: those of a nation do not fit side by side.
    """
    con.execute("create or replace temp table sharing (one integer, two integer)")
    skipped = _share(con, _NUMBERS, MOST_PAIRS_OF_KEY, within=within)
    for kind in _OF_ROWS:
        most = MOST_PAIRS_OF_NAME if kind == RARE else MOST_PAIRS_OF_KEY
        too_common = _share(con, _keys(kind), most, within=within)
        skipped += 0 if kind == RARE else too_common
    con.execute("create or replace temp table met as select distinct one, two from sharing")
    con.execute("drop table sharing; drop table people")
    return skipped


def _share(con: duckdb.DuckDBPyConnection, keys: str, most: int, *, within: bool) -> int:
    """Add the pairs that share a key of one kind to `sharing`; give how many keys were too common."""
    con.execute(f"create or replace temp table keys as {keys}")
    pairs = "count(*) * count(*)" if within else "count(*) filter (side = 0) * count(*) filter (side = 1)"
    con.execute(
        f"""create or replace temp table shared as
        select key, {pairs} as pairs from keys group by key having pairs > {1 if within else 0}"""
    )
    order = "l.unique_id < r.unique_id" if within else "l.side = 0 and r.side = 1"
    con.execute(
        f"""insert into sharing
        with usable as (select k.* from keys k semi join (select key from shared where pairs <= {most}) using (key))
        select l.unique_id, r.unique_id from usable l join usable r on l.key = r.key and {order}"""
    )
    skipped = con.execute(f"select count(*) from shared where pairs > {most}").fetchone()
    con.execute("drop table keys; drop table shared")
    return int(skipped[0]) if skipped else 0
