"""The part of find-same that says why two rows are held for one household: in the terminal, or as a picture."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.double_help import double_helps
from diachi.application.find_same import FoundSame
from diachi.application.pair_lines import pair_lines
from diachi.application.pair_sides import Side, Sides
from diachi.application.waterfall import AS_IT_IS, Waterfall, prior_of, waterfall
from diachi.cli.console import Console
from diachi.cli.pair_review import need_ids, pair_named
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.register import Register
from diachi.core.same import SamePair
from diachi.core.shape import plain
from diachi.files.atomic import write_whole
from diachi.files.link_model import link_model
from diachi.files.waterfall_svg import waterfall_svg
from diachi.files.words import Words


def explain_pair(
    args: Namespace,
    found: FoundSame,
    register: Register,
    history: History,
    campaign: Campaign | None,
    console: Console,
) -> None:
    """Say why; Fails: InputError ID_UNKNOWN (an id of no list), PAIR_WITHOUT_WEIGHTS (nothing to draw)."""
    named = pair_named(args.explain)
    sides = Sides(register, history)
    rows = {row_id: _known(sides, row_id) for row_id in named}
    pair = next((p for p in found.pairs if {p.id_a, p.id_b} == set(named)), None)
    summed = summed_of(pair, found, console.words) if pair else None
    if args.svg and summed is None:
        raise InputError(ErrorCode.PAIR_WITHOUT_WEIGHTS, id_a=named[0], id_b=named[1])
    if args.json:
        console.machine(_plain(pair, summed))
    elif pair is None:
        console.result(console.words.text("pair.not_found", one=named[0], two=named[1]))
    else:
        told = double_helps(helps=found.evidence.helps, history=history, campaign=campaign)
        helps = [h for h in told if h.household_id in named]
        for line in pair_lines(pair, rows[pair.id_a], rows[pair.id_b], summed, helps, console.words):
            console.result(line)
    if args.svg and summed and pair:
        title = console.words.text("waterfall.title", one=pair.id_a, two=pair.id_b)
        write_whole(Path(args.svg), waterfall_svg(summed, title, console.words).encode())
        console.say("pair.drawn", file=Path(args.svg).name)


def _known(sides: Sides, row_id: str) -> Side:
    row = sides.of(row_id)
    if row is None:
        need_ids(row_id)
        raise InputError(ErrorCode.ID_UNKNOWN, id=row_id, table="households, helped")
    return row


def summed_of(pair: SamePair, found: FoundSame, words: Words) -> Waterfall | None:
    """Give the sum of a pair, None without weights; pairs of one comparison start with the same bits."""
    homes = {p.id_a for p in found.earlier} | {i for p in found.within for i in (p.id_a, p.id_b)}
    within = pair.id_b in homes
    settled = AS_IT_IS if within else link_model().competed
    prior = prior_of([p for p in found.as_found if (p.id_b in homes) is within], settled)
    return waterfall(pair, prior, words, settled)


def _plain(pair: SamePair | None, summed: Waterfall | None) -> dict[str, object]:
    if pair is None:
        return {"pair": None}
    bars = [{**plain(b), "after": b.after} for b in summed.bars] if summed else []
    return {"pair": plain(pair, lists=True), "bars": bars, "total": summed.total if summed else None}
