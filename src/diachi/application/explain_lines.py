"""An explanation in sentences, for somebody with two minutes: what, why, what it would cost, what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from diachi.application.explain import Explanation, OrderPrice, first_reason
from diachi.application.speaker import Speaker
from diachi.core.allocation.changes import better_or_worse
from diachi.core.allocation.displacement import Displacement
from diachi.core.allocation.hall import Shortage

_NAMED = 3


def explain_lines(speaker: Speaker, found: Explanation) -> Iterator[str]:
    """Give the sentences of one explanation."""
    if found.household_id:
        yield from _household(speaker, found)
    else:
        yield from _group(speaker, found)


def _household(speaker: Speaker, found: Explanation) -> Iterator[str]:
    target = found.household_id
    for one in found.assignments:
        yield speaker.of(target, "taken", group=speaker.group(one.group_id), reasons=speaker.reasons(one.why))
    yield from _left_open(speaker, found)
    if found.barred:
        yield speaker.of(target, f"barred_{found.barred}", group=speaker.group(found.group_id))
    for exchange in found.exchanges:
        if exchange.moves:
            yield from _exchange(speaker, exchange, bool(found.village))
    for opening in found.openings:
        group = speaker.group(opening.group_id) if opening.group_id else ""
        yield speaker.of(target, f"opening_{opening.code}", group=group)
    if found.tried and not found.openings and not found.all_barred:
        yield speaker.say("no_opening" if found.exchanges else "no_opening_reach")


def _left_open(speaker: Speaker, found: Explanation) -> Iterator[str]:
    if found.all_barred:
        yield speaker.of(found.household_id, "open_barred")
        return
    if reason := first_reason(found):
        yield speaker.of(found.household_id, "open", reason=speaker.reason(reason))
    if found.shortage:
        yield shortage_line(speaker, found.shortage)
    if found.preferred:
        yield speaker.of(found.household_id, "preferred", count=found.preferred)
    if found.village:
        yield speaker.of(found.household_id, "village", count=len(found.village), ids=found.village[:_NAMED])


def _group(speaker: Speaker, found: Explanation) -> Iterator[str]:
    yield speaker.say("group", group=speaker.group(found.group_id), count=len(found.assignments))
    for one in found.assignments:
        yield speaker.of(one.target_id, "takes", reasons=speaker.reasons(one.why))
    if found.exchanges:
        yield speaker.say("shortlist", count=len(found.exchanges))
    for exchange in found.exchanges:
        yield "  " + _choice(speaker, exchange, found.passed.get(exchange.household_id, 0))


def shortage_line(speaker: Speaker, shortage: Shortage) -> str:
    """Give the sentence whose numbers add up: families, places, those left."""
    facts = {
        "households": len(shortage.households),
        "communes": len(shortage.communes),
        "groups": len(shortage.group_ids),
        "places": shortage.places,
        "idle": shortage.idle,
        "uncovered": len(shortage.uncovered),
    }
    key = "shortage_idle" if shortage.idle else "shortage" if shortage.places else "shortage_none"
    return speaker.say(key, **facts)


def _exchange(speaker: Speaker, exchange: Displacement, against_village: bool) -> Iterator[str]:
    group, target = speaker.group(exchange.group_id), exchange.household_id
    if exchange.free:
        yield speaker.of(target, "free_but_village" if against_village else "free", group=group)
    else:
        yield speaker.of(target, "price", group=group, price=_price(speaker, exchange))
    for move in exchange.moves:
        if move.household_id != target:
            key = "move_out" if not move.after else "move_in" if not move.before else "move_over"
            to, fro = (speaker.group(g) if g else "" for g in (move.after, move.before))
            yield "  " + speaker.of(move.household_id, key, after=to, before=fro)
    yield speaker.say("pin", row=speaker.pin_row(exchange.group_id, target))


def _price(speaker: Speaker, exchange: Displacement) -> str:
    return "; ".join(speaker.change(name, by) for name, by in exchange.price.items() if by)


def _choice(speaker: Speaker, exchange: Displacement, passed: int) -> str:
    """One family of a shortlist: village, people and need, never name or house."""
    home = speaker.home(exchange.household_id)
    floor = speaker.campaign.support_floor
    parts = [speaker.say("choice", id=exchange.household_id, commune=home.commune, hamlet=home.hamlet)]
    if home.persons:
        parts.append(speaker.say("choice_persons", persons=home.persons))
    if home.needs:
        parts.append(speaker.say("choice_needs", needs=home.needs))
    if floor and home.need_vnd and not speaker.by_person:
        covers = min(100, 100 * floor.vnd // home.need_vnd)
        parts.append(speaker.say("choice_floor", vnd=floor.vnd, percent=covers))
    if not exchange.moves:
        parts.append(speaker.say("choice_held"))
    elif passed:
        parts.append(speaker.say("choice_village", count=passed))
    elif exchange.free:
        parts.append(speaker.say("choice_free"))
    if not exchange.free:
        parts.append(_price(speaker, exchange))
    return "; ".join(parts)


def order_lines(speaker: Speaker, prices: tuple[OrderPrice, ...]) -> Iterator[str]:
    """Give the table of level orders as sentences: the order that holds, then what each change of it would do."""
    yield speaker.say("orders")
    for number, value in enumerate(speaker.allocation.levels, start=1):
        reached = speaker.amount(value.name, value.value)
        yield "  " + speaker.say(
            "level_value", number=number, level=speaker.level(value.name, whole=True), value=reached
        )
    yield speaker.say("orders_other")
    for price in prices:
        changed = better_or_worse(speaker.allocation, price.levels)
        old = {v.name: v.value for v in speaker.allocation.levels}
        said = [speaker.change(v.name, v.value - old[v.name]) for v in price.levels if changed.get(v.name)]
        changes = "; ".join(said) or speaker.say("orders_same")
        yield "  " + speaker.say("order_first", level=speaker.level(price.first), changes=changes)
