"""Drop-downs fed by another sheet: Excel keeps them in an extension for the sake of its version of 2007.

openpyxl drops the extension. Written as plain validations they do the same in every version since 2010.
"""

from __future__ import annotations

import re
import zipfile
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from diachi.files.workbook_back.shown_values import sheet_parts

WARNING = "Data Validation extension is not supported"  # what openpyxl says when it drops them
_BLOCK = re.compile(rb"<(\w+:)?ext\s(?:(?!</(?:\w+:)?ext>).)*?dataValidations\b.*?</(?:\w+:)?ext>", re.DOTALL)
_ROOT = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_NAMESPACE = re.compile(rb'xmlns(?::\w+)?="[^"]*"')
_WORDS = ("type", "errorStyle", "imeMode", "operator", "errorTitle", "error", "promptTitle", "prompt")
_SWITCHES = ("allowBlank", "showDropDown", "showInputMessage", "showErrorMessage")


def newer_validations(archive: zipfile.ZipFile) -> dict[str, list[DataValidation]]:
    """Give, per sheet, the validations of its extension."""
    found = {}
    for sheet, part in sheet_parts(archive).items():
        content = archive.read(part)
        if block := _BLOCK.search(content):
            found[sheet] = _read(content, block[0])
    return found


def _read(content: bytes, block: bytes) -> list[DataValidation]:
    root = _ROOT.search(content)
    # Prefixes may be declared at the root or in the block; the block's own stand nearer and win.
    spaces = b" ".join(_NAMESPACE.findall(root[0])) if root else b""
    tree = fromstring(b"<root " + spaces + b">" + block + b"</root>")
    return [_validation(e) for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith("}dataValidation")]


def _validation(element: Any) -> DataValidation:
    said = {name: element.get(name) for name in _WORDS if element.get(name) is not None}
    switches = {name: element.get(name) in ("1", "true") for name in _SWITCHES}
    formulas: dict[str, str | None] = {"formula1": None, "formula2": None}
    area = ""
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name in formulas:
            formulas[name] = "".join(child.itertext())
        elif name == "sqref":
            area = child.text or ""
    return DataValidation(sqref=area, **said, **switches, **formulas)


def add_validations(page: Worksheet, validations: list[DataValidation]) -> None:
    """Add them to a sheet that was opened without them."""
    for one in validations:
        page.add_data_validation(one)
