"""The review page: every fact marked and led to its rule and back, nothing asked from outside, the letter whole."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from diachi.application.read_directive import DirectiveReading, LetterText, read_directive
from diachi.application.review_line import Look
from diachi.application.review_lines import review_lines
from diachi.core.campaign import Blocks
from diachi.files.review.page import review_page
from diachi.files.words import Words
from shared import EXAMPLES, SHARED, needs_shared, shared

BINH_GIA = (EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt",)
NINH_THUAN = tuple(sorted((EXAMPLES / "ninh_thuan_2020" / "letters").glob("*.txt")))
BOTH = pytest.mark.parametrize("paths", [BINH_GIA, NINH_THUAN], ids=["one", "several"])
WORDS = Words("vi")


class Page(HTMLParser):
    """The ids, the links, the tags and the words of the letters of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []  # target, what stands around it
        self.attributes: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.radios: list[dict[str, str | None]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.attributes.update(list(said))
        self.ids += [str(said["id"])] if "id" in said else []
        self.addresses += [str(said[name]) for name in ("src", "href", "action", "data") if name in said]
        if tag == "a":
            self.links.append((str(said["href"]), " ".join(self.open)))
        if said.get("type") == "radio":
            self.radios.append(said)
        if tag not in ("br", "meta", "input", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "article" in self.open and not {"a", "span", "h2"} & set(self.open):
            self.text.append(data)


def made(*paths: Path) -> tuple[DirectiveReading, list[LetterText], str]:
    letters = [LetterText(name=p.name, raw=p.read_bytes().decode()) for p in paths]
    reading = read_directive(letters=letters)
    return reading, letters, review_page(reading, letters, WORDS).decode()


def letters_of(text: str) -> Counter[str]:
    """Every letter and digit; blanks, bars and rules of a table are drawn otherwise."""
    return Counter(c for c in text if c.isalnum())


def holds(*paths: Path) -> None:
    reading, letters, html = made(*paths)
    page = Page(html)
    lines = review_lines(reading, WORDS)
    assert {f for line in lines for f in line.facts} == {
        f"{one.document.id}:{f.id}" for one in reading.letters for f in one.facts
    }
    assert [i for i, n in Counter(page.ids).items() if n > 1] == []
    inside = {(target, "article" in around) for target, around in page.links}
    for line in lines:
        assert {f"c{line.number}", f"q{line.number}"} <= set(page.ids)
        assert (f"#q{line.number}", True) in inside, "from the words to the rule"
        assert (f"#c{line.number}", False) in inside, "from the rule to the words"
    for target in (a for a in page.addresses if a.startswith("#")):
        assert target[1:] in page.ids, target
    assert [a for a in page.addresses if not a.startswith(("#", "data:"))] == []
    assert page.attributes["style"] == page.attributes["onclick"] == 0
    assert letters_of("".join(page.text)) == letters_of("".join(one.raw for one in letters)), "the letter is whole"


@BOTH
def test_every_fact_is_marked_and_linked_both_ways_and_the_letter_is_whole(paths: tuple[Path, ...]) -> None:
    holds(*paths)


@needs_shared
@pytest.mark.parametrize("name", [p.name for p in sorted((SHARED / "letters").glob("*.txt"))])
def test_other_letters_are_shown_whole_as_well(name: str) -> None:
    holds(shared("letters", name))


@needs_shared
@pytest.mark.parametrize("name", ["binh_gia_2024", "ninh_thuan_8016_2020"])
def test_the_letters_the_examples_follow_are_shown_whole(name: str) -> None:
    holds(shared("seeds", f"{name}.txt"))


@BOTH
def test_the_page_may_ask_nothing_from_outside(paths: tuple[Path, ...]) -> None:
    html = made(*paths)[2]
    assert "default-src &#x27;none&#x27;" in html
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html.replace("http-equiv", ""))


@BOTH
def test_every_question_stands_there_with_its_readings_none_chosen_those_that_block_first(
    paths: tuple[Path, ...],
) -> None:
    reading, _, html = made(*paths)
    radios = Page(html).radios
    asked = [(f"q-{q.id}", r.code) for q in reading.questions for r in q.readings]
    blocking = [q.id for q in reading.questions if q.blocks is Blocks.ALLOCATION]
    assert sorted((r["name"], r["value"]) for r in radios) == sorted(asked)
    assert not any("checked" in r for r in radios), "a suggestion is never chosen beforehand"
    assert {r["name"] for r in radios[: len(blocking)]} <= {f"q-{name}" for name in blocking}
    assert html.count("Gợi ý.") == len(reading.questions)


def test_blanks_are_shown_as_blanks_and_flags_in_words() -> None:
    reading, _, html = made(*BINH_GIA)
    assert html.count('<span class="blank">[để trống]</span>') == 2
    assert "Số văn bản để trống" in html
    lines = {f: line for line in review_lines(reading, WORDS) for f in line.facts}
    number = next(line for f, line in lines.items() if ":number" in f)
    assert number.look is Look.ASKED
    assert any("dự thảo" in why for why in number.why)


def test_words_of_a_letter_stay_words() -> None:
    raw = BINH_GIA[0].read_text(encoding="utf-8").replace("cây giống", '<script>alert(1)</script> & "con"')
    letter = LetterText(name="<b>.txt", raw=raw)
    html = review_page(read_directive(letters=[letter]), [letter], WORDS).decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_table_of_a_letter_is_shown_as_a_table() -> None:
    rows = "| STT | Cơ quan | Số hộ |\n|---|---|---|\n| 1 | Phòng Y tế | 1 |\n"
    raw = BINH_GIA[0].read_text(encoding="utf-8").replace("Nơi nhận:", f"{rows}\nNơi nhận:")
    letter = LetterText(name="bang.txt", raw=raw)
    html = review_page(read_directive(letters=[letter]), [letter], WORDS).decode()
    assert html.count('<table class="paper">') == 1
    assert "<td> Phòng Y tế </td>" in html


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_both_languages_make_a_page(lang: str) -> None:
    letters = [LetterText(name=p.name, raw=p.read_bytes().decode()) for p in NINH_THUAN]
    html = review_page(read_directive(letters=letters), letters, Words(lang)).decode()
    assert html.startswith(f'<!doctype html><html lang="{lang}">')
