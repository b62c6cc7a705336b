"""The reading in the form labelled letters have, for scoring and for people who only want the outline."""

from __future__ import annotations

from typing import Any

from diachi.core.letters.facts import BLANK_IN_SOURCE
from diachi.core.letters.making import Reading

_TASKS = ("number", "article", "roman")


def structure_of(reading: Reading) -> dict[str, Any]:
    """Give head, recipients (Kính gửi), bases, tasks, quantities; what the letter leaves blank stands in `missing`."""

    def one(name: str) -> Any:
        fact = reading.one(name)
        return fact.value if fact else None

    deadlines = [{**f.value, "quote": f.spans[0].quote} for f in reading.all("deadline")]
    quotas = [f for f in reading.facts if f.field in ("quota", "pool", "joining", "goal")]
    return {
        "doc_type": one("doc_type"),
        "issuer": one("issuer"),
        "issuer_parent": one("issuer_parent"),
        "number": one("number"),
        "symbol": one("symbol"),
        "place": one("place"),
        "date": one("date"),
        "subject": one("subject"),
        "recipients": [f.value for f in reading.all("addressee")],
        "bases": [f.value for f in reading.all("base")],
        "tasks": [i.label for i in reading.items if not i.attached and "." not in i.label and i.kind in _TASKS],
        "deadlines": deadlines,
        "amounts": [
            {"value": f.value["value"], "op": f.value["op"], "per": f.value["per"], "quote": f.spans[0].quote}
            for f in reading.all("amount")
        ],
        "quotas": [
            {
                **{k: f.value[k] for k in ("subject", "op", "min", "max", "unit")},
                "quote": f.spans[0 if f.field == "goal" else min(1, len(f.spans) - 1)].quote,
            }
            for f in quotas
        ],
        "reporting": [
            {**f.value, "quote": f.spans[0].quote}
            for f in reading.facts
            if f.field in ("reporting", "sending", "report_asked")
        ],
        "priority_communes": [f.value for f in reading.all("priority_commune")],
        "distribution_count": len(reading.all("distribution")),
        "authority": [f.value for f in reading.all("authority")],
        "signer": one("signer"),
        "missing": [f.field for f in reading.facts if BLANK_IN_SOURCE in f.flags],
    }
