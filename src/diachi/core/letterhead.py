"""Who issues, where, and under which number: read from the directive that orders the campaign.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (tên cơ quan ban hành; số, ký hiệu; địa danh và thời gian).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from diachi.core.campaign import Campaign, DirectiveRef, DirectiveRole
from diachi.core.text import clean, title_case

_COMMITTEE = "ỦY BAN NHÂN DÂN"
_LEVELS = ("THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "ĐẶC KHU", "TỈNH", "HUYỆN", "QUẬN", "PHƯỜNG", "XÃ")
_ORDER = (DirectiveRole.ORDER, DirectiveRole.URGING, DirectiveRole.BASE)
_DOTS = "…………………"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The body that issues: `lines` for the head, `level` and `place` for sentences."""

    lines: tuple[str, ...]
    level: str = ""
    place: str = ""
    name: str = ""
    short: str = ""  # once the whole name was said: "Ủy ban nhân dân huyện"


def leading_directive(campaign: Campaign) -> DirectiveRef | None:
    """Give the document the papers carry out: the order, else the urging letter, else the base plan."""
    for role in _ORDER:
        found = [d for d in campaign.directives if d.role is role]
        if found:
            return found[0]
    return campaign.directives[0] if campaign.directives else None


def issuer_of(directive: DirectiveRef | None) -> Issuer:
    """Read "ỦY BAN NHÂN DÂN HUYỆN BÌNH GIA"; an unknown issuer gives dots to fill in."""
    words = clean(directive.issuer if directive else "")
    upper = words.upper()
    if not words:
        return Issuer(lines=(_DOTS,), name=_DOTS, short=_DOTS, place=_DOTS)
    if not upper.startswith(_COMMITTEE):
        return Issuer(lines=(upper,), name=words, short=words, place=_DOTS)
    rest = upper.removeprefix(_COMMITTEE).strip()
    level = next((one for one in _LEVELS if rest.startswith(one + " ")), "")
    place = title_case(rest.removeprefix(level).strip())
    name = f"{_COMMITTEE.capitalize()} {level.lower()} {place}"
    short = clean(f"{_COMMITTEE.capitalize()} {level.lower()}")
    return Issuer(lines=(_COMMITTEE, rest), level=level.lower(), place=place, name=clean(name), short=short)


def symbol_of(directive: DirectiveRef | None) -> str:
    """Give "UBND-VXNV" from a symbol, or from a number "8016/UBND-VXNV"."""
    if directive is None:
        return ""
    return (directive.symbol or (directive.number or "").partition("/")[2]).lstrip("/ ")


def drafting_unit(directive: DirectiveRef | None) -> str:
    """Give the initials of the drafting unit, "VXNV" of "UBND-VXNV"."""
    return symbol_of(directive).partition("-")[2]


def year_of(campaign: Campaign) -> str:
    """Give the campaign's year: of its leading document, else of its first dated milestone."""
    leading = leading_directive(campaign)
    texts = [leading.date if leading else "", *(m.on for m in campaign.milestones), campaign.title, campaign.id]
    for text in texts:
        found = re.search(r"\d{4}", text or "")
        if found:
            return found.group()
    return ""
