"""allocate and check-allocation for registers of national size: by class, into a folder of its own."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from diachi.application.allocate_classes import allocate_classes, check_classes
from diachi.cli.console import Console
from diachi.cli.engines import pooler
from diachi.cli.watching import Watcher, seconds_of
from diachi.cli.wishes import rows_named
from diachi.core.agency import Pair
from diachi.core.allocation.grouping import Pool, pool_in_rows
from diachi.core.allocation.pins import PairWish, Wishes
from diachi.core.allocation.pooling import pool_as_given, pool_by_patterns, pool_keeping
from diachi.core.allocation.proven import unproven
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.same import SamePair
from diachi.core.shape import plain
from diachi.files.allocation_folder import groups_of, keep_folder, read_folder, write_folder
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.campaign_toml import read_campaign, with_tables
from diachi.files.law.vocabulary import vocabulary
from diachi.files.register_folder import count_rows, read_table

Before = dict[str, tuple[str, ...]]
if TYPE_CHECKING:
    from diachi.engines.tables.columnar import ColumnarTables

MOST_NAMED = 100_000  # households that serve as named values; above that the unit is the class
# What a call may ask of a named proposal and not of one by class; a person is told, nothing is left out in silence.
NAMED_ONLY = ("heirs", "explain", "what_if", "minutes")
BEFORE = "allocation.before"
OUT = "allocation"  # the folder a proposal by class is written to, inside a campaign folder


def by_class(args: Namespace) -> bool:
    """Say whether a call is served by class: asked for, or more households than named values serve."""
    return bool(getattr(args, "by_class", False)) or count_rows(_register(args) / "households.csv") > MOST_NAMED


def _register(args: Namespace) -> Path:
    first = Path(args.campaign)
    return first / "register" if first.is_dir() else Path(args.register or "register")


def propose(args: Namespace, console: Console) -> int:
    """Propose by class, hold the pairs against the proof, and write the folder whole."""
    campaign = _campaign(args)
    solver = _solver(args.engine)
    previous = Path(args.previous) if args.previous else None
    before = _before(previous)
    with console.step("step.read_lists"):
        tables = _tables(args, _pool(args.engine, previous), console, before)

    def step(number: int, count: int) -> AbstractContextManager[None]:
        return console.step("step.part", number=number, count=count)

    watcher = Watcher(console, seconds_of(args.time_limit))
    with watcher.listening():
        found = allocate_classes(
            campaign=campaign, tables=tables, solver=solver, strict=args.strict, step=step, watch=watcher
        )
    if previous and previous.resolve() == _out(args).resolve():
        keep_folder(previous, previous.with_name(BEFORE))  # the check asks for it
    write_folder(_out(args), found)
    if args.json:
        console.machine(plain(found.head, lists=True))
        return 0
    if left := unproven(found.head.levels):
        why = console.words.text(f"allocate.{watcher.stopped}", seconds=watcher.seconds)
        console.say("allocate.stopped", why=why, proven=len(found.head.levels) - len(left), levels=left)
    console.say("by_class.done_stopped" if left else "by_class.done", **found.head.counts)
    open_ = Counter(map(str, found.told.tables["unmet"]["reason_code"]))
    for code, count in open_.most_common():
        console.say("by_class.left", count=count, code=console.words.text(f"by_class.left_{code}"))
    return 0


def check(args: Namespace, console: Console) -> int:
    """Judge a proposal by class by the rules alone; exit 1 when something is wrong."""
    campaign = _campaign(args)
    proposal, changed = read_folder(_out(args))
    beside = _out(args).with_name(BEFORE)
    previous = Path(args.previous) if args.previous else beside
    before = _before(previous) if "previous" in proposal.head.inputs and previous.exists() else None
    tables = _tables(args, pool_as_given(groups_of(proposal)), console, before)
    findings = check_classes(campaign=campaign, tables=tables, proposal=proposal, changed=changed)
    if args.json:
        levels = [plain(level) for level in proposal.head.levels]
        console.machine({"proven": not findings, "findings": plain(findings, lists=True), "levels": levels})
    elif findings:
        console.say("finding.found", count=len(findings))
        for finding in findings:
            console.result("  " + console.words.text(f"finding.{finding.code.value}", **finding.facts))
    else:
        console.result(console.words.text("finding.proven"))
    return 1 if findings else 0


def _out(args: Namespace) -> Path:
    named = getattr(args, "out", None) or getattr(args, "allocation", None)
    first = Path(args.campaign)
    return Path(named) if named else (first if first.is_dir() else Path()) / OUT


def _campaign(args: Namespace) -> Campaign:
    for name in NAMED_ONLY:
        if getattr(args, name, None):
            raise InputError(ErrorCode.CLASSES_CANNOT, what=f"--{name.replace('_', '-')}")
    first = Path(args.campaign)
    campaign = read_campaign(CampaignFolder.at(first).campaign if first.is_dir() else first)
    levels = getattr(args, "levels", None)
    return with_tables(campaign, Path(levels), only=("levels",)) if levels else campaign


def _solver(name: str | None) -> object:
    from diachi.engines.solver.highs import Highs
    from diachi.engines.solver.network_simplex import NetworkSimplex

    known = {"network_simplex": NetworkSimplex, "highs": Highs}
    if (wanted := name or "network_simplex") not in known:
        raise InputError(ErrorCode.UNKNOWN_ENGINE, engine=wanted, known=tuple(known))
    return known[wanted]()


def _pool(engine: str | None, previous: Path | None) -> Pool:
    """Groups of before are kept where nothing is lost, as a named proposal keeps them."""
    patterns = pooler(engine)
    fresh = pool_by_patterns(patterns) if patterns else pool_in_rows
    return pool_keeping(groups_of(read_folder(previous)[0]), fresh) if previous else fresh


def _before(previous: Path | None) -> Before | None:
    """Who had whom in a proposal by class: household -> bodies, the lead first."""
    if previous is None:
        return None
    found, _ = read_folder(previous)
    bodies = {g.group_id: g.members for g in groups_of(found, alone=True)}
    rows = zip(found.pairs.household_ids, found.pairs.group_ids, strict=True)
    return {household_id: bodies[group_id] for household_id, group_id in rows if group_id in bodies}


def _tables(args: Namespace, pool: Pool, console: Console, before: Before | None) -> ColumnarTables:
    try:
        from diachi.engines.tables.columnar import ColumnarTables
        from diachi.engines.tables.columnar.engine import Beside
        from diachi.engines.tables.columnar.standing import Found
    except ImportError as error:
        raise InputError(ErrorCode.EXTRA_MISSING, extra="tables") from error
    first = Path(args.campaign)
    history = Path(args.history) if args.history else (first / "history" if first.is_dir() else None)
    same = (first if first.is_dir() else first.parent) / "same.csv"
    beside = Beside(
        wishes=Wishes(pins=rows_named(args, "pins", PairWish), bans=rows_named(args, "bans", PairWish)),
        existing=rows_named(args, "existing", Pair),
        before=before,
        pool=pool,
    )
    if not same.is_file():
        console.say("by_class.not_compared")
    found = Found(same=read_table(same, SamePair) if same.is_file() else None, words=vocabulary())
    return ColumnarTables(_register(args), history, found, beside)
