"""What a name or a code means on a day, inside the district or province said; what is not sure is asked.

Source: QĐ 19/2025/QĐ-TTg; NQ 202/2025/QH15. Codes are reused and names repeat: a name or a code alone means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from diachi.core.household import AreaType
from diachi.core.places.areas import DASH, PARTS, Areas, Days
from diachi.core.places.keys import Said, accents_agree, bare_key, code_in, readings, spans_of
from diachi.core.places.names import Names
from diachi.core.places.passage import Passage
from diachi.core.places.place import Area, Place, PlaceKind, PlaceState, PlaceVerdict, Resolution, Succession
from diachi.core.places.scope import MOST_CANDIDATES, Scope
from diachi.core.places.territory import Territory

MOST_ANSWERS = 1 << 12  # a list says the same few communes again and again; what it said long ago is not kept


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
        self._names = Names(self.places)
        self.passage = Passage(self.places, self.links)
        self._areas_of: dict[tuple[str, str, date | None], AreaType | None] = {}
        self._answers: dict[tuple[str, tuple[str, ...], date | None], Resolution] = {}

    def of_code(self, code: str) -> tuple[Place, ...]:
        """Give all communes that ever bore a code."""
        return tuple(self.places[n] for n in self._names.by_code.get(code, ()))

    @cached_property
    def territory(self) -> Territory:
        """The districts and provinces, and what lies in them."""
        return Territory(self.districts, self.provinces, self.places, self.links)

    @cached_property
    def _areas(self) -> Areas:
        return Areas(self.territory, self._names)

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
        question = (said, tuple(within), on)
        answer = self._answers.get(question)
        if answer is None:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            answer = self._answers[question] = self._resolve(said, question[1], on)
        return answer

    def _resolve(self, said: str, parents: tuple[str, ...], on: date | None) -> Resolution:
        if "," in said or ";" in said:
            name, *more = PARTS.split(said.strip())
            return self._inside(name, (*more, *parents), on)
        answer = self._inside(said, parents, on)
        if not answer.place and (
            dash := DASH.search(said)
        ):  # "Hoa Thám - Bình Gia"; but Chân Mây - Lăng Cô is one name
            answer = self._inside(said[: dash.start()], (said[dash.end() :], *parents), on)
        return answer

    def _inside(self, name: str, parents: tuple[str, ...], on: date | None) -> Resolution:
        days = self._areas.said(parents, on)
        if days is None:
            return self._elsewhere(name, on, None)
        place = days.alive.plain.get(bare_key(name)) if days.sure and not days.past else None
        if place and accents_agree(name, place.name):
            return self._stands(place, on)
        code = code_in(name)
        found = self._by_code(code, days, on) if code else self._by_name(name, days, on)
        if found is None:
            return self._elsewhere(name, on, days.alive)
        if not days.sure and found.verdict is PlaceVerdict.FOUND:
            return replace(found, verdict=PlaceVerdict.CORRECTED)
        return found

    def _by_code(self, code: str, days: Days, on: date | None) -> Resolution | None:
        for scope in (days.alive, days.gone, days.later):
            found = scope.of_code(code)
            if any(p.state is PlaceState.DISPUTED for p in found):
                return self._asked(PlaceVerdict.AMBIGUOUS, self._rightful(found, on))
            if found:
                return self._settled(None, found, scope, on)
        return None

    def _rightful(self, disputed: Sequence[Place], on: date | None) -> list[Place]:
        """The communes a disputed code may mean: those of its name and province on that day."""
        names = {(p.name, p.province_code) for p in disputed}
        alive = (p for p in self.places if p.state is PlaceState.KNOWN and (on is None or p.existed_on(on)))
        return [p for p in alive if (p.name, p.province_code) in names]

    def _by_name(self, name: str, days: Days, on: date | None) -> Resolution | None:
        said = readings(name)
        borne = [one for one in said if one.loose in self._names.loose]  # by any commune of any time
        for scope in (days.alive, days.gone, days.later):
            for one in borne if scope else ():
                found, agree = scope.bearers(one)
                if not found:
                    continue
                if days.past and scope is days.alive and (split := self._of_old(one, found, days, on)):
                    return split
                doubt = not scope.whole_country and (scope is days.gone or not agree)  # Bắ Sơn: Ba Sơn, or Bắc Sơn
                slips = [p for p in days.alive.near(one) if p not in found] if doubt else []
                if slips or (scope.whole_country and not agree):
                    return self._asked(PlaceVerdict.AMBIGUOUS, [*found, *slips])
                return self._settled(one.kind, found, scope, on)
        return None if days.alive.whole_country else self._slip(said[0], days.alive, on)

    def _of_old(self, said: Said, found: list[Place], days: Days, on: date | None) -> Resolution | None:
        """A district that is no more may mean its commune of then: asked, unless its people live in the one found."""
        old = days.gone.own_first(days.gone.bearers(said)[0])
        heirs = [self.passage.heirs(p, on) for p in old] if on else []
        if all(h.place in found for h in heirs):
            return None
        others = [p for h in heirs for p in ((h.place,) if h.place else h.candidates)]
        divided = any(h.place is None for h in heirs)
        return self._asked(PlaceVerdict.DIVIDED if divided else PlaceVerdict.AMBIGUOUS, [*others, *found])

    def _slip(self, said: Said, scope: Scope, on: date | None) -> Resolution | None:
        found = scope.near(said)
        if not found:
            return None
        elsewhere: list[Place] = []
        if said.loose in self._names.loose:  # what is a slip here may be a name next door
            provinces = frozenset(("province", p.province_code) for p in found)
            elsewhere = self._areas.days((provinces,), on).alive.bearers(said)[0]
        if len(found) == 1 and not elsewhere:
            return Resolution(verdict=PlaceVerdict.CORRECTED, place=found[0])
        return self._asked(PlaceVerdict.AMBIGUOUS, [*found, *elsewhere])

    def _settled(self, kind: PlaceKind | None, found: list[Place], scope: Scope, on: date | None) -> Resolution:
        if len(found) > 1:
            found = scope.own_first([p for p in found if p.kind is kind] or found)
            if len({p.code for p in found}) > 1:
                return self._asked(PlaceVerdict.AMBIGUOUS, found)
            # Without a day a name that kept its code means the same people; the older record knows the district.
            found = sorted(found, key=lambda p: p.valid_to or date.max)
        place = found[0]
        if on is None or place.existed_on(on):
            return self._stands(place, on)
        return self._not_yet(place, on) if not place.ended_before(on) else self._gone(place, on)

    def _stands(self, place: Place, on: date | None) -> Resolution:
        # The map shows one day, its last: whether the unit already stood on an earlier one is not known.
        early = on is not None and place.valid_from is None and place.valid_to != on
        return Resolution(verdict=PlaceVerdict.FOUND, place=place, from_unknown=early)

    def _gone(self, place: Place, on: date) -> Resolution:
        heirs = self.passage.heirs(place, on)
        if heirs.place:
            return Resolution(verdict=PlaceVerdict.BECAME, place=heirs.place)
        return self._asked(PlaceVerdict.DIVIDED, heirs.candidates)

    def _not_yet(self, place: Place, on: date) -> Resolution:
        if place.valid_from is not None and place.valid_from >= self.first_reform:
            return self._asked(PlaceVerdict.UNKNOWN_BEFORE_2025, [*self.passage.origins(place, on), place])
        return Resolution(verdict=PlaceVerdict.BEFORE_FIRST_DAY, place=place)

    def _elsewhere(self, name: str, on: date | None, scope: Scope | None) -> Resolution:
        """Nothing inside: those of that name elsewhere and those inside that look like it, for a person to choose."""
        said = readings(name)[0]
        country = scope is not None and scope.whole_country
        others = [] if country else self._areas.days((), on).alive.bearers(said)[0]
        alike = scope.resembling(said) if scope else []
        near = {p.province_code for p in scope.places} if scope else set()
        if scope is None or any(p.province_code in near for p in others):
            return self._asked(PlaceVerdict.PARENT_DIFFERS, [*alike, *others])
        early = on is not None and on < self.first_reform
        return self._asked(PlaceVerdict.UNKNOWN_BEFORE_2025 if early else PlaceVerdict.UNKNOWN, [*alike, *others])

    def _asked(self, verdict: PlaceVerdict, candidates: Iterable[Place]) -> Resolution:
        unique = list({(p.code, p.name): p for p in candidates}.values())[:MOST_CANDIDATES]
        return Resolution(verdict=verdict, candidates=tuple(unique))

    def bearers(self, said: str, *, on: date | None = None) -> tuple[Place, ...]:
        """Give every commune of the country that bore a name or a code on a day, accents forgiven."""
        alive = self._areas.days((), on).alive
        if code := code_in(said):
            return tuple(alive.of_code(code))
        return tuple(next((found for name in readings(said) if (found := alive.bearers(name)[0])), ()))

    def area_type(self, place: Place) -> AreaType | None:
        """Say which line of the poverty standard holds in a commune by its kind: towns and wards urban, others rural.

        None where it was made of both, and for a special zone: no text at hand says which line then holds.
        """
        known = (place.code, place.name, place.valid_from)
        if known not in self._areas_of:
            self._areas_of[known] = self._area_type(place)
        return self._areas_of[known]

    def _area_type(self, place: Place) -> AreaType | None:
        made_of = self.passage.origins(place, self.first_reform - timedelta(days=1))
        kinds = {p.kind in (PlaceKind.WARD, PlaceKind.TOWNSHIP) for p in (place, *made_of)}
        if len(kinds) > 1 or place.kind is PlaceKind.SPECIAL_ZONE:
            return None
        return AreaType.URBAN if kinds == {True} else AreaType.RURAL

    def code_on(self, place: Place, on: date | None) -> str:
        """Give the code under which a commune's people live on a day; "" when they were divided."""
        heir = self.passage.heirs(place, on).place if on is not None else place
        return heir.code if heir else ""

    def named_in(self, text: str, *, within: Sequence[str] = (), on: date | None = None) -> Resolution:
        """Find the one commune whose name stands in a free text, as the name of a sheet or a file."""
        sure = (PlaceVerdict.FOUND, PlaceVerdict.BEFORE_FIRST_DAY)
        answers = (self.resolve(span, within=within, on=on) for span in spans_of(text))
        found = {a.code: a.place for a in answers if a.place and a.verdict in sure}
        if len(found) == 1:
            return Resolution(verdict=PlaceVerdict.FOUND, place=next(iter(found.values())))
        return self._asked(PlaceVerdict.AMBIGUOUS if found else PlaceVerdict.UNKNOWN, found.values())
