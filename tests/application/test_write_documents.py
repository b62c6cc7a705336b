from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from diachi.application.write_documents import write_documents
from diachi.core.campaign import Campaign
from diachi.core.errors import InputError
from diachi.core.history import History
from diachi.core.official_calendar import OfficialCalendar
from diachi.core.paper import Paper, ResultForm, Table, Workbook, cell_text
from diachi.core.proposal import Allocation, ReasonCode, Unmet, UnmetHousehold
from diachi.core.register import Register
from diachi.files.law.calendar import official_calendar
from diachi.files.law.places import gazetteer
from diachi.files.words import Words
from paper_world import YES, agreed_world, assigned_world, district, household, with_pair

World = tuple[Campaign, Register, History, Allocation]
SHAME = ("chây lười", "ỷ lại", "lười", "yếu kém", "ốm", "bệnh", "tệ nạn", "ý chí")


def papers(
    world: World, form: ResultForm | None = None, calendar: OfficialCalendar | None = None
) -> dict[str, Paper | Workbook]:
    campaign, register, history, allocation = world
    found = write_documents(
        campaign=campaign,
        register=register,
        history=history,
        allocation=allocation,
        words=Words("vi"),
        calendar=calendar or official_calendar(),
        places=gazetteer(),
        form=form,
    )
    assert len({p.name for p in found}) == len(found)
    return {p.name: p for p in found}


def texts(paper: Paper | Workbook) -> Iterator[str]:
    if isinstance(paper, Workbook):
        tables = [s.table for s in paper.sheets]
        yield from (t for s in paper.sheets for t in s.titles)
        blocks: list[object] = list(tables)
    else:
        yield from (*paper.head.issuer, paper.head.about, paper.title, paper.subject, *paper.addressees)
        yield from (*paper.distribution, *paper.signature.authority)
        yield from (a.title for a in paper.annexes)
        blocks = [*paper.blocks, *(b for a in paper.annexes for b in a.blocks)]
    for block in blocks:
        if isinstance(block, Table):
            yield from (c.title for c in block.columns)
            yield from (cell_text(cell) for row in (*block.rows, *block.totals) for cell in row)
        else:
            yield f"{block.lead} {block.text}"  # type: ignore[attr-defined]


def said(paper: Paper | Workbook) -> str:
    return "\n".join(texts(paper))


def test_there_is_a_result_its_annex_a_notice_per_group_and_per_commune() -> None:
    assert list(papers(agreed_world())) == [
        "ket-qua/thong-bao",
        "ket-qua/phu-luc",
        *(f"thong-bao/co-quan/G-A0{n}" for n in (1, 4, 5, 6)),
        "thong-bao/xa/06073",
        "thong-bao/xa/06091",
    ]


@pytest.mark.parametrize("world", [agreed_world(), assigned_world(), district(20, 20)])
def test_nothing_that_leaves_tells_of_a_person_more_than_it_must(world: World) -> None:
    for paper in papers(world).values():
        text = said(paper)
        for home in world[1].households:
            assert home.personal_id not in text
            assert home.phone not in text
            assert home.head_name not in paper.name
        assert "Dao" not in text.split()
        assert not [word for word in SHAME if word in text.lower()]


@pytest.mark.parametrize("world", [agreed_world(), assigned_world()])
def test_the_order_of_rows_changes_no_paper(world: World) -> None:
    campaign, register, history, allocation = world
    turned = replace(
        register,
        households=register.households[::-1],
        agencies=register.agencies[::-1],
        members=register.members[::-1],
    )
    assert papers((campaign, turned, history, allocation)) == papers(world)


def test_a_proposal_is_called_one() -> None:
    found = papers(agreed_world())
    assert "dự kiến" in said(found["ket-qua/thong-bao"])
    assert "DANH SÁCH DỰ KIẾN" in said(found["ket-qua/thong-bao"])
    assert "Đã thống nhất" not in said(found["ket-qua/phu-luc"])
    assert "yêu cầu" not in said(found["thong-bao/co-quan/G-A01"])


def test_a_pair_that_all_three_agreed_is_called_agreed() -> None:
    campaign, register, history, allocation = agreed_world()
    listed = with_pair(register, "G-A05", "A05", "06073-2024-7", **YES)
    annex = papers((campaign, listed, history, allocation))["ket-qua/phu-luc"]
    assert said(annex).count("Đã thống nhất") == 1


def test_when_every_pair_stands_the_list_is_no_longer_a_proposal() -> None:
    campaign, register, history, allocation = agreed_world()
    for one in allocation.assignments:
        register = with_pair(register, one.group_id, one.agency_ids[0], one.household_id, **YES)
    result = papers((campaign, register, history, allocation))["ket-qua/thong-bao"]
    assert "DANH SÁCH CƠ QUAN, ĐƠN VỊ NHẬN GIÚP ĐỠ" in said(result)
    assert "DỰ KIẾN" not in said(result)


def test_an_order_is_refused_while_the_parties_decide() -> None:
    for form in (ResultForm.DECISION, ResultForm.PLAN):
        with pytest.raises(InputError) as caught:
            papers(agreed_world(), form)
        assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("world", "form", "name", "title"),
    [
        (agreed_world(), ResultForm.LETTER, "ket-qua/cong-van", ""),
        (assigned_world(), None, "ket-qua/ke-hoach", "KẾ HOẠCH"),
        (assigned_world(), ResultForm.DECISION, "ket-qua/quyet-dinh", "QUYẾT ĐỊNH"),
    ],
)
def test_the_result_has_the_form_that_is_wanted(world: World, form: ResultForm | None, name: str, title: str) -> None:
    paper = papers(world, form)[name]
    assert isinstance(paper, Paper)
    assert paper.title == title
    assert bool(paper.head.about) is (form is ResultForm.LETTER)


def test_a_body_outside_the_command_is_asked_and_not_ordered() -> None:
    found = papers(assigned_world())
    assert "trân trọng đề nghị" in said(found["thong-bao/co-quan/G-C2"])
    assert "yêu cầu" not in said(found["thong-bao/co-quan/G-C2"])
    assert "yêu cầu" in said(found["thong-bao/co-quan/G-C1"])
    states = {row[-1] for row in found["ket-qua/phu-luc"].sheets[1].table.rows if len(row) > 1}  # type: ignore[union-attr]
    assert states == {"Đề nghị"}


def test_a_notice_quotes_the_clause_and_aims_at_the_last_working_day() -> None:
    found = papers(agreed_world())
    pool, forces = said(found["thong-bao/co-quan/G-A01"]), said(found["thong-bao/co-quan/G-A04"])
    assert "Căn cứ mục 1: “phấn đấu mỗi cơ quan, đơn vị hỗ trợ 01 hộ nghèo”." in pool
    assert "phối hợp 2-3 cơ quan, đơn vị khác”" in pool
    assert "thành một nhóm, đầu mối là Hội Liên hiệp Phụ nữ huyện" in pool
    assert "trước ngày 15/7/2024 (ngày làm việc cuối cùng trước hạn: thứ Sáu, ngày 12/7/2024)" in pool
    assert "mục 1, gạch đầu dòng 2: “Cơ quan lực lượng vũ trang" in forces
    assert "02 hộ" in forces


def test_a_year_nobody_has_checked_is_said_beside_the_last_working_day() -> None:
    unchecked = OfficialCalendar(days_off=frozenset({date(2024, 7, 12)}), states={}, version="x")
    notice = said(papers(agreed_world(), calendar=unchecked)["thong-bao/co-quan/G-A01"])
    assert "trước hạn: thứ Năm, ngày 11/7/2024; chưa có lịch nghỉ lễ năm 2024)" in notice


def test_a_notice_addresses_every_body_of_its_group() -> None:
    paper = papers(agreed_world())["thong-bao/co-quan/G-A01"]
    assert isinstance(paper, Paper)
    assert paper.addressees == ("Hội Liên hiệp Phụ nữ huyện", "Huyện Đoàn", "Phòng Tư pháp")


def test_a_group_without_a_household_is_told_whom_to_ask() -> None:
    text = said(papers(agreed_world())["thong-bao/co-quan/G-A06"])
    assert "hiện chưa có hộ dự kiến; đề nghị liên hệ Phòng Lao động" in text


def test_the_head_count_of_the_armed_forces_is_never_printed() -> None:
    found = papers(agreed_world())
    assert "77" not in said(found["ket-qua/phu-luc"]).split()
    assert "77" not in said(found["ket-qua/thong-bao"]).split()


def test_number_and_day_stay_blank_for_the_clerk() -> None:
    paper = papers(agreed_world())["ket-qua/thong-bao"]
    assert isinstance(paper, Paper)
    assert paper.head.number.split() == ["Số:", "/TB-UBND"]
    assert paper.head.place_date.split() == ["Bình", "Gia,", "ngày", "tháng", "năm", "2024"]


def test_every_paper_carries_the_code_of_its_proposal() -> None:
    campaign, register, history, allocation = agreed_world()
    codes = {p.code for p in papers((campaign, register, history, allocation)).values()}
    assert len(codes) == 1
    other = replace(allocation, assumed=())
    assert codes != {p.code for p in papers((campaign, register, history, other)).values()}


def test_a_commune_reads_its_families_by_village_with_their_sponsors() -> None:
    paper = papers(agreed_world())["thong-bao/xa/06073"]
    assert isinstance(paper, Paper)
    assert paper.addressees == ("Ủy ban nhân dân xã Hoa Thám",)
    table = next(b for b in paper.blocks if isinstance(b, Table))
    assert [row[0] for row in table.rows] == ["Khuổi Luông 1", "01", "Khuổi Luông 3", "02", "03"]
    assert "1 lượt hộ" in said(paper)


def test_a_departure_from_the_village_order_is_told_with_its_reason_and_no_name() -> None:
    campaign, register, history, allocation = agreed_world()
    passed = household(9, hamlet="Khuổi Luông 1", village_rank=0)
    left = (UnmetHousehold(household_id=passed.household_id, code=ReasonCode.HELPED_BEFORE, facts={"year": 2019}),)
    world = (
        campaign,
        replace(register, households=(*register.households, passed)),
        history,
        replace(allocation, unmet=Unmet(households=left)),
    )
    text = said(papers(world)["thong-bao/xa/06073"])
    assert "hộ được thôn xếp trước nhưng chưa có trong danh sách: Khuổi Luông 1: 1 hộ (" in text
    assert passed.head_name not in text


def test_the_annex_of_clusters_sums_households_and_persons() -> None:
    book = papers(assigned_world())["ket-qua/phu-luc"]
    assert isinstance(book, Workbook)
    clusters = book.sheets[0].table
    assert clusters.totals[0][-2:] == (8, 8)
    assert [row[1] for row in clusters.rows] == ["Phòng Giáo dục và Đào tạo", "Ban Chỉ huy Quân sự huyện"]


def test_the_communes_sum_to_the_whole() -> None:
    book = papers(agreed_world())["ket-qua/phu-luc"]
    assert isinstance(book, Workbook)
    table = book.sheets[-1].table
    assert table.totals[0][-2:] == (4, 16)


def test_a_name_in_an_id_is_not_a_path() -> None:
    campaign, register, history, allocation = agreed_world()
    group = replace(allocation.groups[3], group_id="G-../../x")
    world = (campaign, register, history, replace(allocation, groups=(*allocation.groups[:3], group)))
    assert not [n for n in papers(world) if ".." in n]


def test_a_campaign_with_nothing_read_still_gives_papers_to_fill_in() -> None:
    _, register, history, allocation = agreed_world()
    text = said(papers((Campaign(id="c"), register, history, allocation))["thong-bao/co-quan/G-A01"])
    assert "văn bản chỉ đạo số" in text


def test_the_signer_stands_under_the_lines_the_letter_had() -> None:
    campaign, *rest = agreed_world()
    letter = replace(campaign.directives[0], authority=("CHỦ TỊCH",))
    paper = papers((replace(campaign, directives=(letter,)), *rest))["ket-qua/thong-bao"]  # type: ignore[arg-type]
    assert isinstance(paper, Paper)
    assert (paper.signature.authority, paper.signature.name) == (("CHỦ TỊCH",), "Hoàng Văn Mẫu")
