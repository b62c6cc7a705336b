"""What if, line by line: a person tries pins, bans, orders of levels, sees what each would change, writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from diachi.application.speaker import Speaker
from diachi.cli.console import Console
from diachi.core.agency import PairTarget
from diachi.core.allocation.pins import PairWish, Wishes, WishReason
from diachi.core.campaign import Campaign, LevelSpec, Mode
from diachi.core.errors import DiachiError
from diachi.core.proposal import Allocation

# What a person may type, without accents; the second word is for those who read English.
PIN, BAN, BAND, FIRST = ("ghim", "pin"), ("cam", "ban"), ("khoang", "band"), ("truoc", "first")
UNDO, SHOW, END = ("bo", "undo"), ("xem", "show"), ("thoi", "quit")
Propose = Callable[[Campaign, Wishes], Allocation]


@dataclass(frozen=True)
class Step:
    """One line that was typed and holds."""

    line: str
    campaign: Campaign
    wishes: Wishes


def try_lines(
    lines: Iterable[str],
    *,
    start: Step,
    now: Allocation,
    propose: Propose,
    show: Callable[[Campaign, Allocation], None],
    console: Console,
) -> None:
    """Answer each line until it ends; `show` prints the difference to what stands.

    A line that cannot be is refused with its sentence, and all before it still holds.
    """
    steps = [start]
    console.result(console.words.text("try.help"))
    for raw in lines:
        word, *rest = raw.split() or [""]
        if word in END:
            break
        if word in SHOW or not word:
            console.result(console.words.text("try.steps", steps=tuple(s.line for s in steps[1:]) or ("-",)))
            continue
        if word in UNDO and len(steps) > 1:
            steps.pop()
            console.result(console.words.text("try.undone", steps=tuple(s.line for s in steps[1:]) or ("-",)))
            continue
        step = _step(steps[-1], word, rest, raw.strip(), now)
        if step is None:
            console.result(console.words.text("try.unknown", line=raw.strip()))
            continue
        try:
            found = propose(step.campaign, step.wishes)
        except DiachiError as refusal:
            console.result(console.words.error(refusal))
            continue
        steps.append(step)
        show(step.campaign, found)
    _left(steps, console)


def _left(steps: list[Step], console: Console) -> None:
    """What to write where, so that what was tried may hold."""
    pins = steps[-1].wishes.pins[len(steps[0].wishes.pins) :]
    bans = steps[-1].wishes.bans[len(steps[0].wishes.bans) :]
    for key, rows in (("try.pins", pins), ("try.bans", bans)):
        if rows:
            told = (f"{r.agency_id},{r.target.value},{r.target_id},{r.reason.value if r.reason else ''}" for r in rows)
            console.result(console.words.text(key, rows="\n".join(told)))
    if steps[-1].campaign.levels != steps[0].campaign.levels:
        tables = "\n".join(
            f'[[levels]]\nname = "{s.name}"' + (f"\nband = {s.band}" if s.band else "")
            for s in steps[-1].campaign.levels
        )
        console.result(console.words.text("try.levels", tables=tables))
    console.result(console.words.text("try.nothing_written"))


def _step(before: Step, word: str, rest: list[str], line: str, now: Allocation) -> Step | None:
    if word in (*PIN, *BAN) and len(rest) == 2:
        row = _wish(before.campaign, rest, WishReason.DIRECTION if word in PIN else WishReason.CONFLICT)
        own = before.wishes
        wishes = replace(own, pins=(*own.pins, row)) if word in PIN else replace(own, bans=(*own.bans, row))
        return Step(line, before.campaign, wishes)
    levels = before.campaign.levels or tuple(LevelSpec(name=v.name) for v in now.levels)
    name = rest[0] if rest else ""
    if name not in {s.name for s in levels}:
        return None
    if word in BAND and len(rest) == 2 and rest[1].isdecimal():
        turned = tuple(replace(s, band=int(rest[1]) or None) if s.name == name else s for s in levels)
    elif word in FIRST and len(rest) == 1:
        held = tuple(s for s in levels if s.name.startswith("required"))
        one = next(s for s in levels if s.name == name)
        turned = (*(s for s in held if s is not one), one, *(s for s in levels if s not in held and s is not one))
    else:
        return None
    return Step(line, replace(before.campaign, levels=turned), before.wishes)


def _wish(campaign: Campaign, rest: list[str], reason: WishReason) -> PairWish:
    agency_id, target_id = rest
    person = campaign.mode is Mode.PERSON_MONTHLY and "/" in target_id
    target = PairTarget.PERSON if person else PairTarget.COMMUNE if target_id.isdecimal() else PairTarget.HOUSEHOLD
    return PairWish(agency_id=agency_id, target=target, target_id=target_id, reason=reason)


def names_of_levels(speaker: Speaker) -> tuple[str, ...]:
    """Give the names a person may type, each with what it means."""
    return tuple(f"{v.name} = {speaker.level(v.name)}" for v in speaker.allocation.levels)
