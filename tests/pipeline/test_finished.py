"""Episodes that were finished elsewhere are kept as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from audiopub.pipeline.outcome import Outcome, Request
from audiopub.pipeline.publishing import publish

SIDECAR = """\
title = "Früher"
date = 2020-01-02T10:00:00+01:00
season = 2
[enclosure]
link = "https://cdn.example.net/a.mp3?x=1&y=2"
length = 1234567
type = "audio/mpeg"
duration = 100.4
notes = "<p>Hallo <b>Welt</b> &amp; alle</p><script>x</script><p>Ende</p>"
artwork = "https://cdn.example.net/a.jpg"
date_text = "Thu, 02 Jan 2020 09:00:00 GMT"
[[enclosure.transcripts]]
link = "https://cdn.example.net/a.vtt"
type = "text/vtt"
[enclosure.chapters]
link = "https://cdn.example.net/a.json"
type = "application/json+chapters"
"""
PREFIXES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


def imported(root: Path, text: str = SIDECAR) -> Outcome:
    (root / "episodes" / "alt.toml").write_text(text, encoding="utf-8")
    return publish(root, Request())


def item(root: Path) -> etree._Element:
    """Return the oldest item of the feed, which the imported one is."""
    return etree.parse(root / "feeds" / "feed.xml").getroot()[0].findall("item")[-1]


def codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings if finding.severity == "error"}


def test_sound_date_and_files_stay_where_and_as_they_are(root: Path) -> None:
    assert imported(root).live
    found = item(root)
    sound = found.find("enclosure")
    assert sound is not None
    assert dict(sound.attrib) == {
        "url": "https://cdn.example.net/a.mp3?x=1&y=2",
        "length": "1234567",
        "type": "audio/mpeg",
    }
    assert found.findtext("pubDate") == "Thu, 02 Jan 2020 09:00:00 GMT"
    assert found.findtext("description") == "<p>Hallo <b>Welt</b> &amp; alle</p><p>Ende</p>"
    assert found.findtext("itunes:summary", namespaces=PREFIXES) == "Hallo Welt & alle Ende"
    links = {
        path: child.get("href") or child.get("url")
        for path in ("itunes:image", "podcast:transcript", "podcast:chapters")
        for child in found.findall(path, PREFIXES)
    }
    assert links == {
        "itunes:image": "https://cdn.example.net/a.jpg",
        "podcast:transcript": "https://cdn.example.net/a.vtt",
        "podcast:chapters": "https://cdn.example.net/a.json",
    }


def test_its_page_plays_the_sound_from_where_it_is(root: Path) -> None:
    imported(root)
    page = (root / "feeds" / "alt" / "index.html").read_text(encoding="utf-8")
    assert 'src="https://cdn.example.net/a.mp3?x=1&amp;y=2"' in page
    assert "media-src &#39;self&#39; https:" in page
    assert 'mask id="waveform"' not in page
    own = (root / "feeds" / "eins" / "index.html").read_text(encoding="utf-8")
    assert "https: http:" not in own


def test_a_file_in_the_show_is_published_byte_for_byte(root: Path) -> None:
    (other,) = (root / "feeds" / "media").glob("eins-*.mp3")
    sound = other.read_bytes()
    (root / "episodes" / "alt.mp3").write_bytes(sound)
    text = SIDECAR.replace('link = "https://cdn.example.net/a.mp3?x=1&y=2"', "")
    outcome = imported(root, text.replace("[enclosure]", '[enclosure]\nfile = "episodes/alt.mp3"'))
    assert outcome.live, [f for f in outcome.findings if f.severity == "error"]
    (published,) = (root / "feeds" / "media").glob("alt-*.mp3")
    assert published.read_bytes() == sound
    enclosure = item(root).find("enclosure")
    assert enclosure is not None
    assert enclosure.get("length") == str(len(sound))


def test_a_chapter_list_beside_it_counts(root: Path) -> None:
    (root / "episodes" / "alt.chapters.txt").write_text("00:00:00 Anfang\n00:00:50.5 Mitte\n")
    text = SIDECAR[: SIDECAR.index("[enclosure.chapters]")]
    assert imported(root, text).live
    marks = item(root).findall("psc:chapters/psc:chapter", PREFIXES)
    assert [(mark.get("start"), mark.get("title")) for mark in marks] == [
        ("00:00:00.000", "Anfang"),
        ("00:00:50.500", "Mitte"),
    ]
    assert (root / "feeds" / "alt" / "chapters.json").is_file()


def test_a_second_run_makes_nothing_anew(root: Path) -> None:
    imported(root)
    assert {step.state for step in publish(root, Request()).steps} == {"fresh"}


def test_a_date_that_was_moved_loses_its_old_letters(root: Path) -> None:
    imported(root, SIDECAR.replace("02 Jan 2020 09:00:00 GMT", "02 Jan 2020 08:00:00 GMT"))
    assert item(root).findtext("pubDate") == "Thu, 02 Jan 2020 09:00:00 +0000"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('title = "Früher"', "", "AP895"),
        ("date = 2020-01-02T10:00:00+01:00", "", "AP126"),
        ("[enclosure]", '[enclosure]\nfile = "episodes/eins.wav"', "AP144"),
        ('link = "https://cdn.example.net/a.mp3?x=1&y=2"', 'file = "episodes/no.mp3"', "AP146"),
        ('type = "audio/mpeg"', "", "AP143"),
        ("02 Jan 2020 09", "someday", "AP144"),
    ],
)
def test_what_is_missing_is_said_and_the_others_go_live(
    root: Path, old: str, new: str, code: str
) -> None:
    assert old in SIDECAR
    assert codes(imported(root, SIDECAR.replace(old, new, 1))) == {code}
    assert (root / "feeds" / "feed.xml").is_file()
