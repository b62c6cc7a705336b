"""A letter as Akoma Ntoso, for systems that exchange legal documents; its words whole and in order, facts as elements.

Source: OASIS LegalDocML, Akoma Ntoso Version 1.0 (2018), schema akomantoso30.xsd. Nothing is added to the words: a
partial date stays text, and the identification says that its day is only the last possible one.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from diachi.application.read_directive import LetterRead, LetterText
from diachi.core.deadline import last_day
from diachi.core.letters.facts import Fact
from diachi.files.akoma_meta import NAMESPACE, WHOLE, addressee_id, plain, slug, tag_of, value_of, write_meta

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


_INLINE = {"issuer": "docAuthority", "number": "docNumber", "doc_type": "docType", "subject": "docTitle"}


@dataclass(frozen=True, slots=True)
class _Inline:
    """Words that become an element."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]


def akoma_ntoso(letter: LetterRead, text: LetterText) -> bytes:
    """Give the letter as an Akoma Ntoso document."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(tag_of("akomaNtoso"))
    doc = ET.SubElement(root, tag_of("doc"), {"name": str(value_of(letter, "doc_type") or "van_ban")})
    write_meta(doc, letter)
    blocks = [(m.start(), m.end()) for m in _BLOCK.finditer(text.raw)]
    writer = _Writer(text.raw, _inlines(letter))
    preface, preamble, body = _cuts(letter, text.raw, blocks)
    writer.section(doc, "preface", blocks[:preface])
    writer.section(doc, "preamble", blocks[preface:preamble])
    writer.section(doc, "mainBody", blocks[preamble:body])
    writer.section(doc, "conclusions", blocks[body:])
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _inlines(letter: LetterRead) -> list[_Inline]:
    """Elements for facts, none inside another: the first and longest words win."""
    found: list[_Inline] = []
    facts = sorted(letter.facts, key=lambda f: (f.spans[0].start, -f.spans[0].end))
    for fact in facts:
        made = _inline(fact)
        if made and made.end > made.start and not any(made.start < one.end and one.start < made.end for one in found):
            found.append(made)
    return sorted(found, key=lambda one: one.start)


def _inline(fact: Fact) -> _Inline | None:
    span, value = fact.spans[0], fact.value
    tag, attributes = _INLINE.get(fact.field, ""), dict[str, str]()
    if fact.field == "issuer":
        attributes = {"refersTo": "#issuer"}
    elif fact.field == "date" and len(str(value)) == WHOLE:
        tag, attributes = "docDate", {"date": str(value)}
    elif fact.field == "base" and value.get("number"):
        tag, attributes = (
            "ref",
            {"href": f"/akn/vn/doc/{slug(value['type'])}/{value.get('date') or '-'}/{slug(value['number'])}"},
        )
    elif fact.field == "deadline" and len(str(value["date"])) == WHOLE and last_day(str(value["date"])):
        tag, attributes = "date", {"date": value["date"]}
    elif fact.field == "floor":
        tag, attributes = "quantity", {"normalized": str(value["value"]), "refersTo": "#vnd"}
    elif fact.field == "signer":
        tag, attributes = "person", {"refersTo": "#signer"}
    elif fact.field == "addressee":
        tag, attributes = "organization", {"refersTo": f"#{addressee_id(fact)}"}
    return _Inline(span.start, span.end, tag, attributes) if tag else None


def _cuts(letter: LetterRead, raw: str, blocks: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Where preamble, body and conclusions begin, as block numbers; a foot with more after it is part of the body."""

    def holding(fields: tuple[str, ...]) -> list[int]:
        spans = [s for f in letter.facts if f.field in fields and not f.part for s in f.spans]
        return [n for n, (a, b) in enumerate(blocks) if any(a <= s.start < b for s in spans)]

    heads, rests = holding(("number", "symbol", "date", "subject", "doc_type")), holding(("addressee", "base"))
    opening = [n for n, (a, b) in enumerate(blocks) if re.match(r"\W*kính gửi", raw[a:b], re.IGNORECASE)]
    preface = min([*opening, *rests, *([max(heads) + 1] if heads else [])], default=0)
    feet = [n for n in holding(("distribution", "authority", "signer")) if n >= len(blocks) // 2]
    first = next((n for n, (a, b) in enumerate(blocks) if re.match(r"\W*nơi nhận", raw[a:b], re.IGNORECASE)), None)
    body = min([*feet, *([first] if first is not None else [])], default=len(blocks))
    if feet and max(feet) < len(blocks) - 1:
        body = len(blocks)
    preamble = max([preface, *(n + 1 for n in rests if n < body)])
    body = max(body, 1)
    preamble = min(preamble, body - 1)  # the schema wants a body
    return min(preface, preamble), preamble, body


class _Writer:
    """Writes blocks with their inline elements; every eId once."""

    def __init__(self, raw: str, inlines: Sequence[_Inline]) -> None:
        self.raw, self.inlines = raw, inlines
        self.count = 0

    def section(self, doc: ET.Element, tag: str, blocks: Sequence[tuple[int, int]]) -> None:
        if not blocks:
            return
        part = ET.SubElement(doc, tag_of(tag))
        for block in blocks:
            self.count += 1
            paragraph = ET.SubElement(part, tag_of("p"), {"eId": f"p_{self.count}"})
            self._words(paragraph, *block)
            paragraph.tail = "\n"

    def _words(self, paragraph: ET.Element, start: int, end: int) -> None:
        at, before = start, None
        for one in (i for i in self.inlines if start <= i.start and i.end <= end):
            _put(paragraph, before, self.raw[at : one.start])
            before = ET.SubElement(paragraph, tag_of(one.tag), one.attributes)
            before.text = plain(self.raw[one.start : one.end])
            at = one.end
        _put(paragraph, before, self.raw[at:end])


def _put(paragraph: ET.Element, before: ET.Element | None, text: str) -> None:
    said = plain(text)
    if before is None:
        paragraph.text = (paragraph.text or "") + said
    else:
        before.tail = (before.tail or "") + said
