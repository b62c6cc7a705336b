"""Was this household helped: when, by whom, with what; apart from whether two records are the same."""

from __future__ import annotations

from diachi.application.double_help import double_helps
from diachi.core.campaign import Campaign
from diachi.core.clauses import Exclusion, Followed
from diachi.core.history import HelpedRecord, History
from diachi.core.same import EarlierHelp, Verdict

RECORDS = (
    HelpedRecord(record_id="2016-001", year=2016, agency="Hội LHPN huyện", support="01 con bò", value_vnd=8_000_000),
    HelpedRecord(record_id="2022-004", year=2022, agency="Công an huyện", support="Quà Tết"),
    HelpedRecord(record_id="2010-009", year=2010, agency="UBND xã", support="Sửa nhà"),
)
HELPS = {
    "H1": (
        EarlierHelp(record_id="2010-009", year=2010, verdict=Verdict.SAME, kinds=("house",)),
        EarlierHelp(record_id="2016-001", year=2016, verdict=Verdict.SAME, kinds=("animal",)),
        EarlierHelp(record_id="2022-004", year=2022, verdict=Verdict.SAME, kinds=("tet_gift",), lasting=False),
    )
}
CAMPAIGN = Campaign(id="thu", exclusions=(Exclusion(from_year=2014),), followed=Followed(from_year=2014, to_year=2023))


def test_each_help_says_when_by_whom_with_what_whether_it_excludes_and_is_followed() -> None:
    rows = double_helps(helps=HELPS, history=History(helped=RECORDS), campaign=CAMPAIGN)
    assert [(r.year, r.agency, r.support, r.excludes, r.followed) for r in rows] == [
        (2022, "Công an huyện", "Quà Tết", False, False),
        (2016, "Hội LHPN huyện", "01 con bò", True, True),
        (2010, "UBND xã", "Sửa nhà", False, False),
    ]


def test_without_a_campaign_any_year_excludes_and_nothing_is_known_to_be_followed() -> None:
    rows = double_helps(helps=HELPS, history=History(helped=RECORDS), campaign=None)
    assert [(r.year, r.excludes, r.followed) for r in rows] == [
        (2022, False, False),
        (2016, True, None),
        (2010, True, None),
    ]


def test_a_doubt_and_a_parent_household_exclude_nobody() -> None:
    helps = {
        "H1": tuple(EarlierHelp(record_id="2016-001", year=2016, verdict=v) for v in (Verdict.REVIEW, Verdict.SPLIT))
    }
    assert [r.excludes for r in double_helps(helps=helps, history=History(helped=RECORDS), campaign=CAMPAIGN)] == [
        False,
        False,
    ]
