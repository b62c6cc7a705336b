"""Parts of a sentence about a fact that are said only where the letter gives them; days as an office writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diachi.application.ports import Words
from diachi.core.campaign import Campaign
from diachi.core.clauses import Milestone
from diachi.core.deadline import Deadline, DeadlineOp
from diachi.core.letters.facts import Fact

# Fields that are said in the words of another.
SAID_AS = {"goal": "quota", "joining": "quota", "sending": "reporting"}


def parts_said(fact: Fact, facts: Mapping[str, object], words: Words, campaign: Campaign) -> dict[str, object]:
    """Parts of a sentence that are said only where the letter gives them."""

    def part(name: str, given: object) -> str:
        return words.text(f"review.part.{name}", value=given) if given else ""

    field, said = fact.field, facts
    if field == "doc_type":
        key = f"enum.DocumentKind.{fact.value}"
        return {"value": words.text(key) if words.has(key) else fact.spans[0].quote.strip(" :").capitalize()}
    if field == "base":
        return {name: part(f"base_{name}", said.get(name)) for name in ("date", "issuer")} | {
            "number": said.get("number") or ""
        }
    if field == "amount":
        return {"per": part("per", said.get("per"))}
    if SAID_AS.get(field, field) == "reporting":
        return {"via": part("via", said.get("via")), "deadline": part("by", said.get("deadline"))}
    if field == "distribution":
        return {"purpose": part(f"copy_{said['purpose']}", " ") if said.get("purpose") else ""}
    if field == "target":
        merit = part("merit", " ") if said.get("merit") else ""
        return {"merit": merit, "near_poor": part("near_poor", " ") if said.get("near_poor") else ""}
    if field == "priority":
        causes = [words.text(f"review.cause.{c}") for c in fact.value["causes_any"] if words.has(f"review.cause.{c}")]
        return {"causes": ", ".join(causes), "will": part("will", " ") if said.get("will_to_escape") else ""}
    if field == "deadline":
        return _due(fact, words, campaign)
    return {}


def _due(fact: Fact, words: Words, campaign: Campaign) -> dict[str, object]:
    span = fact.spans[0]
    due = [m for m in campaign.milestones if m.source and (m.source.start, m.source.end) == (span.start, span.end)]
    kinds = ", ".join(words.text(f"enum.MilestoneKind.{m.kind.value}") for m in due)
    return {"due": f"{kinds[:1].upper()}{kinds[1:]}" or words.text("review.part.due"), "last": _last(due, fact, words)}


def _last(due: Sequence[Milestone], fact: Fact, words: Words) -> str:
    known = {"before": DeadlineOp.BEFORE, "by": DeadlineOp.BY, "by_end_of": DeadlineOp.BY_END_OF}
    kind = str(fact.value.get("kind", ""))
    deadline = due[0].deadline if due else Deadline(op=known.get(kind, DeadlineOp.BY), on=str(fact.value["date"]))
    day = deadline.last_day_in_time
    return words.text("review.part.last_day", value=day) if day else ""


def day_in_words(iso: str, words: Words) -> str:
    """Give "2024-07-15" as 15/7/2024 and "2024-04" as a month; what is no date stays."""
    parts = iso.split("-")
    if not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
        return iso
    numbers = [str(int(p)) for p in parts]
    if len(numbers) == 3:
        return "/".join(reversed(numbers))
    return words.text("review.part.month", month=numbers[1], year=numbers[0]) if len(numbers) == 2 else iso
