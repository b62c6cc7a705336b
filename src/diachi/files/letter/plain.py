"""Typed text in whatever encoding it was saved: UTF-8 or UTF-16, else the encodings of Vietnamese before Unicode.

Which of those it was, the words decide: the encoding that makes syllables of the most words. None that does, no letter.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable

from diachi.core.legacy_text import decode_tcvn3, decode_vni
from diachi.core.syllables import is_syllable, syllables

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEAST_SYLLABLES = 0.7  # of the words with letters beyond ASCII; abbreviations and foreign names are the rest
_FEWEST = 3
Decode = Callable[[bytes], str]


def _windows_1258(raw: bytes) -> str:
    return unicodedata.normalize("NFC", raw.decode("cp1258"))


def _tcvn3(raw: bytes) -> str:
    return by_lines(raw.decode("latin-1"), decode_tcvn3)


def _vni(raw: bytes) -> str:
    return by_lines(raw.decode("latin-1"), decode_vni)


_OLDER: tuple[Decode, ...] = (_windows_1258, _tcvn3, _vni)
_IN_UNICODE: tuple[Callable[[str], str], ...] = (decode_tcvn3, decode_vni)


def by_lines(text: str, decode: Callable[[str], str]) -> str:
    """Decode line by line: whether a line shows capitals is judged by its own letters."""
    return "".join(map(decode, text.splitlines(keepends=True)))


def text_of_bytes(raw: bytes) -> tuple[str, bool] | None:
    """Give the text and whether the file holds it as it is (UTF-8); None when the bytes are no Vietnamese text."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw.decode(encoding), False
            except UnicodeDecodeError:
                return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _older(raw)
    decoded = in_unicode(text)
    return decoded, decoded == text


def in_unicode(text: str) -> str:
    """Give text typed in an old font and saved as if it were Unicode ("Uû ban nh©n d©n") as what it shows."""
    best, found = share_of_syllables(text), text
    if best >= _LEAST_SYLLABLES:
        return text
    for decode in _IN_UNICODE:
        decoded = by_lines(text, decode)
        if (share := share_of_syllables(decoded)) > best and share >= _LEAST_SYLLABLES:
            best, found = share, decoded
    return found


def _older(raw: bytes) -> tuple[str, bool] | None:
    read = []
    for at, decode in enumerate(_OLDER):
        try:
            text = decode(raw)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(c) == "Cc" and not c.isspace() for c in text):
            read.append((share_of_syllables(text), -at, text))
    share, _, text = max(read, default=(0.0, 0, ""))
    return (text, False) if share >= _LEAST_SYLLABLES else None


def share_of_syllables(text: str) -> float:
    """Give which share of the words with letters beyond ASCII are Vietnamese syllables; 1 when hardly any word has."""
    words = [word for word in syllables(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _FEWEST else 1.0
