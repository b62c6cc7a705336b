"""Dates as a person types them in a call: 2020-08-25 or 25/8/2020."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from diachi.core.errors import ErrorCode, InputError

VIET_NAM = timezone(timedelta(hours=7))  # no other offset since 1975; a zone table may be missing on Windows


def today() -> date:
    """Give the day it is in Viet Nam: the one clock of the side door, for calls that do not say --today."""
    return datetime.now(VIET_NAM).date()  # noqa: TID251


def day(text: str) -> date:
    """Give the day; Fails: InputError DATE_WRONG."""
    vietnamese = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    try:
        if vietnamese:
            return date(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(ErrorCode.DATE_WRONG, value=text) from None
