"""JSON Schemas of the documents other programs read, drawn from the dataclasses that are their only definition."""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin

from diachi.core.allocation.class_proposal import CLASS_FORMAT, ClassHead
from diachi.core.campaign import FORMAT as CAMPAIGN_FORMAT
from diachi.core.campaign import Campaign, Question
from diachi.core.campaign_changes import RuleChange
from diachi.core.letters.facts import DocumentRead, Fact
from diachi.core.letters.relations import Relation
from diachi.core.listing.list_mapping import FORMAT as MAPPING_FORMAT
from diachi.core.listing.list_mapping import MappingBook
from diachi.core.proposal import FORMAT as ALLOCATION_FORMAT
from diachi.core.proposal import Allocation
from diachi.core.shape import fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: dict[object, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}


class _Drawn:
    """Schemas of the records met so far, by class name."""

    def __init__(self) -> None:
        self.defs: dict[str, Any] = {}

    def of(self, hint: Any) -> dict[str, Any]:
        if get_origin(hint) in (Union, types.UnionType):
            return self._either([self.of(option) for option in get_args(hint)])
        if dataclasses.is_dataclass(hint):
            return self._record(hint)  # type: ignore[arg-type]
        if get_origin(hint) is tuple:
            return self._list(get_args(hint))
        if get_origin(hint) is dict:
            return {"type": "object", "additionalProperties": self.of(get_args(hint)[1])}
        if isinstance(hint, type) and issubclass(hint, Enum):
            return {"enum": [member.value for member in hint]}
        return dict(_SCALARS.get(hint, {}))

    def _either(self, options: list[dict[str, Any]]) -> dict[str, Any]:
        if all(set(option) == {"type"} for option in options):
            return {"type": [option["type"] for option in options]}
        return {"anyOf": options}

    def _list(self, args: tuple[Any, ...]) -> dict[str, Any]:
        if len(args) == 2 and args[1] is Ellipsis:
            return {"type": "array", "items": self.of(args[0])}
        items = [self.of(a) for a in args]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}

    def _record(self, kind: type) -> dict[str, Any]:
        if kind.__name__ not in self.defs:
            self.defs[kind.__name__] = {}  # holds the place while the fields are drawn
            self.defs[kind.__name__] = self.record(kind)
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def record(self, kind: type) -> dict[str, Any]:
        """Draw a dataclass: a key nobody reads is refused, as `core.shape.build` does."""
        known = fields_of(kind)
        drawn: dict[str, Any] = {
            "type": "object",
            "description": (kind.__doc__ or "").partition("\n")[0],
            "properties": {name: self.of(hint) for name, hint, _ in known},
            "additionalProperties": False,
        }
        required = [name for name, _, needed in known if needed]
        return drawn | ({"required": required} if required else {})


def _document(title: str, drawn: _Drawn, body: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, **body, "$defs": dict(sorted(drawn.defs.items()))}


def _stamped(title: str, kind: type, stamp: str) -> dict[str, Any]:
    drawn = _Drawn()
    body = drawn.record(kind)
    body["properties"]["format"] = {"const": stamp}
    body["required"] = ["format", *body.get("required", [])]
    return _document(title, drawn, body)


def _facts() -> dict[str, Any]:
    drawn = _Drawn()
    part = {
        "type": "object",
        "properties": {"document": {"type": "string"}, "tasks": {"type": "array", "items": {"type": "string"}}},
        "required": ["document", "tasks"],
    }
    properties = {
        "document": drawn.of(DocumentRead),
        "documents": {"type": "array", "items": drawn.of(DocumentRead)},
        "parts": {"type": "array", "items": part},
        "facts": {"type": "array", "items": drawn.of(Fact)},
        "questions": {"type": "array", "items": drawn.of(Question)},
        "structure": {"type": "object"},
        "relations": {"type": "array", "items": drawn.of(Relation)},
        "changes": {"type": "array", "items": drawn.of(RuleChange)},
        "structures": {"type": "object", "additionalProperties": {"type": "object"}},
    }
    body = {
        "type": "object",
        "description": "What was read from the letters, each fact with the words it came from.",
        "properties": properties,
        "required": ["document", "parts", "facts", "questions", "structure"],
        "additionalProperties": False,
    }
    return _document("facts.json", drawn, body)


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schema of each document by the name of its schema file."""
    return {
        "campaign.schema.json": _stamped("campaign.toml, dates as ISO text", Campaign, CAMPAIGN_FORMAT),
        "facts.schema.json": _facts(),
        "mapping.schema.json": _stamped("mapping.toml", MappingBook, MAPPING_FORMAT),
        "allocation.schema.json": _stamped("allocation.json", Allocation, ALLOCATION_FORMAT),
        "allocation_folder.schema.json": _stamped("allocation.json of a folder", ClassHead, CLASS_FORMAT),
    }


def schema_bytes(schema: dict[str, Any]) -> bytes:
    """Give the bytes of a schema file: the same schema always gives the same bytes."""
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
