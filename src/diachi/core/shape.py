"""Frozen dataclasses to and from plain values: one mechanism for TOML tables, JSON documents and CSV rows.

The dataclass is the schema: its annotations give the types, its field order the order of keys and columns.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Hashable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from diachi.core.errors import ErrorCode, InputError

T = TypeVar("T")


def fields_of(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """Give (name, type, required) of each field of a dataclass, in order."""
    return _fields_of(cast(Hashable, kind))


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (f.name, hints[f.name], f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING)
        for f in dataclasses.fields(kind)
    )


def without_none(kind: Any) -> Any:
    """Give X for `X | None`, and X for X."""
    if get_origin(kind) in (Union, types.UnionType):
        inner = [a for a in get_args(kind) if a is not type(None)]
        return inner[0] if len(inner) == 1 else kind
    return kind


def build(kind: type[T], raw: object, where: str = "") -> T:
    """Build a dataclass from nested plain values, refusing what does not fit.

    Takes: kind - a dataclass; raw - a mapping as TOML or JSON gives it; where - the path said in an error.
    Gives: an instance; keys left out take the default of the field.
    Fails: InputError FIELD_WRONG (wrong type, unknown enum value, missing key), FIELD_UNKNOWN (a key nobody reads).
    Holds: build(type(x), plain(x)) == x.
    """
    value = _value(kind, raw, where)
    return value  # type: ignore[no-any-return]


def _record(kind: type, raw: object, where: str) -> object:
    if not isinstance(raw, Mapping):
        raise InputError(ErrorCode.FIELD_WRONG, where=where, wanted="table")
    known = fields_of(kind)
    unknown = sorted(set(raw) - {name for name, _, _ in known})
    if unknown:
        raise InputError(ErrorCode.FIELD_UNKNOWN, where=_path(where, str(unknown[0])))
    given = {}
    for name, hint, required in known:
        if name in raw:
            given[name] = _value(hint, raw[name], _path(where, name))
        elif required:
            raise InputError(ErrorCode.FIELD_WRONG, where=_path(where, name), wanted="present")
    return kind(**given)


def _value(hint: Any, raw: object, where: str) -> Any:
    if raw is None and type(None) in get_args(hint):
        return None
    hint = without_none(hint)
    origin = get_origin(hint)
    if dataclasses.is_dataclass(hint):
        return _record(hint, raw, where)  # type: ignore[arg-type]
    if origin is tuple:
        return _sequence(get_args(hint), raw, where)
    if origin is dict:
        if not isinstance(raw, Mapping):
            raise InputError(ErrorCode.FIELD_WRONG, where=where, wanted="table")
        return {str(k): _value(get_args(hint)[1], v, _path(where, str(k))) for k, v in raw.items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _member(hint, raw, where)
    return _scalar(hint, raw, where)


def _sequence(args: tuple[Any, ...], raw: object, where: str) -> tuple[Any, ...]:
    if isinstance(raw, str) or not isinstance(raw, Sequence):
        raise InputError(ErrorCode.FIELD_WRONG, where=where, wanted="list")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_value(args[0], item, f"{where}[{i}]") for i, item in enumerate(raw))
    if len(raw) != len(args):
        raise InputError(ErrorCode.FIELD_WRONG, where=where, wanted=f"list of {len(args)}")
    return tuple(_value(a, item, f"{where}[{i}]") for i, (a, item) in enumerate(zip(args, raw, strict=True)))


def _member(hint: type[Enum], raw: object, where: str) -> Enum:
    try:
        return hint(raw)
    except ValueError:
        raise InputError(ErrorCode.FIELD_WRONG, where=where, wanted="|".join(str(m.value) for m in hint)) from None


def _scalar(hint: Any, raw: object, where: str) -> object:
    if hint in (object, Any):
        return raw
    if get_origin(hint) in (Union, types.UnionType):
        options = get_args(hint)
        if any(_fits(option, raw) for option in options):
            return raw
        listed = next((o for o in options if get_origin(o) is tuple), None)
        if listed and isinstance(raw, list):
            return _sequence(get_args(listed), raw, where)
    elif _fits(hint, raw):
        return float(raw) if hint is float else raw  # type: ignore[arg-type]
    raise InputError(ErrorCode.FIELD_WRONG, where=where, wanted=getattr(hint, "__name__", str(hint)))


def _fits(hint: Any, raw: object) -> bool:
    if hint is float:
        return isinstance(raw, int | float) and not isinstance(raw, bool)
    if hint is int:
        return isinstance(raw, int) and not isinstance(raw, bool)
    return isinstance(hint, type) and isinstance(raw, hint)


def _path(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _default(field: dataclasses.Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


def plain(value: object, *, lists: bool = False) -> Any:
    """Give nested plain values (dict, list, str, int, float, bool, date); what is empty by default is left out.

    With `lists` empty lists and tables stay: a program that reads the result need not ask whether they are there.

    Holds: build(type(x), plain(x)) == x.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out = {}
        for field in dataclasses.fields(value):
            item = getattr(value, field.name)
            empty = item in (None, (), {}) and item == _default(field)
            if not empty or (lists and item is not None):
                out[field.name] = plain(item, lists=lists)
        return out
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item, lists=lists) for item in value]
    if isinstance(value, Mapping):
        return {k: plain(v, lists=lists) for k, v in value.items()}
    return value
