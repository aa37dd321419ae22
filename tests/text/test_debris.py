from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import text
from audiopub.text.debris import is_debris, is_notice

DATA = Path(__file__).parents[1] / "data" / "text"
LINES = (DATA / "debris.txt").read_text(encoding="utf-8").splitlines()
NOTICES = (DATA / "cookies.txt").read_text(encoding="utf-8").splitlines()
BODY = "Sie backte Kekse, und alle aßen davon. Niemand sagte ein Wort.\n\nDann ging sie.\n"


@pytest.mark.parametrize("line", LINES)
def test_what_web_pages_leave_is_debris(line: str) -> None:
    assert is_debris(line)


@pytest.mark.parametrize("line", NOTICES)
def test_a_request_for_consent_is_a_notice(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Teilen und herrschen",
        "Er will teilen, was er hat.",
        "Facebook droht ein Verbot",
        "Share prices fell.",
        "Foto und Film",
        "The Post",
        "Das ist ein Beitrag.",
        "Twitter ist tot.",
        "Reklama jest zła.",
        "Dela lika",
        "Jaa, sanoi hän.",
        "We ate cookies all day.",
    ],
)
def test_what_only_looks_like_it_is_kept(line: str) -> None:
    assert not is_debris(line)
    assert not is_notice(line)


def test_a_notice_is_removed_above_and_below_a_text_and_kept_within() -> None:
    middle = "Wir verwenden Cookies, sagte er, und alle lachten."
    filler = "Der Satz steht hier für sich. Er ist lang genug.\n\n" * 7
    found = text.read(f"{NOTICES[0]}\n\n{filler}{middle}\n\n{filler}{BODY}".encode(), "a.txt")
    said = [part.text for part in found.paragraphs]
    assert NOTICES[0] not in said
    assert middle in said
    assert [change.before for change in found.changes] == [NOTICES[0]]
