"""What machines read beside the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import lxml.html
import pytest
from lxml import etree

from audiopub.model import Artwork, Directory, Episode, Publication, Show
from audiopub.site import discovery, links

Render = Callable[..., dict[str, bytes]]
HOME = "https://podcast.example.org/kommentare/"
LOCATIONS = "//*[local-name()='loc']/text()"


def test_the_sitemap_lists_every_page_with_its_date(
    render: Render, publication: Publication
) -> None:
    root = etree.fromstring(render(publication)["sitemap.xml"])
    assert root.xpath(LOCATIONS) == [HOME, *(f"{HOME}{s}/" for s in ("neu", "telefonat", "alt"))]
    assert set(root.xpath("//*[local-name()='lastmod']/text()")) == {"2025-10-20"}


def test_a_sitemap_of_more_than_fifty_thousand_addresses_is_divided(
    monkeypatch: pytest.MonkeyPatch, publication: Publication
) -> None:
    monkeypatch.setattr(discovery, "MOST_ADDRESSES", 3)
    files = discovery.part(publication.show, publication.episodes).render()
    assert sorted(files) == ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    index = etree.fromstring(files["sitemap.xml"])
    assert index.xpath(LOCATIONS) == [f"{HOME}sitemap-1.xml", f"{HOME}sitemap-2.xml"]
    assert etree.fromstring(files["sitemap-2.xml"]).xpath(LOCATIONS) == [f"{HOME}alt/"]


def test_robots_are_led_to_the_sitemap(render: Render, publication: Publication) -> None:
    lines = render(publication)["robots.txt"].decode().splitlines()
    assert lines[1:] == ["User-agent: *", "Allow: /", "", f"Sitemap: {HOME}sitemap.xml"]


def test_the_player_can_be_embedded(render: Render, publication: Publication) -> None:
    files = render(publication)
    page = lxml.html.document_fromstring(files["telefonat/index.html"])
    (offer,) = page.xpath("//link[@type='application/json+oembed']/@href")
    assert offer == f"{HOME}telefonat/oembed.json"
    said = json.loads(files["telefonat/oembed.json"])
    assert (said["version"], said["type"], said["provider_name"]) == ("1.0", "rich", "Kommentare")
    frame = lxml.html.fragment_fromstring(said["html"])
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{HOME}telefonat/embed.html"
    assert frame.get("width") == str(said["width"])
    (player,) = page.xpath("//meta[@name='twitter:player']/@content")
    assert player == frame.get("src")


def test_what_is_embedded_cannot_break_out_of_its_frame(
    render: Render, publish: Callable[[Episode], Publication], episode: Episode
) -> None:
    files = render(publish(replace(episode, title='"><script>alert(1)</script>')))
    frame = lxml.html.fragment_fromstring(json.loads(files["telefonat/oembed.json"])["html"])
    assert frame.get("title") == '"><script>alert(1)</script>'
    assert not list(frame)


def test_other_sites_show_a_middling_picture() -> None:
    artwork = Artwork(path="a/cover.jpg", mime_type="image/jpeg", width=3000, smaller=(192, 768))
    assert discovery.picture(artwork) == "a/cover-768.jpg"
    assert discovery.picture(replace(artwork, smaller=())) == "a/cover.jpg"


def test_a_producer_s_own_links_come_in_place_of_ours(show: Show) -> None:
    own = replace(
        show,
        directories=(
            Directory(name="Spotify", link="https://open.spotify.com/show/x"),
            Directory(name="apple podcasts", link="https://podcasts.apple.com/x"),
            Directory(name="Bad", link="javascript:alert(1)"),
        ),
    )
    assert [(app.name, app.link.partition(":")[0]) for app in links.subscriptions(own)] == [
        ("apple podcasts", "https"),
        ("AntennaPod", "https"),
        ("Overcast", "overcast"),
        ("Pocket Casts", "pktc"),
        ("Spotify", "https"),
    ]
