"""The answer of the radar in sentences: for the eyes of the officer who asked, and a line to copy without a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from diachi.application.check_one import Card, Checked, Radar
from diachi.application.double_help import DoubleHelp
from diachi.application.ports import Words
from diachi.application.radar_index import Closeness
from diachi.application.radar_standing import Availability, Refusal
from diachi.core.agency import AgencyKind
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.official_forms import printed
from diachi.core.same import Verdict
from diachi.core.text import clean, fold

_NOTE = re.compile(r"[(\[:;].*$|\s(?:do|của)?\s*(?:ông|bà|anh|chị|đ/c|đồng chí)\s.*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[\s.-]?){6,}")
_WHOLE = 3  # cards shown in full; of more each is one line, to choose from
_PERSONAL = re.compile(r"\d{8,}")  # an id that somebody made of a number of a person
_NO_BODY = (AgencyKind.INDIVIDUAL, AgencyKind.OTHER)


class Teller:
    """Tells cards; what goes out holds ids of ours, bodies, communes, kinds, years and amounts, and nothing else."""

    def __init__(self, radar: Radar, vocabulary: Vocabulary, words: Words, today: date | None) -> None:
        self._radar, self._vocabulary, self._words, self._today = radar, vocabulary, words, today

    def lines(self, found: Checked) -> Iterator[str]:
        """Give the whole answer: how near it comes, each card, what to type to narrow it."""
        if found.closeness is Closeness.NONE:
            yield self._say("none")
            return
        if found.closeness is not Closeness.ALL:
            yield self._say(f"closeness.{found.closeness.value}")
        whole = len(found.cards) <= _WHOLE
        for number, card in enumerate(found.cards, start=1):
            yield self._head(card, number if found.count > 1 else 0)
            yield from self._body(card) if whole else (self._fact(self._state(card, public=False)),)
        if (more := found.count - len(found.cards)) > 0:
            yield self._say("more", count=more)

    def _head(self, card: Card, number: int) -> str:
        facts = {
            "number": self._say("number", number=number) if number else "",
            "name": card.head_name or self._say("no_name"),
            "birth": self._say("birth", year=card.birth_year) if card.birth_year else "",
            "hamlet": f", {card.hamlet}" if card.hamlet else "",
            "commune": f", {card.commune}" if card.commune else "",
            "id": card.household_id or card.record_id,
        }
        return self._say("card", **facts)

    def _body(self, card: Card) -> Iterator[str]:
        for line in self._facts(card, public=False):
            yield self._fact(line)
        yield self._say("copy", text=self.to_copy(card))

    def _fact(self, line: str) -> str:
        return self._say("fact", fact=line[:1].upper() + line[1:])

    def to_copy(self, card: Card) -> str:
        """Give one line without name, village, phone or number of a person, ready for a message."""
        key = "copied" if card.household_id else "copied_record"
        commune = self._place(card)
        return self._say(
            key,
            id=self._id_told(card, card.household_id or card.record_id),
            commune=f" ({commune})" if commune else "",
            facts="; ".join(self._facts(card, public=True)),
            campaign=card.campaign,
        )

    def _facts(self, card: Card, *, public: bool) -> Iterator[str]:
        standing = card.standing
        yield self._state(card, public=public)
        for refusal in standing.refusals:
            yield self._refusal(card, refusal, public=public)
        for given in standing.delivered:
            what = self._kinds((given.support_kind,)) if public else given.item or self._kinds((given.support_kind,))
            yield self._say("delivered", what=what, value=self._value(given.value_vnd), on=given.date)
        for told in standing.helps:
            yield self._help(card, told, public=public)
        if card.split_from and card.parent:
            fact = self._state(replace(card, standing=card.parent), public=public)
            helps = (self._help(card, h, public=public) for h in card.parent.helps if h.excludes)
            yield self._say("parent", id=card.split_from, fact="; ".join((fact, *helps)))
        elif card.split_from:
            yield self._say("parent_unknown", id=card.split_from)
        if card.maybe:
            yield self._say("maybe_listed", ids=card.maybe)

    def _state(self, card: Card, *, public: bool) -> str:
        standing = card.standing
        until = standing.held_until
        lapsed = bool(until and self._today and self._today > until)
        proposed = self._bodies(card, standing.proposed, public=public)
        bodies = self._bodies(card, standing.holders, public=public) or proposed
        others = {i for p in standing.twice for i in (p.id_a, p.id_b)} - {card.household_id}
        return self._say(
            f"state.{standing.availability.value}",
            bodies=bodies,
            proposed=proposed,
            since=self._say("since", on=printed(standing.since)) if standing.since else "",
            until=self._say("lapsed" if lapsed else "until", on=printed(until)) if until else "",
            document=f" ({standing.document})" if standing.document and not public else "",
            others=tuple(sorted(others)),
        )

    def _refusal(self, card: Card, refusal: Refusal, *, public: bool) -> str:
        body = self._bodies(card, (refusal.agency_id,), public=public)
        on = self._say("since", on=printed(refusal.on)) if refusal.on else ""
        key = f"refused.{refusal.by}"
        return self._say(key if self._words.has(f"check_one.{key}") else "refused.other", body=body, on=on)

    def _help(self, card: Card, told: DoubleHelp, *, public: bool) -> str:
        kinds = self._kinds(told.support_kinds)
        body = self._body_told(card, told.agency) if public else told.agency
        sure = "gift" if told.lasting is False else told.verdict.value
        if card.standing.availability is Availability.NOT_LISTED and told.verdict is Verdict.SAME:
            sure = "gift" if told.lasting is False else "itself"
        return self._say(
            f"help.{sure}",
            year=str(told.year) if told.year else self._say("no_year"),
            what=kinds if public else clean(told.support) or kinds,
            value=self._value(told.value_vnd),
            body=f", {body}" if body else "",
            programme=self._say("programme", id=told.programme) if told.programme else "",
            followed=self._say("followed") if told.followed and told.verdict is Verdict.SAME else "",
            record=self._id_told(card, told.record_id) if public else told.record_id,
        )

    def _kinds(self, kinds: Sequence[str]) -> str:
        known = [self._words.text(f"choice.support_kinds.{k}") for k in kinds if self._known(k)]
        return ", ".join(known) or self._say("no_kind")

    def _known(self, kind: str) -> bool:
        return self._words.has(f"choice.support_kinds.{kind}")

    def _value(self, vnd: int | None) -> str:
        return self._say("value", vnd=vnd) if vnd else ""

    def _bodies(self, card: Card, ids: Sequence[str], *, public: bool) -> str:
        names = []
        for agency_id in ids:
            body = self._radar.agency(card.campaign, agency_id)
            if body is None:
                names.append(agency_id)
            elif public:
                names.append(self._body_told(card, body.name, body.kind))
            else:
                names.append(body.name)
        return ", ".join(names)

    def _body_told(self, card: Card, name: str, kind: AgencyKind | None = None) -> str:
        """Give the name of a body for strangers: a person who helps is not named, notes and numbers are left out."""
        bare = clean(_NOTE.sub("", clean(name)))
        known = kind or self._vocabulary.kind(bare, "")
        if not bare:
            return ""
        if known in _NO_BODY or _NUMBER.search(bare) or self._names_person(card, bare):
            return self._say("some_body")
        return bare

    def _id_told(self, card: Card, row_id: str) -> str:
        """Give an id for strangers: ours holds nothing personal, one that a list brought along might."""
        personal = _PERSONAL.search(row_id) or self._names_person(card, row_id.replace("-", " ").replace("_", " "))
        return "…" if personal else row_id

    def _place(self, card: Card) -> str:
        bare = clean(_NOTE.sub("", clean(card.commune)))
        return "" if _NUMBER.search(bare) or self._names_person(card, bare) else bare

    @staticmethod
    def _names_person(card: Card, text: str) -> bool:
        said = f" {fold(text)} "
        return any(f" {key} " in said for name in card.names if " " in (key := fold(name)))

    def _say(self, key: str, **facts: object) -> str:
        return self._words.text(f"check_one.{key}", **facts)
