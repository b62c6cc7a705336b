"""The ten-second radar: a name, a village or four digits -> free, held by whom, helped when, by whom, with what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diachi.application.double_help import double_helps
from diachi.application.link_records import read_in_unicode
from diachi.application.radar_index import Closeness, Entry, SearchIndex
from diachi.application.radar_standing import Availability, RadarSource, Standing, Standings
from diachi.core.agency import Agency
from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.names import person_name
from diachi.core.same import EarlierHelp, Verdict
from diachi.core.text import collation_key, name_sort_key

MOST = 8  # cards shown: what an eye takes in while the phone is held
_DIGITS = re.compile(r"\D")
_Key = tuple[int, str, str]  # source, household_id, record_id (one of the two)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One household that may be meant, with what its campaign knows of it; for the eyes of the asking officer."""

    campaign: str
    household_id: str = ""
    record_id: str = ""
    head_name: str = ""
    birth_year: str = ""
    hamlet: str = ""
    commune: str = ""
    standing: Standing
    split_from: str = ""  # the household it came from, as the list says, and where that one stands
    parent: Standing | None = None
    maybe: tuple[str, ...] = ()  # of a record of earlier help: the listed households it may mean
    names: tuple[str, ...] = ()  # every name the household is known by: what a line to copy must not hold
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The answer: how near it comes, how many come as near, the nearest first."""

    closeness: Closeness
    count: int
    cards: tuple[Card, ...]


class Radar:
    """The index over the lists, the history, the pairs and the proposals of one or several campaigns."""

    def __init__(self, sources: Sequence[RadarSource], words: Vocabulary) -> None:
        """Build the index; Cost: O(names) once, so that a question costs milliseconds."""
        self._sources = [_in_unicode(s) for s in sources]
        self._words = words
        self._standings = [Standings(s) for s in self._sources]
        self._homes = [{h.household_id: h for h in s.register.households} for s in self._sources]
        self._records = [{r.record_id: r for r in s.history.helped} for s in self._sources]
        self._members = [_members(s) for s in self._sources]
        self._maybe = [_maybe(s) for s in self._sources]
        entries = [e for at in range(len(sources)) for e in (*self._listed(at), *self._only_helped(at))]
        self._index = SearchIndex(sorted(entries, key=_order))

    def _listed(self, at: int) -> Iterator[Entry]:
        source = self._sources[at]
        for home in source.register.households:
            helps = source.helps.get(home.household_id, ())
            known = [self._records[at][h.record_id] for h in helps if h.verdict is Verdict.SAME]
            members = self._members[at][home.household_id]
            yield Entry(
                key=(at, home.household_id, ""),
                name=home.head_name,
                others=(home.head_name_raw, *(m.name for m in members), *(r.head_name for r in known)),
                place=f"{home.hamlet} {home.commune} {home.head_birth[:4]}",
                numbers=_numbers(home.personal_id, home.phone, *(m.personal_id for m in members)),
                ids=(home.household_id, *(r.record_id for r in known)),
            )

    def _only_helped(self, at: int) -> Iterator[Entry]:
        """Records that mean no household of the list for sure: whoever asks by that name must still see them."""
        source = self._sources[at]
        known = {h.record_id for helps in source.helps.values() for h in helps if h.verdict is Verdict.SAME}
        for record in source.history.helped:
            if record.record_id not in known:
                yield Entry(
                    key=(at, "", record.record_id),
                    name=person_name(record.head_name),
                    others=(record.head_name, record.members),
                    place=f"{record.hamlet} {record.commune} {record.head_birth}",
                    numbers=_numbers(record.personal_id, record.phone),
                    ids=(record.record_id,),
                )

    def check(self, said: str, most: int) -> Checked:
        """Give the cards of the nearest entries."""
        found = self._index.find(said, most)
        return Checked(
            closeness=found.closeness,
            count=found.count,
            cards=tuple(self._card(key) for key in found.keys),  # type: ignore[arg-type]
        )

    def _card(self, key: _Key) -> Card:
        at, household_id, record_id = key
        if household_id:
            return self._household_card(at, self._homes[at][household_id])
        return self._record_card(at, self._records[at][record_id])

    def _household_card(self, at: int, home: ListedHousehold) -> Card:
        members = self._members[at][home.household_id]
        return Card(
            campaign=self._sources[at].name,
            household_id=home.household_id,
            head_name=home.head_name,
            birth_year=home.head_birth[:4],
            hamlet=home.hamlet,
            commune=home.commune,
            standing=self._standings[at].of(home.household_id),
            split_from=home.split_from,
            parent=self._standings[at].of(home.split_from) if home.split_from in self._homes[at] else None,
            names=(home.head_name, home.head_name_raw, *(m.name for m in members)),
            numbers=_numbers(home.personal_id, home.phone, *(m.personal_id for m in members)),
        )

    def _record_card(self, at: int, record: HelpedRecord) -> Card:
        source = self._sources[at]
        kinds, lasting = self._words.given(record.support_kind, record.support)
        itself = EarlierHelp(
            record_id=record.record_id,
            year=record.year,
            verdict=Verdict.SAME,
            kinds=kinds,
            lasting=lasting,
            programme=record.campaign_id,
        )
        told = double_helps(helps={"": (itself,)}, history=source.history, campaign=source.campaign)
        return Card(
            campaign=source.name,
            record_id=record.record_id,
            head_name=person_name(record.head_name),
            birth_year=record.head_birth,
            hamlet=record.hamlet,
            commune=record.commune,
            standing=Standing(availability=Availability.NOT_LISTED, helps=told),
            maybe=tuple(self._maybe[at].get(record.record_id, ())),
            names=(record.head_name, record.members),
            numbers=_numbers(record.personal_id, record.phone),
        )

    def agency(self, campaign: str, agency_id: str) -> Agency | None:
        """Give a body of a campaign's list."""
        at = next(i for i, s in enumerate(self._sources) if s.name == campaign)
        return self._standings[at].agency(agency_id)


def check_one(*, radar: Radar, said: str, most: int = MOST) -> Checked:
    """Say of one household whether it is free, who holds it, and when it was helped, by whom and with what.

    Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ"); officer's review C27 (ten seconds on the phone).
    Takes: the index; what was typed: words of a name or of a place in any order, whole, begun or a letter off, with or
    without accents, the last four or more digits of an id or a phone, an id of ours; how many cards at most.
    Gives: the nearest cards, equally near ones in Vietnamese order, and how many there are.
    Fails: never; nothing typed and nothing found are an empty answer. Holds: the order of the words does not matter;
    a card says only what the tables say. Cost: milliseconds for 100,000 households.
    """
    return radar.check(said, most)


def _in_unicode(source: RadarSource) -> RadarSource:
    """Old lists typed in TCVN3 or VNI are asked for in today's letters."""
    return replace(source, history=replace(source.history, helped=tuple(read_in_unicode(source.history.helped))))


def _members(source: RadarSource) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for member in source.register.members:
        found[member.household_id].append(member)
    return found


def _maybe(source: RadarSource) -> dict[str, list[str]]:
    """Give for each record the listed households it may mean."""
    found: dict[str, list[str]] = defaultdict(list)
    for household_id, helps in source.helps.items():
        for help_ in helps:
            if help_.verdict is Verdict.REVIEW:
                found[help_.record_id].append(household_id)
    return found


def _numbers(*said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for s in said if (n := _DIGITS.sub("", s))))


def _order(entry: Entry) -> tuple[object, ...]:
    return (name_sort_key(entry.name), collation_key(entry.place), entry.key)
