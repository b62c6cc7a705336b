"""Who is who in two lists of any size: ours beside what offices and analysts do, on the same generated lists.

    ./run bench linkage [--check] [--full]

The mix of the lists is written in tests/worlds_linkage.py. CPU seconds hold reading raw rows and linking. `--full` adds
a million rows against a million. Peers (see peers.py) are for information, each at the cut best for it on the truth.
"""

from __future__ import annotations

import argparse
import pickle
import random
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from peers import Told, cleaned, ecm, exact_number, febrl, rapidfuzz_at_home, stock_splink

from diachi.application.find_same import records_of
from diachi.core.history import HelpedRecord
from diachi.core.same import Linking, LinkRecord, SamePair, Verdict
from diachi.engines.linkage.splink_duckdb import SplinkDuckdb
from diachi.engines.linkage.splink_duckdb.meeting_sql import meet
from diachi.engines.linkage.splink_duckdb.rows_table import lay_rows
from diachi.files.law.places import gazetteer
from diachi.files.link_model import link_model

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from vietnamese import encode_tcvn3, encode_vni
from worlds_linkage import both_lists, helped
from worlds_linkage_typing import plain

SEED = 4107
FLOORS = {"F1": 0.91, "recall at precision .99": 0.80, "candidate recall": 0.96}
NATION, CHUNK, SIDES = 2_000_000, 50_000, ("left", "right")
CPU, MEMORY_GB = {5_000: 6.0, 100_000: 25.0, NATION: 200.0}, 5.0
THRESHOLD_LOSS = LETTERS_LOSS = 0.02
_TYPED = ("head_name", "members", "hamlet", "commune", "district", "province", "ethnic_group")
LETTERS: dict[str, Callable[[str], str]] = {
    "TCVN3": encode_tcvn3,
    "VNI": encode_vni,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "no accents": plain,
}
Scored = Sequence[tuple[float, bool]]
T = TypeVar("T")


def best(scored: Scored, truth: int) -> tuple[float, float, float]:
    """Give the best F1, the precision there, and the recall at precision .99."""
    found, f1, at, sure = 0, 0.0, 0.0, 0.0
    ranked = sorted(scored, key=lambda s: -s[0])
    for n, (chance, true) in enumerate(ranked, start=1):
        found += true
        if n < len(ranked) and ranked[n][0] == chance:
            continue
        if 2 * found / (n + truth) > f1:
            f1, at = 2 * found / (n + truth), found / n
        if found / n >= 0.99:
            sure = found / truth
    return f1, at, sure


def f1_of(pairs: Iterable[tuple[str, str]], truth: set[tuple[str, str]]) -> float:
    """Give the F1 of a set of pairs."""
    told = set(pairs)
    return 2 * len(told & truth) / max(len(told) + len(truth), 1)


def same(pairs: Iterable[SamePair]) -> set[tuple[str, str]]:
    """Give the pairs said to be the same."""
    return {(p.id_a, p.id_b) for p in pairs if p.verdict is Verdict.SAME}


def linked(left: list[HelpedRecord], right: list[HelpedRecord]) -> tuple[Linking, float]:
    """Read raw rows and link them; give the CPU seconds."""
    places, model = gazetteer(), link_model()
    begun = time.process_time()
    found = SplinkDuckdb(model).link(*records_of(left, right, places))
    return found, time.process_time() - begun


def candidate_recall(left: Sequence[LinkRecord], right: Sequence[LinkRecord], truth: set[tuple[str, str]]) -> float:
    """Give the share of true pairs that share a key."""
    import duckdb

    with duckdb.connect(":memory:") as con:
        lay_rows(con, left, right)
        meet(con, within=False)
        met = con.execute(
            "select l.record_id, r.record_id from met join rows l on one = l.unique_id join rows r on two = r.unique_id"
        )
        return sum(pair in truth for pair in iter(met.fetchone, None)) / len(truth)


def in_letters(rows: Sequence[HelpedRecord], encode: Callable[[str], str]) -> list[HelpedRecord]:
    """Give the rows with their text columns typed in other letters."""
    return [replace(r, **{name: encode(getattr(r, name)) for name in _TYPED}) for r in rows]


def held(name: str, value: float, limit: float, *, most: bool = False) -> bool:
    """Print a row of the table and say whether its limit is held."""
    fits = value <= limit if most else value >= limit
    print(f"{name:<58}{value:>10.3f}  {'<=' if most else '>='} {limit:<8.3g}{'held' if fits else 'MISSED'}", flush=True)
    return fits


def measured(records: int, *, peers: bool) -> list[bool]:
    """Print the table of one size."""
    lists = both_lists(SEED, records)
    truth = set(lists.truth)
    found, seconds = linked(helped(lists.left), helped(lists.right))
    clean, _, sure = best([(p.probability, (p.id_a, p.id_b) in truth) for p in found.pairs], len(truth))
    print(f"-- {len(lists.left):,} rows against {len(lists.right):,}, {len(truth):,} true pairs", flush=True)
    out = [held("CPU s, raw rows to verdicts", seconds, CPU[records], most=True)]
    if records < 50_000:
        print(f"{'F1, for information':<58}{clean:>10.3f}")
        return out
    left, right = map(tuple, records_of(helped(lists.left), helped(lists.right), gazetteer()))
    figures = (clean, sure, candidate_recall(left, right, truth))
    out += [held(name, value, floor) for (name, floor), value in zip(FLOORS.items(), figures, strict=True)]
    out.append(
        held("F1 lost at the shipped threshold", clean - f1_of(same(found.pairs), truth), THRESHOLD_LOSS, most=True)
    )
    for name, encode in LETTERS.items():
        other, _ = linked(helped(lists.left), in_letters(helped(lists.right), encode))
        f1 = best([(p.probability, (p.id_a, p.id_b) in truth) for p in other.pairs], len(truth))[0]
        out.append(held(f"F1 lost when one list is in {name}", clean - f1, LETTERS_LOSS, most=True))
    mixed = [random.Random(7).sample(side, len(side)) for side in (left, right)]
    alike = SplinkDuckdb(link_model(), threads=1).link(*mixed) == SplinkDuckdb(link_model(), threads=2).link(
        left, right
    )
    out.append(held("identical in another order on one thread (1 = yes)", float(alike), 1.0))
    if peers:
        beside(left, right, truth)
    return out


def beside(left: Sequence[LinkRecord], right: Sequence[LinkRecord], truth: set[tuple[str, str]]) -> None:
    """Print what peers reach on the same lists, each at the cut that serves it best."""
    ones, twos = cleaned(left, right)
    for name, peer in (
        ("exact number, cleaned", exact_number),
        ("rapidfuzz on our names in our communes", rapidfuzz_at_home),
        ("recordlinkage ECM on our columns", ecm),
        ("stock Splink 5 on our columns", stock_splink),
    ):
        begun = time.process_time()
        told = peer(ones, twos)
        tell_peer(name, told, truth, time.process_time() - begun)


def on_febrl() -> None:
    """Print what stock Splink reaches on lists any linker should solve."""
    for number in (3, 4):
        begun = time.process_time()
        told, links = febrl(number)
        tell_peer(f"stock Splink 5 on FEBRL {number}", told, links, time.process_time() - begun)


def tell_peer(name: str, told: Told, truth: set[tuple[str, str]], seconds: float) -> None:
    """Print what one peer reached."""
    f1, _, sure = best([(chance, pair in truth) for pair, chance in told], len(truth))
    print(f"peer: {name:<40} F1 {f1:.4f}  recall at precision .99 {sure:.3f}  {seconds:.1f} CPU s", flush=True)


def apart(work: Callable[..., T], *args: object) -> T:
    """Do work in a process of its own, whose memory ends with it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args).result()


def keep(seed: int, records: int, folder: Path) -> list[tuple[str, str]]:
    """Make lists and write their rows into files; give the true pairs."""
    lists = both_lists(seed, records)
    for name in SIDES:
        with (folder / name).open("wb") as file:
            rows = iter(getattr(lists, name))
            while chunk := list(islice(rows, CHUNK)):
                pickle.dump(chunk, file)
    return lists.truth


def kept(path: Path) -> Iterator[HelpedRecord]:
    """Give the rows of a file."""
    with path.open("rb") as file:
        while file.peek(1):
            yield from helped(pickle.load(file))


def nation() -> list[bool]:
    """Print the table of a million rows against a million; what made them is not in the memory that counts."""
    with TemporaryDirectory() as folder:
        truth = set(apart(keep, SEED + 1, NATION, Path(folder)))
        left, right = (list(kept(Path(folder) / name)) for name in SIDES)
    found, seconds = linked(left, right)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    clean, _, sure = best([(p.probability, (p.id_a, p.id_b) in truth) for p in found.pairs], len(truth))
    print(f"-- {len(left):,} rows against {len(right):,}, {len(truth):,} true pairs")
    figures = {
        "F1": clean,
        "recall at precision .99": sure,
        "F1 at the shipped threshold": f1_of(same(found.pairs), truth),
    }
    for name, value in figures.items():
        print(f"{name + ', for information':<58}{value:>10.3f}")
    return [
        held("CPU s, raw rows to verdicts", seconds, CPU[NATION], most=True),
        held("GB, the raw rows in memory included", used, MEMORY_GB, most=True),
    ]


def main() -> int:
    """Print the table; with --check, exit 1 when a limit is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--full", action="store_true", help="a million rows against a million as well")
    args = parser.parse_args()
    gazetteer()
    out = measured(5_000, peers=False) + measured(100_000, peers=True)
    on_febrl()
    if args.full:
        out += apart(nation)
    return 1 if args.check and not all(out) else 0


if __name__ == "__main__":
    raise SystemExit(main())
