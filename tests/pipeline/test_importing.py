"""A whole show moves in, and its listeners notice nothing."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import re
import threading
import tomllib
from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path
from typing import ClassVar, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import pytest
from lxml import etree

from audiopub import artwork
from audiopub.errors import AudiopubError
from audiopub.pipeline.importing import Import, bring
from audiopub.pipeline.outcome import Request
from audiopub.pipeline.publishing import publish

COUNT = 276

_BERLIN = dt.timezone(dt.timedelta(hours=2))
_FIRST = dt.datetime(2018, 4, 3, 5, 0, tzinfo=dt.UTC)

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0"
  xmlns:psc="http://podlove.org/simple-chapters">
<channel>
<title>Stimmen &amp; Zahlen</title>
<link>https://old.example.net/stimmen</link>
<atom:link href="{feed}" rel="self" type="application/rss+xml"/>
<description><![CDATA[<p>Über Zahlen.</p><p>Jede Woche.</p>]]></description>
<language>de-DE</language>
<copyright>© Ada</copyright>
<itunes:author>Ada Lovelace</itunes:author>
<itunes:owner><itunes:name>Ada L.</itunes:name>
  <itunes:email>ada@example.net</itunes:email></itunes:owner>
<itunes:image href="{cover}"/>
<itunes:category text="Science"><itunes:category text="Mathematics"/></itunes:category>
<itunes:category text="Kein Thema"/>
<itunes:explicit>no</itunes:explicit>
<itunes:type>serial</itunes:type>
<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
<podcast:locked owner="ada@example.net">yes</podcast:locked>
<podcast:medium>podcast</podcast:medium>
<podcast:funding url="https://example.net/give">Spenden &amp; mehr</podcast:funding>
<podcast:person role="host" href="https://example.net/ada">Ada Lovelace</podcast:person>
<podcast:location geo="geo:95,0">Nirgends</podcast:location>
<podcast:value type="lightning" method="keysend"><podcast:valueRecipient type="node"
  address="02d5" split="100" name="Ada"/></podcast:value>
"""


def foreign(
    count: int,
    base: str = "https://cdn.example.net",
    link: str = "https://old.example.net/stimmen/rss",
) -> bytes:
    """Return a feed of so many items, the newest first."""
    head = _HEAD.format(feed=link, cover=f"{base}/cover.jpg")
    items = "".join(item for n in reversed(range(count)) for item in _item(n, base))
    return f"{head}{items}</channel></rss>\n".encode()


def _item(n: int, base: str) -> Iterator[str]:
    """Yield an item; every few of them has another habit."""
    title = f"Folge {n}: Über {'die Null' if n % 5 else 'π & <τ>'}"
    guid = (f"https://old.example.net/?p={n}", f"tag:soundcloud,2010:tracks/{n}", f"buzz-{n:05}")
    moment = _FIRST + dt.timedelta(weeks=n)
    dates = (
        format_datetime(moment, usegmt=True),
        format_datetime(moment.astimezone(_BERLIN)),
        f"{moment:%a, %d %b %Y %H:%M} +0000",
    )
    query = ("", "?source=feed&id=7", "#t=0")[n % 3]
    yield f"<item><title>{escape(title)}</title>"
    yield f'<guid isPermaLink="{"false" if n % 3 else "true"}">{escape(guid[n % 3])}</guid>'
    yield f"<pubDate>{dates[n % 3]}</pubDate><link>https://old.example.net/{n}</link>"
    yield f"<description><![CDATA[<p>Inhalt <i>{n}</i>.</p><ul><li>eins</li></ul>]]></description>"
    if n % 2:
        yield f"<content:encoded><![CDATA[<p>Mehr zu {n}.</p>]]></content:encoded>"
    yield f'<enclosure url={quoteattr(f"{base}/{n}.mp3{query}")} length="{4_000_000 + n}"'
    yield ' type="audio/mpeg"/>'
    yield f"<itunes:duration>{('00:20:34', '20:34', '1234')[n % 3]}</itunes:duration>"
    yield f"<itunes:episode>{n + 1}</itunes:episode><itunes:season>{n // 100 + 1}</itunes:season>"
    yield f"<itunes:explicit>{('no', 'clean', 'true')[n % 3]}</itunes:explicit>"
    if n % 7 == 0:
        yield f'<itunes:image href="{base}/{n}.jpg"/>'
        yield f'<podcast:transcript url="{base}/{n}.vtt" type="text/vtt"/>'
        yield f'<podcast:chapters url="{base}/{n}.json" type="application/json+chapters"/>'
    if n % 11 == 0:
        yield '<psc:chapters version="1.2"><psc:chapter start="00:00:00" title="Anfang"/>'
        yield '<psc:chapter start="10:00.5" title="Mitte" href="https://example.net/m"/></psc:chapters>'
        yield '<podcast:soundbite startTime="60.5" duration="30">Kern</podcast:soundbite>'
    yield "</item>\n"


class Kept(NamedTuple):
    guid: str | None
    date: str | None
    url: str | None
    length: str | None
    type: str | None


def kept(data: bytes) -> list[Kept]:
    """Return what must not change, to the letter, in the order of the dates."""
    found = []
    for item in etree.fromstring(data).iter("item"):
        sound = item.find("enclosure")
        assert sound is not None
        values = (sound.get("url"), sound.get("length"), sound.get("type"))
        found.append(Kept(item.findtext("guid"), item.findtext("pubDate"), *values))
    return found


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Move a show of 276 episodes in, and publish it."""
    root = tmp_path_factory.mktemp("moved")
    (root / "old.xml").write_bytes(foreign(COUNT))
    arrival = bring(root, Import(source=str(root / "old.xml"), link="https://new.example.org"))
    assert arrival.episodes == COUNT
    outcome = publish(root, Request())
    assert outcome.live, [one for one in outcome.findings if one.severity == "error"]
    return root


def test_every_guid_date_and_enclosure_is_as_it_was(moved: Path) -> None:
    old, new = (moved / "old.xml").read_bytes(), (moved / "feeds" / "feed.xml").read_bytes()
    assert kept(new) == kept(old)
    assert len(kept(new)) == COUNT


def test_the_show_says_what_it_said(moved: Path) -> None:
    show = tomllib.loads((moved / "audiopub.toml").read_text(encoding="utf-8"))["show"]
    expected = {
        "title": "Stimmen & Zahlen",
        "link": "https://new.example.org",
        "description": "Über Zahlen.\nJede Woche.",
        "language": "de-DE",
        "authors": ["Ada Lovelace"],
        "owner": {"name": "Ada L.", "email": "ada@example.net"},
        "categories": ["Science > Mathematics"],
        "explicit": False,
        "kind": "serial",
        "locked": True,
        "guid": "9b024349-ccf0-5f69-a609-6b82873eab3c",
        "copyright": "© Ada",
        "funding": [{"link": "https://example.net/give", "text": "Spenden & mehr"}],
        "persons": [{"name": "Ada Lovelace", "role": "host", "link": "https://example.net/ada"}],
        "locations": [{"name": "Nirgends"}],
    }
    assert {key: show.get(key) for key in expected} == expected
    assert show["value"][0]["recipients"][0]["address"] == "02d5"


def test_an_episode_says_what_it_said(moved: Path) -> None:
    items = list(etree.parse(moved / "feeds" / "feed.xml").getroot().iter("item"))
    item = items[COUNT - 1 - 77]  # one that has every habit
    names = {
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "podcast": "https://podcastindex.org/namespace/1.0",
        "psc": "http://podlove.org/simple-chapters",
    }
    texts = {
        "title": "Folge 77: Über die Null",
        "description": "<p>Mehr zu 77.</p>",
        "itunes:duration": "1234",
        "itunes:season": "1",
        "podcast:episode": "78",
        "itunes:explicit": "true",
        "podcast:soundbite": "Kern",
    }
    assert {path: item.findtext(path, namespaces=names) for path in texts} == texts
    starts = [mark.get("start") for mark in item.findall("psc:chapters/psc:chapter", names)]
    assert starts == ["00:00:00.000", "00:10:00.500"]
    for path, key, value in (
        ("itunes:image", "href", "https://cdn.example.net/77.jpg"),
        ("podcast:transcript", "url", "https://cdn.example.net/77.vtt"),
        ("podcast:chapters", "url", "https://cdn.example.net/77.json"),
    ):
        element = item.find(path, names)
        assert element is not None
        assert element.get(key) == value


def test_what_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(foreign(1))
    arrival = bring(tmp_path, Import(source=str(tmp_path / "old.xml")))
    said = " ".join(finding.message for finding in arrival.findings)
    assert "'Kein Thema'" in said
    assert "geo:95,0" in said
    assert "one was drawn" in said
    assert {finding.severity for finding in arrival.findings} == {"warning"}


def test_an_own_episode_joins_an_imported_show(tmp_path: Path, original: Path) -> None:
    (tmp_path / "old.xml").write_bytes(foreign(5))
    bring(tmp_path, Import(source=str(tmp_path / "old.xml"), link="https://new.example.org"))
    publish(tmp_path, Request())
    before = kept((tmp_path / "feeds" / "feed.xml").read_bytes())
    for name in ("seeds/eins.txt", "episodes/eins.wav", "episodes/eins.toml"):
        (tmp_path / name).write_bytes((original / name).read_bytes())
    outcome = publish(tmp_path, Request())
    assert outcome.live, [one for one in outcome.findings if one.severity == "error"]
    after = kept((tmp_path / "feeds" / "feed.xml").read_bytes())
    new = [one for one in after if one not in before]
    assert len(new) == 1
    assert str(new[0].url).startswith("https://new.example.org/media/eins-")
    assert [one for one in after if one in before] == before
    states = {step.episode: step.state for step in outcome.steps}
    assert {state for name, state in states.items() if name != "eins"} == {"fresh"}


class _Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with ranges; breaks the first answer of each sound in its middle."""

    broken: ClassVar[set[str]] = set()
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        span = self.headers.get("Range")
        self.asked.append((self.path, span))
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        begin = int(re.sub(r"\D", "", span)) if span else 0
        self.send_response(206 if span else 200)
        self.send_header("Content-Length", str(len(data) - begin))
        self.end_headers()
        body = data[begin:]
        if file.suffix == ".mp3" and self.path not in self.broken:
            self.broken.add(self.path)
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(tmp_path: Path, original: Path) -> Iterator[str]:
    """Serve a feed of three episodes, of which the third is gone, and its cover."""
    folder = tmp_path / "host"
    folder.mkdir()
    handler = functools.partial(_Server, directory=str(folder))
    _Server.broken, _Server.asked = set(), []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        (sound,) = (original / "feeds" / "media").glob("eins-*.mp3")
        for name in ("0.mp3", "1.mp3"):
            (folder / name).write_bytes(sound.read_bytes())
        (folder / "cover.jpg").write_bytes(artwork.prepare(artwork.draw("Alt"), name="x").published)
        (folder / "feed.xml").write_bytes(foreign(3, base, f"{base}/feed.xml"))
        yield base
        server.shutdown()


def test_sounds_are_fetched_resumed_and_published_as_they_are(
    host: str, tmp_path: Path, original: Path
) -> None:
    root = tmp_path / "show"
    arrival = bring(root, Import(source=f"{host}/feed.xml", media=True))
    assert arrival.link == host
    assert arrival.fetched == 2
    assert any(span for path, span in _Server.asked if path.startswith("/0.mp3"))
    (sound,) = (original / "feeds" / "media").glob("eins-*.mp3")
    fetched = sorted((root / "episodes").glob("*.mp3"))
    assert [file.read_bytes() for file in fetched] == [sound.read_bytes()] * 2
    said = [finding.message for finding in arrival.findings if finding.code == "AP894"]
    assert any("answers 404" in message for message in said)
    assert any("the feed said" in message for message in said)
    assert (root / "show" / "cover.jpg").is_file()
    outcome = publish(root, Request())
    assert outcome.live, [one for one in outcome.findings if one.severity == "error"]
    before = kept((tmp_path / "host" / "feed.xml").read_bytes())
    after = kept((root / "feeds" / "feed.xml").read_bytes())
    assert [(one.guid, one.date) for one in after] == [(one.guid, one.date) for one in before]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "AP890"),
        (b"<html><body>no</body></html>", "AP890"),
        (b"\xff\xfe\x00", "AP890"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "AP890"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "old.xml").write_bytes(data)
    with pytest.raises(AudiopubError) as caught:
        bring(tmp_path / "show", Import(source=str(tmp_path / "old.xml")))
    assert caught.value.code == code
    assert caught.value.hint
    assert not (tmp_path / "show").exists()


def test_a_show_is_never_overwritten(root: Path) -> None:
    (root / "old.xml").write_bytes(foreign(1))
    with pytest.raises(AudiopubError) as caught:
        bring(root, Import(source=str(root / "old.xml")))
    assert caught.value.code == "AP891"


def test_what_cannot_be_reached_begins_nothing(tmp_path: Path) -> None:
    with pytest.raises(AudiopubError) as caught:
        bring(tmp_path / "show", Import(source="http://127.0.0.1:9/feed.xml"))
    assert caught.value.code == "AP893"
    assert not (tmp_path / "show").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<enclosure", b"<nothing", "no sound"),
        (b"<pubDate>", b"<pubDate>someday ", "no date"),
        (b"https://cdn.example.net/0.mp3", b"ftp://cdn.example.net/0.mp3", "https://"),
        (b"buzz-00002", b"tag:soundcloud,2010:tracks/1", "has its guid"),
    ],
)
def test_an_item_that_cannot_be_an_episode_is_named(
    tmp_path: Path, old: bytes, new: bytes, said: str
) -> None:
    data = foreign(3)
    assert old in data
    (tmp_path / "old.xml").write_bytes(data.replace(old, new, 1))
    arrival = bring(tmp_path, Import(source=str(tmp_path / "old.xml")))
    assert arrival.episodes == 2
    messages = [one.message for one in arrival.findings if "is left out:" in one.message]
    assert len(messages) == 1
    assert said in messages[0]
