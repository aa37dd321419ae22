from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from audiopub.model import Alignment, Episode, Publication, Show

GOLDEN = Path(__file__).parent.parent / "golden" / "site"

Render = Callable[..., dict[str, bytes]]
Publish = Callable[[Episode], Publication]

BLOCKS = ".//*[self::h1 or self::h2 or self::h3 or self::p or self::li or self::dt or self::dd]"


def page_of(render: Render, publication: Publication, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(publication)[path])


def episode_page(
    render: Render, publication: Publication, *alignment: Alignment
) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(publication, *alignment)["telefonat/index.html"])


def texts(tree: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.findall(path)]


def values(tree: lxml.html.HtmlElement, path: str) -> list[str]:
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [str(value) for value in found]


def as_read(tree: lxml.html.HtmlElement) -> str:
    """The page's text, a block a line, headings marked as Markdown does."""
    lines = []
    for block in tree.xpath(BLOCKS):
        text = " ".join(block.text_content().split())
        mark = "#" * int(block.tag[1]) + " " if block.tag in {"h1", "h2", "h3"} else ""
        if block.find("p") is None and text:
            lines.append(mark + text)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["index", "telefonat/index"])
def test_pages_read_as_they_should(render: Render, publication: Publication, name: str) -> None:
    read = as_read(page_of(render, publication, f"{name}.html"))
    golden = GOLDEN / f"{name.replace('/', '-')}.txt"
    assert read == golden.read_text(encoding="utf-8")


def test_chapters_are_marked_once_by_the_picture_or_else_by_the_page(
    render: Render, publish: Publish, episode: Episode
) -> None:
    borders = []
    for waveform in (episode.waveform, None):
        page = episode_page(render, publish(replace(episode, waveform=waveform)))
        assert len(values(page, "//*[@class='part']/*[@class='area']/@x")) == 2
        borders.append(len(values(page, "//*[@class='part']/*[@class='border']/@x")))
    assert borders == [0, 1]


def test_the_show_page_lists_its_episodes_newest_first(
    render: Render, publication: Publication
) -> None:
    tree = page_of(render, publication, "index.html")
    assert texts(tree, ".//article//h3") == [
        "Die neue Folge",
        "Ein Telefonat: Das Wichtigste",
        "Die alte Folge",
    ]


def test_the_show_page_offers_every_way_to_subscribe(
    render: Render, publication: Publication
) -> None:
    tree = page_of(render, publication, "index.html")
    links = values(tree, "//nav[@aria-labelledby='subscribe']//a/@href")
    feed = "https%3A%2F%2Fpodcast.example.org%2Fkommentare%2Ffeed.xml"
    assert links == [
        "feed.xml",
        "pcast://podcast.example.org/kommentare/feed.xml",
        f"https://antennapod.org/deeplink/subscribe?url={feed}&title=Kommentare",
        f"overcast://x-callback-url/add?url={feed}",
        "pktc://subscribe/podcast.example.org/kommentare/feed.xml",
        "podcast://podcast.example.org/kommentare/feed.xml",
    ]


def test_pages_say_where_they_belong_and_where_the_feed_is(
    render: Render, publication: Publication
) -> None:
    show, episode = page_of(render, publication, "index.html"), episode_page(render, publication)
    home = "https://podcast.example.org/kommentare/"
    assert values(show, "//link[@rel='canonical']/@href") == [home]
    assert values(episode, "//link[@rel='canonical']/@href") == [f"{home}telefonat/"]
    feed = "//link[@rel='alternate'][@type='application/rss+xml']/@href"
    assert values(show, feed) == ["feed.xml"]
    assert values(episode, feed) == ["../feed.xml"]
    assert values(episode, "//meta[@property='og:audio']/@content") == [
        f"{home}media/telefonat-0a1b2c3d.mp3"
    ]


def test_chapters_and_passages_lead_into_the_sound_without_a_script(
    render: Render,
    publication: Publication,
) -> None:
    tree = episode_page(render, publication)
    sound = "../media/telefonat-0a1b2c3d.mp3"
    assert values(tree, "//audio/source/@src") == [sound]
    assert values(tree, "//ol//li/p/a[1]/@href") == [f"{sound}#t=0", f"{sound}#t=41"]
    assert values(tree, "//a[@class='time']/@href") == [
        f"{sound}#t=0",
        f"{sound}#t=41",
        f"{sound}#t=82",
    ]
    without_script = "//*[@data-live][not(@hidden)] | //button[not(ancestor-or-self::*[@hidden])]"
    assert not values(tree, without_script)


def test_every_spoken_sentence_carries_its_times(render: Render, publication: Publication) -> None:
    tree = episode_page(render, publication)
    assert values(tree, "//span/@data-start") == ["0", "20.5", "41", "61.5", "82"]
    assert values(tree, "//span/@data-end") == ["20", "40.5", "61", "81.5", "102"]


def test_an_unspoken_sentence_has_no_time_and_is_explained(
    render: Render, publish: Publish, episode: Episode, alignment: Alignment
) -> None:
    first, *others = alignment.sentences
    silent = replace(others[3], spoken=False)
    sentences = (replace(first, spoken=False), *others[:3], silent)
    tree = episode_page(render, publish(episode), replace(alignment, sentences=sentences))
    assert texts(tree, ".//i") == [first.text, silent.text]
    assert values(tree, "//span/@data-start") == ["20.5", "41", "61.5"]
    # The first passage begins with its first spoken sentence; the last has no time.
    assert texts(tree, ".//a[@class='time']") == ["0:20", "0:41"]
    assert "Kursive Sätze kommen in der Aufnahme nicht vor." in texts(tree, ".//p")


@pytest.mark.parametrize(
    ("whole", "some", "remark"),
    [
        (True, True, "Die Zeiten sind aus der Länge des Textes geschätzt."),
        (False, True, "Einige Zeiten sind aus der Länge des Textes geschätzt."),
        (False, False, None),
    ],
)
def test_estimated_times_are_said_to_be(
    render: Render,
    publish: Publish,
    episode: Episode,
    alignment: Alignment,
    *,
    whole: bool,
    some: bool,
    remark: str | None,
) -> None:
    first, *others = alignment.sentences
    alignment = replace(
        alignment,
        estimated=whole,
        sentences=(replace(first, estimated=some), *others),
    )
    tree = episode_page(render, publish(episode), alignment)
    (*remarks, hint) = texts(tree, ".//p[@class='remark']")
    assert remarks == ([remark] if remark else [])
    assert hint.startswith("Ein Klick auf einen Satz")


def test_an_episode_leads_to_its_neighbours(render: Render, publication: Publication) -> None:
    path = "//nav[@class='neighbours']/a/@href"
    assert values(episode_page(render, publication), path) == [
        "../neu/index.html",
        "../alt/index.html",
        "../index.html",
    ]
    newest = page_of(render, publication, "neu/index.html")
    assert values(newest, path) == ["../telefonat/index.html", "../index.html"]
    oldest = page_of(render, publication, "alt/index.html")
    assert values(oldest, path) == ["../telefonat/index.html", "../index.html"]


def test_an_episode_is_described_to_search_engines(
    render: Render, publication: Publication
) -> None:
    (data,) = values(
        episode_page(render, publication), "//script[@type='application/ld+json']/text()"
    )
    said = json.loads(data)
    assert said["@type"] == "PodcastEpisode"
    assert said["datePublished"] == "2025-10-20T09:00:00+02:00"
    assert said["duration"] == "PT1M42S"
    assert said["associatedMedia"]["contentSize"] == "1640000"
    assert [clip["name"] for clip in said["hasPart"]] == ["Der Anruf", "Das Schweigen"]
    assert said["contributor"] == [{"@type": "Person", "name": "Klara Klang"}]


def test_a_show_is_described_to_search_engines(render: Render, publication: Publication) -> None:
    tree = page_of(render, publication, "index.html")
    (data,) = values(tree, "//script[@type='application/ld+json']/text()")
    said = json.loads(data)
    assert said["@type"] == "PodcastSeries"
    assert said["webFeed"] == "https://podcast.example.org/kommentare/feed.xml"
    assert said["genre"] == ["News"]


def test_a_text_in_another_language_is_marked_as_such(
    render: Render, publish: Publish, show: Show, episode: Episode
) -> None:
    arabic = replace(episode, language="ar", title="مكالمة")
    shelf = page_of(render, publish(arabic), "index.html")
    assert (shelf.get("lang"), shelf.get("dir")) == ("de", "ltr")
    assert values(shelf, "//article/div/@lang") == ["ar"]
    assert values(shelf, "//article/div/@dir") == ["rtl"]
    page = episode_page(render, Publication(show=show, episodes=(arabic,)))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert values(page, "//nav[@class='home']/a/@lang") == ["de"]
    assert set(values(page, "//h2/@lang")) == {"de"}


def test_a_show_in_a_language_without_words_speaks_english(
    render: Render, publish: Publish, show: Show, episode: Episode
) -> None:
    yoruba = Publication(
        show=replace(show, language="yo"), episodes=(replace(episode, language="yo"),)
    )
    tree = page_of(render, yoruba, "index.html")
    assert tree.get("lang") == "yo"
    assert texts(tree, ".//h2") == ["Subscribe", "Support", "Episodes", "By topic"]
    assert set(values(tree, "//h2/@lang")) == {"en"}
    assert not values(page_of(render, publish(episode), "index.html"), "//h2/@lang")


def test_what_is_not_known_leaves_no_gap(
    render: Render, publish: Publish, show: Show, episode: Episode
) -> None:
    bare = replace(
        episode,
        subtitle=None,
        persons=(),
        link=None,
        notice=None,
        season=None,
        number=None,
        explicit=True,
        kind="trailer",
    )
    tree = episode_page(render, publish(bare))
    assert not tree.xpath("//*[@class='notice'] | //*[@class='subtitle']")
    assert texts(tree, ".//p[@class='dateline']") == [
        "20. Oktober 2025 2 Min. Trailer Nicht jugendfrei"
    ]
    plain = replace(show, copyright=None, license=None, license_link=None, funding=())
    assert not page_of(render, Publication(show=plain, episodes=()), "index.html").xpath("//footer")
