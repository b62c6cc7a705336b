"""Letters read: ours beside dateparser (dates) and underthesea (issuer, signer) on the same letters, in one run.

    ./run bench directive [--check] [--letters 60]

The letters are the examples', letters made by dice, and real ones where the folder beside the project holds them with
what they say. A date counts as found when the whole day is given; a day the letter nowhere names counts as invented. A
name counts when an entity holds it whole. Made letters say nothing about real ones: their rows stand apart.

Time is CPU time per page of 2,500 letters, and all take turns. --check judges two limits of ours besides: a letter of
five pages, and 100 kB of one sentence said again and again, each read into a campaign in under a second (median of 5).
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dateparser.search
from underthesea import ner

from diachi.application.read_directive import LetterText, read_directive
from diachi.core.letters.reader import read_letter
from diachi.core.letters.structure import structure_of
from diachi.core.letters.values import iso_day
from diachi.core.text import fold

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from worlds_letters import made_letters

ROOT = Path(__file__).resolve().parents[2]
PAGE, LIMIT, TURNS, SEED = 2_500, 1.0, 5, 20261128
_DAY = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE
)
Reads = Callable[[str], Any]


@dataclass
class Case:
    """A letter, the days it gives (its own, its bases', its deadlines'), its issuer and signer."""

    raw: str
    days: set[str]
    names: set[str]


@dataclass
class Score:
    """What one reader found of all letters, and the CPU seconds it took."""

    seconds: float = 0.0
    letters: int = 0
    found: int = 0
    wanted: int = 0
    invented: int = 0
    given: int = 0
    judged: bool = True  # a letter names more bodies than its issuer: what else is found is not invented

    def add(self, case: Case, told: set[str], wanted: set[str], written: set[str] | None) -> None:
        self.letters += len(case.raw)
        self.found += len(told & wanted)
        self.wanted += len(wanted)
        self.given += len(told)
        self.invented += len(told - wanted - written) if written is not None else 0
        self.judged = written is not None

    def row(self, name: str) -> str:
        page = 1000 * self.seconds / max(1, self.letters) * PAGE
        recall = 100 * self.found / max(1, self.wanted)
        invented = f"{100 * self.invented / max(1, self.given):.1f}" if self.judged else "-"
        return f"{name:<28}{self.wanted:>8}{page:>12.2f}{recall:>10.1f}{invented:>12}"


def of_structure(raw: str, said: dict[str, Any]) -> Case:
    """Give a case from a letter and what it says in the form labelled letters have."""
    days = {said["date"], *(b["date"] for b in said["bases"]), *(d["date"] for d in said["deadlines"])}
    whole = {str(day) for day in days if day and re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(day))}
    names = {fold(str(said[name])) for name in ("issuer", "signer") if said.get(name)}
    return Case(raw, whole, names)


def cases(count: int) -> Iterator[tuple[str, Case]]:
    """Give every letter with its kind: real (labelled by hand) or made."""
    gold = ROOT.parent / "shared" / "letters" / "gold"
    for path in sorted(gold.glob("*.json")) if gold.is_dir() else ():
        text = next(
            (
                p
                for p in (gold.parent / f"{path.stem}.txt", gold.parents[1] / "seeds" / f"{path.stem}.txt")
                if p.is_file()
            ),
            None,
        )
        if text:
            yield "real", of_structure(text.read_bytes().decode(), json.loads(path.read_text(encoding="utf-8")))
    for letter in made_letters(count, SEED):
        truth = vars(letter.truth)
        bases = [{"date": day} for _, day in truth["bases"]]
        said = {**truth, "bases": bases, "deadlines": [{"date": day} for day, _ in truth["deadlines"]]}
        yield "made", of_structure(letter.raw, said)


def our_days(raw: str) -> set[str]:
    """The days of our reading: the letter's own, its bases', its deadlines'."""
    return of_structure(raw, structure_of(read_letter(raw))).days


def their_days(raw: str) -> set[str]:
    """Every day dateparser sees, the way its pages show."""
    found = dateparser.search.search_dates(raw, languages=["vi"]) or []
    return {when.date().isoformat() for _, when in found}


def our_names(raw: str) -> set[str]:
    """Issuer and signer of our reading."""
    return of_structure(raw, structure_of(read_letter(raw))).names


def their_names(raw: str) -> set[str]:
    """Entities of underthesea, put together from their pieces."""
    held: list[str] = []
    names = []
    for word, _, _, tag in ner(raw):
        if tag.startswith("I-"):
            held.append(word)
            continue
        names.append(" ".join(held))
        held = [word] if tag.startswith("B-") else []
    return {fold(name) for name in (*names, " ".join(held)) if name}


def limits() -> list[tuple[str, float]]:
    """CPU seconds of our two limits: the median of five."""
    letter = (ROOT / "examples" / "binh_gia_2024" / "letters" / "cong-van-2024.txt").read_text(encoding="utf-8")
    body = letter[letter.index("1. Các phòng") : letter.index("Nơi nhận")]
    five = letter.replace(body, body * (5 * PAGE // len(body) + 1))
    rows = [("five pages", five)]
    for name, said in {
        "a citation": "Căn cứ Kế hoạch số 51/KH-UBND ngày 01/03/2024 của UBND tỉnh về việc ",
        "an order to report": "báo cáo về Ủy ban nhân dân huyện qua Phòng ",
        "open brackets": "((((gọi tắt là ",
        "list marks": "1. a) - + ",
        "a date": "trước ngày 15/7/2024 ",
        "digits": "1234567890",
        "a duty elsewhere": "nhiệm vụ được phân công tại Kế hoạch số 12/KH-UBND ngày 1/1/2024, ",
        "blank lines": " \n\n",
    }.items():
        rows.append(
            (
                f"100 kB of {name}",
                letter.replace("1. Các phòng", said * (100_000 // len(said.encode()) + 1) + "\n\n1. Các phòng", 1),
            )
        )
    return [(name, statistics.median(_seconds(raw) for _ in range(TURNS))) for name, raw in rows]


def _seconds(raw: str) -> float:
    begun = time.process_time()
    read_directive(letters=[LetterText(name="thu.txt", raw=raw)])
    return time.process_time() - begun


@dataclass
class Side:
    """One reader of days, one of names."""

    name: str
    reads: Reads
    scores: dict[str, Score] = field(default_factory=dict)

    def run(self, kind: str, case: Case, wanted: set[str], written: set[str] | None) -> None:
        score = self.scores.setdefault(kind, Score())
        begun = time.process_time()
        told = self.reads(case.raw)
        score.seconds += time.process_time() - begun
        score.add(case, told, wanted, written)


def main() -> int:
    """Print the table; with --check, exit 1 when a limit is missed or a peer finds more."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=60, help="letters made by dice")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    days = [Side("diachi, days", our_days), Side("dateparser, days", their_days)]
    names = [Side("diachi, names", our_names), Side("underthesea, names", their_names)]
    for side in (*days, *names):  # models and tables are loaded before the clock runs
        side.reads("Bình Gia, ngày 25 tháng 8 năm 2020")
    for kind, case in cases(args.letters):
        written = {day for said in _DAY.findall(case.raw) if (day := iso_day(" ".join(said.split())))}
        for side in days:
            side.run(kind, case, case.days, written)
        for side in names:
            side.run(kind, case, case.names, None)
    print(f"{'':<28}{'wanted':>8}{'ms a page':>12}{'found %':>10}{'invented %':>12}")
    for side in (*days, *names):
        for kind, score in side.scores.items():
            print(score.row(f"{side.name} ({kind})"))
    taken = limits()
    for name, seconds in taken:
        print(f"{name:<44}{seconds:>8.3f} s of {LIMIT:.0f}")
    held = all(seconds < LIMIT for _, seconds in taken) and all(
        ours.scores[kind].found >= theirs.scores[kind].found
        and ours.scores[kind].seconds <= theirs.scores[kind].seconds
        for ours, theirs in (days, names)
        for kind in ours.scores
    )
    print("held" if held else "missed: each limit, and no peer finds more or is faster")
    return 0 if held or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
