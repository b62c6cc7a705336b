import hashlib
from pathlib import Path

import pytest

from diachi.application.write_documents import write_documents
from diachi.files.allocation_json import write_allocation
from diachi.files.law.calendar import official_calendar
from diachi.files.law.places import gazetteer
from diachi.files.paper_folder import file_code, write_papers
from diachi.files.words import Words
from paper_world import agreed_world


def test_all_papers_are_written_and_the_old_folder_is_replaced(tmp_path: Path) -> None:
    campaign, register, history, allocation = agreed_world()
    papers = write_documents(
        campaign=campaign,
        register=register,
        history=history,
        allocation=allocation,
        words=Words("vi"),
        calendar=official_calendar(),
        places=gazetteer(),
    )
    target = tmp_path / "documents"
    (target / "ket-qua").mkdir(parents=True)
    (target / "ket-qua" / "old.docx").write_bytes(b"old")
    names = write_papers(papers, target)
    assert names[:2] == ("ket-qua/phu-luc.xlsx", "ket-qua/thong-bao.docx")
    assert sorted(p.relative_to(target).as_posix() for p in target.rglob("*.*")) == list(names)


def test_a_failure_leaves_the_old_folder(tmp_path: Path) -> None:
    target = tmp_path / "documents"
    (target / "ket-qua").mkdir(parents=True)
    (target / "ket-qua" / "old.docx").write_bytes(b"old")
    with pytest.raises(AttributeError):
        write_papers([None], target)  # type: ignore[list-item]
    assert [p.name for p in tmp_path.rglob("*")] == ["documents", "ket-qua", "old.docx"]


def test_the_code_on_the_papers_is_the_hash_of_the_file(tmp_path: Path) -> None:
    allocation = agreed_world()[3]
    write_allocation(tmp_path / "allocation.json", allocation)
    whole = hashlib.sha256((tmp_path / "allocation.json").read_bytes()).hexdigest()
    assert whole.startswith(file_code(allocation))
    assert len(file_code(allocation)) == 12
