"""Write the cases of docs/guide/trung-ho.md from the example: one pair of each verdict, its two rows and its waterfall.

python tools/build_pair_cases.py   (two lines are added to a copy of the example: a child with a household of its own,
and a gift for Tết; everybody is invented)
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from diachi.application.double_help import double_helps
from diachi.application.find_same import FoundSame, find_same
from diachi.application.pair_lines import pair_lines
from diachi.application.pair_sides import Sides
from diachi.cli.engines import linker
from diachi.cli.explain_pair import summed_of
from diachi.core.history import HelpedRecord, History
from diachi.core.register import Register
from diachi.core.same import SamePair, Verdict
from diachi.files.campaign_toml import read_campaign
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.register_folder import read_history, read_register
from diachi.files.waterfall_svg import waterfall_svg
from diachi.files.words import Words

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "binh_gia_2024"
PAGE = ROOT / "docs" / "guide" / "trung-ho.md"
PICTURES = PAGE.parent / "pictures"
GROWN, CHILD, GIFT = 22, "2023-901", "2023-902"
FAMILY = "Đặng Văn Thử (1986), Đặng Thị Thí (2012), Đặng Văn Dụ (2015)"  # whom the child lives with now
VI = Words("vi")


def build() -> None:
    """Write four pictures and the blocks between the marks of the page."""
    register, history = read_register(EXAMPLE / "register"), read_history(EXAMPLE / "history")
    history = replace(history, helped=(*history.helped, _child(register, history), _gift(register, history)))
    found = find_same(register=register, history=history, places=gazetteer(), words=vocabulary(), linker=linker())
    cases = {
        "same": _same(found),
        "review": _nearest(found, Verdict.REVIEW),
        "split": next(p for p in found.earlier if p.id_b == CHILD and p.verdict is Verdict.SPLIT),
        "different": _nearest(found, Verdict.DIFFERENT),
        "gift": next(p for p in found.earlier if p.id_b == GIFT and p.verdict is Verdict.SAME),
    }
    text = PAGE.read_text(encoding="utf-8")
    for name, pair in cases.items():
        block = _block(name, pair, found, register, history)
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = mark.sub(lambda m, block=block: m[1] + block + m[2], text)
    PAGE.write_text(text, encoding="utf-8")


def _block(name: str, pair: SamePair, found: FoundSame, register: Register, history: History) -> str:
    sides, summed = Sides(register, history), summed_of(pair, found, VI)
    one, two = sides.of(pair.id_a), sides.of(pair.id_b)
    assert one is not None
    assert two is not None
    assert summed is not None
    title = VI.text("waterfall.title", one=pair.id_a, two=pair.id_b)
    if name != "gift":
        (PICTURES / f"trung-ho-{name}.svg").write_text(waterfall_svg(summed, title, VI), encoding="utf-8")
    campaign = read_campaign(EXAMPLE / "campaign.toml")
    told = double_helps(helps=found.evidence.helps, history=history, campaign=campaign)
    helps = [h for h in told if h.household_id == pair.id_a]
    lines = list(pair_lines(pair, one, two, summed, helps, VI))
    first, second = (lines.index(VI.text(f"pair.{key}")) for key in ("same_record", "double_help"))
    lines = [*lines[:first], lines[first], lines[second - 1], *lines[second:]]  # the bars are in the picture
    shown = "\n".join(line.rstrip() for line in lines)
    picture = f"\n![{title}](pictures/trung-ho-{name}.svg)\n" if name != "gift" else ""
    return f"```text\n{shown}\n```\n{picture}"


def _same(found: FoundSame) -> SamePair:
    """The sure pair with the most to say: a number, a name, members."""
    sure = [p for p in found.earlier if p.verdict is Verdict.SAME and p.firm and "personal_id" in p.evidence]
    return max(sure, key=lambda p: (len(p.evidence), p.id_a, p.id_b))


def _nearest(found: FoundSame, verdict: Verdict) -> SamePair:
    return max((p for p in found.earlier if p.verdict is verdict), key=lambda p: (p.probability, p.id_a, p.id_b))


def _child(register: Register, history: History) -> HelpedRecord:
    """A grown child of a listed household was helped in a household of its own."""
    homes = {h.household_id: h for h in register.households}
    heads = {h.household_id: h.head_birth[:4] for h in register.households}
    child = next(
        m
        for m in register.members
        if m.birth[:4].isdigit()
        and int(heads[m.household_id] or 0) + 16 <= int(m.birth[:4]) <= 2023 - GROWN
        and sum(o.household_id == m.household_id for o in register.members) > 3
    )
    home = homes[child.household_id]
    return HelpedRecord(
        record_id=CHILD,
        year=2023,
        head_name=child.name,
        head_birth=child.birth[:4],
        head_sex="Nam" if child.sex == "male" else "Nữ",
        members=FAMILY,
        ethnic_group=home.ethnic_group,
        hamlet=next(h.hamlet for h in register.households if h.commune == home.commune and h.hamlet != home.hamlet),
        commune=home.commune,
        district=home.district,
        agency=history.helped[0].agency,
        support="02 con lợn giống, thức ăn",
        value_vnd=5_000_000,
    )


def _gift(register: Register, history: History) -> HelpedRecord:
    """A listed household nobody helped got a gift for Tết."""
    home = next(h for h in reversed(register.households) if h.personal_id)
    return HelpedRecord(
        record_id=GIFT,
        year=2023,
        head_name=home.head_name,
        head_birth=home.head_birth[:4],
        personal_id=home.personal_id,
        hamlet=home.hamlet,
        commune=home.commune,
        district=home.district,
        agency=history.helped[1].agency,
        support="Quà Tết",
        value_vnd=500_000,
    )


if __name__ == "__main__":
    build()
