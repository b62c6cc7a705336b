import pytest

from diachi.core.campaign import Campaign, DirectiveRef, DirectiveRole
from diachi.core.letterhead import (
    drafting_unit,
    issuer_of,
    leading_directive,
    symbol_of,
    year_of,
)


def directive(**facts: object) -> DirectiveRef:
    fixed: dict[str, object] = {"id": "d", "role": DirectiveRole.ORDER}
    return DirectiveRef(**{**fixed, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("issuer", "lines", "level", "place", "name"),
    [
        (
            "ỦY BAN NHÂN DÂN HUYỆN BÌNH GIA",
            ("ỦY BAN NHÂN DÂN", "HUYỆN BÌNH GIA"),
            "huyện",
            "Bình Gia",
            "Ủy ban nhân dân huyện Bình Gia",
        ),
        (
            "Ủy ban nhân dân thành phố Phan Rang",
            ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ PHAN RANG"),
            "thành phố",
            "Phan Rang",
            "Ủy ban nhân dân thành phố Phan Rang",
        ),
    ],
)
def test_an_issuer_is_read(issuer: str, lines: tuple[str, ...], level: str, place: str, name: str) -> None:
    read = issuer_of(directive(issuer=issuer))
    assert (read.lines, read.level, read.place, read.name) == (lines, level, place, name)


def test_an_unknown_issuer_is_dots_to_fill_in() -> None:
    assert set(issuer_of(None).name) == {"…"}


def test_the_symbol_comes_from_the_number_when_it_has_one() -> None:
    numbered = directive(number="8016/UBND-VXNV")
    assert symbol_of(numbered) == "UBND-VXNV"
    assert drafting_unit(numbered) == "VXNV"


def test_the_order_leads_before_the_urging_and_the_base() -> None:
    order, urging = directive(id="o"), directive(id="u", role=DirectiveRole.URGING)
    base = directive(id="b", role=DirectiveRole.BASE)
    assert leading_directive(Campaign(id="c", directives=(base, urging, order))) == order
    assert leading_directive(Campaign(id="c", directives=(base, urging))) == urging
    assert leading_directive(Campaign(id="c")) is None


def test_the_year_is_that_of_the_leading_document() -> None:
    assert year_of(Campaign(id="c2019", directives=(directive(date="2024-04"),))) == "2024"
