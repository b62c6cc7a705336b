"""Every call a page or a help text shows is a call the side door takes, and every verb is shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from diachi.cli.parser import VERBS, CallRefused, parse
from diachi.files.words import Words
from house import ROOT

GUIDES = ("viec-chinh", "doc-van-ban", "danh-sach", "phan-cong", "trung-ho")
PAGES = ("README.md", "README.vi.md", *(f"docs/guide/{page}.md" for page in GUIDES), "examples/README.md")
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
WORDS = {lang: Words(lang) for lang in ("vi", "en")}


def _page(path: Path) -> list[str]:
    lines = "\n".join(BLOCK.findall(path.read_text(encoding="utf-8"))).splitlines()
    return [line for line in lines if line.startswith("diachi ")]


def _calls() -> list[tuple[str, str, str]]:
    found = [("vi", page, call) for page in PAGES for call in _page(ROOT / page)]
    for lang, words in WORDS.items():
        for verb in VERBS:
            lines = words.text(f"help.{verb.replace('-', '_')}.examples").splitlines()
            found += [(lang, f"{lang} {verb}", line.strip()) for line in lines]
    return found


@pytest.mark.parametrize(("lang", "place", "call"), _calls())
def test_a_call_that_is_shown_is_taken(lang: str, place: str, call: str) -> None:
    program, *args = shlex.split(call, comments=True)
    assert program == "diachi", place
    assert callable(parse(args, WORDS[lang]))


def test_a_call_nobody_takes_is_seen() -> None:
    with pytest.raises(CallRefused):
        parse(["allocate", "dot-2024/", "--moon"], WORDS["vi"])


def test_the_pages_show_calls() -> None:
    assert [page for page in PAGES[:-1] if not _page(ROOT / page)] == []


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_is_in_the_readme(verb: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"`(?:diachi )?{verb}\b|diachi {verb}\b|\./run {verb}\b", text)
