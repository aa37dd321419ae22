from __future__ import annotations

import pytest

from audiopub.site.links import host, suffix, web, within


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        (" http://example.org ", "http://example.org"),
        ("HTTPS://example.org/", "HTTPS://example.org/"),
        ("https://spenden.example/für uns", "https://spenden.example/für%20uns"),
        ('https://example.org/"<x>', "https://example.org/%22%3Cx%3E"),
        ("mailto:a@example.org", None),
        ("javascript:alert(1)", None),
        ("//example.org/", None),
        ("example.org", None),
        ("https:///x", None),
        ("https://[x", None),
        ("", None),
        (None, None),
    ],
)
def test_only_pages_of_the_web_are_linked(address: str | None, link: str | None) -> None:
    assert web(address) == link


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://www.example.org:8080/x", "example.org"), ("https://a.example", "a.example")],
)
def test_a_link_is_named_by_its_host(address: str, name: str) -> None:
    assert host(address) == name


def test_addresses_are_relative_to_the_page() -> None:
    assert within("media/a b.mp3", depth=0) == "media/a%20b.mp3"
    assert within("media/ä.mp3", depth=1) == "../media/%C3%A4.mp3"


def test_a_file_is_named_by_its_kind() -> None:
    assert suffix("media/x.mp3") == "MP3"
    assert suffix("x/transcript.vtt") == "VTT"
