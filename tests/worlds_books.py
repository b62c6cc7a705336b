"""The workbooks an office would hand in: titles, merged cells, blocks per commune, totals, signatures; fixed bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from diachi.core.agency import AgencyKind, ClusterRole
from diachi.core.household import ListedHousehold, Member, MeritRelation, Sex
from worlds_shape import World

Cell = str | int | date | None
Row = Sequence[Cell]
MADE = datetime(2024, 1, 1)
_CAUSES = {
    "no_land": "Thiếu đất sản xuất",
    "no_capital": "Thiếu vốn sản xuất",
    "no_labour": "Thiếu lao động",
    "no_tools": "Thiếu phương tiện sản xuất",
    "no_knowledge": "Thiếu kiến thức sản xuất",
    "no_skill": "Thiếu kỹ thuật",
    "illness": "Có người ốm đau",
    "other": "Nguyên nhân khác",
}
_MERIT = {
    "war_invalid": "Thương binh",
    "resistance": "Người hoạt động kháng chiến",
    "helper": "Người có công giúp đỡ cách mạng",
    "toxic": "Nhiễm chất độc hóa học",
    "imprisoned": "Bị địch bắt tù đày",
    "sick_soldier": "Bệnh binh",
    "martyr": "Thân nhân liệt sĩ",
}
_KINDS = {
    AgencyKind.DEPARTMENT: "Phòng, ban chuyên môn",
    AgencyKind.PUBLIC_SERVICE_UNIT: "Đơn vị sự nghiệp",
    AgencyKind.PARTY: "Cơ quan Đảng",
    AgencyKind.FRONT: "Mặt trận",
    AgencyKind.MASS_ORGANISATION: "Đoàn thể",
    AgencyKind.SCHOOL: "Trường học",
    AgencyKind.ARMED_FORCES: "Lực lượng vũ trang",
    AgencyKind.VERTICAL: "Ngành dọc",
    AgencyKind.BANK: "Ngân hàng",
    AgencyKind.ENTERPRISE: "Doanh nghiệp",
    AgencyKind.BUSINESS_ASSOCIATION: "Hội doanh nghiệp",
    AgencyKind.ASSOCIATION: "Hội",
    AgencyKind.COMMUNE: "Cấp xã",
}
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV"
_THIN = Border(*[Side(style="thin")] * 4)
_WRAPPED = Alignment(vertical="center", wrap_text=True)


def binh_gia_books(world: World) -> dict[str, bytes]:
    """Give the three workbooks of the district, by file name."""
    return {
        "ho-ngheo.xlsx": _book(_households_sheet(world, "DANH SÁCH HỘ NGHÈO NĂM 2024", merit=False), _members(world)),
        "co-quan.xlsx": _book(_agencies_sheet(world, "UBND HUYỆN BÌNH GIA"), _pairs_sheet(world)),
        "da-giup-2014-2023.xlsx": _book(*_earlier_sheets(world)),
    }


def ninh_thuan_books(world: World) -> dict[str, bytes]:
    """Give the three workbooks of the province, by file name."""
    title = "DANH SÁCH HỘ NGHÈO CÓ THÀNH VIÊN LÀ NGƯỜI CÓ CÔNG NĂM 2020"
    return {
        "ho-ngheo-ncc.xlsx": _book(_households_sheet(world, title, merit=True), _members(world)),
        "co-quan.xlsx": _book(_agencies_sheet(world, "UBND TỈNH NINH THUẬN")),
        "phu-luc-cum.xlsx": _book(_annex_sheet(world)),
    }


class _Sheet:
    """One sheet being filled: a title over the columns, a header, rows, a last line."""

    def __init__(self, name: str, titles: Sequence[str], header: Sequence[str], widths: Sequence[int]) -> None:
        self.name, self.titles, self.header, self.widths = name, titles, header, widths
        self.rows: list[tuple[Row, bool]] = []

    def add(self, row: Row, *, heading: bool = False) -> None:
        self.rows.append((row, heading))

    def fill(self, sheet: Worksheet) -> None:
        width = len(self.header)
        for number, title in enumerate(self.titles, start=1):
            sheet.cell(number, 1, title).font = Font(name="Times New Roman", size=13, bold=number == 2)
            sheet.cell(number, 1).alignment = Alignment(horizontal="left" if number == 1 else "center")
            sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
        top = len(self.titles) + 2
        lines = [(self.header, True), *self.rows]
        for number, (row, heading) in enumerate(lines, start=top):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column, value)
                cell.font = Font(name="Times New Roman", size=12, bold=heading)
                cell.border, cell.alignment = _THIN, _WRAPPED
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
            if heading and number > top and len(row) == 2:
                sheet.merge_cells(start_row=number, start_column=2, end_row=number, end_column=width)
        for column, size in enumerate(self.widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = size
        sheet.freeze_panes = sheet.cell(top + 1, 1)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{top}:{top}"


def _households_sheet(world: World, title: str, *, merit: bool) -> _Sheet:
    on = world.households[0].list_date
    header = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Giới tính", "Dân tộc", "Số CCCD", "Điện thoại", "Huyện"]
    header += ["Thôn, khối phố", "Số khẩu", "Số lao động", "Điểm B1", "Điểm B2", "Nguyên nhân nghèo"]
    header += ["Đối tượng người có công"] if merit else ["Ý chí vươn lên thoát nghèo", "Đăng ký thoát nghèo"]
    header += [] if merit else ["Nhu cầu hỗ trợ", "Thứ tự bình xét", "Ngày họp thôn", "Số biên bản"]
    titles = ["UBND TỈNH NINH THUẬN" if merit else "UBND HUYỆN BÌNH GIA", title]
    titles += [f"(Số liệu tính đến ngày {on.day:02d}/{on.month:02d}/{on.year})"]
    sheet = _Sheet(
        "Hộ nghèo", titles, header, (6, 26, 10, 9, 10, 16, 14, 16, 18, 9, 9, 9, 9, 32, 26, 14, 22, 10, 12, 12)
    )
    communes = {c.code: c.full for c in world.communes}
    blocks = groupby(world.households, key=lambda h: h.commune_code)
    for roman, (code, rows) in zip(_ROMAN.split(), blocks, strict=False):
        sheet.add([roman, communes[code]], heading=True)
        for household in rows:
            sheet.add(_household_row(household, merit=merit))
    sheet.add(["", f"Tổng cộng: {len(world.households)} hộ"], heading=True)
    return sheet


def _household_row(h: ListedHousehold, *, merit: bool) -> Row:
    row: list[Cell] = [
        h.list_no,
        h.head_name,
        int(h.head_birth),
        _sex(h.head_sex),
        h.ethnic_group,
        h.personal_id or None,
    ]
    row += [h.phone or None, h.district, h.hamlet, h.persons, h.able_to_work, h.income_points, h.deprivation_points]
    row.append("; ".join(_CAUSES[c] for c in h.causes))
    if merit:
        return [*row, "; ".join(_MERIT[m] for m in h.merit)]
    will = {True: "Có", False: "Không", None: None}
    row += [will[h.will_to_escape], "x" if h.registered_to_escape else None, ", ".join(h.needs) or None]
    return [*row, h.village_rank, h.village_meeting_date, h.minutes_no or None]


def _sex(sex: Sex | None) -> str:
    return "Nam" if sex is Sex.MALE else "Nữ"


def _members(world: World) -> _Sheet:
    header = ["STT hộ", "Huyện", "Xã, thị trấn", "Họ và tên chủ hộ", "Họ và tên thành viên", "Năm sinh", "Giới tính"]
    header += ["Quan hệ với chủ hộ", "Số CCCD"]
    merit = any(m.merit for m in world.members)
    header += ["Đối tượng người có công", "Quan hệ với người có công", "Đang hưởng trợ cấp"] if merit else []
    sheet = _Sheet(
        "Thành viên hộ",
        ["", "DANH SÁCH THÀNH VIÊN CỦA HỘ NGHÈO"],
        header,
        (8, 16, 20, 26, 26, 10, 10, 18, 16, 30, 24, 16),
    )
    communes = {c.code: c.full for c in world.communes}
    households = {h.household_id: h for h in world.households}
    for member in world.members:
        home = households[member.household_id]
        row: list[Cell] = [home.list_no, home.district, communes[home.commune_code], home.head_name, member.name]
        row += [int(member.birth), _sex(member.sex), member.relation, member.personal_id]
        sheet.add([*row, *_merit_cells(member)] if merit else row)
    return sheet


def _merit_cells(member: Member) -> Row:
    if not member.merit:
        return (None, None, None)
    parent = "Mẹ liệt sĩ" if member.sex is Sex.FEMALE else "Cha liệt sĩ"
    said = {
        MeritRelation.SELF: "Bản thân",
        MeritRelation.PARENT: parent,
        MeritRelation.SPOUSE: "Vợ liệt sĩ",
        MeritRelation.CHILD: "Con liệt sĩ",
    }
    benefit = "Có" if member.merit_benefit else "Không"
    return ("; ".join(_MERIT[m] for m in member.merit), said[member.merit_relation or MeritRelation.SELF], benefit)


def _agencies_sheet(world: World, office: str) -> _Sheet:
    header = ["STT", "Mã cơ quan", "Tên cơ quan, đơn vị", "Loại", "Số CBCCVC, NLĐ"]
    sheet = _Sheet("Cơ quan, đơn vị", [office, "DANH SÁCH CƠ QUAN, ĐƠN VỊ"], header, (6, 12, 48, 24, 16))
    for number, body in enumerate(world.agencies, start=1):
        sheet.add([number, body.agency_id, body.name, _KINDS[body.kind], body.staff])
    return sheet


def _pairs_sheet(world: World) -> _Sheet:
    header = ["STT", "Cơ quan, đơn vị", "Xã", "Thôn", "Họ và tên chủ hộ", "Ngày cơ quan đồng ý", "Ngày xã đồng ý"]
    header += ["Ngày hộ đồng ý", "Người báo", "Kênh"]
    titles = ["UBND HUYỆN BÌNH GIA", "CÁC CẶP ĐÃ THỐNG NHẤT"]
    sheet = _Sheet("Đã thống nhất", titles, header, (6, 48, 16, 18, 26, 14, 14, 14, 16, 14))
    names = {b.agency_id: b.name for b in world.agencies}
    homes = {h.household_id: h for h in world.households}
    for number, pair in enumerate(world.pairs, start=1):
        home = homes[pair.target_id]
        row: list[Cell] = [number, names[pair.agency_id], home.commune, home.hamlet, home.head_name]
        row += [pair.sponsor_yes_on, pair.commune_yes_on, pair.household_yes_on, pair.told_by, pair.channel]
        sheet.add(row)
    return sheet


def _earlier_sheets(world: World) -> Iterable[_Sheet]:
    header = ["STT", "Năm", "Họ và tên chủ hộ", "Năm sinh", "Giới tính", "Số CMND/CCCD", "Dân tộc", "Thôn", "Xã"]
    header += ["Thành viên trong hộ", "Cơ quan, đơn vị giúp đỡ", "Nội dung hỗ trợ", "Trị giá (đồng)", "Kết quả"]
    widths = (6, 8, 26, 10, 10, 16, 10, 18, 18, 40, 40, 28, 14, 16)
    for year, rows in groupby(world.earlier, key=lambda e: e.record.year):
        title = f"KẾT QUẢ NHẬN GIÚP ĐỠ HỘ NGHÈO THEO ĐỊA CHỈ NĂM {year}"
        sheet = _Sheet(str(year), ["UBND HUYỆN BÌNH GIA", title], header, widths)
        for number, earlier in enumerate(rows, start=1):
            r = earlier.record
            digits = r.personal_id
            # Excel takes an id typed into a number cell for a number: its first zeros are lost.
            id_cell: Cell = int(digits) if digits and "lost_zero" in earlier.slips else digits or None
            row: list[Cell] = [number, year, r.head_name, int(r.head_birth), r.head_sex, id_cell, r.ethnic_group]
            row += [r.hamlet, r.commune, r.members or None, r.agency, r.support, r.value_vnd, r.outcome or None]
            sheet.add(row)
        sheet.add(["", "Tổng cộng"], heading=True)
        yield sheet


def _annex_sheet(world: World) -> _Sheet:
    header = ["STT", "Cụm", "Huyện", "Xã", "Số hộ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Tỷ lệ (%)"]
    titles = ["PHỤ LỤC", "PHÂN CÔNG CỤM CƠ QUAN, ĐƠN VỊ GIÚP HỘ NGHÈO CÓ THÀNH VIÊN LÀ NGƯỜI CÓ CÔNG"]
    titles += ["(Kèm theo Kế hoạch số 847/KH-UBND ngày 19/3/2020 của UBND tỉnh)"]
    sheet = _Sheet("Phụ lục", titles, header, (6, 12, 16, 20, 8, 36, 70, 14))
    names = {b.agency_id: b.name for b in world.agencies}
    communes = {c.code: c for c in world.communes}
    for number, (cluster, members) in enumerate(groupby(world.clusters, key=lambda c: c.cluster_id), start=1):
        rows = list(members)
        commune = communes[rows[0].commune_code]
        count = sum(h.commune_code == commune.code for h in world.households)
        lead = next(names[r.agency_id] for r in rows if r.role is ClusterRole.LEAD)
        partners = "; ".join(names[r.agency_id] for r in rows if r.role is ClusterRole.PARTNER)
        shares = "; ".join(str(r.share_percent) for r in rows if r.share_percent)
        row: list[Cell] = [number, f"Cụm số {int(cluster[1:]):02d}", commune.district, commune.full, count]
        sheet.add([*row, lead, partners, shares or None])
    return sheet


def _book(*sheets: _Sheet) -> bytes:
    book = Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.created = "Ví dụ", MADE
    for sheet in sheets:
        sheet.fill(book.create_sheet(sheet.name))
    raw = io.BytesIO()
    book.save(raw)
    return _fixed(raw.getvalue())


def _fixed(data: bytes) -> bytes:
    """Give the same workbook with one date everywhere: the same cells are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.create_system, entry.compress_type, entry.external_attr = 3, zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(entry, content)
    return out.getvalue()
