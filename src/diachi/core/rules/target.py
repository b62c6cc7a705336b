"""Whom the campaign is for: the status on the list, and where the directive asks for it a member of merit.

Source: Bình Gia 4/2024, trích yếu ("hộ nghèo"); Ninh Thuận 8016, mục 1 ("hộ nghèo có thành viên thuộc đối tượng
người có công với cách mạng").
"""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.clauses import MeritScope, Target
from diachi.core.household import ListedHousehold, Member, MeritRelation
from diachi.core.proposal import ReasonCode


def why_not_meant(household: ListedHousehold, members: Sequence[Member], target: Target) -> ReasonCode | None:
    """Say why a household is not meant; None when it is.

    Source: Bình Gia 4/2024, trích yếu and mục 1; Ninh Thuận 8016, đoạn 3 and mục 1.
    Takes: household as listed; members - its own, any order; target of the campaign.
    Gives: STATUS_NOT_MEANT, CAUSE_NOT_MEANT, NO_MEMBER_OF_MERIT, or None.
    Fails: never; what the list does not say counts for the household (unknown is not no).
    Holds: more members never turn a meant household into one that is not.
    Cost: O(members).
    """
    if household.status is not None and target.status and household.status not in target.status:
        return ReasonCode.STATUS_NOT_MEANT
    if target.causes and household.causes and not set(target.causes) & set(household.causes):
        return ReasonCode.CAUSE_NOT_MEANT
    if target.merit_scope is not None and not merit_members(household, members, target.merit_scope):
        return ReasonCode.NO_MEMBER_OF_MERIT
    return None


def merit_members(household: ListedHousehold, members: Sequence[Member], scope: MeritScope) -> int:
    """Count the persons of merit a household has in a scope; a household marked as such without members counts one.

    Source: Ninh Thuận 8016, trích yếu ("thành viên thuộc đối tượng người có công"), counted in persons and households.
    Takes: members - its own, any order. Gives: persons, 0 or more. Fails: never.
    Holds: self_only never counts more than self_or_relative.
    Cost: O(members).
    """
    counted = sum(_counts(member, scope) for member in members)
    return counted or (1 if household.merit and not any(m.merit for m in members) else 0)


def persons_meant(household: ListedHousehold, members: Sequence[Member], target: Target) -> tuple[int, ...]:
    """Give the numbers of the members a campaign for persons means: those of merit in its scope, else everybody.

    Source: Ninh Thuận 8016, trích yếu ("thành viên thuộc đối tượng người có công"); design, mode `person_monthly`.
    Takes: members - its own, any order. Gives: member numbers, sorted; none when the household itself is not meant, or
    when no list says which of its members is. Fails: never.
    Holds: more members never take a number away. Cost: O(members log members).
    """
    if why_not_meant(household, members, target) is not None:
        return ()
    scope = target.merit_scope
    return tuple(sorted(m.member_no for m in members if scope is None or _counts(m, scope)))


def _counts(member: Member, scope: MeritScope) -> bool:
    if not member.merit:
        return False
    if scope is MeritScope.SELF_ONLY:
        return member.merit_relation in (None, MeritRelation.SELF)
    if scope is MeritScope.RECEIVING_BENEFIT:
        return member.merit_benefit is not False
    return True
