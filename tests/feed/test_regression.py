"""What a new feed would break for those who have the old one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from audiopub import feed
from audiopub.feed import regression
from audiopub.feed.regression import Entry, compare
from audiopub.model import Publication

NOON = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)


def entry(number: int) -> Entry:
    return Entry(
        guid=f"guid-{number}",
        title=f"Episode {number}",
        published=NOON + dt.timedelta(days=number),
        sound=f"https://example.org/{number}.mp3",
        length="1000",
        mime_type="audio/mpeg",
    )


OLD = tuple(entry(number) for number in range(10))


def codes(new: tuple[Entry, ...]) -> list[str]:
    findings = compare(OLD, new)
    assert all(finding.hint and finding.severity == "error" for finding in findings)
    return [finding.code for finding in findings]


def changed(**fields: object) -> tuple[Entry, ...]:
    """Return the old entries, one of them changed."""
    return (*OLD[:3], replace(OLD[3], **fields), *OLD[4:])  # type: ignore[arg-type]  # a test's fields


def test_the_same_feed_breaks_nothing() -> None:
    assert codes(OLD) == []


def test_new_episodes_break_nothing() -> None:
    assert codes((entry(11), *OLD, entry(12))) == []


def test_a_new_order_breaks_nothing() -> None:
    assert codes(OLD[::-1]) == []


def test_other_words_break_nothing() -> None:
    assert codes(changed(title="Another title")) == []


def test_a_changed_sound_under_a_new_name_breaks_nothing() -> None:
    assert codes(changed(sound="https://example.org/3-new.mp3", length="2000")) == []


def test_the_same_moment_in_another_zone_breaks_nothing() -> None:
    berlin = dt.timezone(dt.timedelta(hours=1))
    moment = OLD[3].published
    assert moment
    assert codes(changed(published=moment.astimezone(berlin))) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"guid": "another"}, "AP880"),
        ({"guid": "another", "sound": "https://example.org/x.mp3"}, "AP880"),
        ({"guid": "another", "title": "Another"}, "AP880"),
        ({"published": NOON}, "AP882"),
        ({"length": "1001"}, "AP883"),
        ({"mime_type": "audio/mp4"}, "AP883"),
    ],
)
def test_what_breaks_is_found_once(fields: dict[str, object], code: str) -> None:
    assert codes(changed(**fields)) == [code]


@pytest.mark.parametrize("fields", [{"length": ""}, {"length": "0"}, {"mime_type": ""}])
def test_what_the_old_feed_left_open_is_no_change(fields: dict[str, Any]) -> None:
    open_ones = tuple(replace(entry, **fields) for entry in OLD)
    assert compare(open_ones, OLD) == ()


def test_a_vanished_episode_is_named() -> None:
    (finding,) = compare(OLD, OLD[1:])
    assert finding.code == "AP881"
    assert "Episode 0" in finding.message


def test_a_feed_that_loses_much_has_shrunk() -> None:
    assert codes(OLD[2:]) == ["AP881", "AP881", "AP884"]
    assert codes(()) == ["AP881"] * 10 + ["AP884"]


def test_a_date_that_cannot_be_read_is_no_moved_date() -> None:
    assert codes(changed(published=None)) == []


def test_a_publication_has_the_entries_that_its_feed_has(publication: Publication) -> None:
    assert regression.read(feed.build(publication)) == regression.entries_of(publication)


@pytest.mark.parametrize(
    "data",
    [b"", b"no feed", b"<rss><channel><item><guid>a</guid>", b"<rss><channel/></rss>", b"\xff\xfe"],
)
def test_a_broken_feed_gives_what_can_be_read(data: bytes) -> None:
    assert all(entry.published is None for entry in regression.read(data))


def test_entities_of_a_feed_are_not_fetched() -> None:
    data = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<rss><channel><item><guid>a&x;b</guid></item></channel></rss>"
    )
    assert all("root" not in entry.guid for entry in regression.read(data))
