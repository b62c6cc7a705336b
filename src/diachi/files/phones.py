"""Phone numbers, judged by the numbering plan that phonenumbers carries.

Mobiles of eleven digits, as lists had them before the prefixes of 2018, are not changed into new ones: they are kept as
written and said to exist no more.
"""

from __future__ import annotations

from functools import lru_cache

from diachi.core.listing.cells import Cell, phone_number
from diachi.core.phone import PhoneKind, PhoneRead

_COUNTRY = "VN"
_OWN = 4  # digits of a number that no plan looks at


def read_phone(cell: Cell) -> PhoneRead | None:
    """Read a number, None for an empty cell; Fails: Unreadable when it is no phone number at all."""
    number, restored = phone_number(cell)
    if not number:
        return None
    valid, kind = _judged(number)
    return PhoneRead(number=number, valid=valid, restored=restored, kind=kind)


def _judged(number: str) -> tuple[bool, PhoneKind | None]:
    """The plan looks at the length and the leading digits only: the last four are the subscriber's own.

    After 00 comes another country, with a plan of its own: such a number is judged whole.
    """
    return _judged_alike(number if number.startswith("00") else number[:-_OWN] + "0" * _OWN)


@lru_cache(maxsize=1 << 14)
def _judged_alike(number: str) -> tuple[bool, PhoneKind | None]:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, _COUNTRY)
    except phonenumbers.NumberParseException:
        return False, None
    kinds = {
        phonenumbers.PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
    }
    return phonenumbers.is_valid_number(parsed), kinds.get(phonenumbers.number_type(parsed))
