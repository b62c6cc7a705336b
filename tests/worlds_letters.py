"""Letters made by dice from a grammar of our own, each with what it says: for regression only.

The words are ours, the traps are those met in real letters. How often these letters are read rightly says nothing about
real ones and is reported nowhere as if it did.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

DISTRICTS = ("Nà Pàn", "Lũng Vài", "Khau Đang", "Pò Háng", "Bản Chu", "Tân Lập", "Phiêng Khoài", "Mường Lống")
COMMUNES = ("Hoa Đào", "Thanh Sa", "Bình Lâm", "Khánh Hội", "Vĩnh Yến", "Quang Tiến")
SIGNERS = ("Nông Văn Khánh", "Lộc Thị Mai", "Hoàng Đức Thuận", "Vi Văn Tài", "Đặng Thị Hồng Vân")
OFFICES = ("Phòng Lao động - Thương binh và Xã hội", "Phòng Nội vụ", "Văn phòng HĐND và UBND huyện")
ASKS = ("đề nghị", "yêu cầu")
Trap = Callable[[str, "Truth", random.Random], str]


@dataclass
class Truth:
    """What a letter says; a list keeps the order of the letter."""

    number: str | None = ""
    date: str | None = ""
    issuer: str = ""
    signer: str = ""
    doc_type: str = "cong_van"
    recipients: list[str] = field(default_factory=list)
    bases: list[tuple[str, str]] = field(default_factory=list)
    deadlines: list[tuple[str, str]] = field(default_factory=list)
    quotas: list[tuple[str, int | None, int | None]] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)
    reporting: list[tuple[str, str | None]] = field(default_factory=list)
    priority_communes: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class MadeLetter:
    """One letter, what it says, and the traps laid in it."""

    raw: str
    truth: Truth
    traps: tuple[str, ...]


def made_letters(count: int, seed: int) -> list[MadeLetter]:
    """Give letters of one seed; the first of any count are the same."""
    return [_made(random.Random(f"{seed}:{number}"), number) for number in range(count)]


def _day(dice: random.Random, year: int, first: int = 1, last: int = 12) -> tuple[str, str]:
    day, month = dice.randint(1, 28), dice.randint(first, last)
    return f"{day}/{month}/{year}", f"{year}-{month:02d}-{day:02d}"


def _made(dice: random.Random, number: int) -> MadeLetter:
    truth = Truth()
    year = dice.randint(2015, 2024)
    raw = "\n\n".join(
        [*_head(dice, truth, year), *_preamble(dice, truth, year), *_body(dice, truth, year), _foot(dice, truth)]
    )
    names = list(TRAPS)
    laid = [names[number % len(names)], *dice.sample(names, dice.randint(0, 2))]
    told = []
    for name in dict.fromkeys(laid):
        changed = TRAPS[name](raw, truth, dice)
        told += [name] if changed != raw else []
        raw = changed
    return MadeLetter(raw + "\n", truth, tuple(told))


def _head(dice: random.Random, truth: Truth, year: int) -> list[str]:
    place = dice.choice(DISTRICTS)
    truth.issuer = f"ỦY BAN NHÂN DÂN HUYỆN {place.upper()}"
    truth.number = f"{dice.randint(2, 2400)}/UBND-LĐTBXH"
    day, month = dice.randint(1, 28), dice.randint(1, 6)
    truth.date = f"{year}-{month:02d}-{day:02d}"
    truth.recipients = dice.sample(
        [
            "Các phòng, ban, cơ quan chuyên môn thuộc huyện",
            "Ủy ban nhân dân các xã, thị trấn",
            "Các tổ chức đoàn thể huyện",
            "Các trường học trên địa bàn huyện",
            "Các doanh nghiệp trên địa bàn huyện",
        ],
        dice.randint(2, 4),
    )
    return [
        f"ỦY BAN NHÂN DÂN\nHUYỆN {place.upper()}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        f"Số: {truth.number}",
        f"V/v vận động nhận giúp đỡ hộ nghèo theo địa chỉ năm {year}",
        f"{place}, ngày {day:02d} tháng {month} năm {year}",
        "Kính gửi:",
        "\n".join(f"- {name};" for name in truth.recipients[:-1]) + f"\n- {truth.recipients[-1]}.",
    ]


def _preamble(dice: random.Random, truth: Truth, year: int) -> list[str]:
    said = []
    for kind, sign in dice.sample((("Kế hoạch", "KH-UBND"), ("Quyết định", "QĐ-UBND"), ("Công văn", "UBND-VX")), 2):
        day, iso = _day(dice, year - 1)
        number = f"{dice.randint(2, 900)}/{sign}"
        truth.bases.append((number, iso))
        said.append(f"{kind} số {number} ngày {day} của UBND tỉnh về giảm nghèo bền vững")
    opening = dice.choice(ASKS)
    return [f"Căn cứ {said[0]};", f"Thực hiện {said[1]}, Ủy ban nhân dân huyện {opening}:"]


def _body(dice: random.Random, truth: Truth, year: int) -> list[str]:
    parts = []
    aim = dice.randint(1, 3)
    truth.quotas.append(("target", aim, aim))
    parts.append(
        f"1. Các cơ quan, đơn vị vận động giúp hộ nghèo, phấn đấu mỗi cơ quan, đơn vị nhận giúp đỡ {aim:02d} hộ nghèo."
    )
    low = dice.randint(2, 4)
    if dice.random() < 0.5:
        truth.quotas.append(("min", low, None))
        parts.append(f"- Các đơn vị lực lượng vũ trang nhận giúp đỡ từ {low:02d} hộ gia đình trở lên;")
    else:
        truth.quotas.append(("min", low, None))
        parts.append(f"- Công an huyện, Ban Chỉ huy Quân sự huyện nhận giúp đỡ ít nhất {low} hộ nghèo;")
    millions = dice.choice((5, 6, 8, 10, 12))
    amount = dice.choice((f"{millions:02d} triệu đồng", f"{millions}.000.000 đồng"))
    truth.amounts.append(millions * 1_000_000)
    parts.append(f"- Mức hỗ trợ (con giống, cây giống) mỗi hộ từ {amount} trở lên;")
    commune = dice.choice(COMMUNES)
    truth.priority_communes.append((commune, year + 1))
    parts.append(f"- Hướng nguồn lực tới hộ nghèo xã {commune} (phấn đấu đạt chuẩn nông thôn mới năm {year + 1});")
    day, iso = _day(dice, year, 7, 8)
    truth.deadlines.append((iso, "before"))
    parts.append(f"- Xây dựng kế hoạch, lựa chọn hộ hoàn thành trước ngày {day}.")
    day, iso = _day(dice, year, 9, 11)
    office = dice.choice(OFFICES)
    truth.deadlines.append((iso, "before"))
    truth.reporting.append((office, iso))
    parts.append(f"2. Các cơ quan, đơn vị báo cáo kết quả về Ủy ban nhân dân huyện (qua {office}) trước ngày {day}.")
    parts.append(f"3. Giao {office} theo dõi, tổng hợp kết quả./.")
    return parts


def _foot(dice: random.Random, truth: Truth) -> str:
    truth.signer = dice.choice(SIGNERS)
    copies = "Nơi nhận:\n- Như trên;\n- TT Huyện ủy (b/c);\n- CT, PCT UBND huyện;\n- Lưu: VT, LĐTBXH."
    return f"{copies}\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n{truth.signer}"


# The traps of the research, section 4; each changes a letter, and its truth where the words say less.


def head_in_one_line(raw: str, truth: Truth, dice: random.Random) -> str:
    """1: the two columns of the head read straight across."""
    place = truth.issuer.removeprefix("ỦY BAN NHÂN DÂN ")
    two = f"ỦY BAN NHÂN DÂN\n{place}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    one = f"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{place} Độc lập - Tự do - Hạnh phúc"
    return raw.replace(two, one)


def head_as_a_table(raw: str, truth: Truth, dice: random.Random) -> str:
    """1: the head as rows with bars."""
    head, _, rest = raw.partition("Kính gửi:")
    blocks = head.strip().split("\n\n")
    if len(blocks) != 5:
        return raw
    flat = [b.replace("\n", " ") for b in blocks]
    return f"| {flat[0]} | {flat[1]} |\n|---|---|\n| {flat[2]} {flat[3]} | {flat[4]} |\n\nKính gửi:{rest}"


def broken_lines(raw: str, truth: Truth, dice: random.Random) -> str:
    """3: lines break inside numbers and dates."""
    return raw.replace("Số: ", "Số:\n", 1) if dice.random() < 0.5 else raw.replace(" tháng ", "\ntháng ", 1)


def page_break(raw: str, truth: Truth, dice: random.Random) -> str:
    """3: a page ends inside a sentence."""
    return raw.replace("hoàn thành trước", "hoàn\n\nthành trước")


def stamp(raw: str, truth: Truth, dice: random.Random) -> str:
    """6: the stamp of who received it."""
    return f"ĐẾN Số: {dice.randint(100, 999)} Ngày {dice.randint(1, 28)}/12/2030\n\n{raw}"


def blanks(raw: str, truth: Truth, dice: random.Random) -> str:
    """7: number and day are not there yet."""
    if not truth.number or not truth.date or len(truth.date) < 10:
        return raw
    plain, symbol = truth.number.split("/", 1)
    year, month, day = truth.date.split("-")
    written = f"ngày {day} tháng {int(month)} năm {year}"
    if written not in raw or f"Số: {truth.number}" not in raw:
        return raw
    truth.number, truth.date = None, f"{year}-{month}"
    raw = raw.replace(f"Số: {plain}/{symbol}", f"Số:      /{symbol}")
    return raw.replace(written, f"ngày      tháng {int(month)} năm {year}")


def misprints(raw: str, truth: Truth, dice: random.Random) -> str:
    """8: letters that look alike."""
    return raw.replace("phấn đấu mỗi", "phân đấu mỗi").replace("lực lượng vũ trang", "lượng vũ trang")


def decomposed(raw: str, truth: Truth, dice: random.Random) -> str:
    """9: accents as letters of their own, long dashes, doubled words."""
    return unicodedata.normalize("NFD", raw.replace(" số ", " số số ", 1).replace(" - ", " – "))


def other_tones(raw: str, truth: Truth, dice: random.Random) -> str:
    """9: hoà for hòa, uỷ for ủy."""
    return raw.replace("HÒA", "HOÀ").replace("hòa", "hoà").replace("thủy", "thuỷ")


def two_in_a_line(raw: str, truth: Truth, dice: random.Random) -> str:
    """12: a law without a number beside a plan in one line."""
    return raw.replace("Căn cứ ", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; ", 1)


def thousands(raw: str, truth: Truth, dice: random.Random) -> str:
    """14: figures of the past that are no orders."""
    return raw.replace(
        "1. Các cơ quan", "Năm trước toàn tỉnh đã giúp 71.000 hộ với 59.835 triệu đồng.\n\n1. Các cơ quan", 1
    )


def history(raw: str, truth: Truth, dice: random.Random) -> str:
    """15: days that say who is meant, or what was."""
    said = "Người sinh trước ngày 01/01/1945 và hộ đã được giúp từ năm 2014 đến 2016 do xã theo dõi."
    return raw.replace("3. Giao", f"{said}\n\n3. Giao", 1)


def cadence(raw: str, truth: Truth, dice: random.Random) -> str:
    """16: a rhythm, no day: it stands with the order to report."""
    truth.reporting.append(("", "quarter"))
    return raw.replace("tổng hợp kết quả./.", "tổng hợp kết quả, định kỳ hằng quý báo cáo Chủ tịch UBND huyện./.")


def foot_in_one_line(raw: str, truth: Truth, dice: random.Random) -> str:
    """2: the two columns of the foot read straight across."""
    copies, _, signed = raw.partition("Nơi nhận:\n")[2].partition("\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n")
    lines = copies.split("\n")
    if not signed or len(lines) < 4:
        return raw
    foot = f"Nơi nhận: KT. CHỦ TỊCH\n{lines[0]} PHÓ CHỦ TỊCH\n" + "\n".join(lines[1:-1])
    return raw.partition("Nơi nhận:\n")[0] + f"{foot}\n{lines[-1]} {signed}"


def letter_spaced(raw: str, truth: Truth, dice: random.Random) -> str:
    """5: letters set apart."""
    return raw.replace("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "KT. CHỦ TỊ CH\nP HÓ CHỦ T Ị CH")


def of_the_party(raw: str, truth: Truth, dice: random.Random) -> str:
    """11: a symbol without the slash of the state's papers."""
    number = f"{dice.randint(100, 4000)}-CV/HU"
    if "Căn cứ " not in raw:
        return raw
    truth.bases.append((number, "2014-03-24"))
    return raw.replace(
        "Căn cứ ", f"Căn cứ Công văn số {number} ngày 24/3/2014 của Ban Thường vụ Huyện ủy;\n\nCăn cứ ", 1
    )


def without_the_word_day(raw: str, truth: Truth, dice: random.Random) -> str:
    """17: "trước 15/7" without "ngày"."""
    return raw.replace("hoàn thành trước ngày ", "hoàn thành trước ")


def arising(raw: str, truth: Truth, dice: random.Random) -> str:
    """18: "phát sinh" is no birth."""
    return raw.replace("3. Giao", "Hộ nghèo phát sinh trong năm do xã báo cho huyện.\n\n3. Giao", 1)


def noun_of_report(raw: str, truth: Truth, dice: random.Random) -> str:
    """19: a report that is told of, not asked for."""
    return raw.replace("1. Các cơ quan", "Theo báo cáo của các xã, nhiều hộ thiếu con giống.\n\n1. Các cơ quan", 1)


def long_subject(raw: str, truth: Truth, dice: random.Random) -> str:
    """21: V/v over several lines."""
    return raw.replace("nhận giúp đỡ hộ nghèo\n", "nhận giúp đỡ hộ nghèo ").replace(
        "V/v vận động nhận", "V/v vận động\nnhận", 1
    )


def relative_units(raw: str, truth: Truth, dice: random.Random) -> str:
    """20: units named without their place."""
    return raw.replace("3. Giao", "Các đơn vị, địa phương nêu trên tổ chức thực hiện.\n\n3. Giao", 1)


def windows(raw: str, truth: Truth, dice: random.Random) -> str:
    """Line ends of Windows and a mark before the first letter."""
    return "\ufeff" + raw.replace("\n", "\r\n")


TRAPS: dict[str, Trap] = {
    trap.__name__: trap
    for trap in (
        head_in_one_line, head_as_a_table, broken_lines, page_break, stamp, blanks, misprints, two_in_a_line,
        thousands, foot_in_one_line, letter_spaced, of_the_party, without_the_word_day, arising, history, cadence,
        noun_of_report, long_subject, relative_units, other_tones, decomposed, windows,
    )
}  # fmt: skip


def told_of(structure: dict[str, Any]) -> dict[str, list[Any]]:
    """Give a reading in the form of a truth: each field a list, so that both count alike."""
    return {
        "number": [structure["number"]],
        "date": [structure["date"]],
        "issuer": [structure["issuer"]],
        "signer": [structure["signer"]],
        "doc_type": [structure["doc_type"]],
        "recipients": list(structure["recipients"]),
        "bases": [(b["number"], b["date"]) for b in structure["bases"] if b["number"]],
        "deadlines": [(d["date"], d["kind"]) for d in structure["deadlines"]],
        "quotas": [(q["op"], q["min"], q["max"]) for q in structure["quotas"] if str(q["unit"]).startswith("hộ")],
        "amounts": [a["value"] for a in structure["amounts"]],
        "reporting": [(r["via"] or "", r["deadline"]) for r in structure["reporting"]],
        "priority_communes": [(p["name"], p["ntm_year"]) for p in structure["priority_communes"]],
    }


def truth_of(truth: Truth) -> dict[str, list[Any]]:
    """Give a truth in the same form."""
    return {name: value if isinstance(value, list) else [value] for name, value in vars(truth).items()}
