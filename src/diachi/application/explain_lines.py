"""An explanation in sentences, for somebody with two minutes: what, why, what it would cost, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diachi.application.explain import Explanation, OrderPrice, first_reason
from diachi.application.ports import Words
from diachi.core.allocation.changes import better_or_worse
from diachi.core.allocation.displacement import Displacement
from diachi.core.allocation.distance import KM_TENTH
from diachi.core.allocation.hall import Shortage
from diachi.core.campaign import Campaign
from diachi.core.proposal import Allocation, Reason
from diachi.core.register import Register

_NAMED = 3


@dataclass(frozen=True)
class Speaker:
    """What sentences about a proposal look up."""

    campaign: Campaign
    register: Register
    allocation: Allocation
    words: Words

    def say(self, key: str, **facts: object) -> str:
        """Give a sentence of `[explain]`."""
        return self.words.text(f"explain.{key}", **facts)

    def group(self, group_id: str) -> str:
        """Give the names of a group's bodies, the lead first."""
        names = {a.agency_id: a.name for a in self.register.agencies}
        members = next((g.members for g in self.allocation.groups if g.group_id == group_id), ())
        return ", ".join(names.get(a, a) for a in members) or group_id

    def level(self, name: str) -> str:
        """Give the name of a level; a priority by its rank."""
        kind, _, priority = name.partition(":")
        if priority:
            rank = next((p.rank for p in self.campaign.priorities if p.id == priority), 0)
            return self.words.text("level.priority", rank=rank)
        if kind == "distance":
            unit = next((v.unit for v in self.allocation.levels if v.name == kind), None)
            return self.words.text("level.distance_km" if unit == KM_TENTH else "level.distance")
        return self.words.text(f"level.{kind}")

    def amount(self, name: str, value: int) -> int | float:
        """Give a level's figure as people count it: tenths of a kilometre as kilometres."""
        unit = next((v.unit for v in self.allocation.levels if v.name == name), None)
        return value / 10 if unit == KM_TENTH else value

    def change(self, name: str, by: int) -> str:
        """Give "số hộ có nơi nhận giảm 1"."""
        key = "more" if by > 0 else "less"
        return self.words.text(f"level.{key}", level=self.level(name), count=self.amount(name, abs(by)))


def explain_lines(speaker: Speaker, found: Explanation) -> Iterator[str]:
    """Give the sentences of one explanation."""
    if found.household_id:
        yield from _household(speaker, found)
    else:
        yield from _group(speaker, found)


def _household(speaker: Speaker, found: Explanation) -> Iterator[str]:
    for one in found.assignments:
        group = speaker.group(one.group_id)
        yield speaker.say("taken", household_id=found.household_id, group=group, reasons=_reasons(speaker, one.why))
    yield from _left_open(speaker, found)
    if found.barred:
        group = speaker.group(found.group_id)
        yield speaker.say(f"barred_{found.barred}", household_id=found.household_id, group=group)
    for exchange in found.exchanges:
        if exchange.moves:
            yield from _exchange(speaker, exchange, bool(found.village))
    for opening in found.openings:
        yield speaker.say(f"opening_{opening.code}", group=speaker.group(opening.group_id) if opening.group_id else "")
    if found.tried and not found.openings:
        yield speaker.say("no_opening")


def _left_open(speaker: Speaker, found: Explanation) -> Iterator[str]:
    if reason := first_reason(found):
        yield speaker.say("open", household_id=found.household_id, reason=speaker.words.reason(reason))
    if found.shortage:
        yield shortage_line(speaker, found.shortage)
    if found.preferred:
        yield speaker.say("preferred", count=found.preferred)
    if found.village:
        yield speaker.say("village", count=len(found.village), ids=found.village[:_NAMED])


def _group(speaker: Speaker, found: Explanation) -> Iterator[str]:
    yield speaker.say("group", group=speaker.group(found.group_id), count=len(found.assignments))
    for one in found.assignments:
        yield speaker.say("takes", household_id=one.household_id, reasons=_reasons(speaker, one.why))
    if found.exchanges:
        yield speaker.say("shortlist", count=len(found.exchanges))
    for exchange in found.exchanges:
        yield "  " + _choice(speaker, exchange, found.passed.get(exchange.household_id, 0))


def _reasons(speaker: Speaker, why: tuple[Reason, ...]) -> str:
    return "; ".join(speaker.words.reason(reason) for reason in why)


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
    return speaker.say("shortage_idle" if shortage.idle else "shortage", **facts)


def _exchange(speaker: Speaker, exchange: Displacement, against_village: bool) -> Iterator[str]:
    group = speaker.group(exchange.group_id)
    if exchange.free:
        key = "free_but_village" if against_village else "free"
        yield speaker.say(key, household_id=exchange.household_id, group=group)
    else:
        yield speaker.say("price", household_id=exchange.household_id, group=group, price=_price(speaker, exchange))
    for move in exchange.moves:
        if move.household_id != exchange.household_id:
            key = "move_out" if not move.after else "move_in" if not move.before else "move_over"
            to, fro = (speaker.group(g) if g else "" for g in (move.after, move.before))
            yield "  " + speaker.say(key, household_id=move.household_id, after=to, before=fro)


def _price(speaker: Speaker, exchange: Displacement) -> str:
    return "; ".join(speaker.change(name, by) for name, by in exchange.price.items() if by)


def _choice(speaker: Speaker, exchange: Displacement, passed: int) -> str:
    """One family of a shortlist: village, people and need, never name or house."""
    home = next(h for h in speaker.register.households if h.household_id == exchange.household_id)
    floor = speaker.campaign.support_floor
    parts = [speaker.say("choice", household_id=home.household_id, commune=home.commune, hamlet=home.hamlet)]
    if home.persons:
        parts.append(speaker.say("choice_persons", persons=home.persons))
    if home.needs:
        parts.append(speaker.say("choice_needs", needs=home.needs))
    if floor and home.need_vnd:
        covers = min(100, 100 * floor.vnd // home.need_vnd)
        parts.append(speaker.say("choice_floor", vnd=floor.vnd, percent=covers))
    if passed:
        parts.append(speaker.say("choice_village", count=passed))
    elif exchange.free:
        parts.append(speaker.say("choice_free"))
    if not exchange.free:
        parts.append(_price(speaker, exchange))
    return "; ".join(parts)


def order_lines(speaker: Speaker, prices: tuple[OrderPrice, ...]) -> Iterator[str]:
    """Give the table of level orders as sentences: the order that holds, then what each change of it would do."""
    yield speaker.say("orders", order=" > ".join(speaker.level(v.name) for v in speaker.allocation.levels))
    for value in speaker.allocation.levels:
        yield "  " + speaker.say(
            "level_value", level=speaker.level(value.name), value=speaker.amount(value.name, value.value)
        )
    for price in prices:
        changed = better_or_worse(speaker.allocation, price.levels)
        old = {v.name: v.value for v in speaker.allocation.levels}
        said = [speaker.change(v.name, v.value - old[v.name]) for v in price.levels if changed.get(v.name)]
        changes = "; ".join(said) or speaker.say("orders_same")
        yield "  " + speaker.say("order_first", level=speaker.level(price.first), changes=changes)
