"""What does not fit together in a letter: each doubt with the words it rests on; none is resolved in silence.

Source: research on directives, section 5 ("Contradictions and gaps").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from diachi.core.campaign import Campaign
from diachi.core.clauses import Duty, DutyVerb, Milestone, MilestoneKind, Source
from diachi.core.deadline import last_day
from diachi.core.letters.draft import Letter
from diachi.core.letters.facts import Fact
from diachi.core.letters.lexicon import DAY
from diachi.core.letters.values import iso_day
from diachi.core.text import fold

_FAR_YEARS = 2


@dataclass(frozen=True, slots=True)
class Doubt:
    """What does not fit: the words, and what to say about it."""

    source: Source | None
    about: str = ""


def possible_days(letter: Letter) -> tuple[date, date] | None:
    """Give the first and the last day a letter with a blank day may be of: from its last base to its month's end."""
    said = str(letter.value("date") or "")
    last = last_day(said) if said and len(said) < len("2024-04-01") else None
    if last is None:
        return None
    first = date(last.year, last.month if len(said) > len("2024") else 1, 1)
    bases = [d for f in letter.reading.all("base") if f.value["date"] and (d := last_day(f.value["date"]))]
    within = [d for d in bases if first <= d <= last]
    return max([first, *within]), last


def past_deadlines(letter: Letter, campaign: Campaign) -> Iterator[Doubt]:
    """Deadlines that end before the letter is of, or years away from it."""
    issued = str(letter.value("date") or "")
    for milestone in campaign.milestones:
        if not issued or not milestone.on or not milestone.source or milestone.source.directive != letter.id:
            continue
        away = int(milestone.on[:4]) - int(issued[:4])
        if milestone.on < issued[: len(milestone.on)] or away >= _FAR_YEARS:
            yield Doubt(milestone.source, milestone.words)


def crossed_deadlines(campaign: Campaign) -> Iterator[Doubt]:
    """A report due before what it reports on."""
    dated = {m.kind: m for m in campaign.milestones if len(m.on) == len("2024-07-15")}
    report = dated.get(MilestoneKind.REPORT)
    for kind in (MilestoneKind.PLAN, MilestoneKind.PAIR):
        earlier: Milestone | None = dated.get(kind)
        if report and earlier and report.on < earlier.on:
            yield Doubt(report.source, f"{earlier.words} - {report.words}")
            return


def quotas_said_twice(letter: Letter) -> Iterator[Doubt]:
    """The same bodies with two numbers."""
    seen: dict[str, Fact] = {}
    for fact in letter.reading.all("quota"):
        if fact.value["max"] == 0 or not str(fact.value.get("unit", "hộ")).startswith("hộ"):
            continue
        key = fold(fact.value["subject"])
        other = seen.setdefault(key, fact)
        if (other.value["min"], other.value["max"]) != (fact.value["min"], fact.value["max"]):
            yield Doubt(letter.source(fact), str(fact.value["subject"]))


_CITED = re.compile(rf"(?<![\w/])(?P<number>\d{{1,5}}[a-z]?(?:/\d{{4}})?[/-][\wĐ/-]{{1,40}})\s*,?\s*(?P<day>{DAY})")


def bases_of_two_days(letter: Letter) -> Iterator[Doubt]:
    """A document cited with two dates."""
    days: dict[str, set[str]] = {}
    for said in _CITED.finditer(letter.reading.view.text):
        if day := iso_day(said["day"]):
            days.setdefault(said["number"], set()).add(day)
    for fact in letter.reading.all("base"):
        number = str(fact.value["number"])
        if len(days.get(number, ())) > 1:
            yield Doubt(letter.source(fact), number)


def copies_as_above(letter: Letter) -> Iterator[Doubt]:
    """ "Như trên" where nobody is addressed above."""
    if letter.reading.all("addressee"):
        return
    for fact in letter.reading.all("distribution"):
        if fold(str(fact.value["to"])).startswith("nhu tren"):
            yield Doubt(letter.source(fact))


def ranges_with_a_floor(letter: Letter) -> Iterator[Doubt]:
    """ "02 - 03 hộ trở lên": a range and a floor in one breath."""
    for fact in letter.reading.all("quota"):
        said = fact.value
        if said["op"] == "min" and said["max"] and said["max"] != said["min"]:
            yield Doubt(letter.source(fact), str(said["subject"]))


# What an addressee line and a duty have in common when they mean the same bodies.
_OFFICES = frozenset(
    ["phong", "so", "nganh", "truong", "hoi", "mat_tran", "doan_the", "vu_trang", "doanh_nghiep", "co_quan", "don_vi"]
)
_PLACES = frozenset(["thanh_pho", "huyen", "xa", "thi_tran"])
_EVERYBODY = frozenset(("co_quan", "don_vi"))


def idle_addressees(letter: Letter, duties: Sequence[Duty]) -> Iterator[Doubt]:
    """Who is addressed and told to do nothing, neither by a duty nor by the sentence that opens the list."""
    told = [
        d.body for d in duties if d.verb is not DutyVerb.BE_INFORMED and d.source and d.source.directive == letter.id
    ]
    if not told:
        return
    bound = set().union(*map(_keys, [*told, letter.forces.opening]))
    for fact in letter.reading.all("addressee"):
        own = _keys(str(fact.value))
        everybody = bool(own & _OFFICES) and bound >= _EVERYBODY
        if own and not own & bound and not everybody:
            yield Doubt(letter.source(fact), str(fact.value))


def _keys(text: str) -> set[str]:
    said = f" {fold(text)} "
    for other, plain in (("xa hoi", ""), ("hoi dong", ""), ("ubmttq", "mat tran"), ("ubndttq", "mat tran")):
        said = said.replace(other, plain)
    return {key for key in _OFFICES | _PLACES if f" {key.replace('_', ' ')} " in said}
