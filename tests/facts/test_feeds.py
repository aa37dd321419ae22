"""Feeds of strangers."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiopub import facts, rules
from audiopub.facts import feeds
from audiopub.rules.subjects import Feed, Item, Unread

DATA = Path(__file__).parents[1] / "data" / "feeds"
GOOD = (DATA / "good.xml").read_text(encoding="utf-8")

DEFECTS = {
    "blank.rss": {"AP501": "error"},
    "episode-without-enclosure.rss": {"AP570": "error"},
    "episode-without-pub-date.rss": {"AP555": "warning"},
    "episode-without-title.rss": {"AP551": "error"},
    "episodes-without-recommended-felds.rss": {
        "AP552": "warning",
        "AP555": "warning",
        "AP558": "warning",
        "AP565": "warning",
    },
    "full.rss": {},
    "invalid-itunes-categories.rss": {"AP524": "error", "AP526": "warning"},
    "invalid-xml.rss": {"AP501": "error"},
    "minimal.rss": {},
    "missing-itunes-namespace.rss": {"AP506": "warning"},
    # These two are not well-formed either: the end tag of <rss> is missing.
    "missing-rss-version.rss": {"AP501": "error", "AP503": "error"},
    "wrong-rss-version.rss": {"AP501": "error", "AP503": "error"},
    "no-artwork.rss": {"AP530": "error"},
    "no-author.rss": {"AP532": "warning"},
    "no-categories.rss": {"AP523": "error"},
    "no-channel.rss": {"AP508": "error"},
    "no-description.rss": {"AP512": "error"},
    "no-explicit.rss": {"AP527": "error"},
    "no-items.rss": {"AP517": "warning"},
    "no-language.rss": {"AP520": "error"},
    "no-link.rss": {"AP511": "error"},
    "no-owner-email.rss": {"AP534": "warning"},
    "no-owner.rss": {"AP533": "warning"},
    "no-title.rss": {"AP510": "error", "AP517": "warning"},
    "not-rss.xml": {"AP502": "error"},
    "not-xml.rss": {"AP501": "error"},
}
"""All errors and warnings that each feed of the folder ``defects`` should get."""


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_the_defect_that_a_feed_is_named_after_is_found_and_nothing_else(name: str) -> None:
    findings = rules.judge(facts.gather(DATA / "defects" / name))
    found = {finding.code: finding.severity for finding in findings if finding.severity != "info"}
    assert found == DEFECTS[name]


def test_all_feeds_with_defects_are_looked_at() -> None:
    files = {path.name for path in (DATA / "defects").iterdir()} - {"NOTICE.md"}
    assert files == set(DEFECTS)


def read(folder: Path, content: str | bytes) -> tuple[list[Item], Feed]:
    path = folder / "feed.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    *items, feed = feeds.read(path, "feed.xml")
    assert isinstance(feed, Feed)
    return [item for item in items if isinstance(item, Item)], feed


def test_a_feed_is_read_item_by_item_with_its_lines(tmp_path: Path) -> None:
    items, feed = read(tmp_path, GOOD)
    assert [(item.position, item.at) for item in items] == [(1, (38, 5)), (2, (64, 5))]
    element = items[0].element
    assert element.text_of("title") == "The second"
    assert [transcript.line for transcript in element.all("podcast:transcript")] == [55, 56]
    assert element.text_of("description").startswith("<p>What it is")
    (chapters,) = element.all("psc:chapters")
    assert [mark.attribute("start") for mark in chapters.all("psc:chapter")] == [
        "00:00:00.000",
        "00:00:30.250",
    ]
    assert items[0].vocabularies == {"atom", "content", "itunes", "podcast", "psc"}
    assert feed.root == "rss"
    assert feed.version == "2.0"
    assert feed.broken is None
    assert feed.podcast
    assert feed.channel
    assert feed.channel.line == 8
    assert not feed.channel.all("item")
    assert [(key.line, key.guid) for key in feed.items] == [
        (38, "good-2"),
        (64, "https://good.example.org/first/"),
    ]


def test_names_are_the_usual_ones_whatever_the_prefix(tmp_path: Path) -> None:
    text = GOOD.replace("itunes:", "i:").replace("xmlns:itunes", "xmlns:i")
    _, feed = read(tmp_path, text)
    assert feed.channel
    assert feed.channel.text_of("itunes:author") == "Good & Co."


def test_a_namespace_of_rss_itself_is_taken_for_none(tmp_path: Path) -> None:
    text = GOOD.replace("<rss ", '<rss xmlns="http://backend.userland.com/rss2" ')
    assert rules.judge(facts.gather(feed_of(tmp_path, text))) == ()


def test_unknown_namespaces_keep_their_addresses(tmp_path: Path) -> None:
    text = '<rss version="2.0"><channel xmlns:x="urn:x"><x:y x:z="1"/></channel></rss>'
    _, feed = read(tmp_path, text)
    assert feed.channel
    (element,) = feed.channel.all("{urn:x}y")
    assert element.attributes == {"{urn:x}z": "1"}


def test_text_with_elements_in_it_is_read_as_a_whole(tmp_path: Path) -> None:
    text = GOOD.replace("What it was about.", "What <b>it</b> was <i>about</i>.<!-- x -->")
    items, _ = read(tmp_path, text)
    assert items[1].element.text_of("description") == "What it was about."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_a_feed_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = GOOD.replace("UTF-8", encoding, 1).replace("A good show", "Straße")
    if encoding.startswith("utf-16-"):
        text = f"\ufeff{text.replace(encoding, 'utf-16', 1)}"
    _, feed = read(tmp_path, text.encode(encoding))
    assert feed.broken is None
    assert feed.channel
    assert feed.channel.text_of("title") == "Straße"


def test_a_broken_utf_16_feed_that_ends_its_channel_is_not_truncated(tmp_path: Path) -> None:
    text = GOOD.replace("UTF-8", "utf-16", 1).replace("</rss>", "")
    _, feed = read(tmp_path, text.encode("utf-16"))
    assert feed.broken
    assert not feed.truncated


@pytest.mark.parametrize(
    ("content", "line", "column", "reason"),
    [
        ("", 1, 1, "it is empty"),
        ("  ", 1, 3, "there is no XML in it"),
        ("<rss>\n<channel>\n a & b</channel></rss>", 3, 5, "an & or a < is not escaped"),
        ("<rss>\n<channel>&nbsp;</channel></rss>", 2, 16, "entity 'nbsp' not defined"),
        (b"<rss>\n<channel>\xff</channel></rss>", 2, 10, "bytes that are no characters"),
        ("<rss>\n\x0b</rss>", 2, 1, "a character that XML cannot hold"),
        ("\n<?xml version='1.0'?><rss/>", 2, 6, "something stands before the XML declaration"),
        ("<rss><channel></rss>", 1, 21, "opening and ending tag mismatch"),
        ("<a>" * 300, 1, 770, "elements are nested 256 deep"),
    ],
)
def test_the_first_break_is_pinpointed(
    tmp_path: Path, content: str | bytes, line: int, column: int, reason: str
) -> None:
    _, feed = read(tmp_path, content)
    assert feed.broken
    assert feed.broken.reason.startswith(reason)
    assert feed.broken.line == line
    assert feed.broken.column
    assert abs(feed.broken.column - column) < 4


def test_a_prefix_without_a_namespace_is_noticed_where_it_is_first_used(tmp_path: Path) -> None:
    text = GOOD.replace('     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"\n', "")
    _, feed = read(tmp_path, text)
    assert feed.undeclared == {"itunes": 21}
    assert feed.broken is None
    findings = rules.judge(facts.gather(feed_of(tmp_path, text)))
    assert [finding.code for finding in findings] == ["AP504"]


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    text = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "yyyy">]>'
        "<rss version='2.0'><channel><title>&x;&y;</title></channel></rss>"
    )
    _, feed = read(tmp_path, text)
    assert feed.channel
    assert feed.channel.text_of("title") == "&x;&y;"


def test_an_entity_bomb_does_not_go_off(tmp_path: Path) -> None:
    names = "abcdefghij"
    bomb = "".join(
        '<!ENTITY {} "{}">'.format(name, f"&{before};" * 10)
        for before, name in itertools.pairwise(names)
    )
    text = f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{bomb}]><rss><channel>&j;</channel></rss>'
    _, feed = read(tmp_path, text)
    assert feed.root == "rss"


def test_an_endless_text_is_not_read_to_its_end(tmp_path: Path) -> None:
    text = f"<rss><channel><title>{'x' * 11_000_000}</title></channel></rss>"
    _, feed = read(tmp_path, text)
    assert feed.broken
    assert "longer than 10 MB" in feed.broken.reason


def test_reading_stops_after_a_thousand_breaks(tmp_path: Path) -> None:
    chunk = "<rss>" + "&" * 2_000_000
    _, feed = read(tmp_path, chunk)
    assert feed.broken


HEAD = "<rss version='2.0'><channel><title>x</title>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"{HEAD}<item>{'<a>b</a>' * 200_000}</item>", "or has too many elements"),
        (f"{HEAD}{'<a>b</a>' * 200_000}", "or has too many elements"),
        (
            HEAD + "<item " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>",
            "an element has more than 10000 attributes",
        ),
        (
            HEAD + "&x <item " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>",
            "an element has more than 10000 attributes",
        ),
        (f"{HEAD}<item>" + "<description>x</description>" * 50 + "<a>" * 300, "nested 256 deep"),
    ],
)
def test_what_is_out_of_all_proportion_is_not_read_to_its_end(
    tmp_path: Path, content: str, reason: str
) -> None:
    _, feed = read(tmp_path, content)
    assert feed.broken
    assert reason in feed.broken.reason
    assert feed.truncated


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x1f\x8b\x08\x00", "it is packed with gzip"),
        (b'{"version": "1"}', "it is JSON"),
        (b"ID3\x03", "it is an MP3 file"),
        (b"\x89PNG\r\n", "it is a picture"),
        (b"%PDF-1.7", "it is a PDF file"),
    ],
)
def test_what_is_taken_for_a_feed_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    _, feed = read(tmp_path, content)
    assert feed.broken
    assert feed.broken.reason.startswith(reason)


def test_lines_are_known_beyond_the_16_bits_of_libxml2(tmp_path: Path) -> None:
    head, tail = GOOD.split("    <item>", 1)
    head += "\n" * 70_000
    _, feed = read(tmp_path, f"{head}    <item>{tail}")
    assert abs(feed.items[0].line - 70_038) <= 1
    assert abs(feed.items[1].line - 70_064) <= 1
    _, feed = read(tmp_path, f"{head}<item><guid/></item><item/></channel></rss>")
    assert [key.line >= 65_535 for key in feed.items] == [True, True]


@pytest.mark.parametrize(
    ("change", "podcast"),
    [
        (("image/jpeg", "audio/mpeg"), True),
        (("<description>Something", "<itunes:title/><description>Something"), True),
        (("<description>Nobody", "<podcast:guid/><description>Nobody"), True),
        (("<description>Nobody", "<media:title/><description>Nobody"), False),
    ],
)
def test_an_enclosure_or_a_tag_makes_a_podcast(
    tmp_path: Path, change: tuple[str, str], *, podcast: bool
) -> None:
    text = (DATA / "news.xml").read_text(encoding="utf-8").replace(*change)
    _, feed = read(tmp_path, text)
    assert feed.podcast is podcast


def test_items_outside_of_a_channel_and_within_each_other_are_read_once(tmp_path: Path) -> None:
    text = "<rss version='2.0'><item><title>1</title></item><channel><item><title>2</title>"
    items, feed = read(tmp_path, f"{text}<item><title>3</title></item></item></channel></rss>")
    assert sorted(item.element.text_of("title") for item in items) == ["1", "2", "3"]
    assert feed.channels == 1


@pytest.mark.parametrize(
    ("content", "root"),
    [
        ("<!doctype html><html><body><p>Not found<br></body></html>", "html"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "xhtml:html"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "atom:feed"),
        ('<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "rdf:RDF"),
    ],
)
def test_what_is_no_rss_is_said_to_be_that_and_nothing_else(
    tmp_path: Path, content: str, root: str
) -> None:
    (finding,) = rules.judge(facts.gather(feed_of(tmp_path, content)))
    assert finding.code == "AP502"
    assert finding.message == f"the file is no RSS feed: it begins with <{root}>"


def test_items_of_other_namespaces_are_none(tmp_path: Path) -> None:
    text = "<rss version='2.0'><channel><x:item xmlns:x='urn:x'/><x:channel xmlns:x='urn:x'/>"
    items, feed = read(tmp_path, f"{text}</channel></rss>")
    assert items == []
    assert feed.channels == 1


def test_a_feed_that_the_system_does_not_hand_over_is_neither_good_nor_bad(
    tmp_path: Path,
) -> None:
    (subject,) = feeds.read(tmp_path, "feed.xml")  # a folder
    assert isinstance(subject, Unread)
    assert subject.kind == "feed"


@given(st.binary())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_judged(tmp_path: Path, data: bytes) -> None:
    findings = rules.judge(facts.gather(feed_of(tmp_path, data)))
    assert {"AP501", "AP502"} & {finding.code for finding in findings}


@given(st.lists(st.sampled_from(GOOD.split("\n")), max_size=30))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_lines_of_a_feed_are_judged(tmp_path: Path, lines: list[str]) -> None:
    text = "\n".join(["<rss version='2.0'>", *lines])
    findings = rules.judge(facts.gather(feed_of(tmp_path, text)))
    assert {"AP501", "AP504", "AP508"} & {finding.code for finding in findings}


def feed_of(folder: Path, content: str | bytes) -> Path:
    path = folder / "feed.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
