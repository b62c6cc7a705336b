"""Forms are data: the shipped ones carry the columns of their sources, an office's own is obeyed or refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from diachi.core.errors import ErrorCode, InputError
from diachi.core.forms.values import VALUES
from diachi.files.form_header import header_boxes
from diachi.files.form_toml import form_text, read_form, shipped_forms, value_label
from diachi.files.words import Words
from shared import shared

FORMS = {form.id: form for form in shipped_forms()}
OURS = {"DECISION-2022": 2}  # columns put before those of the source, said in its note
OWN = """format = "diachi/form@1"
id = "cua-toi"
title = ["DANH SÁCH"]
rows = "household"
columns = [{ header = "Họ tên", value = "household.head_name" }]
"""


def own(tmp_path: Path, text: str) -> str:
    path = tmp_path / "cua-toi.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.needs_shared
def test_every_column_of_every_official_table_is_carried_over_with_its_source() -> None:
    tables = json.loads(shared("data", "report_tables.json").read_text(encoding="utf-8"))
    assert {table["id"] for table in tables} == set(FORMS)
    for table in tables:
        form = FORMS[table["id"]]
        said = [re.sub(r": Tổng số$", "", column.title) for column in form.columns][OURS.get(form.id, 0) :]
        under = ""
        for wanted, title in zip(table["columns"], said, strict=True):
            under = under if wanted.startswith("- ") else wanted
            assert title == (f"{under}: {wanted[2:]}" if wanted.startswith("- ") else wanted)
        assert form.source == table["source"] or form.id == "ADDRESS-PROPOSED"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_copied_out_is_the_form_that_was_shipped(form: object, tmp_path: Path) -> None:
    text = form_text(FORMS[form.id].id, Words("vi"))  # type: ignore[attr-defined]
    assert read_form(own(tmp_path, text)) == form
    assert "\n#   no = Số thứ tự\n" in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_value_has_words(lang: str) -> None:
    assert all(value_label(value, Words(lang)) for values in VALUES.values() for value in values)


def test_notepad_is_forgiven(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert read_form(str(path)).columns[0].header == ("Họ tên",)


@pytest.mark.parametrize(
    ("change", "code", "fact"),
    [
        (("head_name", "ten_chu_ho"), ErrorCode.FORM_VALUE_UNKNOWN, ("name", "household.ten_chu_ho")),
        (("value =", "count ="), ErrorCode.FORM_VALUE_UNKNOWN, ("column", "Họ tên")),
        (('"household"', '"place"'), ErrorCode.FORM_VALUE_UNKNOWN, ("name", "household.head_name")),
        (("diachi/form@1", "diachi/form@9"), ErrorCode.FORMAT_UNKNOWN, ("found", "diachi/form@9")),
        (("value =", "gia_tri ="), ErrorCode.FIELD_UNKNOWN, ("where", "columns[0].gia_tri")),
        (("title = [", "title = "), ErrorCode.FIELD_WRONG, ("file", "cua-toi.toml")),
    ],
)
def test_what_cannot_be_filled_is_refused_by_name(
    tmp_path: Path, change: tuple[str, str], code: ErrorCode, fact: tuple[str, str]
) -> None:
    with pytest.raises(InputError) as caught:
        read_form(own(tmp_path, OWN.replace(*change, 1)))
    assert (caught.value.code, caught.value.facts[fact[0]]) == (code, fact[1])


def test_a_form_nobody_has_names_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        read_form("MAU-99")
    assert caught.value.facts["known"] == tuple(sorted(FORMS))


def test_a_header_is_a_tree_of_boxes() -> None:
    headers = [("TT",), ("Đầu năm", "số hộ"), ("Đầu năm", "%"), ("Cuối năm", "số hộ"), ("Đầu năm", "khác")]
    assert header_boxes(headers, 2) == [
        (0, 0, 1, 0, "TT"),
        (0, 1, 0, 2, "Đầu năm"),
        (1, 1, 1, 1, "số hộ"),
        (1, 2, 1, 2, "%"),
        (0, 3, 0, 3, "Cuối năm"),
        (1, 3, 1, 3, "số hộ"),
        (0, 4, 0, 4, "Đầu năm"),
        (1, 4, 1, 4, "khác"),
    ]
