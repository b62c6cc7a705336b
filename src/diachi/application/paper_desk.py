"""What every paper of one proposal looks up: bodies, households, reasons, clauses and dates, each read once."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field

from diachi.application.ports import Words
from diachi.core.agency import Agency, AgencyKind
from diachi.core.campaign import Campaign, DirectiveRef, Mode, Pairing
from diachi.core.clause_refs import clause_source
from diachi.core.clauses import Force, MeritScope, Milestone, MilestoneKind
from diachi.core.deadline import DeadlineOp
from diachi.core.force import binding_force
from diachi.core.household import ListedHousehold, Member, Sex
from diachi.core.letterhead import (
    Issuer,
    drafting_unit,
    issuer_of,
    leading_directive,
    symbol_of,
    year_of,
)
from diachi.core.official_calendar import OfficialCalendar, YearState
from diachi.core.official_forms import date_vi, number_line, numbered, printed, printed_partial
from diachi.core.paper import CODE_LENGTH, CauseOnPaper, DocumentKind, Head, Signature, grouped
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import PlaceKind
from diachi.core.proposal import Allocation, Assignment, Group
from diachi.core.register import Register
from diachi.core.rules.deadlines import last_working_day
from diachi.core.rules.target import merit_members
from diachi.core.shape import plain
from diachi.core.table import digest
from diachi.core.text import collation_key, name_sort_key

_CAUSES_SHOWN = 2
_CAUSES = frozenset(cause.value for cause in CauseOnPaper)
_KINDS = frozenset(kind.value for kind in DocumentKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One proposal laid out for writing; build it with `lay_out`."""

    campaign: Campaign
    allocation: Allocation
    words: Words
    agencies: dict[str, Agency]
    households: dict[str, ListedHousehold]
    merit_persons: dict[str, int]
    commune_names: dict[str, str]
    taken: dict[str, tuple[Assignment, ...]]  # group_id -> its households
    groups: tuple[Group, ...]  # in the order of the list
    agreed: frozenset[tuple[str, str]]  # (agency_id or group_id, household_id) that stand
    annexed: frozenset[str]  # groups that an annex of a plan names
    directive: DirectiveRef | None
    issuer: Issuer
    year: str
    code: str
    calendar: OfficialCalendar
    places: Gazetteer
    quotes: dict[str, str] = field(default_factory=dict)

    def say(self, key: str, **facts: object) -> str:
        """Give a sentence of `[document]`."""
        return self.words.text(f"document.{key}", **facts)

    @property
    def ordered_by_plan(self) -> bool:
        """Whether the pairs are assigned; otherwise they are proposed and agreed by the parties."""
        return self.campaign.pairing is Pairing.ASSIGNED

    @property
    def by_cluster(self) -> bool:
        """Whether groups are clusters of a commune."""
        return self.campaign.mode is Mode.CLUSTER_COMMUNE

    @property
    def merit_target(self) -> bool:
        """Whether the campaign is for households with a member of merit."""
        return self.campaign.target.merit_scope is not None

    def agency_name(self, agency_id: str) -> str:
        """Give a body's name, its id when the register does not know it."""
        found = self.agencies.get(agency_id)
        return found.name if found else agency_id

    def commune_kind(self, home: ListedHousehold) -> PlaceKind:
        """Say what a household's commune was on the day of its list; a code the map lacks is taken for a commune."""
        on = home.list_date or self.campaign.places_on
        alive = (p.kind for p in self.places.of_code(home.commune_code) if on is None or p.existed_on(on))
        return next(alive, PlaceKind.COMMUNE)

    def commune_of(self, group: Group) -> str:
        """Give the name of a cluster's commune, its code when no household of it is listed."""
        return self.commune_names.get(group.commune_code, group.commune_code)

    def under_the_signer(self, agency_id: str) -> bool:
        """Whether the issuer may order a body; the Front, Party, army, schools above and firms are asked."""
        found = self.agencies.get(agency_id)
        return found is not None and binding_force(Force.REQUIRED, found.command) is Force.REQUIRED

    def stands(self, one: Assignment) -> bool:
        """Whether the pair is agreed by all three, or assigned by a document or by the annex of a plan."""
        if self.by_cluster and one.group_id in self.annexed:
            return True
        return any((a, one.household_id) in self.agreed for a in (one.group_id, *one.agency_ids))

    def persons(self, household_id: str) -> int:
        """Give the persons that count: those of merit when the campaign is for them, else the whole household."""
        if self.merit_target:
            return self.merit_persons.get(household_id, 0)
        found = self.households.get(household_id)
        return (found.persons or 0) if found else 0

    def family(self, household_id: str) -> str:
        """Give "Gia đình ông ...": the family, never its status."""
        found = self.households.get(household_id)
        if found is None:
            return household_id
        title = {Sex.MALE: "family_of_mr", Sex.FEMALE: "family_of_mrs"}
        key = title.get(found.head_sex, "family_of_either") if found.head_sex else "family_of_either"
        return self.say(key, name=found.head_name)

    def birth_year(self, household_id: str) -> str:
        """Give the year of birth as text."""
        found = self.households.get(household_id)
        return found.head_birth[:4] if found else ""

    def causes(self, household_id: str) -> str:
        """Give the first causes a paper may name, in the order of the list."""
        found = self.households.get(household_id)
        codes = [c for c in (found.causes if found else ()) if c in _CAUSES]
        return "; ".join(self.words.label(CauseOnPaper(c)) for c in codes[:_CAUSES_SHOWN])

    def clause_label(self, ref: str) -> str:
        """Give "mục 1, gạch đầu dòng 2" for a clause; "" when it was read nowhere."""
        source = clause_source(self.campaign, ref)
        if source is None or not source.part:
            return ""
        item, _, dash = source.part.partition(".-")
        if dash:
            return self.say("part_dash", item=item, dash=dash)
        return self.say("part", item=item) if item.rstrip(".").isdecimal() else ""

    def quote(self, ref: str) -> str:
        """Give the clause's own words between quotation marks with its place; "" when it was read nowhere."""
        source = clause_source(self.campaign, ref)
        words = " ".join(source.quote.replace("*", "").split()).rstrip(" ;.,") if source else ""
        if not words:
            return ""
        label = self.clause_label(ref)
        return self.say("quote_at", label=label, words=words) if label else self.say("quote", words=words)

    def clauses_of(self, one: Assignment) -> str:
        """Give the places in the letter that a pair rests on."""
        labels = [label for reason in one.why if (label := self.clause_label(reason.clause))]
        return "; ".join(dict.fromkeys(labels))

    def reference(self) -> str:
        """Give "Công văn số .../... ngày ... của ..." of the document that is carried out."""
        one = self.directive
        if one is None:
            return self.say("reference_unknown")
        kind = self.words.label(DocumentKind(one.kind)) if one.kind in _KINDS else self.say("kind_document")
        number = one.number or numbered(None, symbol_of(one))
        when = printed_partial(one.date or "")
        key = "reference" if len((one.date or "").split("-")) == 3 else "reference_month"
        return self.say(key, kind=kind, number=number, when=when, issuer=self.issuer.name)

    def milestone(self, kind: MilestoneKind) -> Milestone | None:
        """Give the first milestone of a kind."""
        return next((m for m in self.campaign.milestones if m.kind is kind), None)

    def by_when(self, milestone: Milestone | None) -> str:
        """Give "trước ngày 15/7/2024 (ngày làm việc cuối cùng trước hạn: thứ Sáu, 12/7/2024)"."""
        due = milestone.deadline.due if milestone else None
        if milestone is None or due is None:
            return self.say("no_date")
        limit = self.say(f"limit_{milestone.op.value}", day=printed(due))
        last = last_working_day(milestone.deadline, self.calendar)
        if last is None or milestone.op is DeadlineOp.BY_END_OF:
            return limit
        facts = {"limit": limit, "weekday": self.say(f"weekday_{last.weekday()}"), "day": printed(last)}
        state = self.calendar.state(last.year)
        if state is YearState.SWAPS_KNOWN:
            return self.say("limit_and_last", **facts)
        return self.say("limit_and_last_unsure", **facts, why=self.say(f"calendar_{state.value}", year=str(last.year)))

    def floor(self) -> str:
        """Give "phấn đấu từ 8.000.000 đồng/hộ trở lên", by the force of the clause; "" when there is no floor."""
        floor = self.campaign.support_floor
        if floor is None:
            return ""
        key = {Force.ASPIRED: "floor_aspired", Force.REQUESTED: "floor_requested", Force.REQUIRED: "floor_required"}
        return self.say(key[floor.force], vnd=grouped(floor.vnd))

    def head(self, number: str, about: str = "") -> Head:
        """Give the head of a paper; number and day stay blank for the clerk."""
        place_date = self.say("place_date", place=self.issuer.place, date=date_vi(None, self.year))
        return Head(issuer=self.issuer.lines, number=number, place_date=place_date, about=about)

    def letter_number(self) -> str:
        """Give "Số:       /UBND-LĐTBXH" of a công văn."""
        return number_line(None, symbol_of(self.directive) or self.say("symbol_letter"))

    def signature(self) -> Signature:
        """Give the signer of the letter with the lines above the name; the usual two when nothing was read."""
        read = self.directive.authority if self.directive else ()
        lines = read or tuple(part.strip() for part in self.say("signer_authority").split("|"))
        return Signature(authority=lines, name=self.directive.signer if self.directive else "")

    def filed(self) -> str:
        """Give the last line of the distribution."""
        unit = drafting_unit(self.directive)
        return self.say("filed", unit=f", {unit}" if unit else "")

    def footer(self) -> str:
        """Give the line that matches paper and file."""
        return self.say("footer", code=self.code)


def proposal_code(allocation: Allocation) -> str:
    """Give the first digits of the SHA-256 of a proposal's canonical JSON."""
    text = json.dumps(plain(allocation), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest(text.encode())[:CODE_LENGTH]


def lay_out(
    campaign: Campaign,
    register: Register,
    allocation: Allocation,
    words: Words,
    calendar: OfficialCalendar,
    places: Gazetteer,
    code: str = "",
) -> Desk:
    """Lay a proposal out for writing: bodies in the order of the list, households by village."""
    agencies = {a.agency_id: a for a in register.agencies}
    households = {h.household_id: h for h in register.households}
    scope = campaign.target.merit_scope
    merit = count_merit(register, scope) if scope else {}
    taken: dict[str, list[Assignment]] = defaultdict(list)
    for one in allocation.assignments:
        taken[one.group_id].append(one)
    directive = leading_directive(campaign)
    return Desk(
        campaign=campaign,
        allocation=allocation,
        words=words,
        agencies=agencies,
        households=households,
        merit_persons=merit,
        commune_names={h.commune_code: h.commune for h in register.households},
        taken={g: tuple(sorted(rows, key=lambda a: place_key(households, a))) for g, rows in taken.items()},
        groups=tuple(sorted(allocation.groups, key=lambda g: _group_key(g, agencies))),
        agreed=frozenset((who, p.target_id) for p in register.pairs if p.agreed for who in (p.group_id, p.agency_id)),
        annexed=frozenset(f"G-{c.cluster_id}" for c in register.clusters),
        directive=directive,
        issuer=issuer_of(directive),
        year=year_of(campaign),
        code=code or proposal_code(allocation),
        calendar=calendar,
        places=places,
    )


def count_merit(register: Register, scope: MeritScope) -> dict[str, int]:
    """Give the persons of merit in each household, in the campaign's scope."""
    members: dict[str, list[Member]] = defaultdict(list)
    for member in register.members:
        members[member.household_id].append(member)
    return {h.household_id: merit_members(h, members[h.household_id], scope) for h in register.households}


def place_key(households: dict[str, ListedHousehold], one: Assignment) -> tuple[object, ...]:
    """Sort by commune, village, the village's own order, given name, then id."""
    found = households.get(one.household_id)
    if found is None:
        return ("", (), 0, (), one.household_id, one.member_no or 0)
    rank = found.village_rank if found.village_rank is not None else 10**6
    name = name_sort_key(found.head_name)
    return (found.commune_code, collation_key(found.hamlet), rank, name, one.household_id, one.member_no or 0)


def _group_key(group: Group, agencies: dict[str, Agency]) -> tuple[object, ...]:
    lead = agencies.get(group.lead)
    kind = list(AgencyKind).index(lead.kind) if lead else len(AgencyKind)
    return (group.commune_code, kind, collation_key(lead.name if lead else group.lead), group.group_id)
