"""Draw the proposal of the example: kinds of bodies on the left, communes on the right, one dot for every family.

python tools/build_allocation_picture.py
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from diachi.core.agency import AgencyKind
from diachi.core.allocation.ranks import by_rank, clause_holds
from diachi.core.campaign import Campaign
from diachi.core.household import ListedHousehold
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.core.text import collation_key
from diachi.files.allocation_json import read_allocation
from diachi.files.campaign_toml import read_campaign
from diachi.files.register_folder import read_register
from diachi.files.words import Words

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "binh_gia_2024"
PICTURE = ROOT / "docs" / "guide" / "pictures" / "ghep.svg"
INK, SOFT, PAPER, LINE, HELPED = "#1b2430", "#46505f", "#f6f4ef", "#d8d3c8", "#d8d3c8"
COLOURS = (
    *("#24427c", "#125568", "#1b6138", "#a9701a", "#96281b", "#66306b", "#c46a1f", "#46505f", "#2f7fa3", "#7d6a1c"),
    *("#8a3a5e", "#5b7f2b"),
)
WIDTH, TOP, ROW, STEP, DOT = 960, 92, 25, 5.15, 2.1
LEFT, BAR, NAMES, DOTS = 232, 12, 560, 572
UNIT = 3.0  # height of one pair in a ribbon
Rows = dict[str, list[ListedHousehold]]


@dataclass(frozen=True)
class Drawn:
    """What is drawn, each read once."""

    kind_of: dict[str, AgencyKind]  # household -> kind of the body that leads its sponsors
    left: dict[str, ReasonCode]
    first: frozenset[str]  # families of the first priority
    communes: Rows
    kinds: tuple[AgencyKind, ...]

    @staticmethod
    def of(campaign: Campaign, register: Register, found: Allocation) -> Drawn:
        """Look everything up."""
        kinds = {a.agency_id: a.kind for a in register.agencies}
        lead = {g.group_id: kinds[g.lead] for g in found.groups}
        kind_of = {a.household_id: lead[a.group_id] for a in found.assignments}
        communes: Rows = defaultdict(list)
        for home in register.households:
            communes[home.commune].append(home)
        rank = by_rank(campaign)[0]
        count = Counter(kind_of.values())
        return Drawn(
            kind_of=kind_of,
            left={u.household_id: u.code for u in found.unmet.households},
            first=frozenset(h.household_id for h in register.households if clause_holds(rank, h)),
            communes=dict(sorted(communes.items(), key=lambda c: (-_taken(c[1], kind_of), collation_key(c[0])))),
            kinds=tuple(k for k in sorted(count, key=lambda k: (-count[k], k.value))),
        )

    def colour(self, kind: AgencyKind) -> str:
        """Give a kind its colour."""
        return COLOURS[self.kinds.index(kind) % len(COLOURS)]


def _taken(homes: list[ListedHousehold], kind_of: dict[str, AgencyKind]) -> int:
    return sum(h.household_id in kind_of for h in homes)


def build() -> None:
    """Write the picture anew."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")


def picture() -> str:
    """Give the SVG of the example's proposal."""
    register, found = read_register(EXAMPLE / "register"), read_allocation(EXAMPLE / "allocation.json")
    drawn = Drawn.of(read_campaign(EXAMPLE / "campaign.toml"), register, found)
    height = TOP + ROW * len(drawn.communes) + 62
    said = Counter(drawn.left.values())
    title = "Một đề xuất: Bình Gia 2024 (người và số liệu giả lập)"
    counts = (
        f"{len(drawn.kind_of)} hộ có nơi nhận, {said[ReasonCode.PLACES_RAN_OUT]} hộ chờ, "
        f"{said[ReasonCode.HELPED_BEFORE]} hộ đã được giúp đỡ các năm trước"
    )
    body = [*_ribbons(drawn), *_rows(drawn), *_legend(drawn, height - 40)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t" '
        "font-family=\"'Be Vietnam Pro', 'Segoe UI', system-ui, sans-serif\">"
    )
    return "\n".join(
        [
            head,
            f'<title id="t">{escape(title)}</title>',
            f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
            _text(24, 32, title, size=16, weight=600),
            _text(24, 52, counts, size=13, fill=SOFT),
            _text(LEFT, 78, "cơ quan, đơn vị nhận giúp", size=12, anchor="end", fill=SOFT),
            _text(DOTS, 78, "mỗi chấm một hộ, theo xã", size=12, fill=SOFT),
            *body,
            "</svg>\n",
        ]
    )


def _text(
    x: float, y: float, text: str, *, size: float = 12.5, weight: int = 400, anchor: str = "start", fill: str = INK
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{fill}">{escape(text)}</text>'
    )


def _ribbons(drawn: Drawn) -> list[str]:
    """One band from each kind to each commune, as thick as the pairs it stands for."""
    pairs = {(k, c): _of_kind(drawn, c, k) for k in drawn.kinds for c in drawn.communes}
    whole = UNIT * len(drawn.kind_of) + 10 * (len(drawn.kinds) - 1)
    y = TOP + (ROW * len(drawn.communes) - whole) / 2
    thin = {c: min(UNIT, (ROW - 3) / max(1, _taken(h, drawn.kind_of))) for c, h in drawn.communes.items()}
    arrived = {
        c: TOP + ROW * n + ROW / 2 - thin[c] * _taken(h, drawn.kind_of) / 2
        for n, (c, h) in enumerate(drawn.communes.items())
    }
    words, made = Words("vi"), []
    for kind in drawn.kinds:
        colour, start = drawn.colour(kind), y
        for commune in drawn.communes:
            if count := pairs[kind, commune]:
                ends = (y, UNIT * count), (arrived[commune], thin[commune] * count)
                made.append(_band(LEFT + BAR, NAMES - 96, *ends, colour))
                y, arrived[commune] = y + UNIT * count, arrived[commune] + thin[commune] * count
        made.append(f'<rect x="{LEFT}" y="{start:g}" width="{BAR}" height="{y - start:g}" rx="2" fill="{colour}"/>')
        count = round((y - start) / UNIT)
        label = f"{words.label(kind)}  {count}"
        made.append(_text(LEFT - 8, (start + y) / 2 + 4, label, size=11.5, anchor="end"))
        y += 10
    return made


def _of_kind(drawn: Drawn, commune: str, kind: AgencyKind) -> int:
    return sum(drawn.kind_of.get(h.household_id) is kind for h in drawn.communes[commune])


def _band(x1: float, x2: float, start: tuple[float, float], end: tuple[float, float], colour: str) -> str:
    """A band between two places, each with its height there."""
    (y1, h1), (y2, h2), middle = start, end, (x1 + x2) / 2
    over = f"M{x1:g} {y1:g} C{middle:g} {y1:g} {middle:g} {y2:.1f} {x2:g} {y2:.1f}"
    back = f"V{y2 + h2:.1f} C{middle:g} {y2 + h2:.1f} {middle:g} {y1 + h1:g} {x1:g} {y1 + h1:g} Z"
    return f'<path d="{over} {back}" fill="{colour}" opacity="0.34"/>'


def _rows(drawn: Drawn) -> list[str]:
    made = []
    for n, (commune, homes) in enumerate(drawn.communes.items()):
        y = TOP + ROW * n + ROW / 2
        made.append(_text(NAMES, y + 4, commune, size=12, anchor="end"))
        for place, home in enumerate(sorted(homes, key=lambda h: _place(drawn, h))):
            made.append(_dot(DOTS + 4 + place % 74 * STEP, y + (place // 74) * STEP, *_look(drawn, home)))
    return made


def _place(drawn: Drawn, home: ListedHousehold) -> tuple[int, int, str]:
    key = home.household_id
    if key in drawn.kind_of:
        return 0, drawn.kinds.index(drawn.kind_of[key]), key
    waits = drawn.left[key] is ReasonCode.PLACES_RAN_OUT
    return (1 if waits and key in drawn.first else 2 if waits else 3), 0, key


def _look(drawn: Drawn, home: ListedHousehold) -> tuple[str, str]:
    """Fill and edge of a dot."""
    key = home.household_id
    if key in drawn.kind_of:
        colour = drawn.colour(drawn.kind_of[key])
        return colour, colour
    if drawn.left[key] is not ReasonCode.PLACES_RAN_OUT:
        return HELPED, HELPED
    return "#fff", (INK if key in drawn.first else "#a9a496")


def _dot(x: float, y: float, fill: str, edge: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{DOT:g}" fill="{fill}" stroke="{edge}"/>'


def _legend(drawn: Drawn, y: float) -> list[str]:
    entries = (
        (drawn.colour(drawn.kinds[0]), drawn.colour(drawn.kinds[0]), "có nơi nhận (màu của nơi nhận)"),
        ("#fff", INK, "chờ, thuộc ưu tiên 1 của văn bản"),
        ("#fff", "#a9a496", "chờ"),
        (HELPED, HELPED, "đã được giúp đỡ các năm trước"),
    )
    made, x = [f'<path d="M24 {y:g}H{WIDTH - 24}" stroke="{LINE}"/>'], 28.0
    for fill, edge, text in entries:
        made += [_dot(x, y + 20, fill, edge), _text(x + 9, y + 24, text, size=12, fill=SOFT)]
        x += 34 + 6.6 * len(text)
    return made


if __name__ == "__main__":
    build()
