from __future__ import annotations

import datetime as dt
import gzip
import itertools
import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from tests.site.conftest import entries_of

from audiopub import site
from audiopub.errors import SiteError
from audiopub.model import Alignment, Episode, Publication, Show, TimedSentence

Render = Callable[..., dict[str, bytes]]


def read_too_early() -> Alignment:
    raise AssertionError("sentences are read only when a part is rendered")


def parts(publication: Publication) -> list[site.Part]:
    return list(site.parts(publication.show, entries_of(publication, read_too_early)))


VOID = {"meta", "link", "img", "br", "hr", "input", "source", "image", "rect"}


def files_of(publication: Publication) -> set[str]:
    """Every file that the rest of audiopub puts into the published tree."""
    found = {"feed.xml", publication.show.artwork.path}
    for episode in publication.episodes:
        found |= {
            episode.artwork.path,
            episode.enclosure.path,
            *(
                attachment.path
                for attachment in (*episode.transcripts, episode.chapters_file, episode.waveform)
                if attachment
            ),
        }
    return found


class Balance(HTMLParser):
    """Notes every end tag that closes nothing, element left open, and attribute given twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def faults(page: str) -> list[str]:
    balance = Balance()
    balance.feed(page)
    balance.close()
    return balance.faults + [f"<{tag}> is left open" for tag in balance.open]


@pytest.fixture
def pages(render: Render, publication: Publication) -> dict[str, bytes]:
    return {
        path: content for path, content in render(publication).items() if path.endswith(".html")
    }


def test_every_file_of_the_site_is_there(render: Render, publication: Publication) -> None:
    paths = sorted(re.sub(r"-[0-9a-f]{8}\.", ".", path) for path in render(publication))
    assert paths == [
        "alt/embed.html",
        "alt/index.html",
        "alt/oembed.json",
        "alt/sentences.js",
        "assets/icon.svg",
        "assets/player.js",
        "assets/qr.svg",
        "assets/search.js",
        "assets/style.css",
        "index.html",
        "neu/embed.html",
        "neu/index.html",
        "neu/oembed.json",
        "neu/sentences.js",
        "page/topic-diplomatie.html",
        "page/year-2025.html",
        "robots.txt",
        "search/0-0.js",
        "search/0.js",
        "sitemap.xml",
        "telefonat/embed.html",
        "telefonat/index.html",
        "telefonat/oembed.json",
        "telefonat/sentences.js",
    ]


def test_it_is_known_of_every_file_whose_it_is(render: Render, publication: Publication) -> None:
    slugs = {episode.slug for episode in publication.episodes}
    for path in render(publication):
        folder = path.partition("/")[0]
        assert site.owner(path) == (folder if folder in slugs else "")
    for path in ("CNAME", "alt/photo.jpg", "assets/own.css", "page/own/index.html", "media/a.mp3"):
        assert site.owner(path) is None


def test_equal_publications_give_equal_bytes(render: Render, publication: Publication) -> None:
    assert render(publication) == render(replace(publication))


def test_nothing_is_rendered_before_it_is_asked_for(publication: Publication) -> None:
    broken = replace(publication.episodes[1], slug="zuletzt", title="\ud800")
    found = parts(replace(publication, episodes=(broken,)))
    (index,) = (part for part in found if part.name == "index.html")
    with pytest.raises(SiteError):
        index.render()


def test_parts_have_names_of_their_own(publication: Publication) -> None:
    names = [part.name for part in parts(publication)]
    assert len(names) == len(set(names))


def test_a_changed_title_reaches_only_what_shows_it(publication: Publication) -> None:
    many = tuple(
        replace(
            publication.episodes[1],
            name=f"e{number}",
            slug=f"e{number}",
            title=f"Folge {number}",
            keywords=(f"thema {number % 2}",),
            published=publication.episodes[1].published - dt.timedelta(days=30 * number),
        )
        for number in range(250)
    )
    before = replace(publication, episodes=many)
    changed = replace(many[120], title="Eine andere")
    after = replace(publication, episodes=(*many[:120], changed, *many[121:]))
    made_of = {part.name: part.made_of for part in parts(before)}
    assert {part.name for part in parts(after) if made_of[part.name] != part.made_of} == {
        *("e119/", "e120/", "e121/"),
        "page/6.html",
        f"page/year-{changed.published.year}.html",
        "page/topic-thema-0.html",
        "search/1",
    }


def test_a_changed_subtitle_reaches_the_search(publication: Publication) -> None:
    changed = replace(publication.episodes[1], subtitle="Ein Anruf nach Mitternacht")
    after = replace(publication, episodes=(changed,))
    before = replace(publication, episodes=(publication.episodes[1],))
    made_of = {part.name: part.made_of for part in parts(before)}
    reached = {part.name for part in parts(after) if made_of[part.name] != part.made_of}
    assert reached == {"index.html", "telefonat/", "search/0"}


def test_a_new_episode_leaves_the_pages_of_older_ones_as_they_are(
    publication: Publication,
) -> None:
    first = publication.episodes[1]
    many = tuple(
        replace(first, slug=f"e{number}", name=f"e{number}", keywords=()) for number in range(90)
    )
    before, after = (replace(publication, episodes=some) for some in (many[1:], many))
    made_of = {part.name: part.made_of for part in parts(before)}
    assert {part.name for part in parts(after) if made_of.get(part.name) != part.made_of} == {
        "index.html",
        "e0/",
        "e1/",
        "page/year-2025.html",
        "sitemap.xml",
        "search/0",
    }


def test_the_scripts_are_small_enough_to_read(render: Render, publication: Publication) -> None:
    sizes = {path: len(gzip.compress(data)) for path, data in render(publication).items()}
    for stem, most in (("assets/player", 5_500), ("assets/search", 3_500)):
        assert next(size for path, size in sizes.items() if path.startswith(stem)) < most


def test_an_unbalanced_page_would_be_noticed() -> None:
    assert faults("<p><b>x</p>")
    assert faults("<p>")
    assert faults('<p id="a" id="b"></p>')
    assert faults("</p>")


def test_pages_are_well_formed(pages: dict[str, bytes]) -> None:
    assert {path: faults(page.decode()) for path, page in pages.items()} == {
        path: [] for path in pages
    }


def test_ids_are_unique_and_labels_refer_to_them(pages: dict[str, bytes]) -> None:
    references = []
    for page in pages.values():
        tree = lxml.html.document_fromstring(page)
        ids = [str(value) for value in tree.xpath("//@id")]
        assert len(ids) == len(set(ids))
        labels = tree.xpath("//@aria-labelledby | //label/@for | //output/@for")
        assert {str(value) for value in labels} <= set(ids)
        references += labels
    assert references


def test_headings_descend_one_level_at_a_time(pages: dict[str, bytes]) -> None:
    for page in pages.values():
        tree = lxml.html.document_fromstring(page)
        levels = [int(str(h.tag)[1]) for h in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_every_local_reference_leads_to_a_file_of_the_tree(
    render: Render, publication: Publication, pages: dict[str, bytes]
) -> None:
    known = set(render(publication)) | files_of(publication)
    for path, page in pages.items():
        tree = lxml.html.document_fromstring(page)
        local = [
            str(value)
            for value in tree.xpath("//@href | //@src")
            if not urlsplit(str(value)).scheme and not str(value).startswith("#")
        ]
        assert local
        for reference in local:
            target = unquote(urlsplit(reference).path)
            assert not target.startswith("/")
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in known


def test_nothing_is_fetched_from_another_host(pages: dict[str, bytes]) -> None:
    for page in pages.values():
        tree = lxml.html.document_fromstring(page)
        fetched = tree.xpath(
            "//@src | //image/@href"
            " | //link[not(@rel='canonical' or @type='application/json+oembed')]/@href"
        )
        assert fetched
        assert not [str(value) for value in fetched if urlsplit(str(value)).netloc]


def test_every_page_carries_the_strict_policy(pages: dict[str, bytes]) -> None:
    for page in pages.values():
        tree = lxml.html.document_fromstring(page)
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not tree.xpath("//style | //@style")


def test_a_slug_with_blanks_and_signs_is_escaped_in_addresses(
    render: Render, publish: Callable[[Episode], Publication], episode: Episode
) -> None:
    pages = render(publish(replace(episode, slug="was? #1")))
    tree = lxml.html.document_fromstring(pages["index.html"])
    assert "was%3F%20%231/index.html" in tree.xpath("//article//a/@href")


@pytest.mark.parametrize("slug", ["", ".", "..", "a/b", "..\\x", "assets", "Media", "a\nb"])
def test_a_slug_that_names_no_folder_of_its_own_is_refused(
    publish: Callable[[Episode], Publication], episode: Episode, slug: str
) -> None:
    with pytest.raises(SiteError) as caught:
        parts(publish(replace(episode, slug=slug)))
    assert caught.value.code == "AP601"
    assert caught.value.path == "telefonat"


def test_two_episodes_cannot_share_a_folder(show: Show, episode: Episode) -> None:
    twin = replace(episode, name="zwilling", slug="TELEFONAT")
    with pytest.raises(SiteError, match="share the slug") as caught:
        parts(Publication(show=show, episodes=(episode, twin)))
    assert caught.value.code == "AP602"


def test_a_lone_surrogate_is_an_error_that_says_where(
    render: Render, publish: Callable[[Episode], Publication], episode: Episode
) -> None:
    with pytest.raises(SiteError, match=r"U\+D800") as caught:
        render(publish(replace(episode, notice="a\ud800")))
    assert (caught.value.code, caught.value.path) == ("AP603", "telefonat/index.html")


def test_a_show_without_episodes_has_its_page(render: Render, show: Show) -> None:
    pages = render(Publication(show=show, episodes=()))
    assert "Kommentare" in pages["index.html"].decode()


def test_a_text_of_one_sentence_renders(
    render: Render,
    publish: Callable[[Episode], Publication],
    episode: Episode,
    alignment: Alignment,
) -> None:
    first = replace(alignment, sentences=alignment.sentences[:1])
    short = replace(episode, chapters=episode.chapters[:1])
    page = render(publish(short), first)["telefonat/index.html"].decode()
    assert "Zwei Minister haben telefoniert." in page
    assert "<h3>" not in page
    assert faults(page) == []


def test_an_episode_without_a_transcript_renders(
    render: Render,
    publish: Callable[[Episode], Publication],
    episode: Episode,
    alignment: Alignment,
) -> None:
    empty = replace(
        episode,
        enclosure=replace(episode.enclosure, duration=0.0),
        transcripts=(),
    )
    page = render(publish(empty), replace(alignment, sentences=()))["telefonat/index.html"].decode()
    assert 'id="transcript"' not in page
    assert faults(page) == []


def test_three_hours_in_2500_sentences_stay_light(
    render: Render,
    publish: Callable[[Episode], Publication],
    episode: Episode,
    alignment: Alignment,
    sentences: tuple[TimedSentence, ...],
) -> None:
    long = tuple(
        replace(
            sentences[index % 5],
            text=f"{sentences[index % 5].text} {index * 7919 % 10007}",
            paragraph=index // 4,
            start=index * 4.32,
            end=index * 4.32 + 4,
        )
        for index in range(2500)
    )
    whole = replace(alignment, sentences=long, duration=10800.0)
    page = render(publish(episode), whole)["telefonat/index.html"]
    assert page.count(b"<span data-start=") == 2500
    assert b"2:59:42" in page
    assert len(gzip.compress(page, mtime=0)) < 250_000
