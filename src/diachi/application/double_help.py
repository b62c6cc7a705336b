"""The other question beside "the same record?": was this household helped, when, by whom, with what, from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diachi.core.campaign import Campaign
from diachi.core.clauses import Exclusion
from diachi.core.history import History
from diachi.core.rules.no_double_help import helps_that_exclude, helps_to_look_at
from diachi.core.rules.still_followed import still_followed
from diachi.core.same import EarlierHelp, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleHelp:
    """One earlier help of one household of this year's list; a row of a table of double help.

    `verdict` says how sure it is that the record means this household; split = the household it came from was helped.
    `excludes` = by the campaign's own words this help keeps the household out, `to_look_at` = a person must say whether
    it does; empty `followed` = not known.
    """

    household_id: str
    record_id: str
    year: int | None = None
    agency_id: str = ""
    agency: str = ""
    support_kinds: tuple[str, ...] = ()
    support: str = ""
    value_vnd: int | None = None
    programme: str = ""
    outcome: str = ""
    lasting: bool | None = None
    verdict: Verdict = Verdict.REVIEW
    excludes: bool = False
    to_look_at: bool = False
    followed: bool | None = None


def double_helps(
    *, helps: Mapping[str, Sequence[EarlierHelp]], history: History, campaign: Campaign | None
) -> tuple[DoubleHelp, ...]:
    """Tell every earlier help in full.

    Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ"), mục 2 ("tiếp tục theo dõi").
    Takes: helps found per household; the records they name; the campaign, None when none is at hand: then any year
    excludes and nothing is known to be followed.
    Gives: rows by household, newest first. Fails: never. Holds: only `same` rows exclude; a gift for Tết does not.
    Cost: O(helps x exclusions).
    """
    records = {r.record_id: r for r in history.helped}
    exclusions = (campaign.exclusions or (Exclusion(),)) if campaign else (Exclusion(),)
    rows = []
    for household_id, found in helps.items():
        barring = {h.record_id for exclusion in exclusions for h in helps_that_exclude(found, exclusion)}
        asked = {h.record_id for exclusion in exclusions for h in helps_to_look_at(found, exclusion)}
        for help_ in found:
            record = records[help_.record_id]
            rows.append(
                DoubleHelp(
                    household_id=household_id,
                    record_id=help_.record_id,
                    year=help_.year,
                    agency_id=record.agency_id,
                    agency=record.agency,
                    support_kinds=help_.kinds,
                    support=record.support,
                    value_vnd=record.value_vnd,
                    programme=help_.programme,
                    outcome=record.outcome,
                    lasting=help_.lasting,
                    verdict=help_.verdict,
                    excludes=help_.record_id in barring,
                    to_look_at=help_.record_id in asked,
                    followed=help_.lasting is not False
                    and still_followed(help_.year, campaign.followed if campaign else None),
                )
            )
    return tuple(sorted(rows, key=lambda r: (r.household_id, -(r.year or 0), r.record_id)))
