"""The lists received as one page: no outside request, printed on A4, read on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from diachi.application.received_lists import ReceivedList
from diachi.files.words import Words

_STYLE = """
:root{--ink:#1b2430;--ink-2:#46505f;--paper:#f6f4ef;--surface:#fff;--line:#d8d3c8;--cham:#172a4f;--late:#96281b;
--late-bg:#fbeae7;--done:#1b6138;--done-bg:#e4f2e8;--wait:#734700;--wait-bg:#fff1d2}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.55 "Be Vietnam Pro","Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
body{background:var(--paper);color:var(--ink)}
header{background:var(--cham);color:#fff;padding:1rem 1.5rem}
h1{font-size:1.5rem;font-weight:600;line-height:1.35;margin:0}
main{max-width:62rem;margin:0 auto;padding:1.25rem 1.5rem}
.sum{display:flex;flex-wrap:wrap;gap:.75rem 2rem;margin:0 0 1.25rem;padding:0;list-style:none}
.sum b{display:block;font-size:1.75rem;line-height:1.2;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;background:var(--surface);border:1px solid var(--line)}
th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th{font-size:.875rem;color:var(--ink-2);font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.tag{display:inline-block;padding:.05rem .5rem;border-radius:.375rem}
.ok{background:var(--done-bg);color:var(--done)} .off{background:var(--late-bg);color:var(--late)}
.wait{background:var(--wait-bg);color:var(--wait)} .id{color:var(--ink-2);font-size:.8125rem;overflow-wrap:anywhere}
@media (max-width:40rem){main,header{padding:1rem}
table,tbody,tr,td{display:block;border:0} thead{position:absolute;left:-999rem}
tr{background:var(--surface);border:1px solid var(--line);margin-bottom:.75rem;padding:.25rem 0}
td{padding:.2rem .75rem} td.n{text-align:left} td[data-h]::before{content:attr(data-h) ": ";color:var(--ink-2)}
td:first-child{font-weight:600}}
@media print{@page{size:A4;margin:15mm} body{background:#fff} header{background:none;color:#000;padding:0 0 .5rem}
main{padding:0;max-width:none} tr{break-inside:avoid} thead{display:table-header-group}}
"""
_HEADS = ("commune", "kind", "day", "taken", "stated", "id")


def received_page(rows: Sequence[ReceivedList], facts: Sequence[Mapping[str, object]], words: Words) -> bytes:
    """Give the page as UTF-8 HTML; `facts` says each row in words."""
    heads = {name: words.text(f"received.head.{name}") for name in _HEADS}
    body = "".join(_line(row, said, heads, words) for row, said in zip(rows, facts, strict=True))
    sums = {
        "sent": len({row.commune_code for row in rows if row.snapshot_id}),
        "missing": sum(not row.snapshot_id for row in rows),
        "apart": sum(bool(row.apart) for row in rows),
        "taken": sum(row.taken for row in rows),
    }
    counted = "".join(
        f"<li><b>{_figure(n)}</b>{escape(words.text(f'received.sum.{key}'))}</li>" for key, n in sums.items()
    )
    title = escape(words.text("received.title"))
    head = "".join(f"<th{_number(name)}>{escape(said)}</th>" for name, said in heads.items())
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    empty = f"<p>{escape(words.text('received.none'))}</p>"
    return (
        f'<!doctype html><html lang="{words.lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><header><h1>{title}</h1></header>"
        f'<main><ul class="sum">{counted}</ul>{table if rows else empty}</main></body></html>\n'
    ).encode()


def _line(row: ReceivedList, said: Mapping[str, object], heads: Mapping[str, str], words: Words) -> str:
    commune = f"<td>{escape(str(said['commune']))}</td>"
    if not row.snapshot_id:
        waits = escape(words.text("received.not_sent"))
        return f'<tr>{commune}<td colspan="5"><span class="tag wait">{waits}</span></td></tr>'
    mark = "" if row.apart is None else " ok" if row.apart == 0 else " off"
    kind = f"{said['kind']} {said['changes']}".strip()
    day = f"{said['day']} {said['decision']}".strip()
    cells = {
        "kind": escape(kind),
        "day": escape(day),
        "taken": _figure(row.taken),
        "stated": f'<span class="tag{mark}">{escape(str(said["stated"]))}</span>',
        "id": f'<span class="id">{escape(row.snapshot_id)}</span>',
    }
    return (
        f"<tr>{commune}"
        + "".join(f'<td{_number(name)} data-h="{escape(heads[name])}">{cell}</td>' for name, cell in cells.items())
        + "</tr>"
    )


def _number(name: str) -> str:
    return ' class="n"' if name == "taken" else ""


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")
