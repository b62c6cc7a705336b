"""Numbers that Word makes itself: "1.", "a)", "Điều 2.", "-" stand in no paragraph, they are counted.

Source: ECMA-376 part 1, 17.9 (numbering definitions, levels, overrides).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "- "
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass
class Numbering:
    """Definitions of a document's lists and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    abstract: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(document: Any) -> Numbering:
        """Read the definitions; a document without lists has none."""
        made = Numbering()
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is not None:
            made._read(part.element)
        for style in document.styles.element.iter(f"{_W}style"):
            if (found := style.find(f"{_W}pPr/{_W}numPr")) is not None:
                made.styles[style.get(f"{_W}styleId")] = _list_and_level(found)
        return made

    def _read(self, element: Any) -> None:
        abstract = {
            a.get(f"{_W}abstractNumId"): {int(lvl.get(f"{_W}ilvl")): _level(lvl) for lvl in a.iterchildren(f"{_W}lvl")}
            for a in element.iterchildren(f"{_W}abstractNum")
        }
        for num in element.iterchildren(f"{_W}num"):
            name, of = num.get(f"{_W}numId"), num.find(f"{_W}abstractNumId").get(f"{_W}val")
            levels = dict(abstract.get(of, {}))
            overridden = False
            for override in num.iterchildren(f"{_W}lvlOverride"):
                at, start = int(override.get(f"{_W}ilvl")), override.find(f"{_W}startOverride")
                if start is not None and at in levels:
                    levels[at] = _Level(levels[at].kind, levels[at].text, int(start.get(f"{_W}val")))
                    overridden = True
            self.levels[name] = levels
            # Lists of one definition count on together, unless one says that it starts anew.
            self.abstract[name] = name if overridden else f"of {of}"

    def label(self, paragraph: Any) -> str:
        """Count this paragraph and give its number with a blank after it; nothing where it has none."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        by_style = self.styles.get(style.get(f"{_W}val")) if style is not None else None
        name, at = _list_and_level(found) if found is not None else by_style or ("", 0)
        name = name or (by_style or ("", 0))[0]
        levels = self.levels.get(name, {})
        if at not in levels:
            return ""
        counts = self.counts[self.abstract[name]]
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return _said(levels, counts, at)


def _list_and_level(found: Any) -> tuple[str, int]:
    number, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
    name = number.get(f"{_W}val") if number is not None else ""
    return name, min(int(level.get(f"{_W}val")), _MOST_LEVELS - 1) if level is not None else 0


def _level(element: Any) -> _Level:
    def said(name: str, default: str) -> str:
        found = element.find(f"{_W}{name}")
        return default if found is None else (found.get(f"{_W}val") or "")

    return _Level(said("numFmt", "decimal"), said("lvlText", ""), int(said("start", "1") or 1))


def _said(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    if levels[at].kind == "bullet":
        return _BULLET
    if levels[at].kind == "none":
        return ""

    def number(match: re.Match[str]) -> str:
        level = int(match.group(1)) - 1
        known = levels.get(level)
        return _written(counts.get(level, known.start), known.kind) if known else ""

    said = re.sub(r"%(\d)", number, levels[at].text)
    return f"{said} " if said else ""


def _written(value: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(value) if kind == "upperRoman" else _roman(value).lower()
    return f"{value:02d}" if kind == "decimalZero" else str(value)


def _roman(value: int) -> str:
    said = ""
    for worth, letters in (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    ):
        said += letters * (value // worth)
        value %= worth
    return said
