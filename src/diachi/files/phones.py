"""Phone numbers, judged by the numbering plan that phonenumbers carries.

Mobiles of eleven digits, as lists had them before the prefixes of 2018, are not changed into new ones: they are kept as
written and said to exist no more.
"""

from __future__ import annotations

from diachi.core.listing.cells import Cell, phone_number
from diachi.core.phone import PhoneKind, PhoneRead

_COUNTRY = "VN"


def read_phone(cell: Cell) -> PhoneRead | None:
    """Read a number, None for an empty cell; Fails: Unreadable when it is no phone number at all."""
    import phonenumbers

    number, restored = phone_number(cell)
    if not number:
        return None
    try:
        parsed = phonenumbers.parse(number, _COUNTRY)
    except phonenumbers.NumberParseException:
        return PhoneRead(number=number, valid=False, restored=restored)
    kinds = {
        phonenumbers.PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
    }
    return PhoneRead(
        number=number,
        valid=phonenumbers.is_valid_number(parsed),
        restored=restored,
        kind=kinds.get(phonenumbers.number_type(parsed)),
    )
