"""Each rule of the table: one change to a good example breaks it, and nothing but it.

Rules for feeds are broken in the text of a feed, the others in the values that they look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec import structs

from audiopub import facts, rules
from audiopub.model import Finding, Loudness, Picture, TagChapter, Tags
from audiopub.rules.rule import Rule
from audiopub.rules.subjects import (
    Break,
    CaptionCue,
    Captions,
    Chapters,
    Damaged,
    Feed,
    Fetched,
    Image,
    Item,
    Mark,
    Page,
    PublishedEpisode,
    PublishedShow,
    Reference,
    Sound,
    Subject,
    Unread,
)
from audiopub.rules.table import RULES

DATA = Path(__file__).parents[1] / "data" / "feeds"
GOOD = (DATA / "good.xml").read_text(encoding="utf-8")
ALL = (DATA / "everything.xml").read_text(encoding="utf-8")
NEWS = (DATA / "news.xml").read_text(encoding="utf-8")

APPLE = "http://www.itunes.com/dtds/podcast-1.0.dtd"
SECOND_ITEM = GOOD[GOOD.index("    <item>") : GOOD.index("    </item>") + len("    </item>\n")]

OUTSIDE = """<item>
  <title>Outside</title><guid isPermaLink="false">outside-1</guid>
  <description>An item that nobody finds.</description>
  <pubDate>Sun, 19 Oct 2025 08:30:00 +0200</pubDate>
  <enclosure url="https://all.example.org/media/0.mp3" length="2000000" type="audio/mpeg"/>
  <itunes:episode>2</itunes:episode><itunes:duration>120</itunes:duration>
</item>"""

POST = """<item>
  <title>A post</title><guid isPermaLink="false">post-1</guid>
  <description>Nothing to hear.</description>
  <pubDate>Tue, 21 Oct 2025 08:30:00 +0200</pubDate>
</item>"""

CHANNEL: dict[str, tuple[str, str]] = {
    "AP501": ("Good &amp; Co.</copyright>", "Good & Co.</copyright>"),
    "AP502": (GOOD, '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>'),
    "AP503": ('<rss version="2.0"', '<rss version="2"'),
    "AP504": ("<item>", '<item q:new="1">'),
    "AP505": (f'     xmlns:itunes="{APPLE}"', '     xmlns:itunes="https://example.org/other"'),
    "AP507": (APPLE, APPLE.replace("dtds/podcast", "DTDs/PodCast")),
    "AP508": (GOOD[GOOD.index("  <channel>") :], "</rss>\n"),
    "AP509": ("</rss>", "<channel><title>Another</title></channel></rss>"),
    "AP510": ("<title>A good show</title>\n    <link>", "<link>"),
    "AP511": ("<link>https://good.example.org</link>\n    <description>", "<description>"),
    "AP512": ("<description>Two episodes, and nothing the matter with them.</description>", ""),
    "AP513": ("<language>", "<language>en</language><language>"),
    "AP514": ("https://good.example.org/cover.jpg</url>", "cover.jpg</url>"),
    "AP515": ("<lastBuildDate>Mon, 20 Oct 2025 08:30:00 +0200", "<lastBuildDate>2025-10-20"),
    "AP516": ("Two episodes", "Two episodes " * 400),
    "AP517": (GOOD[GOOD.index("    <item>") : GOOD.index("  </channel>")], ""),
    "AP518": ('rel="self"', 'rel="hub"'),
    "AP520": ("<language>en-GB</language>", ""),
    "AP521": ("<language>en-GB", "<language>English"),
    "AP522": ("<language>en-GB", "<language>en_GB"),
    "AP523": (
        GOOD[GOOD.index("    <itunes:category") : GOOD.index("    <itunes:explicit")],
        "",
    ),
    "AP524": ('"Society &amp; Culture"', '"Witchcraft"'),
    "AP525": ('"Society &amp; Culture"', '"News &amp; Politics"'),
    "AP526": ('"Politics"', '"Weather"'),
    "AP527": ("<itunes:explicit>false</itunes:explicit>\n    <itunes:type>", "<itunes:type>"),
    "AP528": (
        "<itunes:explicit>false</itunes:explicit>\n    <",
        "<itunes:explicit>1</itunes:explicit><",
    ),
    "AP529": (
        "<itunes:explicit>false</itunes:explicit>\n    <",
        "<itunes:explicit>no</itunes:explicit><",
    ),
    "AP530": ('<itunes:image href="https://good.example.org/cover.jpg"/>', ""),
    "AP531": ('href="https://good.example.org/cover.jpg"', 'href="https://good.example.org/cover"'),
    "AP532": ("<itunes:author>Good &amp; Co.</itunes:author>", ""),
    "AP533": (GOOD[GOOD.index("    <itunes:owner>") : GOOD.index("    <itunes:image")], ""),
    "AP534": ("<itunes:email>podcast@good.example.org</itunes:email>", ""),
    "AP535": ("<itunes:email>podcast@good.example.org", "<itunes:email>podcast at good"),
    "AP536": ("<itunes:type>episodic", "<itunes:type>weekly"),
    "AP537": ("<lastBuildDate>Mon", "<lastBuildDate>Tue"),
    "AP540": ("<podcast:guid>9b024349-ccf0", "<podcast:guid>good-show"),
    "AP541": (">yes</podcast:locked>", ">true</podcast:locked>"),
    "AP542": ('<podcast:funding url="https://good.example.org/give">', "<podcast:funding>"),
    "AP543": ("<podcast:medium>podcast", "<podcast:medium>talk"),
    "AP825": ("<title>The first", "<title>The second"),
    "AP826": (
        "<itunes:duration>1:02:03",
        "<itunes:season>1</itunes:season><itunes:episode>2</itunes:episode><itunes:duration>1:02:03",
    ),
    "AP856": ("<item>", POST + "<item>"),
    "AP590": (
        "<guid>https://good.example.org/first/</guid>",
        '<guid isPermaLink="false">good-2</guid>',
    ),
    "AP591": (
        'media/first.m4a" length="2000000" type="audio/x-m4a"',
        'media/second.mp3" length="2000000" type="audio/mpeg"',
    ),
    "AP592": ("<pubDate>Sun, 19 Oct", "<pubDate>Sun, 26 Oct"),
}
"""What is replaced in a good feed by what, by the code that comes of it; in the whole feed."""

ITEMS: dict[str, tuple[str, str]] = {
    "AP551": ("<title>The second</title>", ""),
    "AP552": ('<guid isPermaLink="false">good-2</guid>', ""),
    "AP553": (' isPermaLink="false"', ""),
    "AP554": ('isPermaLink="false"', 'isPermaLink="no"'),
    "AP555": ("<pubDate>Mon, 20 Oct 2025 08:30:00 +0200</pubDate>", ""),
    "AP556": ("Mon, 20 Oct 2025 08:30:00 +0200", "20.10.2025"),
    "AP557": ("Mon, 20 Oct", "Tue, 20 Oct"),
    "AP558": (
        SECOND_ITEM[SECOND_ITEM.index("<description>") : SECOND_ITEM.index("      <enclosure")],
        "",
    ),
    "AP559": ("What it is ", "What it is " * 400),
    "AP560": ("<itunes:title>The second", "<itunes:title>The &lt;b&gt;second&lt;/b&gt;"),
    "AP561": ("<p>What it is about", "<p onclick='x()'>What it is about"),
    "AP562": ("<link>https://good.example.org/second/", "<link>second/"),
    "AP563": ("<itunes:explicit>false", "<itunes:explicit>perhaps"),
    "AP564": ("<itunes:explicit>false", "<itunes:explicit>clean"),
    "AP565": ("<itunes:duration>62</itunes:duration>", ""),
    "AP566": ("<itunes:duration>62", "<itunes:duration>a minute"),
    "AP567": ("<itunes:episodeType>full", "<itunes:episodeType>special"),
    "AP568": ("<itunes:season>1", "<itunes:season>0"),
    "AP570": (
        SECOND_ITEM[SECOND_ITEM.index("<enclosure") : SECOND_ITEM.index("      <itunes:title")],
        "",
    ),
    "AP571": (
        "<enclosure ",
        '<enclosure url="https://b.example/b.mp3" length="99999" type="audio/mpeg"/><enclosure ',
    ),
    "AP572": ("https://good.example.org/media/second.mp3", "ftp://good.example.org/second.mp3"),
    "AP573": ('length="1000000"', 'length="1 MB"'),
    "AP574": ('length="1000000"', 'length="0"'),
    "AP575": (' type="audio/mpeg"', ""),
    "AP576": ('type="audio/mpeg"', 'type="audio/x-private"'),
    "AP577": ("media/second.mp3", "media/second"),
    "AP580": (' type="text/vtt"', ""),
    "AP581": ('type="text/vtt"', 'type="application/pdf"'),
    "AP582": ('url="https://good.example.org/second/chapters.json"', 'url=""'),
    "AP583": ('type="application/json+chapters"', 'type="text/xml"'),
    "AP584": ('start="00:00:30.250"', 'start="half a minute"'),
    "AP585": ('start="00:00:30.250"', 'start="00:00:00.000"'),
    "AP586": (">A. Author<", "><"),
    "AP587": ("<podcast:episode>2", "<podcast:episode>two"),
    "AP588": ('role="author"', 'role="wizard"'),
}
"""The same, within an item."""

EVERYTHING: dict[str, tuple[str, str]] = {
    "AP800": ("<itunes:subtitle>", "<itunes:Subtitle/><itunes:subtitle>"),
    "AP801": ("<podcast:season name", "<skipDays><day>Monday</day></skipDays><podcast:season name"),
    "AP802": (' feedGuid="917393e3-1b1e-5cef-ace4-edaa54e1f811"', ""),
    "AP803": ('status="pending"', 'status="pending" Status="live"'),
    "AP804": ('geo="geo:46.948,7.4474"', 'geo="46.948,7.4474"'),
    "AP805": ("<ttl>60", "<ttl>an hour"),
    "AP806": (">Bern<", "><"),
    "AP807": ("<day>Saturday</day>\n      <day>Sunday</day>", ""),
    "AP808": ("The best of it", "The best of it" * 10),
    "AP809": ("Everything, again.", "Everything, <b>again</b>."),
    "AP810": ("2025 A. Author", "&lt;b&gt;2025&lt;/b&gt; A. Author"),
    "AP811": ('href="https://example.org/">about', 'href="/about">about'),
    "AP812": ("<em>is</em>", "&lt;em&gt;is&lt;/em&gt;"),
    "AP813": ("parts.</p>", "parts.</p><p cla"),
    "AP814": ("At length", "FÃ¼r lÃ¤nger"),
    "AP815": ('encoding="UTF-8"?>', 'encoding="ISO-8859-1"?><!-- für -->'),
    "AP816": ("<rss", "<!DOCTYPE rss><rss"),
    "AP817": ("http://podlove.org/simple-chapters", "https://podlove.org/simple-chapters"),
    "AP818": ("  </channel>", "  </channel>" + OUTSIDE),
    "AP819": ("  </channel>", "  </channel><ttl>60</ttl>"),
    "AP820": ("https://all.example.org/1/comments", "https://all.example.org/1/ü"),
    "AP821": ("https://all.example.org/media/1.mp3", "https://192.168.1.5/media/1.mp3"),
    "AP822": ("https://all.example.org/media/1.mp3", "https://me:secret@all.example.org/1.mp3"),
    "AP823": (
        "<lastBuildDate>Mon, 20 Oct 2025 08:30:00 +0200",
        "<lastBuildDate>Mon, 20 Oct 2025 08:30:00 CEST",
    ),
    "AP824": (
        "all-1</guid>\n      <pubDate>Mon, 20 Oct 2025",
        "all-1</guid><pubDate>Tue, 20 Oct 2099",
    ),
    "AP827": ("<itunes:episode>1</itunes:episode>", ""),
    "AP828": ('length="2000000"', 'length="2000"'),
    "AP829": ("<itunes:duration>2:00", "<itunes:duration>0"),
    "AP830": ('start="00:01:00.000"', 'start="00:02:00.000"'),
    "AP831": ("<language>de-CH", "<language>de-UK"),
    "AP832": ('length="2000000" type="audio/mpeg"', 'length="2000000" type="audio/mp3"'),
    "AP833": ('<itunes:category text="Daily News"/>', '<itunes:category text="Politics"/>'),
    "AP834": ("/1/cover.jpg", "/1/cover"),
    "AP835": ("<itunes:name>A. Author</itunes:name>", ""),
    "AP836": ("<itunes:block>no", "<itunes:block>Yes"),
    "AP837": ("<itunes:complete>no", "<itunes:complete>Yes"),
    "AP838": ("<itunes:type>", "<itunes:keywords>a, b</itunes:keywords><itunes:type>"),
    "AP839": ("transcript.vtt", "transcript.srt"),
    "AP840": ('rel="alternate" hreflang="en"', 'rel="self"'),
    "AP841": ("feed-2.xml", "feed.xml"),
    "AP842": ("<url>https://all.example.org/small.png</url>", ""),
    "AP843": ("<hour>1</hour>", "<hour>0</hour>"),
    "AP844": ('value="sha384-', 'value="md5-'),
    "AP845": (' uri="https://social.example.org/@author/1"', ""),
    "AP846": ("cc-by-4.0", "free for all"),
    "AP847": (' medium="publisher"', ""),
    "AP848": ("9b024349-ccf0-5f69", "9b024349-ccf0-4f69"),
    "AP849": ('<guid isPermaLink="false">live-1</guid>', ""),
    "AP850": ('duration="30"', 'duration="3"'),
    "AP851": ('role="host"', 'role="wizard"'),
}
"""The same, in a feed with every element there is."""

PLAIN: dict[str, tuple[str, str]] = {
    "AP506": ("<rss ", '<rss xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0" '),
    "AP550": ("<description>Something else, without a title.</description>", ""),
}
"""The same, in a feed that is no podcast's."""


TAGS = Tags(
    title="The second",
    show="A good show",
    cover=Picture(data=b"\xff\xd8", mime_type="image/jpeg"),
    chapters=(
        TagChapter(title="How it begins", start=0.0, end=30.25),
        TagChapter(title="How it goes on", start=30.25, end=62.4),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A good publication, as the rules see it."""

    feed: Feed
    item: Item
    sound: Sound
    vtt: Captions
    srt: Captions
    chapters: Chapters
    image: Image
    page: Page

    @property
    def episode(self) -> PublishedEpisode:
        return PublishedEpisode(
            item=self.item,
            show="A good show",
            sound=self.sound,
            captions=(self.vtt, self.srt),
            chapters=self.chapters,
            page=self.page,
            missing=(),
        )

    @property
    def show(self) -> PublishedShow:
        return PublishedShow(feed=self.feed, page=self.page, missing=(), elsewhere=0)

    def subjects(self) -> list[Subject]:
        files = (self.sound, self.vtt, self.srt, self.chapters, self.image, self.page)
        return [self.item, self.feed, *files, self.episode, self.show, FETCHED]


@pytest.fixture
def good() -> Example:
    found = list(facts.gather(DATA / "good.xml", name="feed.xml"))
    item = next(subject for subject in found if isinstance(subject, Item))
    feed = next(subject for subject in found if isinstance(subject, Feed))
    cues = (
        CaptionCue(line=3, start=0.5, end=2.0, text="It begins\nlike this."),
        CaptionCue(line=7, start=2.0, end=61.5, text="And ends."),
    )
    return Example(
        feed=feed,
        item=item,
        sound=Sound(
            path="media/second.mp3",
            length=1_000_000,
            mime_type="audio/mpeg",
            duration=62.4,
            decoded=True,
            header_duration=62.45,
            tags=TAGS,
            loudness=Loudness(integrated_lufs=-16.9, loudness_range=4.0, true_peak_dbtp=-0.96),
        ),
        vtt=Captions(path="second/a.vtt", format="vtt", cues=cues, breaks=(), estimated=None),
        srt=Captions(
            path="second/a.srt",
            format="srt",
            cues=(
                replace(cues[0], text="It begins like"),
                replace(cues[1], text="this. And ends."),
            ),
            breaks=(),
            estimated=None,
        ),
        chapters=Chapters(
            path="second/chapters.json",
            marks=(
                Mark(start=0.0, title="How it begins"),
                Mark(start=30.2599, title="How it  goes on"),
            ),
            breaks=(),
        ),
        image=Image(
            path="cover.jpg",
            length=200_000,
            mime_type="image/jpeg",
            width=1400,
            height=1400,
            mode="RGB",
        ),
        page=Page(
            path="second/index.html",
            title="The second",
            text="How it begins It begins like this. How it goes on And ends.",
            audio=True,
            sounds=("https://good.example.org/media/second.mp3",),
            feeds=("https://good.example.org/feed.xml",),
            missing=(),
        ),
    )


def missing(kind: str) -> tuple[Reference, ...]:
    return (Reference(kind=kind, url="https://good.example.org/x", line=40),)  # type: ignore[arg-type] # the cases name the kinds


def tags(good: Example, **changes: object) -> Sound:
    return replace(good.sound, tags=replace(TAGS, **changes))  # type: ignore[arg-type] # any field


def cue(good: Example, number: int, **changes: object) -> Captions:
    cues = list(good.vtt.cues)
    cues[number] = replace(cues[number], **changes)  # type: ignore[arg-type] # any field
    return replace(good.vtt, cues=tuple(cues))


def broken(reason: str) -> tuple[Break, ...]:
    return (Break(line=5, column=None, reason=reason),)


def loud(good: Example, lufs: float, peak: float) -> Sound:
    measured = Loudness(integrated_lufs=lufs, loudness_range=4.0, true_peak_dbtp=peak)
    return replace(good.sound, loudness=measured)


FETCHED = Fetched(
    path="feed.xml",
    reference=Reference(kind="enclosure", url="https://a.example/a.mp3", line=7),
    declared_type="audio/mpeg",
    declared_length="1000000",
    address="https://a.example/a.mp3",
    status=200,
    mime_type="audio/mp3",
    length=1_000_000,
    ranges=True,
)

FILES: dict[str, Callable[[Example], Subject]] = {
    "AP230": lambda good: replace(good.vtt, breaks=broken("The times cannot be read: 1 --> 2")),
    "AP231": lambda good: replace(good.vtt, cues=()),
    "AP232": lambda good: cue(good, 1, end=1.5),
    "AP233": lambda good: cue(good, 1, start=0.2),
    "AP234": lambda good: cue(good, 1, start=1.9),
    "AP235": lambda good: replace(
        good.episode, captions=(cue(good, 1, end=62.91), replace(good.srt, cues=()))
    ),
    "AP236": lambda good: cue(good, 1, text=" \n"),
    "AP237": lambda good: replace(good.vtt, estimated=3),
    "AP238": lambda good: replace(
        good.episode, captions=(good.vtt, cue(good, 1, text="And more."))
    ),
    "AP239": lambda good: cue(good, 1, end=2.099),
    "AP250": lambda good: replace(good.chapters, breaks=broken("The file is not JSON")),
    "AP251": lambda good: replace(good.chapters, marks=good.chapters.marks[1:]),
    "AP252": lambda good: replace(
        good.chapters, marks=(*good.chapters.marks, Mark(start=2, title="A"))
    ),
    "AP253": lambda good: replace(
        good.episode,
        item=without_marks(good.item),
        sound=tags(good, chapters=()),
        page=None,
        chapters=replace(good.chapters, marks=(Mark(start=62.4, title="Too late"),)),
    ),
    "AP254": lambda good: replace(
        good.episode,
        sound=tags(good, chapters=()),
        chapters=replace(
            good.chapters,
            marks=(good.chapters.marks[0], Mark(start=30.2611, title="How it goes on")),
        ),
    ),
    "AP255": lambda good: replace(
        good.episode,
        sound=tags(good, chapters=TAGS.chapters[:1]),
    ),
    "AP256": lambda good: replace(
        good.chapters, marks=(good.chapters.marks[0], Mark(start=30.25, title=" "))
    ),
    "AP350": lambda _: Damaged(path="a.mp3", kind="sound", reason="it is no sound file"),
    "AP351": lambda good: loud(good, -17.1, -1.0),
    "AP352": lambda good: loud(good, -16.0, -0.94),
    "AP353": lambda good: replace(good.sound, header_duration=63.5),
    "AP354": lambda good: loud(good, -70.0, -90.0),
    "AP450": lambda good: tags(good, title=None),
    "AP451": lambda good: replace(good.episode, sound=tags(good, title="The third")),
    "AP452": lambda good: replace(good.episode, sound=tags(good, show="Another show")),
    "AP453": lambda good: tags(good, cover=None),
    "AP454": lambda _: Damaged(path="a.mp3", kind="tags", reason="a frame is too long"),
    "AP455": lambda good: tags(good, chapters=TAGS.chapters[::-1]),
    "AP456": lambda good: tags(good, chapters=(TagChapter(title="A", start=62.4, end=63.0),)),
    "AP460": lambda _: Damaged(path="cover.jpg", kind="image", reason="the file is not a picture"),
    "AP461": lambda good: replace(good.image, mime_type="image/webp"),
    "AP462": lambda good: replace(good.image, height=1399),
    "AP463": lambda good: replace(good.image, width=3001, height=3001),
    "AP464": lambda good: replace(good.image, mode="CMYK"),
    "AP465": lambda good: replace(good.image, mode="RGBA"),
    "AP466": lambda good: replace(good.image, path="cover.png"),
    "AP467": lambda good: replace(good.episode, missing=missing("image")),
    "AP468": lambda good: replace(good.show, missing=missing("image")),
    "AP538": lambda _: Unread(path="feed.xml", kind="feed", reason="Permission denied"),
    "AP593": lambda good: replace(good.episode, missing=missing("enclosure")),
    "AP594": lambda good: replace(good.episode, missing=missing("transcript")),
    "AP595": lambda good: replace(good.episode, missing=missing("chapters")),
    "AP596": lambda good: replace(good.episode, sound=replace(good.sound, length=1_000_001)),
    "AP597": lambda good: replace(good.episode, sound=replace(good.sound, mime_type="audio/mp4")),
    "AP598": lambda good: replace(good.episode, sound=replace(good.sound, duration=63.1)),
    "AP599": lambda good: replace(good.show, elsewhere=3),
    "AP650": lambda good: replace(good.episode, missing=missing("page")),
    "AP651": lambda good: replace(good.show, missing=missing("page")),
    "AP652": lambda good: replace(good.episode, page=replace(good.page, audio=False, sounds=())),
    "AP653": lambda good: replace(
        good.episode, page=replace(good.page, sounds=("https://good.example.org/media/first.mp3",))
    ),
    "AP654": lambda good: replace(good.episode, page=replace(good.page, title="A page")),
    "AP655": lambda good: replace(
        good.episode, page=replace(good.page, text="How it begins, and how: How it goes on")
    ),
    "AP656": lambda good: replace(
        good.episode, page=replace(good.page, text="It begins like this. And ends.")
    ),
    "AP657": lambda good: replace(good.page, missing=("../style.css",)),
    "AP658": lambda good: replace(good.show, page=replace(good.page, feeds=())),
    "AP870": lambda _: replace(FETCHED, status=404),
    "AP871": lambda _: replace(FETCHED, failure="it redirects in a circle", failure_code="AP861"),
    "AP872": lambda _: replace(FETCHED, failure="the certificate is old", failure_code="AP863"),
    "AP873": lambda _: replace(FETCHED, mime_type="video/mp4"),
    "AP874": lambda _: replace(FETCHED, length=1_000_001),
    "AP875": lambda _: replace(FETCHED, ranges=False),
    "AP876": lambda _: replace(FETCHED, answers_head=False),
    "AP877": lambda _: replace(FETCHED, hops=((302, "https://a.example/"),) * 6),
    "AP878": lambda _: replace(FETCHED, hops=((302, "http://a.example/a.mp3"),)),
    "AP879": lambda _: replace(
        FETCHED,
        reference=Reference(kind="feed", url="https://a.example/f.xml", line=7),
        hops=((301, "https://b.example/f.xml"),),
    ),
    "AP699": lambda _: Unread(path="a.mp3", kind="sound", reason="Permission denied"),
}
"""What is made of the good example, by the code that comes of it."""


def without_marks(item: Item) -> Item:
    children = {
        name: each for name, each in item.element.children.items() if name != "psc:chapters"
    }
    return replace(item, element=structs.replace(item.element, children=children))


def judged(text: str, folder: Path) -> tuple[Finding, ...]:
    feed = folder / "feed.xml"
    feed.write_text(text, encoding="utf-8")
    return rules.judge(facts.gather(feed, name="feed.xml"))


def changed(text: str, change: tuple[str, str]) -> str:
    old, new = change
    assert old in text
    return text.replace(old, new, 1)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("code", sorted(CHANNEL))
def test_rule_for_a_channel_is_broken_by_one_change(code: str, tmp_path: Path) -> None:
    assert codes(judged(changed(GOOD, CHANNEL[code]), tmp_path)) == [code]


@pytest.mark.parametrize("code", sorted(ITEMS))
def test_rule_for_an_item_is_broken_by_one_change(code: str, tmp_path: Path) -> None:
    feed = GOOD.replace(SECOND_ITEM, changed(SECOND_ITEM, ITEMS[code]))
    assert codes(judged(feed, tmp_path)) == [code]


@pytest.mark.parametrize("code", sorted(EVERYTHING))
def test_rule_for_any_element_is_broken_by_one_change(code: str, tmp_path: Path) -> None:
    assert codes(judged(changed(ALL, EVERYTHING[code]), tmp_path)) == [code]


@pytest.mark.parametrize("code", sorted(PLAIN))
def test_rule_for_any_feed_is_broken_by_one_change(code: str, tmp_path: Path) -> None:
    assert codes(judged(changed(NEWS, PLAIN[code]), tmp_path)) == [code]


@pytest.mark.parametrize("code", sorted(FILES))
def test_rule_for_files_is_broken_by_one_change(code: str, good: Example) -> None:
    assert codes(rules.judge([FILES[code](good)])) == [code]


@pytest.mark.parametrize("text", [GOOD, NEWS, ALL])
def test_no_rule_is_broken_by_a_good_feed(text: str, tmp_path: Path) -> None:
    assert judged(text, tmp_path) == ()


def test_no_rule_is_broken_by_a_good_publication(good: Example) -> None:
    assert rules.judge(good.subjects()) == ()


def test_every_rule_is_broken_by_a_test() -> None:
    tested = [*CHANNEL, *ITEMS, *EVERYTHING, *PLAIN, *FILES]
    assert sorted(tested) == [rule.code for rule in RULES if rule.default]


def test_rules_stand_in_the_order_of_their_codes_and_each_once() -> None:
    known = [rule.code for rule in RULES]
    assert known == sorted(set(known))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_says_what_why_how_and_who_asks_for_it(rule: Rule[Subject]) -> None:
    assert re.fullmatch(r"AP(2[3-9]\d|3[5-9]\d|4[5-9]\d|5\d\d|6[5-9]\d|8\d\d)", rule.code)
    assert rule.title[0].isupper() or rule.title.startswith(("isPermaLink", "podcast:"))
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.cure.endswith(".")
    link = urlsplit(rule.link)
    assert link.scheme in ("http", "https")
    assert link.netloc


def test_no_function_stands_for_two_rules() -> None:
    functions = [rule.check for rule in RULES]
    assert len(set(functions)) == len(functions)
