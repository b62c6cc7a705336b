"""Write the papers of a proposal as data: the result, its annex, a notice per group of sponsors and per commune."""

from __future__ import annotations

from collections import Counter

from diachi.application.annex_tables import annex_workbook
from diachi.application.notices import commune_notice, communes_of, sponsor_notice
from diachi.application.paper_desk import lay_out
from diachi.application.ports import Words
from diachi.application.result_paper import attached_to, result_form, result_paper
from diachi.core.campaign import Campaign
from diachi.core.departures import departures
from diachi.core.history import History
from diachi.core.official_calendar import OfficialCalendar
from diachi.core.paper import Paper, ResultForm, Workbook
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.text import fold


def write_documents(
    *,
    campaign: Campaign,
    register: Register,
    history: History,
    allocation: Allocation,
    words: Words,
    calendar: OfficialCalendar,
    places: Gazetteer,
    form: ResultForm | None = None,
    code: str = "",
) -> tuple[Paper | Workbook, ...]:
    """Say what every paper of a proposal says; `files` renders them.

    Source: Bình Gia 4/2024, mục 1 "Lưu ý" (cơ quan cùng UBND xã lựa chọn hộ); Ninh Thuận 8016, mục 1; Nghị định
        30/2020/NĐ-CP; officer's review C7, C8, C14.
    Takes: words - Vietnamese words; calendar - the working days of offices; places - which communes are xã,
        phường, thị trấn; form - the form of the result, None = what
        `pairing` asks for; history - families already helped, counted for each commune; code - the short hash that
        matches paper and file, "" = of the proposal's canonical JSON.
    Gives: the result, its workbook, one notice per group and per commune with families; sorted within each kind.
    Fails: InputError CALL_WRONG when an order (plan, decision) is wanted for pairs that the parties must agree.
    Holds: no personal id, phone, ethnic group or illness in any paper; names of files hold no person's name; a pair
        that does not stand is called "dự kiến"; the order of the rows of the register does not matter.
    Cost: O(households + agencies).
    """
    desk = lay_out(campaign, register, allocation, words, calendar, places, code)
    chosen = result_form(desk, form)
    passed = departures(register, allocation)
    helped = Counter(fold(record.commune) for record in history.helped)
    return (
        result_paper(desk, chosen),
        annex_workbook(desk, attached_to(desk, chosen)),
        *(sponsor_notice(desk, group) for group in sorted(desk.groups, key=lambda g: g.group_id)),
        *(commune_notice(desk, code, passed, helped) for code in communes_of(desk)),
    )
