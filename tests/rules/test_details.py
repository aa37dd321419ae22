"""What the rules do not ask, and what else they find than the table's tests show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from audiopub import facts, rules
from audiopub.model import Loudness, TagChapter, Tags
from audiopub.rules.subjects import (
    CaptionCue,
    Captions,
    Chapters,
    Element,
    Feed,
    Item,
    ItemKey,
    Mark,
    PublishedEpisode,
    PublishedShow,
    Sound,
    Target,
)

GOOD = Path(__file__).parents[1] / "data" / "feeds" / "good.xml"


@pytest.fixture
def items() -> list[Item]:
    return [subject for subject in facts.gather(GOOD) if isinstance(subject, Item)]


@pytest.fixture
def judged(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """Change the good feed in one place and return what is found, as text."""

    def change(old: str, new: str) -> list[str]:
        text = GOOD.read_text(encoding="utf-8")
        assert old in text
        feed = tmp_path / "feed.xml"
        feed.write_text(text.replace(old, new, 1), encoding="utf-8")
        return [f"{each.code} {each.message}" for each in rules.judge(facts.gather(feed))]

    return change


def episode(item: Item, **changes: object) -> PublishedEpisode:
    bare = PublishedEpisode(
        item=item, show="", sound=None, captions=(), chapters=None, page=None, missing=()
    )
    return replace(bare, **changes)  # type: ignore[arg-type] # any field


def sound(**changes: object) -> Sound:
    bare = Sound(
        path="a.m4a",
        length=2_000_000,
        mime_type="audio/mp4",
        duration=3723.0,
        decoded=False,
        header_duration=None,
        tags=None,
        loudness=None,
    )
    return replace(bare, **changes)  # type: ignore[arg-type] # any field


def captions(path: str, *cues: tuple[float, float | None, str]) -> Captions:
    return Captions(
        path=path,
        format="vtt",
        cues=tuple(
            CaptionCue(line=1, start=start, end=end, text=text) for start, end, text in cues
        ),
        breaks=(),
        estimated=None,
    )


def found(subject: PublishedEpisode | PublishedShow | Sound | Captions | Item) -> list[str]:
    return [f"{each.code} {each.message}" for each in rules.judge([subject])]


def test_nothing_is_compared_with_what_is_not_there(items: list[Item]) -> None:
    for item in items:
        assert found(episode(item)) == []


def test_another_name_of_the_same_type_is_the_same(items: list[Item]) -> None:
    assert found(episode(items[1], sound=sound())) == []


def test_a_length_that_is_not_known_is_not_wrong(items: list[Item]) -> None:
    enclosure = Element(
        name="enclosure",
        line=1,
        attributes={"url": "https://a.example/a.m4a", "length": "0", "type": "audio/x-m4a"},
    )
    element = structs.replace(items[1].element, children={"enclosure": (enclosure,)})
    assert found(episode(replace(items[1], element=element), sound=sound())) == []


def test_what_is_malformed_is_not_compared(items: list[Item]) -> None:
    element = structs.replace(
        items[1].element,
        children={
            "enclosure": (Element(name="enclosure", line=1, attributes={"length": "x"}),),
            "itunes:duration": (Element(name="itunes:duration", line=1, text="long"),),
        },
    )
    assert found(episode(replace(items[1], element=element), sound=sound())) == []


def test_chapters_may_be_called_differently(items: list[Item]) -> None:
    marks = (Mark(start=0.0, title="How it begins"), Mark(start=30.25, title="How it ends"))
    chapters = Chapters(path="c.json", marks=marks, breaks=())
    (message,) = found(episode(items[0], chapters=chapters))
    assert message.startswith("AP254 the chapters in the feed and in c.json differ: number 2")
    assert message.endswith("is called 'How it goes on' and 'How it ends'")


def test_chapters_may_begin_at_another_time(items: list[Item]) -> None:
    chapters = Chapters(path="c.json", marks=(Mark(start=0.0, title="A"),), breaks=())
    tags = Tags(title="x", chapters=(TagChapter(title="A", start=1.5, end=2.0),))
    compared = episode(items[1], chapters=chapters, sound=sound(tags=tags))
    assert (
        "AP255 the chapters in the tags and in c.json differ: number 1 begins at 1.500 s and at"
        in (found(compared)[0])
    )


def test_chapters_of_the_tags_are_compared_with_the_feed_if_there_is_no_file(
    items: list[Item],
) -> None:
    tags = Tags(title="The second", chapters=(TagChapter(title="A", start=0.0, end=2.0),))
    compared = episode(items[0], sound=sound(tags=tags, length=1_000_000, duration=62.0))
    assert "AP255 the chapters in the tags and in the feed differ: 1 and 2" in found(compared)


def test_the_same_cue_may_be_shown_at_another_time(items: list[Item]) -> None:
    one = captions("a.vtt", (0.0, 1.0, "A"), (1.0, 2.0, "B"))
    other = captions("b.vtt", (0.0, 1.0, "A"), (1.002, 2.0, "B"))
    assert found(episode(items[0], captions=(one, other))) == [
        "AP238 the transcript differs from a.vtt: a cue begins at 1.000 s there, at 1.002 s here"
    ]


def test_the_same_words_may_be_cut_into_other_cues(items: list[Item]) -> None:
    one = captions("a.vtt", (0.0, 1.0, "A --> B"), (1.0, 2.0, "C"))
    other = captions("b.vtt", (0.0, 2.0, "A \N{RIGHTWARDS ARROW}\nB C"))
    assert found(episode(items[0], captions=(one, other))) == []


def test_only_cues_of_one_text_are_compared_in_time(items: list[Item]) -> None:
    one = captions("a.vtt", (0.0, 2.0, "A B"), (2.0, 3.0, "C"))
    other = captions("b.vtt", (0.0, 1.0, "A"), (1.0, 3.0, "B C"))
    assert found(episode(items[0], captions=(one, other))) == []


def test_the_first_difference_of_transcripts_is_shown(items: list[Item]) -> None:
    one = captions("a.vtt", (0.0, 1.0, "It begins like this."))
    other = captions("b.vtt", (0.0, 1.0, "It begins like"))
    assert found(episode(items[0], captions=(one, other))) == [
        "AP238 the transcript differs from a.vtt: 'this.' there, '' here"
    ]


def test_a_cue_without_an_end_is_placed_by_its_start(items: list[Item]) -> None:
    open_ended = captions("a.json", (1.0, None, "A"), (3725.0, None, "B"))
    assert found(open_ended) == []
    assert [
        each[:5] for each in found(episode(items[1], captions=(open_ended,), sound=sound()))
    ] == ["AP235"]


def test_a_cue_that_ends_before_it_begins_does_not_overlap_the_next() -> None:
    assert [each[:5] for each in found(captions("a.vtt", (2.0, 1.0, "A"), (2.5, 3.0, "B")))] == [
        "AP232"
    ]


def test_a_show_whose_page_is_elsewhere_is_not_asked_to_name_its_feed() -> None:
    feed = next(subject for subject in facts.gather(GOOD) if isinstance(subject, Feed))
    assert found(PublishedShow(feed=feed, page=None, missing=(), elsewhere=0)) == []


def test_loudness_that_was_not_measured_is_not_judged() -> None:
    assert found(sound()) == []


def test_a_sound_is_held_against_what_its_show_asks_for() -> None:
    measured = Loudness(integrated_lufs=-19.2, loudness_range=4.0, true_peak_dbtp=-1.4)
    assert [each[:5] for each in found(sound(loudness=measured))] == ["AP351"]
    quiet = Target(lufs=-19.0, peak_dbtp=-2.0)
    assert found(sound(loudness=measured, target=quiet)) == [
        "AP352 the true peak is -1.4 dBTP, above -2 dBTP"
    ]
    halfway = Target(lufs=-17.5)
    assert found(sound(loudness=measured, target=halfway)) == [
        "AP351 the loudness is -19.2 LUFS, not -17.5 LUFS"
    ]


def test_a_cue_of_a_tenth_of_a_second_is_long_enough() -> None:
    assert found(captions("a.vtt", (0.2, 0.3, "A"), (2.0, None, "B"))) == []
    assert found(captions("a.vtt", (0.2, 0.299, "A"))) == [
        "AP239 the cue at 0.200 s is shown for 0.099 s only"
    ]


@pytest.mark.parametrize("role", ["", 'role="Co-Host"', 'role=" narrator "'])
def test_a_role_may_be_left_out_and_is_written_in_any_case(
    judged: Callable[[str, str], list[str]], role: str
) -> None:
    assert judged('role="author" group="writing"', role) == []


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (
            "<itunes:type>",
            "<itunes:new-feed-url>here</itunes:new-feed-url><itunes:type>",
            ["AP514 the address of the channel's <itunes:new-feed-url> is not absolute: here"],
        ),
        (
            'href="https://good.example.org/feed.xml"',
            'href=""',
            ["AP802 the <atom:link> has no href"],
        ),
        (
            'itunes:image href="https://good.example.org/cover.jpg"',
            'itunes:image href="https://[good/cover"',
            ["AP514 the address of the channel's <itunes:image> is malformed: https://[good/cover"],
        ),
        (
            'itunes:image href="https://good.example.org/second/cover.jpg"',
            'itunes:image href=""',
            ["AP562 the address of the <itunes:image> is empty"],
        ),
        (
            'title="How it goes on"',
            'title=" "',
            ["AP584 the <psc:chapter> has no title"],
        ),
        (
            "https://good.example.org/cover.jpg</url>",
            "https://a b</url>",
            ["AP514 the address of the channel's <url> has a space in it: https://a b"],
        ),
        (
            "<podcast:season>1",
            "<podcast:season>I",
            ["AP587 the <podcast:season> is no whole number: 'I'"],
        ),
        (
            'length="1000000" ',
            "",
            ["AP573 the enclosure does not say its length"],
        ),
        (
            '<podcast:locked owner="podcast@good.example.org">yes',
            "<podcast:locked>",
            ["AP541 <podcast:locked> is yes or no, not ''"],
        ),
    ],
)
def test_messages_say_what_is_the_matter(
    judged: Callable[[str, str], list[str]], old: str, new: str, messages: list[str]
) -> None:
    assert judged(old, new) == messages


@pytest.mark.parametrize(
    "body",
    [
        "&lt;script&gt;1&lt;/script&gt;",
        "&lt;a href='javascript:x'&gt;a&lt;/a&gt;",
        "&lt;IFRAME src='x'&gt;",
        "<![CDATA[<img src=x onerror = 1>]]>",
    ],
)
def test_what_runs_is_found_in_any_guise(
    judged: Callable[[str, str], list[str]], body: str
) -> None:
    assert [each[:5] for each in judged("What it was about.", body)] == ["AP561"]


@pytest.mark.parametrize(
    "body", ["on a = b", "a < b on c=d", "script", "&lt;p&gt;on=off&lt;/p&gt;"]
)
def test_what_does_not_run_is_left_alone(
    judged: Callable[[str, str], list[str]], body: str
) -> None:
    assert judged("What it was about.", body.replace("a < b", "a &lt; b")) == []


@pytest.mark.parametrize("title", ["A &lt; B", "AT&amp;T", "&lt;3", "R&amp;B; D"])
def test_a_title_may_have_signs_that_are_no_markup(
    judged: Callable[[str, str], list[str]], title: str
) -> None:
    assert judged("<title>The first", f"<title>{title}") == []


@pytest.mark.parametrize(
    "title", ["A &amp;amp; B", "&lt;br/&gt;", "Caf&amp;eacute;", "a&amp;#39;s"]
)
def test_a_title_has_no_markup(judged: Callable[[str, str], list[str]], title: str) -> None:
    assert [each[:5] for each in judged("<title>The first", f"<title>{title}")] == ["AP560"]


NAMES = sorted(
    {
        *("title", "link", "description", "language", "guid", "pubDate", "lastBuildDate", "image"),
        *("url", "enclosure", "content:encoded", "atom:link", "psc:chapters", "psc:chapter"),
        *(
            f"itunes:{name}"
            for name in ("title", "image", "category", "explicit", "owner", "email")
        ),
        *(f"itunes:{name}" for name in ("type", "duration", "season", "episode", "episodeType")),
        *(f"podcast:{name}" for name in ("guid", "locked", "funding", "medium", "transcript")),
        *(f"podcast:{name}" for name in ("chapters", "person", "season", "episode")),
    }
)
VALUES = st.one_of(
    st.text(),
    st.from_regex(r"[0-9]{1,12}[:.][0-9]{1,12}"),
    st.integers(0, 5000).map(lambda digits: "1" * digits),
    st.sampled_from(["true", "https://[", "http://a:b/", "Mon, 99 Oct 2025 08:30:00 GMT"]),
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["href", "url", "type", "length", "text", "rel", "start", "isPermaLink"]),
    VALUES,
)


NOTHING: st.SearchStrategy[dict[str, tuple[Element, ...]]] = st.just({})


def elements(
    children: st.SearchStrategy[dict[str, tuple[Element, ...]]],
) -> st.SearchStrategy[Element]:
    return st.builds(
        Element,
        name=st.sampled_from(NAMES),
        line=st.just(1),
        text=VALUES,
        attributes=ATTRIBUTES,
        children=children,
    )


def grouped(
    children: st.SearchStrategy[Element],
) -> st.SearchStrategy[dict[str, tuple[Element, ...]]]:
    return st.lists(children, max_size=5).map(
        lambda found: {
            name: tuple(each for each in found if each.name == name)
            for name in sorted({each.name for each in found})
        }
    )


@given(
    element=elements(grouped(elements(grouped(elements(NOTHING))))),
    keys=st.lists(VALUES, max_size=4),
)
@settings(deadline=None, max_examples=40)
def test_no_value_makes_a_rule_stumble(element: Element, keys: list[str]) -> None:
    item = Item(
        path="f", position=1, element=element, vocabularies=frozenset({"itunes", "podcast"})
    )
    feed = Feed(
        path="f",
        root="rss",
        root_at=(1, None),
        read=dt.datetime(2025, 10, 21, tzinfo=dt.UTC),
        version="2.0",
        namespaces={"http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes"},
        undeclared={},
        broken=None,
        truncated=False,
        channels=1,
        channel=element,
        items=tuple(ItemKey(line=1, guid=key, enclosure=key, published=key) for key in keys),
        podcast=True,
    )
    tags = Tags(title="a", chapters=(TagChapter(title="x", start=0.0, end=1.0),))
    chapters = Chapters(path="c", marks=(Mark(start=0.0, title="x"),), breaks=())
    compared = episode(item, sound=sound(tags=tags), chapters=chapters)
    shown = PublishedShow(feed=feed, page=None, missing=(), elsewhere=0)
    for finding in rules.judge([item, feed, compared, shown]):
        assert "\n" not in finding.message
        assert len(finding.message) < 400
