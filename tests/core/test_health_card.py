"""A health card is read where every character stands in its place, and refused elsewhere."""

from __future__ import annotations

import pytest

from diachi.core.health_card import CardRefusal, HealthCard, read_health_card

GROUPS = frozenset({"HN", "CN", "BT"})


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ("HN2200123456789", HealthCard(number="0123456789", group="HN")),
        ("cn 3 20 01234 56789", HealthCard(number="0123456789", group="CN")),
        ("BT-2-58-0123456789", HealthCard(number="0123456789", group="BT")),
        ("0123456789", HealthCard(number="0123456789")),
        ("0123 456 789", HealthCard(number="0123456789")),
        ("TE1200123456789", CardRefusal.GROUP),
        ("HN220012345678", CardRefusal.SHAPE),
        ("HN22001234567890", CardRefusal.SHAPE),
        ("123456789", CardRefusal.SHAPE),
        ("H12200123456789", CardRefusal.SHAPE),
        ("2.0E+10", CardRefusal.SHAPE),
        ("", CardRefusal.SHAPE),
    ],
)
def test_a_card_is_read_or_refused_with_its_reason(said: str, card: HealthCard | CardRefusal) -> None:
    assert read_health_card(said, GROUPS) == card
