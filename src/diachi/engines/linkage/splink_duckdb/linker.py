"""The quick linker: DuckDB holds rows against each other, Splink weighs; what is compared is that of the core.

Source: Splink 5 (MIT), which sums the bits of each pattern; levels, weights and verdicts are those of core.linkage.
"""

from __future__ import annotations

import gc
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.comparison_creator import ComparisonCreator

from diachi.core.linkage.levels import LEVELS, Compared
from diachi.core.linkage.model import (
    RARENESS,
    Found,
    LinkModel,
    Meetings,
    Pattern,
    Weights,
    chance_here,
    local_shares,
    local_weights,
    probability_of,
    rareness,
    shipped_weights,
    total_bits,
    twin_prior,
    with_prior,
)
from diachi.core.linkage.sample import LIKELY, meetings_at, rows_of_each
from diachi.core.linkage.verdicts import (
    RELATED,
    RELATED_FROM,
    TOLD_FROM,
    TWIN,
    Candidate,
    Clues,
    asked_twins,
    clues_of,
    judged,
)
from diachi.core.same import Clue, Linking, LinkNote, LinkNoteCode, LinkRecord
from diachi.engines.linkage.splink_duckdb.level_sql import level_in, level_number, patterns_sql, rareness_in, unpacked
from diachi.engines.linkage.splink_duckdb.meeting_sql import meet
from diachi.engines.linkage.splink_duckdb.rows_table import lay_rows

_RARENESS = "rareness"
_FETCHED = 50_000
# For the tables of a nation: what does not fit waits on the disk. More rows than these need more.
_MEGABYTES, _ROWS_OF_MEGABYTE = 1_500, 1_300


class SplinkDuckdb:
    """Compares millions of rows; agrees with the naive linker on every small case."""

    name = "splink_duckdb"

    def __init__(self, model: LinkModel, *, threads: int | None = None, megabytes: int = _MEGABYTES) -> None:
        self.model = model
        self._megabytes = megabytes
        self._config: dict[str, Any] = {"memory_limit": f"{megabytes}MB"}
        self._config |= {"preserve_insertion_order": False}  # every order that counts is asked for
        self._config |= {"threads": threads} if threads else {}

    def link(self, left: Iterable[LinkRecord], right: Iterable[LinkRecord] | None) -> Linking:
        """Give the pairs that may be one household, with what speaks for and against.

        Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ").
        Takes: records as lists wrote them; right None = pairs within `left`, each once with the lesser id first.
        Gives: pairs sorted by ids, and notes of what was not looked at.
        Fails: never on records. Holds: neither the order of records nor the number of threads changes a verdict; the
        naive linker gives the same. Cost: O(n) keys plus the pairs of each key; 2 million rows in about 4 GB.
        """
        with _uncollected():
            return self._linked(left, right, within=right is None)

    def _linked(self, left: Iterable[LinkRecord], right: Iterable[LinkRecord] | None, *, within: bool) -> Linking:
        with self._connected() as con:
            lay_rows(con, left, right)
            records = _count(con)
            con.execute(f"set memory_limit = '{max(self._megabytes, records // _ROWS_OF_MEGABYTE)}MB'")
            meetings = self._meetings(con, within=within)
            if not meetings.pairs:
                return Linking()
            weights = self._weights(con, meetings, within=within)
            skipped = meet(con, within=within)
            _compare(con, within=within)
            told = self._candidates(con, weights, meetings, within=within)
            twins = set() if within else self._twins(con, asked_twins(told), weights)
        pairs = judged(
            told,
            self.model,
            records=records,
            within=within,
            twins=lambda side, a, b: (side, min(a, b), max(a, b)) in twins,
        )
        return Linking(
            pairs=pairs, notes=(LinkNote(code=LinkNoteCode.KEY_TOO_COMMON, count=skipped),) if skipped else ()
        )

    @contextmanager
    def _connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A database in memory; what does not fit goes where nobody else reads, and is gone afterwards."""
        with (
            TemporaryDirectory() as beyond_memory,
            duckdb.connect(":memory:", config={**self._config, "temp_directory": beyond_memory}) as con,
        ):
            con.execute("set enable_progress_bar = false")
            yield con

    def _meetings(self, con: duckdb.DuckDBPyConnection, *, within: bool) -> Meetings:
        said = con.execute(
            "select side, if(place = 0, '', place::varchar), if(province = 0, '', province::varchar), count(*)"
            " from rows group by all"
        ).fetchall()
        sides = [Counter({(place, province): n for s, place, province, n in said if s == side}) for side in (0, 1)]
        return meetings_at(sides[0], None if within else sides[1])

    def _weights(self, con: duckdb.DuckDBPyConnection, meetings: Meetings, *, within: bool) -> Weights:
        """What strangers share here, and how common each name is, the latter as a column of `rows`."""
        shipped = with_prior(
            shipped_weights(self.model), self.model, chance_here(self.model, {}, meetings, within=within)
        )
        patterns: Counter[Pattern] = Counter()
        for packed, count in con.execute(_sample_sql(_rows_of_groups(con))).fetchall():
            pattern, _ = unpacked(packed)
            bits = total_bits(shipped.of(pattern, 0))
            if probability_of(bits + shipped.prior) < LIKELY:
                patterns[pattern] += count
        counted = con.execute(
            "select n, count(*) from (select count(*) as n from rows where name <> 0 group by tokens) group by n"
        ).fetchall()
        bits_of = rareness(self.model, Counter(dict(counted)))
        cases = " ".join(f"when {n} then {bits}" for n in sorted(dict(counted)) if (bits := bits_of(n)))
        if cases:
            con.execute(
                f"""update rows set rareness = c.bits from (
                select tokens, case count(*) {cases} else 0 end as bits from rows where name <> 0 group by tokens
                ) c where rows.tokens = c.tokens and c.bits <> 0"""
            )
        return local_weights(self.model, local_shares(self.model, patterns), meetings)

    def _candidates(
        self, con: duckdb.DuckDBPyConnection, weights: Weights, meetings: Meetings, *, within: bool
    ) -> list[Candidate]:
        _weigh(con, weights)
        histogram = dict(
            con.execute(
                "select round(bits, 2) as rounded, sum(pairs)::bigint from patterns group by rounded order by rounded"
            ).fetchall()
        )
        chance = chance_here(self.model, histogram, meetings, within=within)
        prior = with_prior(weights, self.model, chance).prior
        told = list(self._told(con, weights, prior, within=within))
        con.execute("drop table paired")
        return told

    def _told(
        self, con: duckdb.DuckDBPyConnection, weights: Weights, prior: float, *, within: bool
    ) -> Iterator[Candidate]:
        """The pairs worth telling."""
        least = math.log2(RELATED_FROM / (1.0 - RELATED_FROM)) - prior
        from_here = math.log2(TOLD_FROM / (1.0 - TOLD_FROM)) - prior
        related = ", ".join(str(level_number(Compared.NAME, clue)) for clue in RELATED)
        number = level_number(Compared.NUMBER, Clue.PERSONAL_ID)
        found = con.execute(
            f"""select l.record_id, r.record_id, l.list_key, r.list_key, pattern from paired
            semi join (select pattern from patterns where bits >= {from_here}
              or (bits >= {least} and ({Compared.NAME.value} in ({related}) or {Compared.NUMBER.value} = {number})))
            using (pattern)
            join rows l on one = l.unique_id join rows r on two = r.unique_id"""
        )
        weighed: dict[int, tuple[Clues, float]] = {}
        interned: dict[str, str] = {}
        while rows := found.fetchmany(_FETCHED):
            for id_a, id_b, list_a, list_b, packed in rows:
                known = weighed.get(packed)
                if known is None:
                    seen, bits = _weighed(packed, weights)
                    known = weighed[packed] = clues_of(seen), bits + prior
                if within and id_a > id_b:
                    id_a, id_b = id_b, id_a
                list_a, list_b = interned.setdefault(list_a, list_a), interned.setdefault(list_b, list_b)
                yield Candidate(id_a, id_b, list_a, list_b, known[1], known[0])

    def _twins(
        self, con: duckdb.DuckDBPyConnection, asked: set[tuple[int, str, str]], weights: Weights
    ) -> set[tuple[int, str, str]]:
        """Which of the rows asked about are one household listed twice in their own list."""
        if not asked:
            return set()
        columns = dict(zip(("side", "one", "two"), map(list, zip(*sorted(asked), strict=True)), strict=True))
        con.register("asked", pa.table(columns))
        kept = {"side": "q.side", "one": "q.one", "two": "q.two"}
        pairs = """from asked q join rows l on q.one = l.record_id and q.side = l.side
            join rows r on q.two = r.record_id and q.side = r.side"""
        found = con.execute(patterns_sql(pairs, kept)).fetchall()
        con.unregister("asked")
        prior = twin_prior(self.model)
        return {
            (side, one, two)
            for side, one, two, packed in found
            if probability_of(_weighed(packed, weights)[1] + prior) >= TWIN
        }


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of rows hold no cycles: looking for some again and again costs a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _weigh(con: duckdb.DuckDBPyConnection, weights: Weights) -> None:
    """Make the table `patterns` of `paired`: how many pairs show each, its levels, and its bits as Splink sums them.

    Pairs that agree and differ in the same things weigh the same: each pattern is weighed once, held against itself.
    """
    levels = ", ".join(f"{level_in('pattern', c)} as {c.value}" for c in Compared)
    con.execute(
        f"""create or replace temp table shown as
        select pattern as unique_id, count(*) as pairs, {levels}, {rareness_in("pattern")} as {_RARENESS}
        from paired group by pattern;
        create or replace temp table itself as
        select unique_id as join_key_l, unique_id as join_key_r, 0 as match_key from shown"""
    )
    api = DuckDBAPI(connection=con)
    linker = Linker(api.register("shown"), _settings(weights), log_level=None)
    linker.table_management.register_blocked_pairs_for_predict(api.register("itself"))
    scored = linker.inference.predict(warning_mode="never").physical_name
    con.execute(
        f"""create or replace temp table patterns as
        select unique_id as pattern, pairs, {Compared.NAME.value}, {Compared.NUMBER.value}, match_weight as bits
        from shown join {scored} on unique_id = unique_id_l;
        drop table {scored}"""
    )


def _settings(weights: Weights) -> SettingsCreator:
    """The levels of the core as comparisons of Splink, each with the bits it is worth here."""
    comparisons: list[ComparisonCreator | dict[str, Any]] = []
    for compared in Compared:
        level, clues = f"{compared.value}_l", LEVELS[compared]
        found = {f"{level} = {level_number(compared, clue)}": weights.bits[clue] for clue in clues[:-1]}
        comparisons.append(_comparison(compared.value, f"{level} = 0", found, weights.bits[clues[-1]]))
    rare = {f"{_RARENESS}_l = {bits}": float(bits) for bits in RARENESS if bits}
    comparisons.append(_comparison(_RARENESS, f"{_RARENESS}_l = 0", rare, 0.0))
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on("unique_id")],  # never used: the pairs are given
        probability_two_random_records_match=0.5,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(name: str, unknown: str, bits: Mapping[str, float], otherwise: float) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [{"sql_condition": unknown, "label_for_charts": "unknown", "is_null_level": True}]
    for condition, worth in (*bits.items(), ("ELSE", otherwise)):
        odds = math.pow(2.0, worth)
        shares = {"m_probability": odds / (1.0 + odds), "u_probability": 1.0 / (1.0 + odds)}
        levels.append({"sql_condition": condition, "label_for_charts": condition, **shares})
    return {"output_column_name": name, "comparison_levels": levels}


def _weighed(packed: int, weights: Weights) -> tuple[Found, float]:
    """The clues of a pair from its packed pattern, and their bits."""
    found = weights.of(*unpacked(packed))
    return found, total_bits(found)


def _compare(con: duckdb.DuckDBPyConnection, *, within: bool) -> None:
    """Make of the pairs that met the table `paired`, with the pattern of each."""
    left, right = ("true", "true") if within else ("l.side = 0", "r.side = 1")  # half as many rows to look up
    pairs = f"""from met join rows l on met.one = l.unique_id and {left}
        join rows r on met.two = r.unique_id and {right}"""
    patterns = patterns_sql(pairs, {"one": "met.one", "two": "met.two"})
    con.execute(f"create or replace temp table paired as {patterns}; drop table met")


def _rows_of_groups(con: duckdb.DuckDBPyConnection) -> int:
    groups = con.execute(
        "select count(*) from (select 1 from rows where place <> 0 group by side, list_key, place having count(*) > 1)"
    ).fetchone()
    return rows_of_each(groups[0] if groups else 0)


def _sample_sql(rows: int) -> str:
    pairs = "from chosen l join chosen r on l.side = r.side and l.list_key = r.list_key and l.place = r.place"
    return f"""
        with chosen as (
          select * from rows where place <> 0
          qualify row_number() over (partition by side, list_key, place order by md5(record_id), record_id) <= {rows}
        ),
        compared as ({patterns_sql(f"{pairs} and l.unique_id < r.unique_id", {})})
        select pattern, count(*) from compared group by pattern"""


def _count(con: duckdb.DuckDBPyConnection) -> int:
    counted = con.execute("select count(*) from rows").fetchone()
    return int(counted[0]) if counted else 0
