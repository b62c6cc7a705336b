"""What stands in the cells of a form's row: the value a column names, in the words people print.

Nothing that must not leave the office stands in one: no cause a paper may not name, no head-count of armed forces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from diachi.application.ports import Words
from diachi.core.agency import Agency, AgencyKind
from diachi.core.forms.filled import FormCell
from diachi.core.forms.sponsors import Sponsor
from diachi.core.forms.values import NUMBER
from diachi.core.household import ListedHousehold, Member
from diachi.core.paper import CauseOnPaper
from diachi.core.places.place import Place
from diachi.core.progress import DeliveryRow

_CAUSES = frozenset(cause.value for cause in CauseOnPaper)
_CARD_OF_12, _CARD_OF_9 = 12, 9
_BETWEEN = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacts:
    """What one row of a form may speak of; what it does not speak of is None."""

    words: Words
    number: int | None = None
    home: ListedHousehold | None = None
    place_name: str = ""
    place: Place | None = None
    member: Member | None = None
    sponsor: Sponsor | None = None
    agencies: Mapping[str, Agency] | None = None
    delivery: DeliveryRow | None = None


def value_of(name: str, facts: RowFacts) -> FormCell:
    """Give the cell of a value; None where the row says nothing of it."""
    if name == NUMBER:
        return facts.number
    of, _, field = name.partition(".")
    if name in _OWN:
        return _OWN[name](facts) or None
    holder = {"household": facts.home, "member": facts.member, "delivery": facts.delivery}.get(of)
    return None if holder is None else _shown(getattr(holder, field), field, facts.words)


def _shown(value: object, field: str, words: Words) -> FormCell:
    if value is None or value in ("", ()):
        return None
    if isinstance(value, bool):
        return words.text(f"choice.yes_no.{int(value)}")
    if isinstance(value, Enum):
        return words.label(value)
    if isinstance(value, tuple):
        said = [_said(str(item), field, words) for item in value]
        return _BETWEEN.join(filter(None, said)) or None
    if isinstance(value, str):
        return _in_words(value, field, words)
    return value if isinstance(value, (int, float, date)) else str(value)


def _said(code: str, field: str, words: Words) -> str:
    if field == "causes":
        return words.label(CauseOnPaper(code)) if code in _CAUSES else ""
    return words.text(f"choice.{field}.{code}") if words.has(f"choice.{field}.{code}") else code


def _in_words(text: str, field: str, words: Words) -> FormCell:
    """Days that are kept as text are days on paper; codes have words."""
    if words.has(f"choice.{field}.{text}"):
        return words.text(f"choice.{field}.{text}")
    if field in ("date", "birth", "head_birth"):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _home(facts: RowFacts, pick: Callable[[ListedHousehold], str]) -> str:
    return pick(facts.home) if facts.home else ""


def _address(home: ListedHousehold) -> str:
    parts = (home.address, home.hamlet, home.commune, home.district, home.province)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _names(facts: RowFacts, ids: tuple[str, ...]) -> str:
    known = facts.agencies or {}
    return _BETWEEN.join(known[a].name if a in known else a for a in ids)


def _sponsors(facts: RowFacts) -> str:
    if facts.sponsor is None:
        return ""
    lead, *others = facts.sponsor.agency_ids
    first = _names(facts, (lead,))
    if not others:
        return first
    return _BETWEEN.join((facts.words.text("form.lead", name=first), _names(facts, tuple(others))))


def _staff(facts: RowFacts) -> FormCell:
    """The head-count of armed forces is never printed."""
    ids = facts.sponsor.agency_ids if facts.sponsor else ()
    found = [body for a in ids if (body := (facts.agencies or {}).get(a)) and body.kind is not AgencyKind.ARMED_FORCES]
    counts = [body.staff for body in found if body.staff is not None]
    return counts[0] if len(counts) == len(ids) == 1 else _BETWEEN.join(map(str, counts))


_OWN: dict[str, Callable[[RowFacts], FormCell]] = {
    "household.birth_year": lambda f: _home(f, lambda h: h.head_birth[:4]),
    "household.home": lambda f: _home(f, _address),
    "household.card_of_12": lambda f: _home(f, lambda h: h.personal_id if len(h.personal_id) == _CARD_OF_12 else ""),
    "household.card_of_9": lambda f: _home(f, lambda h: h.personal_id if len(h.personal_id) == _CARD_OF_9 else ""),
    "member.birth_year": lambda f: f.member.birth[:4] if f.member else "",
    "sponsor.names": _sponsors,
    "sponsor.staff": _staff,
    "cluster.lead": lambda f: _names(f, f.sponsor.agency_ids[:1]) if f.sponsor else "",
    "cluster.partners": lambda f: _names(f, f.sponsor.agency_ids[1:]) if f.sponsor else "",
    "cluster.commune": lambda f: f.place.name if f.place else f.sponsor.commune_code if f.sponsor else "",
    "cluster.district": lambda f: f.place.district if f.place else "",
    "place.name": lambda f: f.place_name,
    "place.code": lambda f: _home(f, lambda h: h.commune_code),
    "place.district": lambda f: _home(f, lambda h: h.district),
    "place.province": lambda f: _home(f, lambda h: h.province),
}
