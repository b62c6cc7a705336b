"""One campaign from one or several letters: each table from the letter that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from diachi.core.allocation.levels import default_levels
from diachi.core.campaign import Campaign, DirectiveRole, Mode, Pairing
from diachi.core.clauses import Milestone, Reporting, Target
from diachi.core.deadline import DeadlineOp
from diachi.core.letters.asked import questions_of
from diachi.core.letters.draft import (
    Letter,
    directive_of,
    exclusions_of,
    floor_of,
    followed_of,
    milestones_of,
    pools_of,
    priorities_of,
    quotas_of,
    slug,
    target_of,
    tracker_of,
)
from diachi.core.letters.duties import duties_of
from diachi.core.letters.making import Reading


def letters_of(readings: Sequence[Reading]) -> tuple[Letter, ...]:
    """Give the letters an id and a role: one that says what is lacking urges, a plan is the base, the rest order."""
    made = [Letter(_id(reading, n), reading, _role(reading)) for n, reading in enumerate(readings, start=1)]
    order = {DirectiveRole.BASE: 0, DirectiveRole.ORDER: 1, DirectiveRole.URGING: 2}
    return tuple(sorted(made, key=lambda letter: (order[letter.role], letter.id)))


def _id(reading: Reading, number: int) -> str:
    said = reading.one("number") or reading.one("symbol")
    value = said.value if said and said.value else None
    symbol = reading.one("symbol")
    return slug(str(value or (symbol.value if symbol else ""))) or f"letter_{number}"


def _role(reading: Reading) -> DirectiveRole:
    if reading.one("plan_missing"):
        return DirectiveRole.URGING
    kind = reading.one("doc_type")
    return DirectiveRole.BASE if kind and kind.value in ("ke_hoach", "quyet_dinh") else DirectiveRole.ORDER


def campaign_of(letters: tuple[Letter, ...]) -> Campaign:
    """Put the letters together into one campaign, with the questions they leave open."""
    milestones = _milestones(letters)
    campaign = Campaign(
        id=_campaign_id(letters),
        title=next((str(v) for letter in letters if (v := letter.value("subject"))), ""),
        mode=_mode(letters),
        pairing=Pairing.ASSIGNED if _mode(letters) is Mode.CLUSTER_COMMUNE else Pairing.AGREED,
        places_on=_places_on(letters),
        directives=tuple(directive_of(letter) for letter in letters),
        target=_target(letters),
        duties=tuple(d for letter in letters for d in duties_of(letter)),
        quotas=tuple({q.id: q for letter in letters for q in quotas_of(letter)}.values()),
        small_agencies=tuple({r.id: r for letter in letters for r in pools_of(letter)}.values()),
        support_floor=next((f for letter in letters if (f := floor_of(letter))), None),
        priorities=tuple({p.id: p for letter in letters for p in priorities_of(letter)}.values()),
        exclusions=tuple(e for letter in letters for e in exclusions_of(letter))[:1],
        milestones=milestones,
        reporting=tuple(r for letter in letters for r in _reporting(letter, milestones)),
        tracker=next((t for letter in reversed(letters) if (t := tracker_of(letter))), None),
        followed=next((years for letter in letters if (years := followed_of(letter))), None),
    )
    if campaign.mode is not Mode.CLUSTER_COMMUNE:
        campaign = replace(campaign, levels=default_levels(campaign.priorities))
    return replace(campaign, questions=questions_of(letters, campaign))


def has_rule(campaign: Campaign) -> bool:
    """Say whether the letters hold anything that a campaign could follow."""
    return bool(campaign.quotas or campaign.small_agencies or campaign.exclusions or campaign.target.source)


def _campaign_id(letters: tuple[Letter, ...]) -> str:
    place = next((str(v) for letter in letters if (v := letter.value("place"))), "")
    year = next((str(v)[:4] for letter in letters if (v := letter.value("date"))), "")
    return slug(f"{place} {year}") or "campaign"


def _mode(letters: tuple[Letter, ...]) -> Mode:
    together = any(letter.reading.one("chosen_together") for letter in letters)
    assigned = any(letter.reading.one("assigned") for letter in letters)
    return Mode.CLUSTER_COMMUNE if assigned and not together else Mode.AGENCY_HOUSEHOLD


def _places_on(letters: tuple[Letter, ...]) -> date | None:
    """The map of the first letter's day; of a partial date the first day."""
    said = next((str(v) for letter in letters if (v := letter.value("date"))), "")
    parts = [int(p) for p in said.split("-")] if said else []
    return date(*[*parts, 1, 1][:3]) if parts else None


def _target(letters: tuple[Letter, ...]) -> Target:
    found = [t for letter in letters if (t := target_of(letter))]
    with_zero = [t for t in found if t.zero_by]
    return next(iter([*with_zero, *found]), Target())


def _milestones(letters: tuple[Letter, ...]) -> tuple[Milestone, ...]:
    """One milestone per kind: the first letter that dates it, else the first that asks for it."""
    found: dict[str, Milestone] = {}
    for letter in letters:
        for milestone in milestones_of(letter):
            known = found.get(milestone.id)
            if known is None or (known.op is DeadlineOp.UNDATED and milestone.op is not DeadlineOp.UNDATED):
                found[milestone.id] = milestone
    return tuple(found.values())


def _reporting(letter: Letter, milestones: tuple[Milestone, ...]) -> list[Reporting]:
    report = next((m.id for m in milestones if m.id == "report"), "")
    return [
        Reporting(to=f.value["to"], via=f.value["via"] or "", milestone_id=report, source=letter.source(f))
        for f in letter.reading.all("reporting")
    ]
