"""facts.json: what was read from each letter, with spans and quotes, in the form people and scorers read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diachi.application.read_directive import DirectiveReading
from diachi.core.campaign_changes import RuleChange
from diachi.core.shape import plain
from diachi.files.atomic import write_whole


def facts_document(reading: DirectiveReading, changes: Sequence[RuleChange] | None = None) -> dict[str, Any]:
    """Give {document, parts, facts, questions, structure}; of several letters the last gives the outline.

    `relations` = what each document does to those before it; `changes` = what is other than last year, when asked.
    """
    last = reading.letters[-1]
    several = len(reading.letters) > 1
    facts = []
    for letter in reading.letters:
        for fact in letter.facts:
            row = plain(fact) | {
                "spans": [plain(s) for s in fact.spans],
                "flags": list(fact.flags),
                "value": fact.value,
            }
            facts.append({"id": f"{letter.document.id}:{fact.id}", **{k: v for k, v in row.items() if k != "id"}})
    return {
        "document": plain(last.document),
        "documents": [plain(letter.document) for letter in reading.letters] if several else [],
        "parts": [{"document": letter.document.id, "tasks": letter.structure["tasks"]} for letter in reading.letters],
        "facts": facts,
        "questions": [plain(q) for q in reading.questions],
        "structure": last.structure,
        "relations": [plain(r) for r in reading.relations],
        **({} if changes is None else {"changes": [plain(c) for c in changes]}),
        "structures": {letter.document.id: letter.structure for letter in reading.letters} if several else {},
    }


def write_facts(path: Path, reading: DirectiveReading, changes: Sequence[RuleChange] | None = None) -> None:
    """Replace the file whole."""
    text = json.dumps(facts_document(reading, changes), ensure_ascii=False, indent=1)
    write_whole(path, (text + "\n").encode())
