"""Dataclasses to plain values and back: nothing lost, nothing guessed."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.errors import ErrorCode, InputError
from diachi.core.shape import build, plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Leaf:
    name: str
    size: int | None = None
    tags: tuple[str, ...] = ("usual",)
    pair: tuple[int, int] = (1, 2)


@dataclass(frozen=True, kw_only=True)
class Tree:
    leaves: tuple[Leaf, ...] = ()
    colour: Colour | None = None
    on: date | None = None
    facts: dict[str, str | int] = field(default_factory=dict)


TREES = st.builds(
    Tree,
    leaves=st.lists(
        st.builds(Leaf, name=st.text(), size=st.none() | st.integers(), tags=st.lists(st.text()).map(tuple))
    ).map(tuple),
    colour=st.none() | st.just(Colour.RED),
    on=st.none() | st.dates(),
    facts=st.dictionaries(st.text(), st.text() | st.integers()),
)


@given(TREES)
def test_back_and_forth_is_the_same(tree: Tree) -> None:
    assert build(Tree, plain(tree)) == tree


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        ({"leaves": [{"name": 3}]}, ErrorCode.FIELD_WRONG, "leaves[0].name"),
        ({"leaves": [{}]}, ErrorCode.FIELD_WRONG, "leaves[0].name"),
        ({"leaves": [{"name": "a", "size": True}]}, ErrorCode.FIELD_WRONG, "leaves[0].size"),
        ({"leaves": [{"name": "a", "pair": [1]}]}, ErrorCode.FIELD_WRONG, "leaves[0].pair"),
        ({"leaves": "no list"}, ErrorCode.FIELD_WRONG, "leaves"),
        ({"colour": "green"}, ErrorCode.FIELD_WRONG, "colour"),
        ({"facts": {"a": 1.5}}, ErrorCode.FIELD_WRONG, "facts.a"),
        ({"clour": "red"}, ErrorCode.FIELD_UNKNOWN, "clour"),
        ([], ErrorCode.FIELD_WRONG, ""),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(raw: object, code: ErrorCode, where: str) -> None:
    with pytest.raises(InputError) as refusal:
        build(Tree, raw)
    assert (refusal.value.code, refusal.value.facts["where"]) == (code, where)
