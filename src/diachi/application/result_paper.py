"""The result document in the form the campaign's pairing asks for, with its list as an annex.

Source: officer's review C8: agreed -> thông báo or công văn; assigned -> kế hoạch or quyết định, which order nobody
outside the signer's command.
"""

from __future__ import annotations

from diachi.application.annex_tables import cluster_table, list_title, pair_table
from diachi.application.paper_desk import Desk
from diachi.core.campaign import Base
from diachi.core.clauses import MilestoneKind
from diachi.core.errors import ErrorCode, InputError
from diachi.core.official_forms import date_vi, number_line, printed_partial
from diachi.core.paper import Annex, Block, Look, Paper, Paragraph, ResultForm, two_digits

_ORDERING = (ResultForm.PLAN, ResultForm.DECISION)


def result_form(desk: Desk, wanted: ResultForm | None) -> ResultForm:
    """Give the form: a notice when the parties agree, a plan when an annex assigns; what is asked is never ordered."""
    if wanted is None:
        return ResultForm.PLAN if desk.ordered_by_plan else ResultForm.NOTICE
    if wanted in _ORDERING and not desk.ordered_by_plan:
        raise InputError(ErrorCode.CALL_WRONG, reason=f"form={wanted.value}")
    return wanted


def result_paper(desk: Desk, wanted: ResultForm | None = None) -> Paper:
    """Write the result document; it claims no more than is agreed or assigned."""
    form = result_form(desk, wanted)
    key = f"result_{form.value}"
    letter = form is ResultForm.LETTER
    subject = list_subject(desk)
    return Paper(
        name=f"ket-qua/{desk.say('file_' + form.value)}",
        head=desk.head(
            desk.letter_number() if letter else number_line(None, desk.say(f"symbol_{form.value}")),
            desk.say("about", subject=subject) if letter else "",
        ),
        code=desk.footer(),
        title="" if letter else desk.say(f"{key}_title"),
        subject="" if letter else _subject_line(desk, form, subject),
        addressees=tuple(desk.say("result_addressees").split("|")) if letter else (),
        blocks=_blocks(desk, form),
        distribution=_distribution(desk, letter),
        signature=desk.signature(),
        annexes=_annexes(desk, form),
    )


def _subject_line(desk: Desk, form: ResultForm, subject: str) -> str:
    """A plan carries its name, the others "Về việc"."""
    if form is ResultForm.PLAN:
        return subject[:1].upper() + subject[1:]
    return desk.say("subject_about", subject=subject)


def list_subject(desk: Desk) -> str:
    """Give what the result is about, in the words its state allows."""
    if desk.by_cluster:
        return desk.say("subject_cluster", year=desk.year)
    stands = all(desk.stands(one) for one in desk.allocation.assignments)
    return desk.say("subject_agreed" if stands else "subject_proposed", year=desk.year)


def _blocks(desk: Desk, form: ResultForm) -> tuple[Block, ...]:
    if form is ResultForm.DECISION:
        return (*_bases(desk), *_articles(desk))
    opening = _bases(desk) if form is ResultForm.PLAN else ()
    first = Paragraph(text=desk.say(f"opening_{form.value}", reference=desk.reference(), issuer=desk.issuer.short))
    points = [
        ("point_result", _counts(desk)),
        ("point_choice", desk.say("choice_assigned" if desk.ordered_by_plan else "choice_agreed")),
        ("point_support", _support(desk)),
        ("point_dates", _dates(desk)),
    ]
    numbered = [
        Paragraph(lead=f"{number}. {desk.say(key)}:", text=text)
        for number, (key, text) in enumerate((p for p in points if p[1]), start=1)
    ]
    return (*opening, first, *numbered, Paragraph(text=desk.say(f"closing_{form.value}", issuer=desk.issuer.short)))


def _bases(desk: Desk) -> tuple[Paragraph, ...]:
    own = [Paragraph(text=desk.say("base", text=_base_text(desk, b)), look=Look.BASE) for b in _based_on(desk)]
    asked = Paragraph(text=desk.say("base_proposal", unit=tracker(desk)), look=Look.BASE)
    return (*own, asked)


def _based_on(desk: Desk) -> tuple[Base, ...]:
    return desk.directive.bases if desk.directive else ()


def _base_text(desk: Desk, base: Base) -> str:
    when = printed_partial(base.date) if base.date else "..."
    return desk.say("base_text", type=base.type, number=base.number or "...", date=when, issuer=base.issuer or "...")


def tracker(desk: Desk) -> str:
    """Give the coordinating unit by name, dots when the letter names none."""
    if desk.campaign.tracker and desk.campaign.tracker.unit:
        return desk.campaign.tracker.unit
    return next((r.via for r in desk.campaign.reporting if r.via), desk.say("unit_unknown"))


def _articles(desk: Desk) -> tuple[Paragraph, ...]:
    texts = (
        desk.say("article_list", counts=_counts(desk)),
        desk.say("article_duty", dates=_dates(desk)),
        desk.say("article_do", unit=tracker(desk)),
    )
    return (
        Paragraph(text=desk.say("decides"), look=Look.CENTRE),
        *(Paragraph(lead=desk.say("article", number=n), text=text) for n, text in enumerate(texts, start=1)),
    )


def _counts(desk: Desk) -> str:
    households = {a.household_id for a in desk.allocation.assignments}
    key = "counts_cluster" if desk.by_cluster else "counts"
    return desk.say(
        key,
        groups=two_digits(len(desk.groups)),
        agencies=two_digits(len({m for g in desk.groups for m in g.members})),
        pools=two_digits(sum(len(g.members) > 1 for g in desk.groups)),
        households=two_digits(len(households)),
        persons=two_digits(sum(desk.persons(h) for h in households)),
        communes=two_digits(len({desk.households[h].commune_code for h in households if h in desk.households})),
    )


def _support(desk: Desk) -> str:
    floor = desk.floor()
    return desk.say("support", floor=floor) if floor else ""


def _dates(desk: Desk) -> str:
    plan = desk.milestone(MilestoneKind.PLAN) or desk.milestone(MilestoneKind.PAIR)
    report = desk.milestone(MilestoneKind.REPORT)
    return desk.say(
        "dates_assigned" if desk.ordered_by_plan else "dates_agreed",
        plan=desk.by_when(plan),
        report=desk.by_when(report),
        where=report_where(desk),
    )


def report_where(desk: Desk) -> str:
    """Give "Ủy ban nhân dân huyện (qua Phòng ...)", as the letter says where reports go."""
    found = next(iter(desk.campaign.reporting), None)
    if found is None:
        return desk.issuer.name
    return desk.say("report_via", to=found.to, via=found.via) if found.via else found.to


def _distribution(desk: Desk, letter: bool) -> tuple[str, ...]:
    level = desk.issuer.level or desk.say("level_unknown")
    first = desk.say("distribution_as_above") if letter else desk.say("distribution_listed")
    return (
        first,
        desk.say("distribution_party", level=level),
        desk.say("distribution_leaders", level=level),
        desk.filed(),
    )


def _annexes(desk: Desk, form: ResultForm) -> tuple[Annex, ...]:
    label, attached = desk.say("annex_label"), attached_to(desk, form)
    pairs = Annex(label=label, title=list_title(desk), attached_to=attached, blocks=(pair_table(desk),))
    if not desk.by_cluster:
        return (pairs,)
    return (
        Annex(
            label=desk.say("annex_label_number", number="I"),
            title=desk.say("cluster_title", year=desk.year),
            attached_to=attached,
            blocks=(cluster_table(desk),),
        ),
        Annex(
            label=desk.say("annex_label_number", number="II"),
            title=pairs.title,
            attached_to=attached,
            blocks=pairs.blocks,
        ),
    )


def attached_to(desk: Desk, form: ResultForm) -> str:
    """Give "(Kèm theo Thông báo số ...)" with the number and the day left blank."""
    day = date_vi(None, desk.year)
    return desk.say("attached_to", kind=desk.say(f"kind_of_{form.value}"), date=day, issuer=desk.issuer.name)
