"""The keys of core.linkage.meeting in DuckDB, and the pairs of rows that share one; a test forces both to agree."""

from __future__ import annotations

import duckdb

from diachi.core.linkage.meeting import MOST_PAIRS_OF_KEY, MOST_PAIRS_OF_NAME

_RARE = "r"
# kind -> the parts of its key, and when there is one
_KEYS = {
    "t": ("phone", "phone <> 0"),
    "y": ("tokens, year", "name <> 0 and year <> 0"),
    _RARE: ("tokens, province", "name <> 0"),
    "v": ("hamlet, place", "place <> 0 and hamlet <> ''"),
    "s": ("surname, given_h, place", "place <> 0 and name <> 0"),
    "j": ("joined_h, place", "place <> 0 and name <> 0"),
    "w": ("surname, year, place", "place <> 0 and name <> 0 and year <> 0"),
    "p": ("given_h, year, place", "place <> 0 and name <> 0 and year <> 0"),
}
_NUMBERS = """
select unique_id, side, 'n' as kind, hash('n', n) as key
from (select unique_id, side, unnest(list_concat([hash(number), hash(card)], numbers)) as n from rows)
where n <> hash('')
"""
_OF_PEOPLE = """
with people as (
  select unique_id, side, place, string_split(p, '|')[1] as name, string_split(p, '|')[2] as year
  from (select unique_id, side, place, unnest(people) as p from rows where place <> 0)
)
"""
_PEOPLE = """
select unique_id, side, if(year = '', 'j', 'p') as kind,
  if(year = '', hash('j', hash(replace(name, ' ', '')), place),
    hash('p', hash(string_split(name, ' ')[-1]), year::smallint, place))
from people
union
select unique_id, side, 's' as kind,
  hash('s', hash(string_split(name, ' ')[1]), hash(string_split(name, ' ')[-1]), place)
from people where contains(name, ' ')
"""


def _one(kind: str) -> str:
    parts, given = _KEYS[kind]
    return f"select unique_id, side, '{kind}' as kind, hash('{kind}', {parts}) as key from rows where {given}"


def meet(con: duckdb.DuckDBPyConnection, *, within: bool) -> int:
    """Make the table `met` of pairs that share a key; give how many keys were too common to compare all their pairs."""
    every = " union ".join([*(_one(kind) for kind in _KEYS), _NUMBERS, _PEOPLE])
    con.execute(f"create or replace temp table keys as {_OF_PEOPLE} {every}")
    pairs = "count(*) * count(*)" if within else "count(*) filter (side = 0) * count(*) filter (side = 1)"
    con.execute(
        f"create or replace temp table shared as select key, kind, {pairs} as pairs from keys group by key, kind"
        f" having pairs > {1 if within else 0}"
    )
    most = f"if(kind = '{_RARE}', {MOST_PAIRS_OF_NAME}, {MOST_PAIRS_OF_KEY})"
    order = "l.unique_id < r.unique_id" if within else "l.side = 0 and r.side = 1"
    con.execute(
        f"""create or replace table met as
        with usable as (
          select k.unique_id, k.side, k.key from keys k
          semi join (select key from shared where pairs <= {most}) s using (key)
        )
        select distinct l.unique_id as join_key_l, r.unique_id as join_key_r, 0 as match_key
        from usable l join usable r on l.key = r.key and {order}"""
    )
    skipped = con.execute(f"select count(*) from shared where pairs > {most} and kind <> '{_RARE}'").fetchone()
    con.execute("drop table keys; drop table shared")
    return int(skipped[0]) if skipped else 0
