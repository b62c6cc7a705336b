"""diachi places resolve NAME|CODE | import FILE | import-points FILE | withdraw NAME"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from diachi.cli.console import Console
from diachi.cli.dates import day
from diachi.core.errors import DecisionNeeded, ErrorCode, InputError
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Place, PlaceVerdict, Resolution
from diachi.core.places.points import CommunePoint
from diachi.core.places.reform import ReformRow, check_reform
from diachi.files.atomic import write_whole
from diachi.files.csv_text import csv_bytes, csv_line, csv_rows
from diachi.files.law.added import keep_reform, points_file, read_added, withdraw_reform
from diachi.files.law.places import gazetteer
from diachi.files.law.tables import edition

ANSWERS = ("commune_code", "resolved", "verdict")


def call(args: Namespace, console: Console) -> int:
    """Look places up, or take what changes the map."""
    acts = {"resolve": _resolve, "import": _import, "import-points": _import_points, "withdraw": _withdraw}
    return acts[args.act](args, console)


def _resolve(args: Namespace, console: Console) -> int:
    on = day(args.on) if args.on else None
    if args.csv:
        return _resolve_file(args, on, console)
    if not args.said:
        raise InputError(ErrorCode.CALL_WRONG, reason=console.words.text("call.required", names="NAME|CODE, --csv"))
    found = gazetteer().resolve(args.said, within=(args.parent or "",), on=on)
    if args.json:
        console.machine(_plain(found, console) | {"law": edition()})
    else:
        _show(found, console)
    if args.strict and found.place is None:
        raise DecisionNeeded(ErrorCode.PLACE_ASKED)
    return 0


def _show(found: Resolution, console: Console) -> None:
    if found.place:
        console.result(console.words.text("places.found", code=found.code, place=full_name(found.place, console)))
    console.result(console.words.text("places.note", verdict=console.words.label(found.verdict)))
    if found.from_unknown:
        console.result(console.words.text("places.note", verdict=console.words.text("places.from_unknown")))
    for place in found.candidates:
        console.result(console.words.text("places.candidate", code=place.code, place=full_name(place, console)))


def full_name(place: Place, console: Console) -> str:
    """Give "xã Hoa Thám, Bình Gia, Lạng Sơn"."""
    kind = console.words.label(place.kind)
    return ", ".join(part for part in (f"{kind} {place.name}", place.district, place.province) if part)


def _plain(found: Resolution, console: Console) -> dict[str, object]:
    return {
        "commune_code": found.code,
        "resolved": full_name(found.place, console) if found.place else "",
        "verdict": verdict_codes(found),
        "candidates": [{"commune_code": p.code, "name": full_name(p, console)} for p in found.candidates],
    }


def verdict_codes(found: Resolution) -> str:
    """Give the verdict as codes: what is found on a day before the data begins is `from_unknown`."""
    if not found.from_unknown:
        return found.verdict.value
    return "from_unknown" if found.verdict is PlaceVerdict.FOUND else f"{found.verdict.value};from_unknown"


def _resolve_file(args: Namespace, on: date | None, console: Console) -> int:
    path = Path(args.csv)
    if not args.out:
        raise InputError(ErrorCode.CALL_WRONG, reason=console.words.text("call.required", names="-o"))
    rows, header = _rows(path)
    with console.step("step.places"):
        answers = [_answer(row, on, gazetteer(), console) for row in rows]
    named = [*(h for h in header if h not in ANSWERS), *ANSWERS]
    made = ({**row, **answer} for row, answer in zip(rows, answers, strict=True))
    write_whole(Path(args.out), csv_bytes(named, (csv_line([row.get(name) or "" for name in named]) for row in made)))
    clear = sum(bool(a["commune_code"]) for a in answers)
    if args.json:
        console.machine({"rows": len(rows), "resolved": clear, "asked": len(rows) - clear, "law": edition()})
    else:
        console.say("places.csv_done", rows=len(rows), resolved=clear, asked=len(rows) - clear)
    return 0


def _rows(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    try:
        named, read = csv_rows(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(ErrorCode.FILE_MISSING, file=path.name) from None
    except (OSError, UnicodeDecodeError):
        raise InputError(ErrorCode.TABLE_UNREADABLE, file=path.name, row=1, column="", wanted="CSV UTF-8") from None
    header = [h for h in named if h]
    if "name" not in header:
        raise InputError(ErrorCode.TABLE_UNREADABLE, file=path.name, row=1, column="name", wanted="name, parent, on")
    return [{k: v or "" for k, v in row.items() if k and not isinstance(v, list)} for row in read], header


def _answer(row: Mapping[str, str], on: date | None, places: Gazetteer, console: Console) -> dict[str, str]:
    said = row.get("on", "").strip()
    try:
        asked = day(said) if said else on
    except InputError:
        return {"commune_code": "", "resolved": "", "verdict": PlaceVerdict.DATE_WRONG.value}
    found = places.resolve(row["name"], within=(row.get("parent", ""),), on=asked)
    resolved = full_name(found.place, console) if found.place else ""
    return {"commune_code": found.code, "resolved": resolved, "verdict": verdict_codes(found)}


def _import(args: Namespace, console: Console) -> int:
    path = Path(args.file)
    rows = read_added(path, ReformRow)
    issues = check_reform(rows, gazetteer(), path.name)
    if args.json and issues:
        console.machine([{"row": i.row, "column": i.column, "code": i.code.value, **i.facts} for i in issues])
    for issue in issues:
        console.say("places.issue", row=issue.row, column=issue.column, said=console.words.issue(issue))
    if issues:
        raise InputError(ErrorCode.REFORM_REFUSED, file=path.name, count=len(issues))
    kept = keep_reform(path, rows)
    first = min(r.effective_on for r in rows)
    console.say("places.imported", rows=len(rows), first=first, name=kept.name)
    return 0


def _withdraw(args: Namespace, console: Console) -> int:
    withdraw_reform(args.name)
    console.say("places.withdrawn", name=args.name)
    return 0


def _import_points(args: Namespace, console: Console) -> int:
    path = Path(args.file)
    points = read_added(path, CommunePoint)
    places = gazetteer()
    for number, point in enumerate(points, start=2):
        if not places.of_code(point.commune_code):
            raise InputError(
                ErrorCode.TABLE_UNREADABLE,
                file=path.name,
                row=number,
                column="commune_code",
                wanted=console.words.text("places.known_code"),
            )
        if (point.lat is None or point.lon is None) and (point.x_km is None or point.y_km is None):
            raise InputError(
                ErrorCode.TABLE_UNREADABLE, file=path.name, row=number, column="lat", wanted="lat, lon | x_km, y_km"
            )
    write_whole(points_file(), path.read_bytes())
    console.say("places.points", count=len(points))
    return 0
