"""What is said for the feed, with the place and the cure of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.errors import ConfigError
from audiopub.model import Timeline
from audiopub.model.podcasting import EpisodeExtras, RemoteItem, Soundbite, Value, ValueSplit
from audiopub.model.sound import Piece
from audiopub.project import sidecar
from audiopub.project.config import load


def problems(root: Path, text: str) -> list[tuple[int | None, str, str]]:
    file = root / "x.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        sidecar.read(file, "x.toml", load(root).timezone)
    found = [error for error in caught.value.exceptions if isinstance(error, ConfigError)]
    assert all(error.hint for error in found)
    return [(error.line, error.code, error.what) for error in found]


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        ('[[locations]]\nname = "X"\ngeo = "geo:95,0"', 3, "AP144", "latitude"),
        ('[[locations]]\nname = "X"\ngeo = "52,13"', 3, "AP144", "not a geo URI"),
        ('[[locations]]\nname = "X"\ncountry = "XX"', 3, "AP144", "ISO 3166-1"),
        ('[[locations]]\nname = "X"\nosm = "1"', 3, "AP144", "N, W or R"),
        ('[[locations]]\nrel = "subject"', 1, "AP143", "locations[].name is missing"),
        ('[chat]\nserver = "irc.example.org"', 1, "AP143", "chat.protocol is missing"),
        ("[[soundbites]]\nstart = -1\nduration = 5", 2, "AP144", "not a time"),
        ("[[soundbites]]\nstart = 1\nduration = 0", 3, "AP144", "not a length"),
        ('[[social]]\nprotocol = "activitypub"', 1, "AP144", "without a link"),
        ('[[value]]\ntype = "lightning"\nmethod = "keysend"', 1, "AP144", "nobody who gets it"),
        ('number_display = "' + "x" * 33 + '"', 1, "AP144", "33 characters"),
        ('[[funding]]\ntext = "x"\nlink = "ftp://x"', 3, "AP144", "https://"),
        ('[[images]]\nlink = "https://example.org/a"\naspect_ratio = "wide"', 3, "AP144", "ratio"),
    ],
)
def test_what_cannot_be_is_said_with_its_line(
    root: Path, text: str, line: int, code: str, said: str
) -> None:
    ((found, found_code, what),) = problems(root, text)
    assert (found, found_code) == (line, code)
    assert said in what


def test_a_stretch_of_payments_names_one_of_two(root: Path) -> None:
    recipient = 'type = "node"\naddress = "a"\nsplit = 1\n'
    text = (
        '[[value]]\ntype = "lightning"\nmethod = "keysend"\n'
        f"[[value.recipients]]\n{recipient}"
        "[[value.splits]]\nstart = 1\nduration = 2\n"
        f'[[value]]\ntype = "x"\nmethod = "y"\n[[value.recipients]]\n{recipient}'
        "[[value.splits]]\nstart = 1\nduration = 2\n"
        f"[[value.splits.recipients]]\n{recipient}"
        '[value.splits.remote]\nfeed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"\n'
    )
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines, 1) if line == "[[value.splits]]"]
    found = problems(root, text)
    assert [line for line, _, _ in found] == starts
    assert all("either remote or recipients" in what for _, _, what in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[show.update]\ntext = "weekly"\nrrule = "weekly"', "FREQ="),
        ('[show.update]\ntext = "weekly"\nstart = 2026-01-05T06:00:00', "no time zone"),
        ('[show.publisher]\nfeed_guid = "x"', "not a UUID"),
        ("[feed]\npage_size = 0", "less than 1"),
        ('[feed]\nhubs = ["https://a.example/", "https://a.example/"]', "twice"),
        ('[feed]\nformats = ["2"]', "ending"),
        ('[feed]\nformats = ["opus"]', "none of audio.formats"),
    ],
)
def test_what_a_show_cannot_say(root: Path, text: str, said: str) -> None:
    file = root / "audiopub.toml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        load(root)
    (error,) = caught.value.exceptions
    assert said in str(error)


def test_a_sidecar_says_where_the_first_of_it_stands(root: Path) -> None:
    file = root / "x.toml"
    file.write_text('title = "X"\nseason_name = "Y"\n', encoding="utf-8")
    _, draft = sidecar.read(file, "x.toml", load(root).timezone)
    assert draft.extras
    assert draft.extras.value == EpisodeExtras(season_name="Y")
    assert str(draft.extras.place) == "x.toml:2:1"


def test_times_of_the_recording_become_times_of_the_file() -> None:
    timeline = Timeline(
        pieces=(
            Piece(source_start=0.0, source_end=10.0, start=5.0),
            Piece(source_start=20.0, source_end=60.0, start=15.0),
        ),
        duration=55.0,
        recorded=60.0,
    )
    split = ValueSplit(start=21.0, duration=2.0, remote=RemoteItem(feed_guid="x"))
    extras = EpisodeExtras(
        soundbites=(Soundbite(start=8.0, duration=20.0),),
        value=(Value(type="lightning", method="keysend", recipients=(), splits=(split,)),),
    )
    placed = extras.placed(timeline)
    assert placed.soundbites == (Soundbite(start=13.0, duration=10.0),)
    assert (placed.value[0].splits[0].start, placed.value[0].splits[0].duration) == (16.0, 2.0)
