"""One campaign from one or several letters: each table from the letter that says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diachi.core.allocation.levels import default_levels
from diachi.core.campaign import Campaign, DirectiveRole, Mode, Pairing
from diachi.core.clauses import Duty, Force, Milestone, Reporting, Target
from diachi.core.letters.asked import questions_of
from diachi.core.letters.draft import Letter, directive_of, slug, target_of
from diachi.core.letters.duties import duties_of
from diachi.core.letters.lexicon import pattern
from diachi.core.letters.making import Reading
from diachi.core.letters.relations import Relation, RelationKind, merged, without_drafts


def letters_of(readings: Sequence[Reading]) -> tuple[Letter, ...]:
    """Give the letters an id and a role, the plan they rest on first, then by their day."""
    made = [Letter(_id(reading, n), reading, _role(reading)) for n, reading in enumerate(readings, start=1)]
    seen: set[str] = set()
    apart = []
    for letter in made:  # two drafts of one office carry one symbol
        name = letter.id if letter.id not in seen else f"{letter.id}_{len(seen) + 1}"
        seen.add(name)
        apart.append(replace(letter, id=name))
    order = list(DirectiveRole)
    base = DirectiveRole.BASE
    return tuple(
        sorted(
            apart, key=lambda one: (one.role is not base, str(one.value("date") or ""), order.index(one.role), one.id)
        )
    )


def _id(reading: Reading, number: int) -> str:
    said = reading.one("number") or reading.one("symbol")
    value = said.value if said and said.value else None
    symbol = reading.one("symbol")
    return slug(str(value or (symbol.value if symbol else ""))) or f"letter_{number}"


_LONGER = pattern(r"gia hạn|kéo dài thời (?:gian|hạn)|điều chỉnh thời (?:gian|hạn)|lùi thời (?:gian|hạn)")
_MENDED = pattern(r"đính chính|sửa đổi|thay thế|điều chỉnh")


def _role(reading: Reading) -> DirectiveRole:
    """Give the part a document plays: said by its subject, else by what it finds lacking, else by its type."""
    subject = reading.one("subject")
    said = str(subject.value) if subject else ""
    if _LONGER.search(said):
        return DirectiveRole.EXTENSION
    if _MENDED.search(said):
        return DirectiveRole.CORRECTION
    if reading.one("plan_missing"):
        return DirectiveRole.URGING
    kind = reading.one("doc_type")
    return DirectiveRole.BASE if kind and kind.value in ("ke_hoach", "quyet_dinh") else DirectiveRole.ORDER


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCampaign:
    """A campaign, and what each of its documents did to it."""

    campaign: Campaign
    relations: tuple[Relation, ...] = ()


def campaign_of(letters: tuple[Letter, ...]) -> MadeCampaign:
    """Put the letters together into one campaign, with the questions they leave open.

    A draft whose signed letter is there gives no rule: the signed one is held against it.
    """
    standing, signed = without_drafts(letters)
    tables = merged(standing)
    milestones = tables.of("milestones")
    campaign = Campaign(
        id=_campaign_id(standing),
        title=next((str(v) for letter in standing if (v := letter.value("subject"))), ""),
        mode=_mode(standing),
        pairing=Pairing.ASSIGNED if _mode(standing) is Mode.CLUSTER_COMMUNE else Pairing.AGREED,
        places_on=_places_on(standing),
        directives=tuple(directive_of(letter) for letter in standing),
        target=_target(standing),
        duties=tuple(duty for letter in standing for duty in _duties(letter)),
        quotas=tables.of("quotas"),
        small_agencies=tables.of("small_agencies"),
        support_floor=tables.one("support_floor"),
        priorities=tables.of("priorities"),
        exclusions=tables.of("exclusions")[:1],
        milestones=milestones,
        reporting=tuple(r for letter in standing for r in _reporting(letter, milestones)),
        tracker=tables.one("tracker"),
        followed=tables.one("followed"),
    )
    if campaign.mode is not Mode.CLUSTER_COMMUNE:
        campaign = replace(campaign, levels=default_levels(campaign.priorities))
    relations = (*tables.relations, *(r for pair in signed for r in _signed(*pair)))
    return MadeCampaign(
        campaign=replace(campaign, questions=questions_of(standing, campaign, relations)), relations=relations
    )


def _duties(letter: Letter) -> Iterator[Duty]:
    """Each duty with the force of its own word, else of the closing sentence that names the body, else the opening."""
    for duty in duties_of(letter):
        if duty.force is Force.REQUIRED and duty.source:
            said = letter.forces.said(duty.source.start, duty.body)
            duty = replace(duty, force=said if said is not Force.ASPIRED else Force.REQUIRED)
        yield duty


def _signed(draft: Letter, signed: Letter) -> Iterator[Relation]:
    """What the signed letter says otherwise than its draft, rule by rule; first that it takes the draft's place."""
    yield Relation(directive=signed.id, kind=RelationKind.SIGNS, table="directives", id=draft.id, before=draft.id)
    both = merged((replace(draft, role=DirectiveRole.ORDER), replace(signed, role=DirectiveRole.CORRECTION)))
    gone = merged((signed,)).tables
    for relation in both.relations:
        if relation.directive == signed.id and relation.kind in (RelationKind.ADDS, RelationKind.CHANGES):
            yield relation
    for table, rules in merged((draft,)).tables.items():
        for key, rule in rules.items():
            if key not in gone[table]:
                yield Relation(
                    directive=signed.id,
                    kind=RelationKind.DROPS,
                    table=table,
                    id=key,
                    before=draft.id,
                    source=rule.source,
                )


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


def _reporting(letter: Letter, milestones: tuple[Milestone, ...]) -> list[Reporting]:
    report = next((m.id for m in milestones if m.id == "report"), "")
    return [
        Reporting(to=f.value["to"] or "", via=f.value["via"] or "", milestone_id=report, source=letter.source(f))
        for f in letter.reading.all("reporting")
    ]
