"""Find households listed twice and households that were already helped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from diachi.application.link_records import helped_records, listed_record, read_in_unicode
from diachi.application.ports import Linker
from diachi.core.allocation.model import Evidence
from diachi.core.history import HelpedRecord, History
from diachi.core.household import Member
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.pair_verdicts import Contradiction, Opinion, PairVerdict, contradictions, heard, obey
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.home import home_of, home_of_codes
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, Linking, LinkNote, LinkRecord, SamePair, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSame:
    """Pairs within the list, pairs of list and history, and what they mean for the pairing."""

    within: tuple[SamePair, ...]
    earlier: tuple[SamePair, ...]
    evidence: Evidence
    as_found: tuple[SamePair, ...] = ()  # by the linker, before anybody's word
    contradictions: tuple[Contradiction, ...] = ()
    of_no_list: tuple[PairVerdict, ...] = ()  # standing verdicts on an id that is in no list
    notes: tuple[LinkNote, ...] = ()

    @property
    def pairs(self) -> tuple[SamePair, ...]:
        """All pairs, those within the list first."""
        return (*self.within, *self.earlier)


def find_same(
    *, register: Register, history: History, places: Gazetteer, words: Vocabulary, linker: Linker
) -> FoundSame:
    """Compare the list with itself and with everything helped before.

    Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ").
    Takes: register; history with values as people wrote them; communes compared on the map of the newest list; the
        words of lists, which tell a gift for Tết from help.
    Gives: pairs with evidence; helps per household; verdicts that contradict each other or name nobody.
    Fails: never; a value that cannot be read is unknown. Holds: the order of rows does not matter; what a person said
        of a pair (a standing verdict, a household_id in the history) stands, whatever the linker says; nothing is
        merged. Cost: that of the linker.
    """
    on = max((h.list_date for h in register.households if h.list_date), default=None)
    members: dict[str, list[Member]] = defaultdict(list)
    for member in register.members:
        members[member.household_id].append(member)
    listed = tuple(listed_record(h, members[h.household_id], places, on) for h in register.households)
    home = home_of_codes(((h.commune_code, h.list_date) for h in register.households if h.commune_code), places)
    helped = tuple(helped_records(read_in_unicode(history.helped), places, on, home))
    verdicts = all_verdicts(history)
    opinions = heard(verdicts)
    homes, records = frozenset(r.record_id for r in listed), frozenset(r.record_id for r in helped)
    found, twice = linker.link(listed, helped), linker.link(listed, None)
    earlier = obey(found.pairs, opinions, left=homes, right=records)
    within = obey(twice.pairs, opinions, left=homes, right=None)
    helps = helped_before(earlier, history.helped, words)
    return FoundSame(
        within=within,
        earlier=earlier,
        evidence=Evidence(helps=helps, twice=within),
        as_found=(*twice.pairs, *found.pairs),
        contradictions=contradictions(verdicts),
        notes=tuple(dict.fromkeys((*found.notes, *twice.notes))),
        of_no_list=tuple(v for v in history.verdicts if v.stands and not {*v.key} <= homes | records),
    )


def all_verdicts(history: History) -> tuple[PairVerdict, ...]:
    """Give what people said of pairs: the rows of verdicts, and the links they wrote into the records themselves."""
    links = (r for r in history.helped if r.household_id)
    written = (PairVerdict(id_a=r.household_id, id_b=r.record_id, verdict=Opinion.SAME) for r in links)
    return (*history.verdicts, *written)


def compare_lists(
    *, left: Sequence[HelpedRecord], right: Sequence[HelpedRecord], places: Gazetteer, linker: Linker
) -> Linking:
    """Compare two lists in the columns of helped.csv.

    Source: Bình Gia 4/2024, Lưu ý. Takes: rows as people wrote them, in letters of any font. Gives: pairs by record_id
    and what the linker notes. Fails: never; a value that cannot be read is unknown.
    Holds: as `find_same`. Cost: that of the linker.
    """
    ones, twos = records_of(left, right, places)
    return linker.link(ones, twos)


def records_of(
    left: Sequence[HelpedRecord], right: Sequence[HelpedRecord], places: Gazetteer
) -> tuple[Iterator[LinkRecord], Iterator[LinkRecord]]:
    """Read two lists in the columns of helped.csv as records to compare, one by one, on the map of the newest list."""
    ones, twos = read_in_unicode(left), read_in_unicode(right)
    on = date(max((r.year for r in chain(ones, twos) if r.year), default=date.max.year), 12, 31)
    home = home_of((r.commune for r in chain(ones, twos) if not (r.district or r.province)), places)
    return helped_records(ones, places, on, home), helped_records(twos, places, on, home)


def helped_before(
    pairs: Sequence[SamePair], helped: Sequence[HelpedRecord], words: Vocabulary
) -> dict[str, tuple[EarlierHelp, ...]]:
    """Say for each household which earlier helps were found: when, in which record, how sure, of what kind.

    Source: Bình Gia 4/2024, mục 2 and Lưu ý. Takes: pairs of a household_id and a record_id; the records.
    Gives: household_id -> helps, sorted. Fails: never; pairs of other records say nothing.
    Holds: different pairs say nothing, a split one names the help of the household it split from; the order of pairs
        does not matter. Cost: O(pairs).
    """
    records = {r.record_id: r for r in helped}
    helps: dict[str, list[EarlierHelp]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda p: (p.id_a, p.id_b)):
        if pair.verdict is not Verdict.DIFFERENT and (record := records.get(pair.id_b)):
            kinds, lasting = words.given(record.support_kind, record.support)
            helps[pair.id_a].append(
                EarlierHelp(
                    record_id=record.record_id,
                    year=record.year,
                    verdict=pair.verdict,
                    kinds=kinds,
                    lasting=lasting,
                    programme=record.campaign_id,
                )
            )
    return {key: tuple(found) for key, found in sorted(helps.items())}
