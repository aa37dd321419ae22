"""JSON of strangers."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from audiopub.facts.reading import decoded
from audiopub.rules.subjects import Break


def value(data: bytes) -> tuple[Any, Break | None]:
    """Return what stands in a file, and the place where it cannot be read."""
    text, broken = decoded(data)
    if broken:
        return None, broken
    try:
        return json.loads(text, parse_constant=_refuse), None
    except json.JSONDecodeError as error:
        reason = f"The file is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return None, Break(line=error.lineno, column=error.colno, reason=reason)
    except (ValueError, RecursionError):  # a number of 5,000 digits, or nesting without end
        return None, Break(line=None, column=None, reason="The file is JSON that nobody can read")


def seconds(value: Any) -> float | None:  # noqa: ANN401 - whatever stands there
    """Return a time, if a value can be one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        time = float(value)
    except OverflowError:
        return None
    return time if math.isfinite(time) and time >= 0 else None


def _refuse(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(constant)
