"""What the quotes of an order to report say: the clause, then receiver, channel and date where they are said."""

from __future__ import annotations

from itertools import product
from typing import Any

from diachi.core.letters.dates import deadline, moment, span_until, yearly, yearly_first, yearly_second
from diachi.core.letters.loose import Words
from diachi.core.letters.values import rule

PERIOD = Words(r"(?:hằng|hàng|mỗi) (?P<per>tuần|tháng|quý|năm)")
_PERIODS = {"tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}


def _report(quotes: tuple[str, ...], has_to: bool, has_via: bool, by: str) -> dict[str, Any] | None:
    rest = list(quotes[1:])
    to = rest.pop(0).strip(" ,.") if has_to else None
    via = rest.pop(0).strip(" ,.") if has_via else None
    return {"to": to, "via": via, "deadline": _when(tuple(rest), by)}


def _when(quotes: tuple[str, ...], by: str) -> str | None:
    if by == "cadence":
        found = PERIOD.read(quotes[0])
        return _PERIODS[found["per"]] if found else None
    read = {
        "yearly_first@1": yearly_first,
        "yearly_second@1": yearly_second,
        "deadline@1": deadline,
        "span_until@1": span_until,
        "yearly@1": yearly,
        "moment@1": moment,
    }.get(by)
    said = read(quotes) if read else None
    return str(said["date"]) if said else None


BY = ("", "yearly@1", "yearly_first@1", "yearly_second@1", "deadline@1", "span_until@1", "moment@1", "cadence")


def name(has_to: bool, has_via: bool, by: str) -> str:
    parts = [word for word, said in (("to", has_to), ("via", has_via), (by.partition("@")[0], by)) if said]
    return "_".join(["report", *parts]) + "@1"


def _register() -> None:
    """One rule for each set of quotes a report has: the clause, then receiver, channel and date where they are said."""
    for to, via, by in product((True, False), (True, False), BY):
        rule(name(to, via, by))(lambda quotes, to=to, via=via, by=by: _report(quotes, to, via, by))  # type: ignore[misc]


_register()
