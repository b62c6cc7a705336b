"""A phone number is cleaned, judged, and never changed into another."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.core.listing.cells import Unreadable, phone_number
from diachi.core.phone import PhoneKind, PhoneRead
from diachi.files.phones import _judged, read_phone

MOBILE, LANDLINE = PhoneKind.MOBILE, PhoneKind.LANDLINE


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("0912 345 678", PhoneRead(number="0912345678", valid=True, kind=MOBILE)),
        (912_345_678, PhoneRead(number="0912345678", valid=True, restored=True, kind=MOBILE)),
        ("+84 32 5678 901", PhoneRead(number="0325678901", valid=True, kind=MOBILE)),
        ("0205.3123.456", PhoneRead(number="02053123456", valid=True, kind=LANDLINE)),
        ("(0259) 3123456", PhoneRead(number="02593123456", valid=True, kind=LANDLINE)),
        ("0168 123 4567", PhoneRead(number="01681234567", valid=False)),
        ("0123456789", PhoneRead(number="0123456789", valid=False)),
        ("", None),
        (None, None),
    ],
)
def test_a_number_says_what_it_is_and_whether_it_may_exist(cell: str, read: PhoneRead | None) -> None:
    assert read_phone(cell) == read


@pytest.mark.parametrize("cell", ["không có", "12345", "9.1E+08"])
def test_what_is_no_number_is_unreadable(cell: str) -> None:
    with pytest.raises(Unreadable):
        read_phone(cell)


@given(st.from_regex(r"0?[0-9]{9,10}", fullmatch=True))
def test_the_number_is_the_one_every_other_reader_sees(text: str) -> None:
    found = read_phone(text)
    assert found is not None
    assert (found.number, found.restored) == phone_number(text)


@settings(max_examples=2000)
@given(st.from_regex(r"0[0-9]{6,11}|1[89]00[0-9]{4,6}", fullmatch=True))
def test_the_plan_judges_a_number_by_its_length_and_its_leading_digits(number: str) -> None:
    try:
        parsed = phonenumbers.parse(number, "VN")
    except phonenumbers.NumberParseException:
        assert _judged(number) == (False, None)
        return
    kinds = {phonenumbers.PhoneNumberType.MOBILE: PhoneKind.MOBILE}
    kinds[phonenumbers.PhoneNumberType.FIXED_LINE] = PhoneKind.LANDLINE
    assert _judged(number) == (phonenumbers.is_valid_number(parsed), kinds.get(phonenumbers.number_type(parsed)))
