"""From words to codes: which bodies a subject means."""

from __future__ import annotations

import re

from diachi.core.agency import AgencyKind
from diachi.core.text import fold

# What a letter calls bodies -> kinds; the pool clause names "các cơ quan", which are offices of the district and of
# the Party. The order matters only for reading: the longest name first.
KIND_WORDS: tuple[tuple[str, tuple[AgencyKind, ...]], ...] = (
    ("luc luong vu trang", (AgencyKind.ARMED_FORCES,)),
    ("luong vu trang", (AgencyKind.ARMED_FORCES,)),
    ("hoi doanh nghiep", (AgencyKind.BUSINESS_ASSOCIATION,)),
    ("hiep hoi doanh nghiep", (AgencyKind.BUSINESS_ASSOCIATION,)),
    ("doanh nghiep", (AgencyKind.ENTERPRISE,)),
    ("phong ban", (AgencyKind.DEPARTMENT,)),
    ("phong", (AgencyKind.DEPARTMENT,)),
    ("co quan", (AgencyKind.PUBLIC_SERVICE_UNIT, AgencyKind.PARTY)),
    ("don vi su nghiep", (AgencyKind.PUBLIC_SERVICE_UNIT,)),
    ("ubmttq", (AgencyKind.FRONT,)),
    ("ubndttq", (AgencyKind.FRONT,)),
    ("mat tran to quoc", (AgencyKind.FRONT,)),
    ("doan the", (AgencyKind.MASS_ORGANISATION,)),
    ("truong", (AgencyKind.SCHOOL,)),
    ("uy ban nhan dan cac xa", (AgencyKind.COMMUNE,)),
    ("ubnd cac xa", (AgencyKind.COMMUNE,)),
)
EVERYBODY = ("moi co quan don vi", "cac co quan don vi", "tung co quan don vi", "moi don vi", "moi co quan")
# Letters whose scans misread one school type; the quote keeps the spelling.
MISREAD = (("PTĐTNT", "PTDTNT"),)


def kinds_named(subject: str) -> tuple[AgencyKind, ...]:
    """Give the kinds of bodies a subject names, each once; () for everybody."""
    said = f" {fold(subject)} "
    if any(words in said for words in EVERYBODY):
        return ()
    found: list[AgencyKind] = []
    for words, kinds in KIND_WORDS:
        if f" {words} " in said:
            said = said.replace(f" {words} ", " | ")
            found += [k for k in kinds if k not in found]
    return tuple(found)


def schools_named(subject: str) -> tuple[str, ...]:
    """Give the schools a subject names one by one ("các trường: A, B, C"), misprints of their type mended."""
    types = "THPT|THCS|PT[DĐ]TNT|TH|Tiểu học|Mầm non|Nội trú"
    listed = re.search(rf"trường(?:\s+học)?\s*:?\s*(?P<names>(?:{types}).*)", subject)
    if not listed:
        return ()
    names = [name.strip(" .;:") for name in re.split(r",| và ", listed["names"])]
    for wrong, right in MISREAD:
        names = [name.replace(wrong, right) for name in names]
    return tuple(name for name in names if name)
