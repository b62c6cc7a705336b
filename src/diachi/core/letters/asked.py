"""What the words leave open: each question with its readings, its documented default, and what it holds up.

Source: officer's review C4; the defaults of the formats. Words for people stand under `[question.<id>]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diachi.core.campaign import Blocks, Campaign, DirectiveRole, Mode, Question, Reading
from diachi.core.clauses import MilestoneKind, Source
from diachi.core.deadline import DeadlineOp
from diachi.core.letters.doubts import (
    bases_of_two_days,
    copies_as_above,
    crossed_deadlines,
    idle_addressees,
    past_deadlines,
    possible_days,
    quotas_said_twice,
    ranges_with_a_floor,
)
from diachi.core.letters.draft import Letter
from diachi.core.letters.facts import Fact
from diachi.core.letters.relations import Relation, RelationKind
from diachi.core.text import fold

_INITIALS = re.compile(r"\w{2,}")
_REGISTRIES = ("VT", "VP", "HC", "HCTH")  # the registry of any office files a copy
CADENCES = ("monthly_then_quarterly", "monthly", "quarterly")
NOW, LATER = Blocks.ALLOCATION, Blocks.LATER


def _ask(name: str, blocks: Blocks, readings: tuple[str, ...], source: Source | None, about: str = "") -> Question:
    """The first reading is the default; what each would change has words under the question's id."""
    made = tuple(Reading(code=code, effect=f"question.{name}.effects.{code}") for code in readings)
    return Question(
        id=name,
        blocks=blocks,
        readings=made,
        default=readings[0],
        answer=readings[0],
        about=about or None,
        source=source,
    )


def questions_of(
    letters: tuple[Letter, ...], campaign: Campaign, relations: Sequence[Relation] = ()
) -> tuple[Question, ...]:
    """Give every open question of the letters, each once, those that hold up the pairing first."""
    found: dict[str, Question] = {}
    for letter in letters:
        for question in [
            *_of_pools(letter, campaign),
            *_of_aims(letter, campaign),
            *_of_quotas(letter, campaign),
            *_of_head(letter),
        ]:
            found.setdefault(question.id, question)
    for question in [
        *_of_dates(letters, campaign),
        *_of_merit(letters, campaign, relations),
        *_of_addressees(letters, campaign),
        *_of_doubts(letters, campaign),
        *_of_relations(relations),
    ]:
        found.setdefault(question.id, question)
    return tuple(sorted(found.values(), key=lambda q: q.blocks is LATER))


def scan_question() -> Question:
    """Ask whether a person held a scan against its picture; no reading but theirs lets a pairing begin."""
    return _ask("scan_seen", NOW, ("not_seen", "seen"), None)


def _of_pools(letter: Letter, campaign: Campaign) -> Iterator[Question]:
    for rule in campaign.small_agencies[:1]:
        if rule.source and rule.source.directive == letter.id:
            yield _ask("pool_scope", NOW, ("named_kinds", "every_kind"), rule.source)
            yield _ask("pool_vertical", NOW, ("no", "yes"), rule.source)
            yield _ask("partners_count", NOW, ("others", "total"), rule.source)
            yield _ask("large_partner", NOW, ("yes", "no"), rule.source)
            yield _ask("pool_duty", NOW, ("one_per_pool", "one_each"), rule.source)


def _of_aims(letter: Letter, campaign: Campaign) -> Iterator[Question]:
    reading = letter.reading
    target = reading.one("target")
    if target and not target.value["near_poor"]:
        yield _ask("near_poor", NOW, ("no", "yes"), letter.source(target))
    said = reading.all("priority")
    if len({str(f.value) for f in said}) > 1:
        yield _ask("priority_wording", NOW, ("union", "capital_only"), letter.source(said[-1]))
    for rule in campaign.exclusions:
        if _from(letter, rule.source) and rule.from_year:
            yield _ask("look_back", NOW, ("from_year", "ever"), rule.source, str(rule.from_year))
        elif _from(letter, rule.source):
            yield _ask("look_back_open", NOW, ("ever", "last_five_years"), rule.source)


def _of_quotas(letter: Letter, campaign: Campaign) -> Iterator[Question]:
    everyone = next((q for q in campaign.quotas if q.id == "everyone"), None)
    if everyone and _names(letter, "uy ban nhan dan cac xa"):
        yield _ask("commune_owes", NOW, ("yes", "no"), everyone.source)
    association = next((q for q in campaign.quotas if q.id == "business_association"), None)
    if association and _from(letter, association.source):
        yield _ask("member_firm_counts", NOW, ("no", "yes"), association.source)
    for doubt in ranges_with_a_floor(letter):
        yield _ask("range_and_floor", NOW, ("floor_then_aim", "range_only"), doubt.source, doubt.about)
    firms = association or everyone
    if firms and _names(letter, "doanh nghiep tren dia ban"):
        yield _ask("enterprise_force", NOW, ("requested", "required"), firms.source)
    if campaign.support_floor and _from(letter, campaign.support_floor.source):
        yield _ask("floor_counts", LATER, ("all_but_gifts_and_state", "everything"), campaign.support_floor.source)
        yield _ask("floor_per", LATER, ("household", "household_and_sponsor"), campaign.support_floor.source)


def _from(letter: Letter, source: Source | None) -> bool:
    return source is not None and source.directive == letter.id


def _names(letter: Letter, words: str) -> bool:
    return words in fold(letter.reading.view.text)


def _of_head(letter: Letter) -> Iterator[Question]:
    for field, name in (("number", "number_blank"), ("date.day", "day_blank")):
        fact = next((f for f in letter.reading.facts if f.field == field and f.value is None), None)
        if fact:
            days = possible_days(letter) if field == "date.day" else None
            between = " - ".join(f"{d.day}/{d.month}/{d.year}" for d in days) if days else ""
            yield _ask(name, LATER, ("ask_for_signed", "keep_as_draft"), letter.source(fact), between)
    symbol = letter.reading.one("symbol")
    # Only the symbol of a công văn names the drafting unit; that of a plan or a decision names its type.
    if symbol and letter.value("doc_type") == "cong_van" and (filed := _filed_by(letter)):
        unit = str(symbol.value).rsplit("/", 1)[-1].partition("-")[2] or str(symbol.value).rpartition("-")[2]
        if unit and not _same_unit(unit, filed):
            yield _ask("symbol_differs", LATER, ("keep_symbol", "keep_filing_line"), letter.source(symbol))


def _filed_by(letter: Letter) -> str:
    """The filing line where it names a unit by its initials; "Lưu Văn phòng Huyện ủy" names none."""
    copies = [f for f in letter.reading.all("distribution") if f.value["purpose"] == "file"]
    filed = str(copies[-1].value["to"]) if copies else ""
    return filed if any(word.isupper() and word not in _REGISTRIES for word in _INITIALS.findall(filed)) else ""


def _same_unit(unit: str, filed: str) -> bool:
    return fold(unit).replace(" ", "") in fold(filed).replace(" ", "")


def _of_dates(letters: tuple[Letter, ...], campaign: Campaign) -> Iterator[Question]:
    plan = next((m for m in campaign.milestones if m.kind is MilestoneKind.PLAN), None)
    pair = next((m for m in campaign.milestones if m.kind is MilestoneKind.PAIR), None)
    if plan and pair and plan.on and plan.on == pair.on:
        yield _ask("due_scope", NOW, ("plan_and_pair", "plan_only", "plan_pair_and_delivery"), plan.source)
    if plan and plan.op is DeadlineOp.UNDATED:
        yield _ask("plan_date", LATER, ("working_days_15", "with_report"), plan.source)
    named = any(f.value != "open" for letter in letters for f in letter.reading.all("cadence"))
    if campaign.tracker and not named:
        others = tuple(c for c in CADENCES if c != campaign.tracker.cadence)
        yield _ask("cadence", LATER, (campaign.tracker.cadence, *others), campaign.tracker.source)
    report = next((m for m in campaign.milestones if m.kind is MilestoneKind.REPORT), None)
    if report and report.op is DeadlineOp.UNDATED:
        yield _ask("report_date", LATER, ("monthly", "quarterly"), report.source)


def _of_merit(letters: tuple[Letter, ...], campaign: Campaign, relations: Sequence[Relation]) -> Iterator[Question]:
    if campaign.target.merit_scope is not None:
        yield _ask("count", NOW, ("both", "household", "person"), campaign.target.source)
        yield _ask("merit_scope", NOW, ("self_or_relative", "self_only", "receiving_benefit"), campaign.target.source)
    if campaign.mode is Mode.CLUSTER_COMMUNE:
        source = next((letter.source(f) for letter in letters if (f := letter.reading.one("assigned"))), None)
        plans = [r.before for r in relations if not r.given] or [
            str(d.number) for d in campaign.directives if d.role is DirectiveRole.BASE and d.number
        ]
        yield _ask("annex", NOW, ("ask_for_annex", "none"), source, ", ".join(dict.fromkeys(plans)))


def _of_relations(relations: Sequence[Relation]) -> Iterator[Question]:
    """Duties that stand in a document nobody gave yet; numbers in which an urging letter differs."""
    open_ones = [r for r in relations if not r.given]
    if open_ones:
        numbers = ", ".join(dict.fromkeys(r.before for r in open_ones))
        yield _ask("duty_by_reference", LATER, ("ask_for_document", "none"), open_ones[0].source, numbers)
    apart = [r for r in relations if r.kind is RelationKind.DIFFERS]
    if apart:
        quotes = "; ".join(r.source.quote for r in apart if r.source)
        yield _ask("documents_differ", NOW, ("keep_earlier", "take_later"), apart[0].source, quotes)


def _of_doubts(letters: tuple[Letter, ...], campaign: Campaign) -> Iterator[Question]:
    """What does not fit together; the first of each kind is asked, the others with it."""
    for letter in letters:
        for doubt in past_deadlines(letter, campaign):
            yield _ask("deadline_past", LATER, ("keep", "ask_issuer"), doubt.source, doubt.about)
        for doubt in quotas_said_twice(letter):
            yield _ask("quota_twice", NOW, ("later_words", "ask_issuer"), doubt.source, doubt.about)
        for doubt in bases_of_two_days(letter):
            yield _ask("base_two_days", LATER, ("first_day", "ask_issuer"), doubt.source, doubt.about)
        for doubt in copies_as_above(letter):
            yield _ask("nobody_above", LATER, ("ask_issuer", "nobody"), doubt.source)
        for doubt in idle_addressees(letter, campaign.duties):
            yield _ask("no_duty", LATER, ("for_information", "ask_issuer"), doubt.source, doubt.about)
    for doubt in crossed_deadlines(campaign):
        yield _ask("deadlines_crossed", LATER, ("keep", "ask_issuer"), doubt.source, doubt.about)


def _of_addressees(letters: tuple[Letter, ...], campaign: Campaign) -> Iterator[Question]:
    silent = [d for d in campaign.duties if not d.addressee]
    if silent:
        bodies = "; ".join(dict.fromkeys(d.body for d in silent))
        yield _ask("not_addressed", LATER, ("own_letter", "forward_by_district", "leave"), silent[0].source, bodies)
    for letter in letters:
        for fact in letter.reading.all("addressee"):
            if _leaves_out_city(str(fact.value)):
                yield _ask("city_not_addressed", LATER, ("own_letter", "not_meant"), letter.source(fact))
        front = _copied_front(letter)
        if front and campaign.mode is Mode.CLUSTER_COMMUNE:
            yield _ask("front_only_copied", LATER, ("invite", "leave"), letter.source(front))


def _leaves_out_city(addressee: str) -> bool:
    said = fold(addressee)
    return said.endswith("cac huyen") and "thanh pho" not in said


def _copied_front(letter: Letter) -> Fact | None:
    copies = letter.reading.all("distribution")
    return next((f for f in copies if "ttq" in fold(f.value["to"]) or "mat tran" in fold(f.value["to"])), None)
