"""Earlier helps by the column: found by the linker or confirmed by a person, and what they mean for a household."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from diachi.application.find_same import helped_before
from diachi.core.allocation.model import notes_of
from diachi.core.campaign import Campaign
from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.proposal import ReasonCode
from diachi.core.rules.no_double_help import helps_that_exclude
from diachi.core.same import EarlierHelp, SamePair, Verdict
from diachi.core.table import read_row
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.reading import ColumnTable
from diachi.engines.tables.columnar.standing import CANDIDATE, OUT_AT, People, rows_of


def mark_helped(
    people: People,
    campaign: Campaign,
    homes: ColumnTable[ListedHousehold],
    helped: ColumnTable[HelpedRecord],
    earlier: Sequence[SamePair],
    words: Vocabulary,
) -> None:
    """Earlier helps, found by the linker or confirmed by a person: each combination of record and verdict once."""
    home, record, verdict = _links(homes, helped, earlier)
    if not len(home):
        return
    names = ("year", "support_kind", "support", "campaign_id")
    group, first = alike(verdict, *(helped.coded(name)[0][record] for name in names))
    helps = [_help(helped, int(record[n]), VERDICTS[int(verdict[n])], names, words) for n in first]
    barring = np.array([_barred_by(campaign, one) for one in helps], dtype=np.int64)[group]
    noted = np.array([bool(notes_of(campaign, [one])) for one in helps], dtype=bool)[group]
    years: dict[int, set[str]] = defaultdict(set)
    least: dict[int, int] = {}
    for n in np.flatnonzero(barring).tolist():
        row = int(home[n])
        if people.state[row] == CANDIDATE:
            least[row] = min(least.get(row, int(barring[n])), int(barring[n]))
    for n in np.flatnonzero(barring).tolist():
        row, year = int(home[n]), helps[int(group[n])].year
        if year and row in least and helps_that_exclude([helps[int(group[n])]], campaign.exclusions[least[row] - 1]):
            years[row].add(str(year))
    for row, number in least.items():
        people.clause[row], people.facts[row] = f"exclusions.{number}", {"years": tuple(sorted(years[row]))}
    people.state[list(least)] = OUT_AT[ReasonCode.HELPED_BEFORE]
    seen: dict[int, list[EarlierHelp]] = defaultdict(list)
    for n in np.flatnonzero(noted).tolist():
        seen[int(home[n])].append(helps[int(group[n])])
    people.notes = {row: notes_of(campaign, ones) for row, ones in seen.items() if people.state[row] == CANDIDATE}


VERDICTS = tuple(Verdict)


def _links(
    homes: ColumnTable[ListedHousehold], helped: ColumnTable[HelpedRecord], earlier: Sequence[SamePair]
) -> tuple[Ints, Ints, Ints]:
    """Rows of household and record with the verdict; what a person confirmed settles a record."""
    confirmed = np.asarray(pc.fill_null(pc.index_in(helped.texts("household_id"), value_set=homes.ids), -1))
    confirmed = confirmed.astype(np.int64)
    settled = np.flatnonzero(confirmed >= 0)
    linked = [p for p in earlier if p.verdict is not Verdict.DIFFERENT]
    home = rows_of(homes, [p.id_a for p in linked])
    at = pc.index_in(pa.array([p.id_b for p in linked], pa.string()), value_set=helped.ids)
    record = np.asarray(pc.fill_null(at, -1)).astype(np.int64)
    said = np.array([VERDICTS.index(p.verdict) for p in linked], dtype=np.int64)
    usable = (home >= 0) & (record >= 0) & (confirmed[record] < 0 if len(confirmed) else True)
    return (
        np.concatenate([confirmed[settled], home[usable]]),
        np.concatenate([settled, record[usable]]),
        np.concatenate([np.full(len(settled), VERDICTS.index(Verdict.SAME)), said[usable]]),
    )


def _help(
    helped: ColumnTable[HelpedRecord], row: int, verdict: Verdict, names: tuple[str, ...], words: Vocabulary
) -> EarlierHelp:
    cells = {name: values[int(codes[row])] for name in names for codes, values in [helped.coded(name)]}
    record = read_row(HelpedRecord, {**cells, "record_id": "r"})
    return helped_before([SamePair(id_a="h", id_b="r", verdict=verdict)], [record], words)["h"][0]


def _barred_by(campaign: Campaign, one: EarlierHelp) -> int:
    """The number of the first exclusion a help bars by, 0 = none."""
    numbered = enumerate(campaign.exclusions, start=1)
    return next((number for number, exclusion in numbered if helps_that_exclude([one], exclusion)), 0)
