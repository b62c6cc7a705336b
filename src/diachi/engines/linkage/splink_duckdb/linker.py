"""The quick linker: Splink on DuckDB holds rows against each other; what is compared and weighed is that of the core.

Source: Splink 5 (MIT), which scores pairs it is given; core.linkage names levels, weights, rivals and verdicts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
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
from diachi.core.linkage.verdicts import RELATED, RELATED_FROM, TOLD_FROM, TWIN, Candidate, asked_twins, judged
from diachi.core.same import Linking, LinkNote, LinkNoteCode, LinkRecord
from diachi.engines.linkage.splink_duckdb.level_sql import CONDITIONS, NAMED_SQL, clue_of, gamma_of
from diachi.engines.linkage.splink_duckdb.meeting_sql import meet
from diachi.engines.linkage.splink_duckdb.rows_table import lay_rows

_RARENESS = "rareness"
_FETCHED = 50_000


class SplinkDuckdb:
    """Compares millions of rows; agrees with the naive linker on every small case."""

    name = "splink_duckdb"

    def __init__(self, model: LinkModel, *, threads: int | None = None, memory_limit: str | None = None) -> None:
        self.model = model
        self._config: dict[str, Any] = {"threads": threads} if threads else {}
        self._config |= {"memory_limit": memory_limit} if memory_limit else {}

    def link(self, left: Iterable[LinkRecord], right: Iterable[LinkRecord] | None) -> Linking:
        """Give the pairs that may be one household, with what speaks for and against.

        Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ").
        Takes: records as lists wrote them; right None = pairs within `left`, each once with the lesser id first.
        Gives: pairs sorted by ids, and notes of what was not looked at.
        Fails: never on records. Holds: neither the order of records nor the number of threads changes a verdict; the
        naive linker gives the same. Cost: O(n) keys plus the pairs of each key; 2 million rows in about 4 GB.
        """
        within = right is None
        with duckdb.connect(":memory:", config=self._config) as con:
            lay_rows(con, left, right)
            meetings = self._meetings(con, within=within)
            if not meetings.pairs:
                return Linking()
            weights = self._weights(con, meetings, within=within)
            skipped = meet(con, within=within)
            pairs = self._judged(con, weights, meetings, within=within)
        return Linking(
            pairs=pairs, notes=(LinkNote(code=LinkNoteCode.KEY_TOO_COMMON, count=skipped),) if skipped else ()
        )

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
        con.execute("alter table rows add column rareness tinyint default 0")
        for *gammas, count in con.execute(_sample_sql(_rows_of_groups(con))).fetchall():
            pattern = _pattern(gammas)
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

    def _judged(
        self, con: duckdb.DuckDBPyConnection, weights: Weights, meetings: Meetings, *, within: bool
    ) -> tuple[Any, ...]:
        api = DuckDBAPI(connection=con)
        linker = Linker(api.register("rows"), _settings(weights), log_level=None)
        linker.table_management.register_blocked_pairs_for_predict(api.register("met"))
        scored = linker.inference.predict(warning_mode="never").physical_name
        histogram = dict(
            con.execute(
                f"select round(match_weight, 2) as bits, count(*) from {scored} group by bits order by bits"
            ).fetchall()
        )
        chance = chance_here(self.model, histogram, meetings, within=within)
        prior = with_prior(weights, self.model, chance).prior
        told = list(self._told(con, scored, weights, prior))
        con.execute(f"drop table {scored}; drop table met")
        twins = set() if within else self._twins(con, asked_twins(told), weights)
        return judged(
            told,
            self.model,
            records=_count(con),
            within=within,
            twins=lambda side, a, b: (side, min(a, b), max(a, b)) in twins,
        )

    def _told(self, con: duckdb.DuckDBPyConnection, scored: str, weights: Weights, prior: float) -> Iterator[Candidate]:
        """The pairs worth telling, in the order of ids."""
        least = math.log2(RELATED_FROM / (1.0 - RELATED_FROM)) - prior
        from_here = math.log2(TOLD_FROM / (1.0 - TOLD_FROM)) - prior
        related = ", ".join(str(gamma_of(Compared.NAME, clue)) for clue in RELATED)
        con.execute(
            "create or replace temp table told as select unique_id_l as one, unique_id_r as two, match_weight"
            f" from {scored} where match_weight >= {least}"
        )
        found = con.execute(
            _of_rows(
                f"""select l.record_id, r.record_id, l.list_key, r.list_key, {_RARENESS_SQL}, {_gammas_sql([*Compared])}
                from told join rows l on told.one = l.unique_id join rows r on told.two = r.unique_id
                where match_weight >= {from_here} or {_gammas_sql([Compared.NAME])} in ({related})"""
            )
        )
        weighed = cache(lambda gammas: _weighed(gammas, weights))
        interned: dict[str, str] = {}
        while rows := found.fetchmany(_FETCHED):
            for id_a, id_b, list_a, list_b, *gammas in rows:
                found_here, bits = weighed(tuple(gammas))
                list_a, list_b = interned.setdefault(list_a, list_a), interned.setdefault(list_b, list_b)
                yield Candidate(id_a, id_b, list_a, list_b, bits + prior, found_here)

    def _twins(
        self, con: duckdb.DuckDBPyConnection, asked: set[tuple[int, str, str]], weights: Weights
    ) -> set[tuple[int, str, str]]:
        """Which of the rows asked about are one household listed twice in their own list."""
        if not asked:
            return set()
        columns = dict(zip(("side", "one", "two"), map(list, zip(*sorted(asked), strict=True)), strict=True))
        con.register("asked", pa.table(columns))
        found = con.execute(
            _of_rows(
                f"""select q.side, q.one, q.two, {_gammas_sql([*Compared])}, {_RARENESS_SQL} from asked q
                join rows l on q.one = l.record_id and q.side = l.side
                join rows r on q.two = r.record_id and q.side = r.side"""
            )
        ).fetchall()
        con.unregister("asked")
        prior = twin_prior(self.model)
        return {
            (side, one, two)
            for side, one, two, *gammas, more in found
            if probability_of(total_bits(weights.of(_pattern(gammas), more)) + prior) >= TWIN
        }


_RARENESS_SQL = "least(rareness_l, rareness_r)"


def _settings(weights: Weights) -> SettingsCreator:
    """The levels of the core as comparisons of Splink, each with the bits it is worth here."""
    comparisons: list[ComparisonCreator | dict[str, Any]] = [
        _comparison(c.value, CONDITIONS[c], [weights.bits[clue] for clue in LEVELS[c]]) for c in Compared
    ]
    bits = [b for b in RARENESS if b]
    named = f"coalesce(not ({NAMED_SQL}), true)"
    levels = (named, *(f"{_RARENESS_SQL} = {b}" for b in bits), "ELSE")
    comparisons.append(_comparison(_RARENESS, levels, [*map(float, bits), 0.0]))
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on("unique_id")],  # never used: the pairs are given
        probability_two_random_records_match=0.5,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(name: str, conditions: Sequence[str], bits: Sequence[float]) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": conditions[0], "label_for_charts": "unknown", "is_null_level": True}
    ]
    for condition, worth in zip(conditions[1:], bits, strict=True):
        odds = math.pow(2.0, worth)
        shares = {"m_probability": odds / (1.0 + odds), "u_probability": 1.0 / (1.0 + odds)}
        levels.append({"sql_condition": condition, "label_for_charts": condition[:20], **shares})
    return {"output_column_name": name, "comparison_levels": levels}


def gammas_of_pairs(con: duckdb.DuckDBPyConnection, joined: str) -> list[tuple[Any, ...]]:
    """Give the record ids and the levels of pairs of rows joined as l and r."""
    return con.execute(
        _of_rows(joined.replace("*", f"l.record_id, r.record_id, {_gammas_sql([*Compared])}", 1))
    ).fetchall()


def _gammas_sql(every: Sequence[Compared]) -> str:
    return ", ".join(_gamma_sql(CONDITIONS[c]) for c in every)


def _gamma_sql(conditions: Sequence[str]) -> str:
    last = len(conditions) - 2
    cases = " ".join(f"when {c} then {last - n}" for n, c in enumerate(conditions[1:-1]))
    return f"case when {conditions[0]} then -1 {cases} else 0 end"


def _of_rows(sql: str) -> str:
    """Name the columns of two joined rows l and r, which Splink calls x_l and x_r."""
    return re.sub(r"\b([a-z_]+)_([lr])\b", r"\2.\1", sql)


def _pattern(gammas: Sequence[int]) -> Pattern:
    return tuple(clue_of(c, gamma) for c, gamma in zip(Compared, gammas, strict=True))


def _weighed(gammas: tuple[int, ...], weights: Weights) -> tuple[Found, float]:
    """The clues of a pair from the bits of its name and its levels."""
    found = weights.of(_pattern(gammas[1:]), gammas[0])
    return found, total_bits(found)


def _rows_of_groups(con: duckdb.DuckDBPyConnection) -> int:
    groups = con.execute(
        "select count(*) from (select 1 from rows where place <> 0 group by side, list_key, place having count(*) > 1)"
    ).fetchone()
    return rows_of_each(groups[0] if groups else 0)


def _sample_sql(rows: int) -> str:
    return _of_rows(
        f"""with chosen as (
          select * from rows where place <> 0
          qualify row_number() over (partition by side, list_key, place order by md5(record_id), record_id) <= {rows}
        )
        select {_gammas_sql([*Compared])}, count(*) from chosen l join chosen r
        on l.side = r.side and l.list_key = r.list_key and l.place = r.place and l.unique_id < r.unique_id
        group by all"""
    )


def _count(con: duckdb.DuckDBPyConnection) -> int:
    counted = con.execute("select count(*) from rows").fetchone()
    return int(counted[0]) if counted else 0
