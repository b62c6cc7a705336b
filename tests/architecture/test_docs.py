"""What the papers of the project point to exists; decisions fit on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from house import ROOT, tracked

PAGES = [p for p in tracked() if p.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"")
NEEDED = (
    "README.md README.vi.md GLOSSARY.md CONTRIBUTING.md CHANGELOG.md SECURITY.md NOTICE LICENSE docs/boundaries.md "
    "docs/guide/viec-chinh.md run run.cmd .ci/run"
)
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
PAGE = 60  # lines


def _slug(heading: str) -> str:
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))


def _targets(page: Path) -> list[str]:
    return [one or two for one, two in LINK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in _targets(page):
        path, _, anchor = target.partition("#")
        assert "://" not in target, f"{target}: an address may die, name the document instead"
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(_slug, headings), target


@pytest.mark.parametrize("place", NEEDED.split())
def test_what_a_newcomer_looks_for_is_there(place: str) -> None:
    assert (ROOT / place).stat().st_size > 0


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_fits_on_a_page_and_says_what_was_rejected(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= PAGE
    assert re.match(rf"# {page.stem[:4]} \S", text)
    for part in ("Date:", "## Decision", "## Why", "## Rejected"):
        assert part in text, part


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(p.stem[:4]) for p in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert len(DECISIONS) >= 9
