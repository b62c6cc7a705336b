"""Names of groups are looked up whole: one spelling, one group."""

from __future__ import annotations

import pytest

from diachi.core.ethnic_groups import EthnicGroup, EthnicGroups, ethnic_key

TAY = EthnicGroup(code="02", name="Tày", aliases=("Pa Dí",))


def test_a_name_is_found_by_any_spelling_of_it() -> None:
    groups = EthnicGroups([TAY])
    assert groups.find("dân tộc TÀY") is TAY
    assert groups.code("Pa-Dí") == groups.code("padi") == "02"
    assert groups.find("Tày, Nùng") is None


def test_a_word_of_two_groups_is_a_fault_of_the_table() -> None:
    with pytest.raises(ValueError, match="two groups"):
        EthnicGroups([TAY, EthnicGroup(code="99", name="Khác", aliases=("Padí",))])


def test_keys_keep_no_accents_blanks_or_hyphens() -> None:
    assert ethnic_key("Bru - Vân Kiều") == ethnic_key("bru vân kiều") == "bruvankieu"
