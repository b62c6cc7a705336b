"""What sentences about a proposal look up: names of bodies and levels, reasons, and whether households or persons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from diachi.application.ports import Words
from diachi.core.agency import PairTarget
from diachi.core.allocation.distance import KM_TENTH
from diachi.core.allocation.levels import DISTANCE, MISMATCH
from diachi.core.allocation.ranks import merged_ranks
from diachi.core.campaign import Campaign, Mode
from diachi.core.clauses import FloorPer, Priority
from diachi.core.household import ListedHousehold
from diachi.core.paper import CauseOnPaper
from diachi.core.proposal import Allocation, Reason, ReasonCode
from diachi.core.register import Register


@dataclass(frozen=True)
class Speaker:
    """Says what a proposal holds in the words of its campaign; build it with the proposal it speaks of."""

    campaign: Campaign
    register: Register
    allocation: Allocation
    words: Words

    @property
    def by_person(self) -> bool:
        """Whether persons are paired, not households."""
        return self.campaign.mode is Mode.PERSON_MONTHLY

    def say(self, key: str, **facts: object) -> str:
        """Give a sentence of `[explain]`."""
        return self.words.text(f"explain.{key}", unit=self.unit, **facts)

    def of(self, target_id: str, key: str, **facts: object) -> str:
        """Give a sentence about one household or person."""
        who = self.who(target_id)
        return self.say(key, who=who, Who=who[:1].upper() + who[1:], **facts)

    def who(self, target_id: str) -> str:
        """Give "hộ ..." or "người ..."; what was never named by number stays a household."""
        person = self.by_person and target_id not in self._homes
        return self.words.text("explain.person" if person else "explain.household", id=target_id)

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.words.text("explain.unit_person" if self.by_person else "explain.unit_household")

    @cached_property
    def _homes(self) -> dict[str, ListedHousehold]:
        return {h.household_id: h for h in self.register.households}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {a.agency_id: a.name for a in self.register.agencies}

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {g.group_id: g.members for g in self.allocation.groups}

    def home(self, target_id: str) -> ListedHousehold:
        """Give the household, or that of a person."""
        return self._homes.get(target_id) or self._homes[target_id.rpartition("/")[0]]

    def group(self, group_id: str) -> str:
        """Give the names of a group's bodies, the lead first."""
        return ", ".join(self._names.get(a, a) for a in self._members.get(group_id, ())) or group_id

    def pin_row(self, group_id: str, target_id: str) -> str:
        """Give the row of a file of pins that asks for a pair."""
        lead = self._members[group_id][0]
        target = PairTarget.HOUSEHOLD if target_id in self._homes else PairTarget.PERSON
        return f"{lead},{target.value},{target_id},direction"

    def reasons(self, why: tuple[Reason, ...]) -> str:
        """Give reasons as one sentence."""
        first, *rest = [self.reason(reason) for reason in why] or [""]
        return "; ".join([first, *(text[:1].lower() + text[1:] for text in rest)])

    def reason(self, reason: Reason) -> str:
        """Give the sentence of a reason: the shortest that says all, for persons where persons are paired."""
        kinds = ["person"] if self.by_person else []
        if reason.code is ReasonCode.PLACES_RAN_OUT and not (reason.facts["before"] and reason.facts["equal"]):
            kinds.append("before" if reason.facts["before"] else "equal")
        key = f"reason.{reason.code.value}.{'_'.join(kinds)}"
        said = self.words.text(key, **reason.facts) if self.words.has(key) else self.words.reason(reason)
        found = next((p for p in self.campaign.priorities if f"priorities.{p.id}" == reason.clause), None)
        if found is None or reason.code is not ReasonCode.PRIORITY:
            return said
        return f"{said} ({self.priority(found)})"

    def priority(self, priority: Priority, *, whole: bool = True) -> str:
        """Give what a priority asks for: "có ý chí vươn lên; thiếu vốn sản xuất", or the commune; or its first part."""
        parts = []
        if priority.when and priority.when.will_to_escape:
            parts.append(self.words.text("level.priority_will"))
        known = {cause.value: cause for cause in CauseOnPaper}
        causes = [known[c] for c in (priority.when.causes_any if priority.when else ()) if c in known]
        if causes:
            parts.append(" / ".join(self.words.label(c) for c in causes))
        parts += [priority.commune] if priority.commune else []
        return "; ".join(parts if whole else parts[:1]) or priority.id

    def level(self, name: str, *, whole: bool = False) -> str:
        """Give the name of a level; priorities by their ranks and what they ask for, in full where there is room."""
        kind, _, priority = name.partition(":")
        if priority:
            merged = merged_ranks(self.campaign, name)
            what = " / ".join(self.priority(p, whole=whole) for p in merged)
            ranks = "-".join(dict.fromkeys(str(p.rank) for p in (merged[:1] + merged[-1:])))
            return self.words.text("level.priority", unit=self.unit, ranks=ranks, what=what)
        unit = next((v.unit for v in self.allocation.levels if v.name == kind), None)
        if kind == DISTANCE and unit == KM_TENTH:
            kind = "distance_km"
        elif kind == MISMATCH and self.by_person:
            kind = "mismatch_month"
        return self.words.text(f"level.{kind}", unit=self.unit)

    def pooling_gaps(self) -> tuple[str, ...]:
        """Give what was not proven of the groups of small bodies: what was found, and what cannot be bettered."""
        open_levels = [v for v in self.allocation.pooling if v.value != v.bound]
        return tuple(
            self.words.text(
                "allocate.pooling_gap",
                what=self.words.text(f"allocate.pooling_{v.name}"),
                value=v.value,
                bound=v.bound,
            )
            for v in open_levels
        )

    def monthly(self) -> str:
        """Give what the whole campaign comes to in a month; "" where nothing is given by the month."""
        floor = self.campaign.support_floor
        if not self.by_person or floor is None or floor.per is not FloorPer.PERSON_MONTH:
            return ""
        count = len(self.allocation.assignments)
        return self.say("monthly", vnd=floor.vnd, count=count, total=floor.vnd * count)

    def amount(self, name: str, value: int) -> int | float:
        """Give a level's figure as people count it: tenths of a kilometre as kilometres."""
        unit = next((v.unit for v in self.allocation.levels if v.name == name), None)
        return value / 10 if unit == KM_TENTH else value

    def change(self, name: str, by: int) -> str:
        """Give "số hộ có nơi nhận giảm 1"."""
        key = "more" if by > 0 else "less"
        return self.words.text(f"level.{key}", level=self.level(name), count=self.amount(name, abs(by)))
