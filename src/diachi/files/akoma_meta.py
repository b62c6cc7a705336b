"""What an Akoma Ntoso document says of itself: its addresses, its day, who and what its elements point to."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from typing import Any

from diachi.application.read_directive import LetterRead
from diachi.core.deadline import last_day
from diachi.core.letters.facts import Fact
from diachi.core.text import fold

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


UNDATED = "0001-01-01"  # the schema wants a day where the letter has none; its name says so


WHOLE = len("2024-04-01")


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tag_of(tag: str) -> str:
    """Give a tag in the namespace of Akoma Ntoso."""
    return f"{{{NAMESPACE}}}{tag}"


def value_of(letter: LetterRead, field: str) -> Any:
    """Give the value of the first fact of a field."""
    return next((f.value for f in letter.facts if f.field == field), None)


def slug(text: str) -> str:
    """Give a name for an address: no accents, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def plain(text: str) -> str:
    """Words as XML may hold them, without the marks of typed emphasis."""
    return _FORBIDDEN.sub("", unicodedata.normalize("NFC", text).replace("**", ""))


def write_meta(doc: ET.Element, letter: LetterRead) -> None:
    """Write what the document says of itself."""
    meta = ET.SubElement(doc, tag_of("meta"))
    identification = ET.SubElement(meta, tag_of("identification"), {"source": "#diachi"})
    said = str(value_of(letter, "date") or "")
    last = last_day(said) if said else None
    dated = len(said) == WHOLE
    date = {
        "date": last.isoformat() if last else UNDATED,
        "name": "issued" if dated else "latest-possible" if last else "undated",
    }
    number = slug(str(value_of(letter, "number") or value_of(letter, "symbol") or letter.document.id))
    issuer = str(value_of(letter, "issuer") or "")
    kind = slug(str(value_of(letter, "doc_type") or "van-ban"))
    work = f"/akn/vn/doc/{kind}/{slug(issuer) or 'khong-ro'}/{said or UNDATED}/{number}"
    for level, uri in (("Work", work), ("Expression", f"{work}/vie@"), ("Manifestation", f"{work}/vie@.xml")):
        part = ET.SubElement(identification, tag_of(f"FRBR{level}"))
        ET.SubElement(part, tag_of("FRBRthis"), {"value": f"{uri}/!main"})
        ET.SubElement(part, tag_of("FRBRuri"), {"value": uri})
        ET.SubElement(part, tag_of("FRBRdate"), date)
        ET.SubElement(part, tag_of("FRBRauthor"), {"href": "#issuer"})
        if level == "Work":
            ET.SubElement(part, tag_of("FRBRcountry"), {"value": "vn"})
        elif level == "Expression":
            ET.SubElement(part, tag_of("FRBRlanguage"), {"language": "vie"})
    references = ET.SubElement(meta, tag_of("references"), {"source": "#diachi"})
    for name, (tag, shown) in _known(letter, issuer).items():
        href = f"/akn/ontology/{tag.removeprefix('TLC').lower()}/vn/{slug(shown) or name}"
        ET.SubElement(references, tag_of(tag), {"eId": name, "href": href, "showAs": plain(shown)})


def _known(letter: LetterRead, issuer: str) -> dict[str, tuple[str, str]]:
    """Who and what the elements point to, each once."""
    known = {
        "issuer": ("TLCOrganization", issuer or "?"),
        "diachi": ("TLCOrganization", "Địa Chỉ"),
        "vnd": ("TLCConcept", "VND"),
    }
    if signer := value_of(letter, "signer"):
        known["signer"] = ("TLCPerson", str(signer))
    for fact in letter.facts:
        if fact.field == "addressee":
            known.setdefault(addressee_id(fact), ("TLCOrganization", str(fact.value)))
    return known


def addressee_id(fact: Fact) -> str:
    """Give the id under which an addressee is pointed to."""
    return f"to-{slug(str(fact.value))}"
