"""What must be there by when, and who follows it: from the dates of a letter to milestones."""

from __future__ import annotations

import re

from diachi.core.clauses import Milestone, MilestoneKind, Tracker
from diachi.core.deadline import DeadlineOp, last_day
from diachi.core.letters.draft import Letter
from diachi.core.letters.facts import Fact

_PLAN_WORDS = ("kế hoạch", "phương án")
_PAIR_WORDS = ("nhận giúp đỡ", "nhận giúp", "nhận đỡ đầu", "chọn hộ", "lựa chọn hộ")


# "từ ngày" begins something, "trong 7 ngày kể từ" counts from a day nobody knows yet: facts, no clocks.
_CLOCKS = {
    "before": DeadlineOp.BEFORE,
    "by": DeadlineOp.BY,
    "until": DeadlineOp.BY,
    "by_end_of": DeadlineOp.BY_END_OF,
}


def milestones_of(letter: Letter) -> list[Milestone]:
    """Give what must be there by when: the words of the same item say what is due."""
    found: list[Milestone] = []
    for fact in letter.reading.all("deadline"):
        op = _CLOCKS.get(fact.value["kind"])
        if op is None or not last_day(str(fact.value["date"])):
            continue
        for kind in _due(letter, fact):
            if any(m.kind is kind for m in found):
                continue
            found.append(
                Milestone(
                    id=kind.value,
                    kind=kind,
                    op=op,
                    on=fact.value["date"],
                    words=" ".join(fact.spans[0].quote.replace("*", "").split()),
                    source=letter.source(fact),
                )
            )
    kinds_found = {m.kind for m in found}
    undated = (("plan_missing", MilestoneKind.PLAN), ("reporting", MilestoneKind.REPORT))
    for name, kind in undated:
        fact_ = letter.reading.one(name)
        if fact_ and kind not in kinds_found:
            found.append(Milestone(id=kind.value, kind=kind, op=DeadlineOp.UNDATED, source=letter.source(fact_)))
    order = list(MilestoneKind)
    return sorted(found, key=lambda m: order.index(m.kind))


def _due(letter: Letter, fact: Fact) -> tuple[MilestoneKind, ...]:
    sentence = _sentence(letter, fact).lower()
    if fact.value["kind"] == "by_end_of" or (len(fact.value["date"]) < len("2020-12-31") and "không còn" in sentence):
        return (MilestoneKind.GOAL,)
    if "báo cáo" in sentence:
        return (MilestoneKind.REPORT,)
    plan = any(w in sentence for w in _PLAN_WORDS)
    pair = any(w in sentence for w in _PAIR_WORDS)
    if plan or pair:
        return tuple(k for k, said in ((MilestoneKind.PLAN, plan), (MilestoneKind.PAIR, pair)) if said)
    return (MilestoneKind.DELIVERY,) if re.search(r"trao|bàn giao|hỗ trợ", sentence) else ()


def _sentence(letter: Letter, fact: Fact) -> str:
    """The sentence that holds a fact: what is due is said before or after the date, in the same breath."""
    raw, span = letter.reading.view.raw, fact.spans[0]
    start = max(raw.rfind(mark, 0, span.start) + 1 for mark in (". ", ";", "\n\n", "\n-"))
    stops = [i for i in (raw.find(mark, span.end) for mark in (". ", ";", "\n\n")) if i >= 0]
    return raw[start : min(stops, default=len(raw))]


def tracker_of(letter: Letter) -> Tracker | None:
    """Give the body that follows and adds up; without a period, monthly until the report, then quarterly."""
    fact = letter.reading.one("tracker")
    if fact is None:
        return None
    said = [f.value for f in letter.reading.all("cadence") if f.value != "open"]
    dated = any(m.kind is MilestoneKind.REPORT and m.on for m in milestones_of(letter))
    cadence = said[0] if said else "monthly_then_quarterly" if dated else "monthly"
    return Tracker(unit=str(fact.value), cadence=cadence, source=letter.source(fact))
