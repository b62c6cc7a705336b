"""Minutes of the groups: bodies with their shares, readings that wait for a person, every departure by village."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from diachi.application.minutes import group_minutes
from diachi.application.paper_desk import lay_out
from diachi.application.speaker import Speaker
from diachi.cli import main
from diachi.core.departures import departures
from diachi.core.paper import Paper, Table
from diachi.files.allocation_json import read_allocation
from diachi.files.campaign_toml import read_campaign
from diachi.files.law.calendar import official_calendar
from diachi.files.law.places import gazetteer
from diachi.files.register_folder import read_register
from diachi.files.words import Words
from house import ROOT

FOLDER = ROOT / "examples" / "binh_gia_2024"
CAMPAIGN = read_campaign(FOLDER / "campaign.toml")
REGISTER = read_register(FOLDER / "register")
FOUND = read_allocation(FOLDER / "allocation.json")
PASSED = departures(REGISTER, FOUND)


@pytest.fixture(scope="module")
def paper() -> Paper:
    words = Words("vi")
    desk = lay_out(CAMPAIGN, REGISTER, FOUND, words, official_calendar(), gazetteer())
    return group_minutes(desk, Speaker(CAMPAIGN, REGISTER, FOUND, words), PASSED)


def tables(paper: Paper) -> tuple[Table, Table]:
    first, second = [b for b in paper.blocks if isinstance(b, Table)]
    return first, second


def test_every_group_stands_with_its_lead_its_partners_and_shares_that_add_up(paper: Paper) -> None:
    rows = tables(paper)[0].rows
    joint = [g for g in FOUND.groups if len(g.members) > 1]
    assert len(rows) == len(joint)
    names = {a.agency_id: a for a in REGISTER.agencies}
    said = {str(row[1]): row for row in rows}
    for group in joint:
        row = next(row for lead, row in said.items() if lead.startswith(names[group.lead].name))
        partners = str(row[2]).split("\n")
        assert len(partners) == len(group.members) - 1
        assert row[3] == sum(names[a].staff or 0 for a in group.members)
        shares = [int(part.replace(".", "")) for part in str(row[4]).split("\n")]
        assert (len(shares), sum(shares)) == (len(group.members), 8_000_000)
        assert (sum(group.shares_percent), len(group.shares_percent)) == (100, len(group.members))


def test_every_departure_stands_once_in_its_village_with_its_reason(paper: Paper) -> None:
    rows = [row for row in tables(paper)[1].rows if len(row) > 1]
    left = [rank for row in rows for rank in str(row[2]).split(", ")]
    assert sorted(map(int, left)) == sorted(d.village_rank for d in PASSED)
    assert all(str(row[3]).strip() for row in rows)
    assert len([row for row in rows if row[0]]) == len({(d.commune_code, d.hamlet) for d in PASSED})
    for row in rows:
        if row[1]:
            assert min(map(int, str(row[2]).split(", "))) < max(map(int, str(row[1]).split(", ")))


def test_no_family_is_named_and_what_was_assumed_is_said_to_be(paper: Paper) -> None:
    text = repr(paper)
    heads = {h.head_name for h in REGISTER.households}
    assert not [name for name in heads if name in text]
    assert text.count("tạm hiểu") >= 4
    assert "đã được chứng minh" in text


def test_the_side_door_writes_them_as_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "bien-ban.docx"
    parts = [str(FOLDER / "campaign.toml"), str(FOLDER / "register"), "--history", str(FOLDER / "history")]
    assert main(["allocate", *parts, "-o", str(tmp_path / "a.json"), "--minutes", str(out)]) == 0
    assert "bien-ban.docx" in capsys.readouterr().err
    document = Document(str(out))
    assert any("BIÊN BẢN" in p.text for p in document.paragraphs)
    assert len(document.tables) >= 3
    assert main(["allocate", *parts, "--minutes", str(out), "--explain", "levels"]) == 2
    assert "--minutes" in capsys.readouterr().err


def test_without_groups_or_orders_the_paper_says_so() -> None:
    nt = ROOT / "examples" / "ninh_thuan_2020"
    campaign, register = read_campaign(nt / "campaign.toml"), read_register(nt / "register")
    found = read_allocation(nt / "allocation.json")
    words = Words("vi")
    desk = lay_out(campaign, register, found, words, official_calendar(), gazetteer())
    paper = group_minutes(desk, Speaker(campaign, register, found, words), ())
    assert "không xếp hộ nào trước" in repr(paper)
    assert not [b for b in paper.blocks if isinstance(b, Table)]
