"""The documents folder of a campaign: every paper and workbook rendered, the whole folder replaced at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diachi.core.paper import CODE_LENGTH, Paper, Workbook
from diachi.core.proposal import Allocation
from diachi.core.table import digest
from diachi.files.allocation_json import allocation_bytes
from diachi.files.annex import annex_bytes
from diachi.files.atomic import whole_folder
from diachi.files.word import word_bytes

RESULT = "ket-qua"  # the folder of the result paper: every documents folder has it


def file_code(allocation: Allocation) -> str:
    """Give the first digits of the SHA-256 of allocation.json as written: what every paper's footer shows."""
    return digest(allocation_bytes(allocation))[:CODE_LENGTH]


def write_papers(papers: Iterable[Paper | Workbook], target: Path) -> tuple[str, ...]:
    """Write all papers under `target`; Gives their paths inside it, sorted; on failure the old folder stays."""
    names = []
    with whole_folder(target, RESULT) as folder:
        for paper in papers:
            name = paper.name + (".docx" if isinstance(paper, Paper) else ".xlsx")
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(word_bytes(paper) if isinstance(paper, Paper) else annex_bytes(paper))
            names.append(name)
    return tuple(sorted(names))
