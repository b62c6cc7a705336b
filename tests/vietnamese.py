"""All syllables of the language, and the fonts people typed them in before Unicode: written apart from the product."""

from __future__ import annotations

import unicodedata
from functools import cache

_WRITTEN_ONSETS = "b c ch d đ g gi h k kh l m n ng nh p ph qu r s t th tr v x"
# Each rime with _ before the vowel that carries the tone.
_WRITTEN_RIMES = """
_a _ac _ach _ai _am _an _ang _anh _ao _ap _at _au _ay _ăc _ăm _ăn _ăng _ăp _ăt _âc _âm _ân _âng _âp _ât _âu _ây
_e _ec _em _en _eng _eo _ep _et _ê _êch _êm _ên _ênh _êp _êt _êu _i _ich _im _in _inh _ip _it _iu _ia
i_êc i_êm i_ên i_êng i_êp i_êt i_êu _o _oc _oi _om _on _ong _op _ot o_ac o_ach o_ai o_am o_an o_ang o_anh o_at o_ay
o_ăc o_ăm o_ăn o_ăng o_ăt o_en o_eo o_et _oa _oe _ô _ôc _ôi _ôm _ôn _ông _ôp _ôt _ơ _ơi _ơm _ơn _ơp _ơt
_u _uc _ui _um _un _ung _up _ut _ua u_ân u_ât u_ây u_ê u_êch u_ênh u_ôc u_ôi u_ôm u_ôn u_ông u_ôt u_ơ _uy u_ya u_ych
uy_ên uy_êt u_ynh u_yt u_yu _ư _ưa _ưc _ưi _ưng _ưt _ưu ư_ơc ư_ơi ư_ơm ư_ơn ư_ơng ư_ơp ư_ơt ư_ơu
"""
ONSETS = ["", *_WRITTEN_ONSETS.split()]
RIMES = _WRITTEN_RIMES.split()
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


def _spelling(onset: str, rime: str) -> str | None:
    """c, k and q are one sound; so are g/gh and ng/ngh: the vowel says which is written."""
    bare = rime.replace("_", "")
    front = bare[0] in "ieê"
    if (not onset and bare in ("iêc", "iêp")) or (
        onset in ("qu", "gi") and (bare[0] in "uư" or (onset == "qu" and bare[0] == "o") or bare[0] == "i")
    ):
        return None
    if (onset == "c" and front) or (onset == "k" and not front):
        return None
    written = {"g": "gh", "ng": "ngh"}.get(onset, onset) if front else onset
    if not onset and bare[:2] == "iê":
        rime = "y" + rime[1:]
    return written + rime


@cache
def all_syllables() -> tuple[str, ...]:
    """Give every syllable onset, rime and tone can make, as it is spelled; some are words nobody uses."""
    found = []
    for onset in ONSETS:
        for rime in RIMES:
            spelled = _spelling(onset, rime)
            closed = rime.endswith(("c", "ch", "p", "t"))
            for tone in TONES if spelled else []:
                if closed and tone not in ("\u0301", "\u0323"):
                    continue
                before, _, after = str(spelled).partition("_")
                found.append(unicodedata.normalize("NFC", before + after[0] + tone + after[1:]))
    return tuple(dict.fromkeys(found))


# What `iconv -f TCVN5712-1 -t UTF-8` makes of the bytes, asked once; capitals there are A1-A7 alone.
_TCVN3_BYTES = (
    "A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE B5 B6 B7 B8 B9 BB BC BD BE C6 C7 C8 C9 CA CB CC CE CF D0 D1 D2 D3 D4 D5 "
    "D6 D7 D8 DC DD DE DF E1 E2 E3 E4 E5 E6 E7 E8 E9 EA EB EC ED EE EF F1 F2 F3 F4 F5 F6 F7 F8 F9 FA FB FC FD FE"
)
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = dict(zip(_TCVN3_LETTERS, bytes.fromhex(_TCVN3_BYTES).decode("latin-1"), strict=True))

# VNI for Windows: a vowel, then a sign for shape and tone together; seven letters have a place of their own.
_VNI_TONE = dict(zip(TONES, ["", "ø", "û", "õ", "ù", "ï"], strict=True))
_VNI_HAT = dict(zip(TONES, "âàåãáä", strict=True))
_VNI_BREVE = dict(zip(TONES, "êèúüéë", strict=True))
_VNI_ALONE = dict(zip("đìỉĩíịỵ", "ñìæóíòî", strict=True))


def encode_tcvn3(text: str) -> str:
    """Give text as .VnTime shows it when read as Windows-1252: what the font has no letter for stays."""
    return "".join(_TCVN3.get(c, c) for c in text)


def encode_vni(text: str) -> str:
    """Give text as VNI-Times shows it when read as Windows-1252."""
    return "".join(_vni(c) for c in text)


def _vni(char: str) -> str:
    said = _vni_lower(char.lower())
    return said.upper() if char.isupper() else said


def _vni_lower(char: str) -> str:
    if char in _VNI_ALONE:
        return _VNI_ALONE[char]
    marks = unicodedata.normalize("NFD", char)
    tone = next((m for m in marks if m in TONES[1:]), "")
    if "\u0302" in marks:
        return marks[0] + _VNI_HAT[tone]
    if "\u0306" in marks:
        return marks[0] + _VNI_BREVE[tone]
    base = {"o": "ô", "u": "ö"}[marks[0]] if "\u031b" in marks else marks[0]
    return base + (_VNI_TONE[tone] if tone else "")
