"""What of a scan a person must hold against its picture: each fact beside the piece of the page it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from diachi.application.read_directive import LetterRead, LetterText
from diachi.application.review_line import Look, ReviewLine
from diachi.core.letters.facts import FactState
from diachi.files.review.crops import crop_html
from diachi.files.review.parts import box, number_link, plain
from diachi.files.review.places import Places
from diachi.files.words import Words


def seen_html(letter: LetterRead, text: LetterText, lines: Sequence[ReviewLine], words: Words) -> str:
    """Give, for a scan, each fact that holds a digit, a day or the signer beside its piece of the picture."""
    own = [line for line in lines if line.letter == letter.document.id and line.confirm]
    if not own:
        return ""
    places = Places(text.raw, text.pages)
    rows = "".join(_seen(line, places, text, words) for line in own)
    return box(words.text("review.scan"), words.text("review.scan_why"), rows, f"scan-{letter.document.id}")


def _seen(line: ReviewLine, places: Places, text: LetterText, words: Words) -> str:
    title = words.text("review.scan_image", quote=" ".join(plain(s.quote) for s in line.spans))
    crops = places.crops([(s.start, s.end) for s in line.spans])
    shown = "".join(crop_html(line.letter, crop, text.pages[crop.page], title) for crop in crops)
    shown = shown or f'<p class="small muted">{escape(words.text("review.scan_no_image"))}</p>'
    choices = ((FactState.ACCEPTED, Look.ACCEPTED, "scan_right"), (FactState.REJECTED, Look.REJECTED, "scan_wrong"))
    picks = "".join(
        f'<label><input type="radio" name="f-{line.number}" value="{state.value}" '
        f'data-fact="{escape(" ".join(line.facts), quote=True)}"{" checked" if line.look is look else ""}>'
        f"{escape(words.text(f'review.{said}'))}</label>"
        for state, look, said in choices
    )
    return (
        f'<div class="seen"><h3 class="said">{number_link(line, words)} {escape(plain(line.title))}</h3>'
        f"<div>{shown}</div><div>{picks}</div></div>"
    )
