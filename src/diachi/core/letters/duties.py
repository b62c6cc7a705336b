"""Who is told to do what, and whether the letter is addressed to them.

Source: officer's review C15: every body with every duty; a body with a duty that is not addressed is a question.
"""

from __future__ import annotations

import re

from diachi.core.clauses import Duty, DutyVerb, Force, MilestoneKind
from diachi.core.letters.draft import Letter, is_asked
from diachi.core.letters.facts import Fact
from diachi.core.letters.lexicon import pattern
from diachi.core.letters.values import tidy
from diachi.core.text import fold

_BODY = (
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Ủy ban Mặt trận|UBMTTQ|Phòng|(?<!cơ\s)Sở|Các sở|Các phòng|Các cơ quan|"
    r"Các đơn vị|Đơn vị chủ trì|Cơ quan|Hội|Mặt trận)"
)
_SUBJECT = pattern(
    rf"(?P<body>{_BODY}[^.;:]{{0,160}}?) "
    r"(?P<verb>tiếp tục|quan tâm|phối hợp|có trách nhiệm|đôn đốc|theo dõi|tổng hợp|tăng cường|triển khai|báo cáo|"
    r"xây dựng|vận động|đẩy mạnh|chỉ đạo|tham gia|khảo sát|lập)\b"
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_ASKING = pattern(r"đề nghị\s*$")
_VERBS = (
    ("đôn đốc", DutyVerb.URGE),
    ("kiểm tra", DutyVerb.INSPECT),
    ("theo dõi", DutyVerb.INSPECT),
    ("hướng dẫn", DutyVerb.GUIDE),
    ("báo cáo", DutyVerb.REPORT),
    ("tổng hợp", DutyVerb.REPORT),
    ("phối hợp", DutyVerb.JOIN),
)
_KEYS = (
    "phong",
    "so",
    "nganh",
    "truong",
    "hoi",
    "co quan",
    "uy ban nhan dan",
    "mat tran",
    "doan the",
    "vu trang",
    "doanh nghiep",
)
_SAME = {"ubnd": "uy ban nhan dan", "ubmttq": "mat tran", "ubndttq": "mat tran"}


def duties_of(letter: Letter) -> list[Duty]:
    """Give the duties: of each item's subject, of those who take households, of the tracker, of copies to report to."""
    found = [*_item_duties(letter), *_sponsor_duties(letter)]
    tracker = letter.reading.one("tracker")
    if tracker:
        found.append(_duty(letter, str(tracker.value), DutyVerb.URGE, Force.REQUIRED, tracker))
    for copy in letter.reading.all("distribution"):
        if copy.value["purpose"] == "report":
            body = re.sub(r"\s*;?\s*\(.*\)", "", copy.value["to"])
            found.append(_duty(letter, body, DutyVerb.BE_INFORMED, Force.REQUESTED, copy, addressed=True))
    unique: dict[tuple[str, DutyVerb, str], Duty] = {}
    for duty in found:
        unique.setdefault((fold(duty.body), duty.verb, duty.milestone_id), duty)
    return list(unique.values())


def _item_duties(letter: Letter) -> list[Duty]:
    """The subject of each paragraph of an item, and the verbs of its own sentence."""
    view = letter.reading.view
    found = []
    for item in letter.reading.items:
        for paragraph in _PARAGRAPH.finditer(view.text, item.start, item.end):
            named = _SUBJECT.finditer(view.text, paragraph.start(), paragraph.end())
            said = next((m for m in named if view.text[m.start()].isupper()), None)
            if said is None:
                continue
            stop = re.compile(r"[.;](?=\s)").search(view.text, said.end(), paragraph.end())
            end = stop.start() if stop else paragraph.end()
            words = view.text[said.start("verb") : end].lower()
            verbs = [code for word, code in _VERBS if word in words] or [DutyVerb.DO]
            asked = _ASKING.search(view.text, paragraph.start(), said.start())
            force = Force.REQUESTED if asked else Force.REQUIRED
            fact = Fact(
                id="",
                part=item.label,
                field="duty",
                value=None,
                spans=(view.span(said.start(), end),),
                rule="words@1",
            )
            body = tidy(" ".join(said["body"].split()))
            found += [_duty(letter, body, verb, force, fact) for verb in dict.fromkeys(verbs)]
    return found


def _sponsor_duties(letter: Letter) -> list[Duty]:
    found = []
    for fact in letter.reading.all("quota"):
        if fact.value["max"] != 0:
            force = Force.REQUESTED if is_asked(letter, fact) else Force.REQUIRED
            force = Force.ASPIRED if fact.value["op"] == "target" else force
            found += [_duty(letter, body, DutyVerb.DO, force, fact) for body in bodies_of(fact.value["subject"])]
    for fact in letter.reading.all("pool"):
        found.append(_duty(letter, fact.value["subject"], DutyVerb.JOIN, Force.REQUIRED, fact))
    for fact in letter.reading.all("reporting"):
        body = fact.value["via"] or fact.value["to"]
        found.append(_duty(letter, body, DutyVerb.REPORT, Force.REQUIRED, fact, MilestoneKind.REPORT.value))
    return found


def _duty(
    letter: Letter,
    body: str,
    verb: DutyVerb,
    force: Force,
    fact: Fact,
    milestone_id: str = "",
    addressed: bool | None = None,
) -> Duty:
    return Duty(
        body=body,
        verb=verb,
        force=force,
        milestone_id=milestone_id,
        addressee=is_addressed(letter, body) if addressed is None else addressed,
        source=letter.source(fact),
    )


def bodies_of(subject: str) -> list[str]:
    """Give the bodies of one subject apart when it names the armed forces beside others."""
    forces, _, others = subject.partition(", các trường")
    return [forces, f"các trường{others}"] if others else [subject]


def is_addressed(letter: Letter, body: str) -> bool:
    """Say whether a body stands under Kính gửi: by a word of its own name, or because the clause means everybody."""
    said = fold(body)
    if "moi co quan" in said or "moi don vi" in said or said.startswith(("cac co quan don vi", "cac don vi")):
        return True
    addressees = letter.reading.all("addressee")
    if not addressees:
        return True  # a plan or a decision has no Kính gửi: it binds whom it names
    own = _words(body)
    # No letter to "các cơ quan" reaches the armed forces, and none to the firms their association.
    for narrow, wide in (("vu trang", "co quan"), ("hoi", "doanh nghiep")):
        own -= {wide} if narrow in own else set()
    return any(own & _words(str(f.value)) for f in addressees)


def _words(text: str) -> set[str]:
    folded = fold(text).replace("xa hoi", "")
    for short, long in _SAME.items():
        folded = re.sub(rf"\b{short}\b", long, folded)
    return {key for key in _KEYS if re.search(rf"\b{key}\b", folded)}
