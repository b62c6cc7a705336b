"""The obviously right linker: the same personal id, or the same name, birth year and commune."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from diachi.core.same import LinkRecord, SamePair, Verdict
from diachi.core.text import fold

FIRM = 0.99
# Fixed by what the evidence is, not estimated: the linker of the later issue estimates.
BY_NUMBER, BY_NAME, OTHER_HAMLET, NUMBERS_DIFFER, NUMBER_ONLY = 0.995, 0.97, 0.6, 0.4, 0.7


class Naive:
    """Compares only within blocks of equal keys; evidence is named, weights are the fixed numbers above."""

    name = "naive"

    def link(self, left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...] | None) -> tuple[SamePair, ...]:
        """Give the pairs that share a personal id, or name, birth year and commune.

        Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ"); the habit of offices with Excel.
        Takes: cleaned records; right None = pairs within `left`, each once with the lesser id first.
        Gives: pairs sorted by ids; same only without contradiction, else review. Fails: never.
        Holds: swapping left and right swaps the ids of each pair; record order does not matter.
        Cost: O(n) keys plus the pairs inside each block.
        """
        found: dict[tuple[str, str], SamePair] = {}
        for key in (_by_number, _by_name):
            for one, two in _blocks(left, right, key):
                pair = _judge(one, two)
                found.setdefault((pair.id_a, pair.id_b), pair)
        return tuple(found[k] for k in sorted(found))


def _by_number(record: LinkRecord) -> tuple[str, ...] | None:
    return (record.personal_id,) if record.personal_id else None


def _by_name(record: LinkRecord) -> tuple[str, ...] | None:
    place = record.commune_code or fold(record.commune)
    year = record.head_birth[:4]
    return (fold(record.head_name), year, place) if record.head_name and year and place else None


def _blocks(
    left: Sequence[LinkRecord], right: Sequence[LinkRecord] | None, key: object
) -> Iterator[tuple[LinkRecord, LinkRecord]]:
    blocks: dict[tuple[str, ...], tuple[list[LinkRecord], list[LinkRecord]]] = defaultdict(lambda: ([], []))
    for side, records in ((0, left), (1, left if right is None else right)):
        for record in records:
            value = key(record)  # type: ignore[operator]
            if value is not None:
                blocks[value][side].append(record)
    for ones, twos in blocks.values():
        for one in ones:
            for two in twos:
                if right is not None or one.record_id < two.record_id:
                    yield one, two


def _judge(one: LinkRecord, two: LinkRecord) -> SamePair:
    evidence = _evidence(one, two)
    if "personal_id" in evidence:
        sure = "name" in evidence or "birth_year" in evidence
        probability, verdict = (BY_NUMBER, Verdict.SAME) if sure else (NUMBER_ONLY, Verdict.REVIEW)
    elif "personal_id_differs" in evidence:
        probability, verdict = NUMBERS_DIFFER, Verdict.REVIEW
    elif "hamlet_differs" in evidence:
        probability, verdict = OTHER_HAMLET, Verdict.REVIEW
    else:
        probability, verdict = BY_NAME, Verdict.SAME
    return SamePair(
        id_a=one.record_id,
        id_b=two.record_id,
        probability=probability,
        verdict=verdict,
        firm=probability >= FIRM,
        evidence=evidence,
        weights=(),
    )


def _evidence(one: LinkRecord, two: LinkRecord) -> tuple[str, ...]:
    found = []
    if one.personal_id and one.personal_id == two.personal_id:
        found.append("personal_id")
    elif one.personal_id and two.personal_id and len(one.personal_id) == len(two.personal_id):
        found.append("personal_id_differs")  # an old 9-digit id against a new one says nothing
    pairs = (
        ("name", fold(one.head_name), fold(two.head_name)),
        ("birth_year", one.head_birth[:4], two.head_birth[:4]),
        ("commune", one.commune_code or fold(one.commune), two.commune_code or fold(two.commune)),
        ("hamlet", fold(one.hamlet), fold(two.hamlet)),
    )
    found += [name for name, a, b in pairs if a and a == b]
    if one.hamlet and two.hamlet and fold(one.hamlet) != fold(two.hamlet):
        found.append("hamlet_differs")
    return tuple(found)
