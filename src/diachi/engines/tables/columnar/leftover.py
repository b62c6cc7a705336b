"""What stays open, by the column: households nobody takes and groups that take fewer, each with its reason."""

from __future__ import annotations

from collections import Counter

import numpy as np

from diachi.core.allocation.ranks import ranks_of
from diachi.core.proposal import ReasonCode, Relaxed
from diachi.engines.tables.columnar.alike import Ints, column
from diachi.engines.tables.columnar.counting import Counted
from diachi.engines.tables.columnar.lists import Lists
from diachi.engines.tables.columnar.said import Reasons
from diachi.engines.tables.columnar.standing import CANDIDATE, OUT_AT, OUT_CODES

NOBODY = -1


def unmet_homes(lists: Lists, counted: Counted, home: Ints, group: Ints, said: Reasons) -> tuple[Ints, Ints]:
    """Rows of households nobody takes, by id, with the number of their reason."""
    people = lists.people
    number = np.full(len(lists.homes), NOBODY)
    for code in OUT_CODES:
        rows = np.flatnonzero(people.state == OUT_AT[code])
        plain_rows = rows
        if people.facts or people.clause:
            own = np.isin(rows, np.fromiter(people.clause, dtype=np.int64, count=len(people.clause)))
            for row in rows[own].tolist():
                number[row] = said.open(code, people.clause[row], people.facts.get(row, {}))
            plain_rows = rows[~own]
        _out(lists, plain_rows, code, number, said)
    taken = np.zeros(len(lists.homes), dtype=bool)
    taken[home] = True
    left = ~taken[people.candidates]
    reasons = _ran_out(lists, counted, home, group, said, np.unique(counted.family[left]))
    number[people.candidates[left]] = reasons[counted.family[left]]
    rows = np.flatnonzero(number != NOBODY)
    return rows, number[rows]


def _out(lists: Lists, rows: Ints, code: ReasonCode, number: Ints, said: Reasons) -> None:
    if code not in OUT_CODES[:3]:
        for row in rows.tolist():
            number[row] = said.open(code, "target", {})
        return
    codes, values = lists.homes.coded("status")
    for at, value in enumerate(values):
        mine = rows[codes[rows] == at]
        if len(mine):
            number[mine] = said.open(code, "target", {"status": value} if value else {})


def _ran_out(lists: Lists, counted: Counted, home: Ints, group: Ints, said: Reasons, wanted: Ints) -> Ints:
    """The reason of every family class of which somebody is left: nobody reaches it, or the places went to others.

    The arithmetic adds up as in `reasons.why_open`: places in reach = before + equal + after.
    """
    classes, standings = counted.classes, np.unique(lists.people.standing)
    ways = column(classes.ways, "ground"), column(classes.ways, "place")
    places, wide = len(classes.commune_of), len(standings)
    free = lists.people.state[home] == CANDIDATE
    grounds = int(max(counted.ground.max(initial=0), ways[0].max(initial=0))) + 1
    standing = np.searchsorted(standings, lists.people.standing[home[free]])
    given = np.zeros((grounds, wide), dtype=np.int64)
    np.add.at(given, (counted.ground[group[free]], standing), 1)
    within = np.zeros((places, wide), dtype=np.int64)
    np.add.at(within, ways[1], given[ways[0]])
    clause = _clauses(lists, counted, places, grounds)
    everywhere = _clause_of_all(lists)
    reached = np.zeros(places, dtype=bool)
    reached[ways[1]] = True
    ranked = ranks_of(lists.campaign)
    found, candidates = np.full(len(classes.families.count), NOBODY), len(lists.people.candidates)
    place, standing = column(classes.families, "place"), column(classes.families, "standing")
    for family in wanted.tolist():
        at, own = int(place[family]), int(np.searchsorted(standings, standing[family]))
        if not reached[at]:
            found[family] = said.open(ReasonCode.OUT_OF_REACH, everywhere, {})
            continue
        before, equal = int(within[at, own + 1 :].sum()), int(within[at, own])
        lacking = (p for n, p in enumerate(ranked) if not standing[family] >> (len(ranked) - 1 - n) & 1)
        lacks = next((f"priorities.{p.id}" for p in lacking), "")
        facts = {
            "places": int(within[at].sum()),
            "candidates": candidates,
            "before": before,
            "equal": equal,
        }
        found[family] = said.open(ReasonCode.PLACES_RAN_OUT, lacks if before else clause[at], facts)
    return found


def _clause_of_all(lists: Lists) -> str:
    counts: Counter[str] = Counter()
    for duty, count in enumerate(np.bincount(lists.bodies.duty, minlength=len(lists.bodies.duties)).tolist()):
        if lists.bodies.duties[duty].clause:
            counts[lists.bodies.duties[duty].clause] += count
    return min(counts, key=lambda c: (-counts[c], c), default="")


def _clauses(lists: Lists, counted: Counted, places: int, grounds: int) -> list[str]:
    """Of every place the clause most groups that reach it owe by."""
    names = sorted({d.clause for d in lists.bodies.duties if d.clause})
    if not names:
        return [""] * places
    own = np.array([names.index(d.clause) if d.clause else -1 for d in lists.bodies.duties])[lists.bodies.duty]
    able = (own >= 0) & (lists.bodies.column("capacity") > 0)
    groups = np.zeros((grounds, len(names)), dtype=np.int64)
    np.add.at(groups, (counted.ground[able], own[able]), 1)
    total = np.zeros((places, len(names)), dtype=np.int64)
    np.add.at(total, column(counted.classes.ways, "place"), groups[column(counted.classes.ways, "ground")])
    return [names[n] for n in np.argmax(total, axis=1).tolist()]


def unmet_sponsors(
    lists: Lists, counted: Counted, home: Ints, loads: Ints, said: Reasons
) -> tuple[tuple[Ints, Ints], tuple[Relaxed, ...]]:
    """Groups that take fewer than the words ask, and bodies that stand otherwise than they say."""
    bodies = lists.bodies
    least, aim, most = (bodies.column(name) for name in ("min", "aim", "capacity"))
    asked = np.where(least > 0, least, aim)
    reaching = np.zeros(int(counted.ground.max(initial=0)) + 1, dtype=bool)
    reaching[column(counted.classes.ways, "ground")] = True
    left = len(lists.people.candidates) > int((lists.people.state[home] == CANDIDATE).sum())
    rows, numbers, by_clause = [], [], Counter[str]()
    for row in np.flatnonzero(loads < asked).tolist():
        duty = bodies.duties[int(bodies.duty[row])]
        short = int(asked[row] - loads[row])
        if most[row] < asked[row]:
            code = ReasonCode.CAPACITY_BELOW
        elif reaching[counted.ground[row]] or not left:
            code = ReasonCode.HOUSEHOLDS_RAN_OUT
        else:
            code = ReasonCode.NOBODY_IN_REACH
        facts = {"asked": int(asked[row]), "got": int(loads[row]), "force": duty.force.value, "short": short}
        rows.append(row)
        numbers.append(said.open(code, duty.clause, facts))
        if duty.clause:
            by_clause[duty.clause] += short
    for table, code in ((bodies.alone, ReasonCode.NO_PARTNER), (bodies.unsure, ReasonCode.STAFF_UNKNOWN)):
        for agency_id, clause in sorted(table.items()):
            rows.append(bodies.row_of(agency_id))
            numbers.append(said.open(code, clause, {"agency_id": agency_id}))
    relaxed = tuple(Relaxed(clause=clause, by=by) for clause, by in sorted(by_clause.items()))
    return (np.array(rows, dtype=np.int64), np.array(numbers, dtype=np.int64)), relaxed
