"""Type and subject: from the title in capitals, from "V/v", else from the symbol."""

from __future__ import annotations

import re

from diachi.core.letters.letterhead import Letterhead
from diachi.core.letters.lexicon import DOCUMENT_TYPES, TYPE_CODES
from diachi.core.letters.loose import without_accents
from diachi.core.letters.making import Reading
from diachi.core.letters.values import rule, words
from diachi.core.letters.zones import Zones

_ABOUT = re.compile(r"(?:v\s?/\s?v\.?|ve viec)(?![^\W\d_])\s*:?")
_OPENING_WORDS = re.compile(r"^\s*(?:V\s?/\s?v\.?|Về việc)(?![^\W\d_])\s*:?\s*", re.IGNORECASE)
_NAMES = sorted((*DOCUMENT_TYPES.split("|"), "Giấy mời", "Thông cáo"), key=len, reverse=True)
_TYPE = re.compile(rf"(?P<type>{'|'.join(without_accents(n) for n in _NAMES)})\s*:?(?=\s|$)")
_TITLE_ENDS = re.compile(r"\(?\s*(?:kem theo|ban hanh kem|thuc hien theo|can cu|kinh gui)")
_ORGAN = re.compile(
    r"(?:chu tich|uy ban|hoi dong|thu tuong|bo truong|giam doc|chinh phu|ban (?:thuong|chap|chi dao)|"
    r"tong giam doc|thong doc|"
    r"truong ban|chanh|cuc truong|quoc hoi)"
)
_SYMBOL_TYPES = {
    "QD": "quyet_dinh", "KH": "ke_hoach", "CT": "chi_thi", "TB": "thong_bao", "NQ": "nghi_quyet", "HD": "huong_dan",
    "CTR": "chuong_trinh", "CTr": "chuong_trinh", "BC": "bao_cao", "TTR": "to_trinh", "KL": "ket_luan",
    "CV": "cong_van",
    "CD": "cong_dien",
}  # fmt: skip
_FURTHER_LINES = 12


@rule("type@1")
def type_code(quotes: tuple[str, ...]) -> str | None:
    """The type named; "V/v" and an addressee line mean a công văn."""
    said = without_accents(quotes[0]).strip(" :|")
    codes = {without_accents(name): code for name, code in TYPE_CODES.items()}
    return codes.get(said) or ("cong_van" if said.startswith(("v/v", "v /", "kinh gui", "ve viec")) else None)


@rule("symbol_type@1")
def symbol_type(quotes: tuple[str, ...]) -> str | None:
    """The type a symbol begins with: KH-UBND, 2023/QĐ-UBND, CV/TU."""
    said = [without_accents(part).upper() for part in re.split(r"[/-]", quotes[0]) if part and not part.isdigit()]
    return next((_SYMBOL_TYPES[part] for part in said if part in _SYMBOL_TYPES), None)


@rule("subject@1")
def subject(quotes: tuple[str, ...]) -> str | None:
    """What the letter is about, without "V/v" and the full stop."""
    said: str | None = words((_OPENING_WORDS.sub("", " ".join(quotes), count=1),))
    return said


def read_title(reading: Reading, head: Letterhead, zones: Zones) -> None:
    """Read type and subject."""
    view = reading.view
    lines = list(head.lines(head.start, head.end))
    at = next((i for i, line in enumerate(lines) if _type_in(reading, line)), None)
    about = _about(reading, head)
    if at is not None and not (about and about[0][0] < lines[at][0]):
        named = _type_in(reading, lines[at])
        if named:
            reading.add("doc_type", "type@1", named)
            rest = (named[1], lines[at][1])
            first = [rest] if view.text[rest[0] : rest[1]].strip(" :") else []
            ranges = [*first, *_title(reading, head, lines[at + 1 :], bool(first))]
            if ranges:
                reading.add("subject", "subject@1", *_joined(view.text, ranges))
            return
    if about:
        reading.add("doc_type", "type@1", about[1])
        reading.add("subject", "subject@1", *_joined(view.text, _about_lines(reading, head, about[0][0])))
    elif (symbol := reading.one("symbol")) and symbol_type((str(symbol.value),)):
        at_symbol = view.at(symbol.spans[0].start)
        reading.add("doc_type", "symbol_type@1", (at_symbol, at_symbol + len(str(symbol.value))))
    elif zones.addressees[0] < zones.addressees[1]:
        kinh_gui = view.loose.rfind("kinh", 0, zones.addressees[0])
        reading.add("doc_type", "type@1", (kinh_gui, zones.addressees[0]))


def _type_in(reading: Reading, line: tuple[int, int]) -> tuple[int, int] | None:
    """A title: the type in capitals, alone on its line, or before its subject, or after a stamp."""
    text = reading.view.text
    for found in _TYPE.finditer(reading.view.loose, *line):
        said = text[slice(*found.span("type"))]
        if not said.isupper() or text[found.end() - 1] == ":" or text[found.end() : found.end() + 1] == ":":
            continue
        before, after = text[line[0] : found.start()], text[found.end() : line[1]]
        if before.strip() and (after.strip() or len(before) > 16 or _ORGAN.match(without_accents(before))):
            continue
        return found.span("type")
    return None


def _title(reading: Reading, head: Letterhead, lines: list[tuple[int, int]], begun: bool) -> list[tuple[int, int]]:
    """The block below the type: it ends at an empty line, a ground, a note in brackets, the organ that decides."""
    text = reading.view.text
    found: list[tuple[int, int]] = []
    for line in lines[:_FURTHER_LINES]:
        said = without_accents(text[slice(*line)]).strip()
        apart = bool(found) and "\n\n" in text[found[-1][1] : line[0]]
        if begun and not found:
            apart = "\n\n" in text[max(head.start, line[0] - 3) : line[0]]
        if apart or _TITLE_ENDS.match(said) or ((found or begun) and _ORGAN.match(said) and _is_organ(text, line)):
            break
        found.append(line)
    return found


def _is_organ(text: str, line: tuple[int, int]) -> bool:
    """The organ that decides stands in capitals on its own line; a title goes on with it only in small letters."""
    return text[slice(*line)].isupper() and text[: line[0]].rstrip(" ").endswith("\n")


def _about(reading: Reading, head: Letterhead) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """ "V/v" at the beginning of a line or a cell, or after the number."""
    text = reading.view.text
    for found in _ABOUT.finditer(reading.view.loose, head.start, head.end):
        before = head.left[max(0, found.start() - head.start - 1) : found.start() - head.start].strip(" ")
        line = re.split(r"[\n\t|\x00]", head.left[: found.start() - head.start])[-1]
        if not line.strip(" -(") or before in ("\x00", "|", "\n", "\t"):
            return found.span(), found.span()
    del text
    return None


def _about_lines(reading: Reading, head: Letterhead, start: int) -> list[tuple[int, int]]:
    """A subject breaks over lines and ends at an empty line or where its cell ends."""
    text = reading.view.text
    found: list[tuple[int, int]] = []
    for line in head.lines(start, head.end):
        if found:
            between = text[found[-1][1] : line[0]]
            if "|" in between or "\n\n" in between or len(found) > _FURTHER_LINES:
                break
            other_column = "\t" in between and "\n" not in between
            if other_column:
                continue
        found.append(line)
    return found


def _joined(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that follow one another are one range; what stands between two columns parts them."""
    joined = [ranges[0]]
    for first, last in ranges[1:]:
        if not text[joined[-1][1] : first].strip(" \n"):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
