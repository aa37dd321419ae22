"""What tags say in text that is no text: numbers and dates."""

from __future__ import annotations

import datetime as dt


def number(text: str | None) -> int | None:
    """Read ``7`` or ``7/12``; anything else, and 0, is no number."""
    digits = (text or "").partition("/")[0].strip()
    return int(digits) or None if digits.isascii() and digits.isdecimal() else None


def moment(text: str | None) -> dt.datetime | None:
    """Read a date with or without a time, in UTC if it does not say; a lone year is no date."""
    try:
        found = dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if found is None or found.tzinfo:
        return found and found.astimezone(dt.UTC)
    return found.replace(tzinfo=dt.UTC)
