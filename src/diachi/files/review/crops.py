"""Pieces of the pictures of a scan, so that each digit is shown beside what was read of it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape

from diachi.application.read_directive import ScannedPage
from diachi.files.review.places import Crop

_SHOWN = 0.45  # of a dot of the scan on the screen: a little larger than on paper


_KINDS = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"))


def pictures_html(pages: Mapping[str, Sequence[ScannedPage]]) -> str:
    """Give every picture once, hidden; crops show parts of it."""
    symbols = []
    for letter, own in pages.items():
        for number, page in enumerate(own):
            kind = next((name for head, name in _KINDS if page.picture.startswith(head)), "")
            if kind:
                shown = base64.b64encode(page.picture).decode()
                symbols.append(
                    f'<symbol id="{_symbol(letter, number)}" viewBox="0 0 {page.width} {page.height}">'
                    f'<image width="{page.width}" height="{page.height}" preserveAspectRatio="none" '
                    f'href="data:{kind};base64,{shown}"/></symbol>'
                )
    return f'<svg width="0" height="0" aria-hidden="true">{"".join(symbols)}</svg>' if symbols else ""


def _symbol(letter: str, page: int) -> str:
    return f"pic-{letter}-{page}"


def crop_html(letter: str, crop: Crop, page: ScannedPage, title: str) -> str:
    """Give a piece of a page as a drawing that scales with the screen and prints."""
    return (
        f'<svg width="{round(crop.width * _SHOWN)}" '
        f'viewBox="{crop.left} {crop.top} {crop.width} {crop.height}" role="img" '
        f'aria-label="{escape(title, quote=True)}">'
        f'<use href="#{_symbol(letter, crop.page)}" width="{page.width}" height="{page.height}"/></svg>'
    )
