"""Vietnamese typed in the fonts from before Unicode, TCVN3 (ABC, .VnTime) and VNI, as it arrives: Windows-1252 letters.

Source: TCVN 5712:1993 (TCVN3); the VNI for Windows fonts. Decoding comes before any cleaning: in TCVN3 the soft hyphen,
which cleaning takes for invisible, is the letter ư. A column is judged whole, never a cell: "Hoà" is Unicode in one
list and Hồ in another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum

from diachi.core.syllables import is_syllable, syllables


class LegacyFont(StrEnum):
    """In which letters of before Unicode a column was typed."""

    TCVN3 = "tcvn3"
    VNI = "vni"


# Each letter as it arrives, then what it is.
_TCVN3_LETTERS = (
    "¡Ă|¢Â|£Ê|¤Ô|¥Ơ|¦Ư|§Đ|¨ă|©â|ªê|«ô|¬ơ|\xadư|®đ|µà|μà|¶ả|·ã|¸á|¹ạ|»ằ|¼ẳ|½ẵ|¾ắ|Æặ|Çầ|"
    "Èẩ|Éẫ|Êấ|Ëậ|Ìè|Îẻ|Ïẽ|Ðé|Ñẹ|Òề|Óể|Ôễ|Õế|Öệ|×ì|Øỉ|Üĩ|Ýí|Þị|ßò|áỏ|âõ|ãó|äọ|åồ|æổ|"
    "çỗ|èố|éộ|êờ|ëở|ìỡ|íớ|îợ|ïù|ñủ|òũ|óú|ôụ|õừ|öử|÷ữ|øứ|ùự|úỳ|ûỷ|üỹ|ýý|þỵ"
)
_TCVN3 = str.maketrans({pair[0]: pair[1] for pair in _TCVN3_LETTERS.split("|")})
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ"}
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"
_VNI_TONES = {"ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ù": _ACUTE, "ï": _DOT}
_VNI_HATS = {"â": "", "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "á": _ACUTE, "ä": _DOT}
_VNI_BREVES = {"ê": "", "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "é": _ACUTE, "ë": _DOT}


def _vni_pairs() -> dict[str, str]:
    """Vowel and sign -> letter: tones for all vowels, hats for a, e, o, breves for a alone."""
    signs = {base: dict(_VNI_TONES) for base in "aeouyôö"}
    for base in "aeo":
        signs[base] |= {sign: _HAT + tone for sign, tone in _VNI_HATS.items()}
    signs["a"] |= {sign: _BREVE + tone for sign, tone in _VNI_BREVES.items()}
    letters = {base: _VNI_ALONE.get(base, base) for base in signs}
    return {
        base + sign: unicodedata.normalize("NFC", letters[base] + marks)
        for base, found in signs.items()
        for sign, marks in found.items()
    }


_VNI = _vni_pairs() | _VNI_ALONE
_VNI_PATTERN = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)
# Bytes 80-9F arrive as Windows-1252 signs or, read as Latin-1, as invisible control characters: the same bytes.
_CONTROLS = {c: bytes([c]).decode("cp1252", "ignore") or chr(c) for c in range(0x80, 0xA0)}
_BEYOND = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u0300-\u036f\u1ea0-\u1ef9]")
_CAPITALS = re.compile(r"(?=\S*[A-Z]\S*[A-Z])\S*[^\x00-\x7f]")
_SURE = 3  # words
_BY_CHANCE = 1_000  # texts of one word that reads as a font by chance


def decode_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Give the Unicode of text typed in a .Vn font; `capitals` = a font whose name ends in H shows capitals only.

    The fonts have no capital letters with tones: where all plain letters are capitals, so were the others.
    """
    decoded = _readable(text).translate(_TCVN3)
    shown = capitals or (_CAPITALS.search(text) and not re.search("[a-z]", text))
    return decoded.upper() if shown else decoded


def decode_vni(text: str) -> str:
    """Give the Unicode of text typed in a VNI font; the vowel says whether the letter is a capital."""

    def letter(match: re.Match[str]) -> str:
        found = _VNI[match.group().lower()]
        return found.upper() if match.group()[0].isupper() else found

    return _VNI_PATTERN.sub(letter, _readable(text))


def _readable(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_CONTROLS))


def decode_column(cells: Sequence[str], font: str = "") -> tuple[tuple[str, ...], LegacyFont | None]:
    """Give the cells of a column in Unicode, and the font they were typed in, None when nothing was changed.

    The name of the font decides, else the share of syllables: a cell changes only when its column shows evidence.
    Holds: plain ASCII, and text with letters only Unicode has, are never changed.
    """
    found = _by_name(font) or _by_evidence(cells)
    if found is None:
        return tuple(cells), None
    decode = _decoder(found, font)
    unicode_too = any(_only_unicode(cell, decode) for cell in cells)
    decoded = tuple(_in_unicode(cell, decode, unicode_too=unicode_too) for cell in cells)
    return (decoded, found) if decoded != tuple(cells) else (decoded, None)


def _by_name(font: str) -> LegacyFont | None:
    name = font.strip().lower()
    return LegacyFont.TCVN3 if name.startswith(".vn") else LegacyFont.VNI if name.startswith("vni") else None


def _decoder(found: LegacyFont, font: str) -> Callable[[str], str]:
    if found is LegacyFont.VNI:
        return decode_vni
    capitals = _by_name(font) is found and font.strip().endswith("H")
    return lambda cell: decode_tcvn3(cell, capitals=capitals)


def _by_evidence(cells: Sequence[str]) -> LegacyFont | None:
    """The font that makes syllables of most words that are none; few are enough where nothing is surely Unicode.

    In a long column slips of the hand read as words of a font by chance: Phùc for Phúc is Phực in TCVN3.
    """
    asked = {cell for cell in cells if not cell.isascii()}
    counted = ((cell, _wrong(cell)) for cell in asked if not _BEYOND.search(cell))
    wrong = [(cell, words) for cell, words in counted if words]
    gain, found = max((_gain(wrong, _decoder(font, "")), font) for font in LegacyFont)
    alone = not any(_only_unicode(cell, _decoder(found, "")) for cell in asked)
    return found if gain >= (1 if alone else max(_SURE, len(asked) // _BY_CHANCE)) else None


def _gain(wrong: Sequence[tuple[str, int]], decode: Callable[[str], str]) -> int:
    """Words that become syllables, of cells with so many words that are none; letters only Unicode has do not count."""
    return sum(max(0, words - _wrong(decode(cell))) for cell, words in wrong)


def _wrong(text: str) -> int:
    """Words with letters beyond ASCII that are no syllables."""
    return sum(not word.isascii() and not is_syllable(word) for word in syllables(text))


def _only_unicode(cell: str, decode: Callable[[str], str]) -> bool:
    return bool(_BEYOND.search(cell)) or (not cell.isascii() and _wrong(cell) == 0 < _wrong(decode(cell)))


def _in_unicode(cell: str, decode: Callable[[str], str], *, unicode_too: bool) -> str:
    """A cell that reads no better decoded is legacy text only where nothing in its column is surely Unicode."""
    if cell.isascii() or _only_unicode(cell, decode):
        return cell
    decoded = decode(cell)
    return cell if unicode_too and _wrong(decoded) >= _wrong(cell) else decoded
