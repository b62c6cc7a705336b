"""What differs between two proposals, in sentences: levels first, then how many pairs and why, then the pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diachi.application.speaker import Speaker
from diachi.core.allocation.changes import Difference
from diachi.core.proposal import Allocation


def difference_lines(speaker: Speaker, before: Allocation, found: Difference, *, most: int = 12) -> Iterator[str]:
    """Say what differs: first the levels, then how many pairs and why, then the pairs themselves."""
    old = {v.name: v.value for v in before.levels}
    moved = [
        speaker.change(v.name, v.value - old[v.name])
        for v in speaker.allocation.levels
        if v.name in old and v.value != old[v.name]
    ]
    yield speaker.words.text("compare.levels", changes="; ".join(moved) or speaker.say("orders_same"))
    yield speaker.words.text("compare.pairs", unit=speaker.unit, kept=found.kept, changed=len(found.changed))
    for cause, count in sorted(Counter(c.cause for c in found.changed).items()):
        yield "  " + speaker.words.text(
            "compare.cause", unit=speaker.unit, count=count, cause=speaker.words.label(cause)
        )
    names = Speaker(speaker.campaign, speaker.register, before, speaker.words)
    for one in found.changed[:most]:
        fro = names.group(one.before) if one.before else speaker.words.text("compare.nobody")
        to = speaker.group(one.after) if one.after else speaker.words.text("compare.nobody")
        yield "  " + speaker.words.text("compare.pair", who=speaker.who(one.target_id), before=fro, after=to)
    if len(found.changed) > most:
        yield "  " + speaker.words.text("compare.more", unit=speaker.unit, count=len(found.changed) - most)
