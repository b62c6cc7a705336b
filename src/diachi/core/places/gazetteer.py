"""What a name or a code means on a day, inside the district or province said; what is not sure is asked.

Source: QĐ 19/2025/QĐ-TTg; NQ 202/2025/QH15. Codes are reused and names repeat: a name or a code alone means nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from diachi.core.places.keys import Said, code_in, readings, spans_of
from diachi.core.places.passage import Passage
from diachi.core.places.place import Area, Place, PlaceState, PlaceVerdict, Resolution, Succession
from diachi.core.places.scope import MOST_CANDIDATES, Scope
from diachi.core.places.territory import AreaId, Territory

Wanted = Callable[[Place], bool]
_PARTS = re.compile(r"\s*[,;]\s*")
_DASH = re.compile(r"\s+[-–]\s+")


class Gazetteer:
    """All communes of all times, looked up by name or code on a day."""

    def __init__(
        self,
        places: Sequence[Place],
        links: Sequence[Succession] = (),
        districts: Sequence[Area] = (),
        provinces: Sequence[Area] = (),
    ) -> None:
        self.places = tuple(places)
        self.links = tuple(links)
        self.districts = tuple(districts)
        self.provinces = tuple(provinces)
        self.passage = Passage(self.places, self.links)
        self._scopes: dict[tuple[frozenset[AreaId], ...], Scope] = {}
        self._answers: dict[tuple[str, tuple[str, ...], date | None], Resolution] = {}

    @cached_property
    def by_code(self) -> dict[str, list[Place]]:
        """All communes that ever bore a code."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            found[place.code].append(place)
        return dict(found)

    @cached_property
    def territory(self) -> Territory:
        """The districts and provinces, and what lies in them."""
        return Territory(self.districts, self.provinces, self.places, self.links)

    @cached_property
    def first_reform(self) -> date:
        """The first day of which the data knows both what was and what came: before it the map may be incomplete."""
        return min((link.new_from for link in self.links), default=date.min)

    def resolve(self, said: str, *, within: Sequence[str] = (), on: date | None = None) -> Resolution:
        """Say what a name or code means on a day.

        Takes: said - "Hoa Thám", "xã Hoa Thám, huyện Bình Gia", "6073"; within - districts and provinces said
        elsewhere, empty ones are nothing said; on - the day, None for any.
        Gives: one place, or a verdict that asks, with candidates.
        Holds: a name two communes bear is never guessed; the same question has the same answer in any order of asking.
        Cost: O(length of the name) once its district or province was asked for before.
        """
        parents = tuple(p for p in within if p.strip())
        question = (said, parents, on)
        if question not in self._answers:
            self._answers[question] = self._resolve(said, parents, on)
        return self._answers[question]

    def _resolve(self, said: str, parents: tuple[str, ...], on: date | None) -> Resolution:
        name, *more = _PARTS.split(said.strip())
        answer = self._inside(name, (*(m for m in more if m), *parents), on)
        dash = None if more or answer.place else _DASH.search(said)
        if dash:  # "Hoa Thám - Bình Gia"; but Chân Mây - Lăng Cô is one name
            answer = self._inside(said[: dash.start()], (said[dash.end() :], *parents), on)
        return answer

    def _inside(self, name: str, parents: Sequence[str], on: date | None) -> Resolution:
        areas, sure = self._areas(parents)
        scope = self._scope(areas) if areas is not None else None
        if scope is None:
            return self._elsewhere(name, on)
        code = code_in(name)
        found = self._by_code(code, scope, on) if code else self._by_name(name, scope, on)
        if found and found.verdict is PlaceVerdict.FOUND and not sure:
            return replace(found, verdict=PlaceVerdict.CORRECTED)
        return found or self._elsewhere(name, on, scope)

    def _areas(self, parents: Iterable[str]) -> tuple[tuple[frozenset[AreaId], ...] | None, bool]:
        """What was said of district and province, None when none of it is known; and whether it was spelled right."""
        known: set[frozenset[AreaId]] = set()
        sure = True
        said = [part for parent in parents for part in _PARTS.split(parent) if part.strip()]
        for part in said:
            exact = self._areas_of(part)
            near = frozenset() if exact else self.territory.near(part)
            known.update(exact, [near] if near else [])
            sure = sure and not near
        return (tuple(sorted(known, key=sorted)) if known or not said else None), sure

    def _areas_of(self, part: str) -> list[frozenset[AreaId]]:
        """The area a part names; "Bình Gia - Lạng Sơn" names two, Phan Rang - Tháp Chàm is one."""
        pieces = [part] if self.territory.find(part) else _DASH.split(part)
        return [areas for piece in pieces if (areas := self.territory.find(piece))]

    def _scope(self, areas: tuple[frozenset[AreaId], ...]) -> Scope | None:
        if areas not in self._scopes:
            self._scopes[areas] = self._made(areas)
        scope = self._scopes[areas]
        return scope if scope.places else None

    def _made(self, areas: tuple[frozenset[AreaId], ...]) -> Scope:
        if not areas:
            return Scope(self.places, own=None, whole_country=True)
        inside = [self.territory.inside(a) for a in areas]
        either = [found | self.territory.kin(a) for found, a in zip(inside, areas, strict=True)]
        own = set.intersection(*inside)
        numbers = sorted(set.intersection(*either))
        return Scope(tuple(self.places[n] for n in numbers), own=frozenset(id(self.places[n]) for n in own))

    def _by_code(self, code: str, scope: Scope, on: date | None) -> Resolution | None:
        inside = [p for p in self.by_code.get(code, ()) if scope.holds(p)]
        said = Said(None, "", "")
        for wanted in _on_the_day(on):
            found = [p for p in inside if wanted(p)]
            if any(p.state is PlaceState.DISPUTED for p in found):
                return self._asked(PlaceVerdict.AMBIGUOUS, self._rightful(found, on))
            if found:
                return self._settled(said, found, scope, on)
        return None

    def _rightful(self, disputed: Sequence[Place], on: date | None) -> list[Place]:
        """The communes a disputed code may mean: those of its name and province on that day."""
        names = {(p.name, p.province_code) for p in disputed}
        alive = (p for p in self.places if p.state is PlaceState.KNOWN and (on is None or p.existed_on(on)))
        return [p for p in alive if (p.name, p.province_code) in names]

    def _by_name(self, name: str, scope: Scope, on: date | None) -> Resolution | None:
        known = [_known_and(wanted) for wanted in _on_the_day(on)]
        for wanted in known:
            for said in readings(name):
                found, accents_agree = scope.bearers(said, wanted)
                if found and scope.whole_country and not accents_agree:
                    return self._asked(PlaceVerdict.AMBIGUOUS, found)
                if found:
                    return self._settled(said, found, scope, on)
        return None if scope.whole_country else self._slip(name, scope, known[0])

    def _slip(self, name: str, scope: Scope, wanted: Wanted) -> Resolution | None:
        said = readings(name)[0]
        found = scope.near(said, wanted)
        if not found:
            return None
        provinces = frozenset(("province", p.province_code) for p in found)
        around = self._scope((provinces,))
        elsewhere = around.bearers(said, wanted)[0] if around else []
        if len(found) == 1 and not elsewhere:
            return Resolution(verdict=PlaceVerdict.CORRECTED, place=found[0])
        return self._asked(PlaceVerdict.AMBIGUOUS, [*found, *elsewhere])

    def _settled(self, said: Said, found: list[Place], scope: Scope, on: date | None) -> Resolution:
        found = scope.own_first([p for p in found if p.kind is said.kind] or found)
        if len({p.code for p in found}) > 1:
            return self._asked(PlaceVerdict.AMBIGUOUS, found)
        # Without a day a name that kept its code means the same people; the older record knows the district.
        place = min(found, key=lambda p: p.valid_to or date.max)
        if on is None or place.existed_on(on):
            # The map shows one day, its last: whether the unit already stood on an earlier one is not known.
            early = on is not None and place.valid_from is None and place.valid_to != on
            return Resolution(verdict=PlaceVerdict.FOUND, place=place, from_unknown=early)
        if not place.ended_before(on):
            begun_by_reform = place.valid_from is not None and place.valid_from >= self.first_reform
            if not begun_by_reform:
                return Resolution(verdict=PlaceVerdict.BEFORE_FIRST_DAY, place=place)
            return self._asked(PlaceVerdict.UNKNOWN_BEFORE_2025, [*self.passage.origins(place, on), place])
        heirs = self.passage.heirs(place, on)
        if heirs.place:
            return Resolution(verdict=PlaceVerdict.BECAME, place=heirs.place)
        return self._asked(PlaceVerdict.DIVIDED, heirs.candidates)

    def _elsewhere(self, name: str, on: date | None, scope: Scope | None = None) -> Resolution:
        """Nothing inside: those of that name elsewhere and those inside that look like it, for a person to choose."""
        wanted = _known_and(_on_the_day(on)[0])
        said = readings(name)[0]
        country = self._scope(())
        others = country.bearers(said, wanted)[0] if country and (scope is None or not scope.whole_country) else []
        alike = scope.resembling(said, wanted) if scope else []
        near = {p.province_code for p in scope.places} if scope else set()
        if scope is None or any(p.province_code in near for p in others):
            return self._asked(PlaceVerdict.PARENT_DIFFERS, [*alike, *others])
        early = on is not None and on < self.first_reform
        alike = [*alike, *others]
        return self._asked(PlaceVerdict.UNKNOWN_BEFORE_2025 if early else PlaceVerdict.UNKNOWN, alike)

    def _asked(self, verdict: PlaceVerdict, candidates: Iterable[Place]) -> Resolution:
        unique = list({(p.code, p.name): p for p in candidates}.values())[:MOST_CANDIDATES]
        return Resolution(verdict=verdict, candidates=tuple(unique))

    def bearers(self, said: str, *, on: date | None = None) -> tuple[Place, ...]:
        """Give every commune of the country that bore a name or a code on a day, accents forgiven."""
        wanted = _known_and(_on_the_day(on)[0])
        code = code_in(said)
        if code:
            return tuple(p for p in self.by_code.get(code, ()) if wanted(p))
        country = self._scope(())
        found = (country.bearers(name, wanted)[0] for name in readings(said)) if country else iter(())
        return tuple(next((f for f in found if f), ()))

    def code_on(self, place: Place, on: date | None) -> str:
        """Give the code under which a commune's people live on a day; "" when they were divided."""
        heir = self.passage.heirs(place, on).place if on is not None else place
        return heir.code if heir else ""

    def named_in(self, text: str, *, within: Sequence[str] = (), on: date | None = None) -> Resolution:
        """Find the one commune whose name stands in a free text, as the name of a sheet or a file."""
        sure = (PlaceVerdict.FOUND, PlaceVerdict.BEFORE_FIRST_DAY)
        found = [
            r.place for s in spans_of(text) if (r := self.resolve(s, within=within, on=on)).place and r.verdict in sure
        ]
        unique = {p.code: p for p in found}
        if len(unique) == 1:
            return replace(Resolution(verdict=PlaceVerdict.FOUND), place=found[0])
        return self._asked(PlaceVerdict.AMBIGUOUS if unique else PlaceVerdict.UNKNOWN, unique.values())


def _on_the_day(on: date | None) -> tuple[Wanted, ...]:
    """Those that stood on the day, then those already gone, then those not yet made."""
    if on is None:
        return (lambda _: True,)
    day = on
    return (
        lambda p: p.existed_on(day),
        lambda p: p.ended_before(day),
        lambda p: not p.existed_on(day) and not p.ended_before(day),
    )


def _known_and(wanted: Wanted) -> Wanted:
    return lambda place: place.state is PlaceState.KNOWN and wanted(place)
