"""The obviously right linker: the same personal id, or the same name, birth year and commune.

Source: the habit of offices with Excel, on normalised names; chances are fixed by the kind of evidence, not estimated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from diachi.core.names import accents_agree, hamlet_key, name_key
from diachi.core.places.keys import commune_key, district_key
from diachi.core.same import Clue, LinkRecord, SamePair, Verdict

FIRM = 0.99
# What one kind of evidence is worth; the linker that estimates comes later and is judged by this one.
BY_NUMBER, BY_NUMBER_AND_PART, NUMBER_ONLY = 0.999, 0.995, 0.7
BY_NAME_AND_HOME, BY_NAME, OTHER_HAMLET = 0.985, 0.975, 0.93
DOUBTFUL, NEAR_YEAR, OTHER_HEAD, CONTRADICTED = 0.6, 0.5, 0.5, 0.4
NEAR_YEARS = 2


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A record with the keys it is compared by."""

    record: LinkRecord
    name: str
    year: str
    hamlet: str
    commune: str
    district: str
    persons: frozenset[str]

    @staticmethod
    def of(record: LinkRecord) -> _Keyed:
        return _Keyed(
            record=record,
            name=name_key(record.head_name),
            year=record.head_birth[:4],
            hamlet=hamlet_key(record.hamlet),
            commune=commune_key(record.commune),
            district=district_key(record.district),
            persons=frozenset(_person(m) for m in record.members),
        )


Block = Callable[[_Keyed], Iterable[Hashable]]


class Naive:
    """Compares only within blocks of equal keys; each clue is named."""

    name = "naive"

    def link(self, left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...] | None) -> tuple[SamePair, ...]:
        """Give the pairs that share a personal id, or name, birth year and commune.

        Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ"); the habit of offices with Excel.
        Takes: cleaned records; right None = pairs within `left`, each once with the lesser id first.
        Gives: pairs sorted by ids; same only without contradiction and without a second candidate, else review.
        Fails: never. Holds: record order does not matter; the pairs found are those found with left and right swapped.
        Cost: O(n) keys plus the pairs inside each block.
        """
        ones = [_Keyed.of(r) for r in left]
        twos = ones if right is None else [_Keyed.of(r) for r in right]
        found: dict[tuple[str, str], SamePair] = {}
        for block in (_by_number, _by_name, _by_home, _by_person):
            for one, two in _meeting(ones, twos, block, within=right is None):
                key = (one.record.record_id, two.record.record_id)
                if key not in found and (pair := _judge(one, two, within=right is None)):
                    found[key] = pair
        pairs = tuple(found[k] for k in sorted(found))
        return pairs if right is None else _one_each(pairs)


def _person(said: str) -> str:
    """A member as name|year, the form application writes; the name alone tells nothing in a commune."""
    name, _, year = said.partition("|")
    return f"{name_key(name)}|{year[:4]}" if year else ""


def _by_number(k: _Keyed) -> Iterable[Hashable]:
    return (k.record.personal_id,) if k.record.personal_id else ()


def _by_name(k: _Keyed) -> Iterable[Hashable]:
    return ((k.name, k.year),) if k.name and k.year else ()


def _by_home(k: _Keyed) -> Iterable[Hashable]:
    return ((k.name, k.hamlet),) if k.name and k.hamlet else ()


def _by_person(k: _Keyed) -> Iterable[Hashable]:
    """Heads and members alike: a household may have changed its head."""
    heads = {f"{k.name}|{k.year}"} if k.name and k.year else set()
    return sorted(heads | (k.persons - {""}))


def _meeting(
    ones: Sequence[_Keyed], twos: Sequence[_Keyed], block: Block, *, within: bool
) -> Iterator[tuple[_Keyed, _Keyed]]:
    blocks: dict[Hashable, list[_Keyed]] = defaultdict(list)
    for two in twos:
        for key in block(two):
            blocks[key].append(two)
    for one in ones:
        for key in block(one):
            for two in blocks.get(key, ()):
                if not within or one.record.record_id < two.record.record_id:
                    yield one, two


def _judge(one: _Keyed, two: _Keyed, *, within: bool) -> SamePair | None:
    clues = _clues(one, two)
    if Clue.PERSONAL_ID in clues:
        chance = _by_number_chance(clues)
    elif Clue.COMMUNE not in clues:
        return None
    elif Clue.NAME in clues:
        chance = _by_name_chance(clues, within=within)
    else:
        chance = OTHER_HEAD if Clue.HEAD_AMONG_MEMBERS in clues and not within else 0.0
    if not chance:
        return None
    return SamePair(
        id_a=one.record.record_id,
        id_b=two.record.record_id,
        probability=chance,
        verdict=Verdict.SAME if chance >= OTHER_HAMLET else Verdict.REVIEW,
        firm=chance >= FIRM,
        evidence=tuple(c.value for c in Clue if c in clues),
    )


def _by_number_chance(clues: set[Clue]) -> float:
    if Clue.NAME in clues:
        return BY_NUMBER if Clue.BIRTH_YEAR in clues else BY_NUMBER_AND_PART
    return BY_NUMBER_AND_PART if Clue.BIRTH_YEAR in clues and Clue.SEX_DIFFERS not in clues else NUMBER_ONLY


def _by_name_chance(clues: set[Clue], *, within: bool) -> float:
    at_home = bool(clues & {Clue.HAMLET, Clue.MEMBERS})
    if Clue.SEX_DIFFERS in clues:
        return CONTRADICTED
    if Clue.PERSONAL_ID_DIFFERS in clues and not (Clue.PERSONAL_ID_NEAR in clues and at_home):
        return CONTRADICTED
    if Clue.BIRTH_YEAR not in clues:
        return NEAR_YEAR if at_home and Clue.BIRTH_YEAR_NEAR in clues else 0.0
    if Clue.ACCENTS_DIFFER in clues and not at_home:
        return DOUBTFUL
    if Clue.HAMLET_DIFFERS in clues and Clue.MEMBERS not in clues:
        return DOUBTFUL if within else OTHER_HAMLET
    return BY_NAME_AND_HOME if at_home else BY_NAME


def _clues(one: _Keyed, two: _Keyed) -> set[Clue]:
    clues = _number_clues(one.record.personal_id, two.record.personal_id) | _year_clues(one.year, two.year)
    if one.name and one.name == two.name:
        alike = accents_agree(one.record.head_name, two.record.head_name)
        clues |= {Clue.NAME} if alike else {Clue.NAME, Clue.ACCENTS_DIFFER}
    if _same_commune(one, two):
        clues.add(Clue.COMMUNE)
    if one.hamlet and two.hamlet:
        clues.add(Clue.HAMLET if one.hamlet == two.hamlet else Clue.HAMLET_DIFFERS)
    if {one.record.head_sex, two.record.head_sex} == {"male", "female"}:
        clues.add(Clue.SEX_DIFFERS)
    heads = {f"{one.name}|{one.year}", f"{two.name}|{two.year}"}
    if (one.persons & two.persons) - heads - {""}:
        clues.add(Clue.MEMBERS)
    if f"{one.name}|{one.year}" in two.persons or f"{two.name}|{two.year}" in one.persons:
        clues.add(Clue.HEAD_AMONG_MEMBERS)
    return clues


def _number_clues(one: str, two: str) -> set[Clue]:
    """An old 9-digit number against a new one says nothing."""
    if not one or not two or len(one) != len(two):
        return set()
    if one == two:
        return {Clue.PERSONAL_ID}
    wrong = [i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == two[wrong[1]]
    near = len(wrong) == 1 or (swapped and one[wrong[1]] == two[wrong[0]])
    return {Clue.PERSONAL_ID_DIFFERS, Clue.PERSONAL_ID_NEAR} if near else {Clue.PERSONAL_ID_DIFFERS}


def _year_clues(one: str, two: str) -> set[Clue]:
    if not (one.isdecimal() and two.isdecimal()):
        return {Clue.BIRTH_YEAR_NEAR}
    if one == two:
        return {Clue.BIRTH_YEAR}
    return {Clue.BIRTH_YEAR_NEAR} if abs(int(one) - int(two)) <= NEAR_YEARS else set()


def _same_commune(one: _Keyed, two: _Keyed) -> bool:
    if one.record.commune_code and two.record.commune_code:
        return one.record.commune_code == two.record.commune_code
    near = not one.district or not two.district or one.district == two.district
    return bool(one.commune) and one.commune == two.commune and near


def _one_each(pairs: tuple[SamePair, ...]) -> tuple[SamePair, ...]:
    """A record of the right list is one household of the left: of several by name the clearly best stands, or none."""
    best: dict[str, float] = {}
    for pair in pairs:
        best[pair.id_b] = max(best.get(pair.id_b, 0.0), pair.probability)
    at_best = Counter(p.id_b for p in pairs if p.probability == best[p.id_b])
    out = []
    for pair in pairs:
        alone = pair.probability == best[pair.id_b] and at_best[pair.id_b] == 1
        if pair.verdict is Verdict.SAME and Clue.PERSONAL_ID not in pair.evidence and not alone:
            pair = replace(pair, verdict=Verdict.REVIEW, probability=DOUBTFUL)
        out.append(pair)
    return tuple(out)
