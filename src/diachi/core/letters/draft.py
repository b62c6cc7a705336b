"""From facts to a campaign: every table carries the words it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from diachi.core.agency import AgencyKind
from diachi.core.campaign import Base, DirectiveRef, DirectiveRole
from diachi.core.clauses import (
    Count,
    Exclusion,
    Followed,
    Force,
    MeritScope,
    Priority,
    Quota,
    Selector,
    SmallAgencies,
    Source,
    SupportFloor,
    Target,
    When,
)
from diachi.core.household import PovertyStatus
from diachi.core.letters.facts import BLANK_IN_SOURCE, Fact
from diachi.core.letters.forces import Forces
from diachi.core.letters.making import Reading
from diachi.core.letters.meaning import kinds_named, schools_named
from diachi.core.text import fold

POOLED_KINDS = (
    AgencyKind.DEPARTMENT,
    AgencyKind.PUBLIC_SERVICE_UNIT,
    AgencyKind.PARTY,
    AgencyKind.FRONT,
    AgencyKind.MASS_ORGANISATION,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter read, with the id its facts are cited by."""

    id: str
    reading: Reading
    role: DirectiveRole
    forces: Forces = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the binding words once: every clause and every duty asks for them."""
        object.__setattr__(self, "forces", Forces(self.reading))

    def source(self, fact: Fact) -> Source:
        """Give the words of a fact as a source of a table."""
        # A quota's first span is its subject, a third one its "phấn đấu"; the clause itself is the second.
        span = fact.spans[1] if fact.field in ("quota", "pool") and len(fact.spans) > 1 else fact.spans[0]
        return Source(directive=self.id, part=fact.part, start=span.start, end=span.end, quote=span.quote)

    @property
    def draft(self) -> bool:
        """A letter with a blank number or day may be a draft; see `core.rules.draft_letters`."""
        return any(BLANK_IN_SOURCE in f.flags and f.field in ("number", "date.day", "date") for f in self.reading.facts)

    def value(self, name: str) -> object:
        """Give the value of the first fact of a field."""
        fact = self.reading.one(name)
        return fact.value if fact else None


def directive_of(letter: Letter) -> DirectiveRef:
    """Give the record of a letter; one with a blank number or day may be a draft."""

    def text(name: str) -> str:
        return str(letter.value(name) or "")

    return DirectiveRef(
        id=letter.id,
        role=letter.role,
        number=text("number") or None,
        symbol=text("symbol") or None,
        date=text("date") or None,
        kind=text("doc_type"),
        issuer=text("issuer"),
        subject=text("subject"),
        signer=text("signer"),
        authority=tuple(f.value for f in letter.reading.all("authority")),
        bases=tuple(Base(**f.value) for f in letter.reading.all("base")),
        draft=letter.draft,
    )


def slug(text: str) -> str:
    """Give an id from words: no accents, underscores."""
    return re.sub(r"\W+", "_", fold(text)).strip("_")


def quotas_of(letter: Letter) -> list[Quota]:
    """Give the quotas: one for everybody, one per kind named, one for schools named one by one.

    What counts something else than households (visits, percent) stays a fact and makes no table.
    """
    found: list[Quota] = []
    for fact in letter.reading.all("quota"):
        said = fact.value
        if said["max"] == 0 or not str(said.get("unit", "hộ")).startswith("hộ"):
            continue
        for name, select in _selectors(said["subject"]):
            found.append(
                Quota(id=name, select=select, force=force_of(letter, fact), source=letter.source(fact), **_bounds(said))
            )
    return found


def _bounds(said: dict[str, Any]) -> dict[str, int | None]:
    low, high = said["min"], said["max"]
    if said["op"] == "target":
        return {"aim": low if low is not None else high}
    if said["op"] in ("eq", "range", "max"):
        return {"min": low, "max": high}
    return {"min": low, "aim": high if high != low else None}


# Bodies outside the issuer's command are asked, whatever the word of the clause.
_OUTSIDE = (AgencyKind.ARMED_FORCES, AgencyKind.BUSINESS_ASSOCIATION, AgencyKind.ENTERPRISE)


def force_of(letter: Letter, fact: Fact) -> Force:
    """Give the force of a clause: "phấn đấu" aspires; of bodies outside the issuer's command it asks at most."""
    if fact.value["op"] == "target":
        return Force.ASPIRED
    return Force.REQUESTED if is_asked(letter, fact) else Force.REQUIRED


def is_asked(letter: Letter, fact: Fact) -> bool:
    """Say whether a clause asks: by its words, or because it means bodies outside the issuer's command."""
    subject = fact.value["subject"]
    outside = any(k in _OUTSIDE for k in kinds_named(subject)) or bool(schools_named(subject))
    return outside or letter.forces.said(fact.spans[0].start, subject) is not Force.REQUIRED


def _selectors(subject: str) -> list[tuple[str, Selector]]:
    kinds = kinds_named(subject)
    schools = schools_named(subject)
    if not kinds:
        return [("everyone", Selector())]
    found = [(k.value, Selector(kind=(k,))) for k in kinds if not (schools and k is not AgencyKind.ARMED_FORCES)]
    if schools:
        found.append(("named_schools", Selector(kind=(AgencyKind.SCHOOL,), name=schools)))
    return found


def pools_of(letter: Letter) -> list[SmallAgencies]:
    """Give the pooling clauses; the kinds are those the item names, no others."""
    found = []
    for number, fact in enumerate(letter.reading.all("pool"), start=1):
        kinds = kinds_named(fact.value["subject"])
        found.append(
            SmallAgencies(
                id="pool" if number == 1 else f"pool_{number}",
                select=Selector(kind=tuple(k for k in POOLED_KINDS if k in kinds) or POOLED_KINDS),
                below=fact.value["below"],
                partners=(fact.value["min"] or 1, fact.value["max"] or fact.value["min"]),
                force=Force.REQUESTED if is_asked(letter, fact) else Force.REQUIRED,
                source=letter.source(fact),
            )
        )
    return found


def floor_of(letter: Letter) -> SupportFloor | None:
    """Give the support floor, None when the letter names none."""
    fact = letter.reading.one("floor")
    if fact is None:
        return None
    return SupportFloor(vnd=fact.value["value"], in_kind=fact.value["in_kind"], source=letter.source(fact))


def priorities_of(letter: Letter) -> list[Priority]:
    """Give the priorities: what is said twice is one, in the union of its words; then communes by their year."""
    found: list[Priority] = []
    said = letter.reading.all("priority")
    if said:
        causes = tuple(sorted({c for f in said for c in f.value["causes_any"]}))
        will = any(f.value["will_to_escape"] for f in said)
        when = When(will_to_escape=True if will else None, causes_any=causes)
        found.append(Priority(id="will_lacking_means", rank=1, when=when, source=letter.source(said[0])))
    communes = sorted(letter.reading.all("priority_commune"), key=lambda f: (f.value["ntm_year"], f.spans[0].start))
    for fact in communes:
        name = fact.value["name"]
        found.append(
            Priority(
                id=f"commune_{slug(name)}",
                rank=len(found) + 1,
                commune=name,
                reason="new_rural",
                year=fact.value["ntm_year"],
                source=letter.source(fact),
            )
        )
    return found


def exclusions_of(letter: Letter) -> list[Exclusion]:
    """Give who is not taken again: from the first cohort the letter names on; without one, whoever was ever helped."""
    fact = letter.reading.one("exclusion")
    if fact is None:
        return []
    followed = letter.reading.one("followed")
    return [Exclusion(from_year=followed.value[0] if followed else None, source=letter.source(fact))]


def target_of(letter: Letter) -> Target | None:
    """Give whom the letter is for, None when its subject names nobody poor."""
    fact = letter.reading.one("target")
    if fact is None:
        return None
    zero = next((f for f in letter.reading.all("quota") if f.value["max"] == 0), None)
    by = next((f for f in letter.reading.all("deadline") if f.value["kind"] == "by_end_of"), None)
    merit = fact.value["merit"]
    status = (PovertyStatus.POOR, PovertyStatus.NEAR_POOR) if fact.value["near_poor"] else (PovertyStatus.POOR,)
    return Target(
        status=status,
        merit_scope=MeritScope.SELF_OR_RELATIVE if merit else None,
        count=Count.BOTH if merit and fact.value["persons"] else Count.HOUSEHOLD,
        zero_by=by.value["date"] if zero and by else None,
        source=letter.source(zero or fact),
    )


def followed_of(letter: Letter) -> Followed | None:
    """Give the earlier cohorts that stay followed."""
    fact = letter.reading.one("followed")
    return Followed(from_year=fact.value[0], to_year=fact.value[1], source=letter.source(fact)) if fact else None
