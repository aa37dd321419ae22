"""docs/feed.md: every key of the feed with the elements that really come of it."""

from __future__ import annotations

import datetime as dt
import difflib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audiopub import feed
from audiopub.model import (
    Artwork,
    Attachment,
    Chapter,
    Draft,
    Enclosure,
    Episode,
    EpisodeExtras,
    Person,
    Publication,
    ShowNotes,
)
from audiopub.project import config, sidecar

_SHOW = """\
[show]
title = "Voices of the Week"
link = "https://podcast.example.org"
description = "Commentaries on the news, read aloud."
language = "en"
authors = ["Ada Lovelace"]
categories = ["News > Politics"]
explicit = false
artwork = "cover.png"
[show.owner]
name = "Ada Lovelace"
email = "podcast@example.org"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    title: str
    about: str
    show: str = ""
    """What audiopub.toml says, after what every show must say."""
    episode: str = ""
    """What the sidecar says."""


SECTIONS = (
    _Section(
        title="What the show is",
        about="`medium` is for whatever is not a podcast; `complete` says that no more episodes "
        "come; `block` keeps the show out of Apple's directory.",
        show='[show]\nkind = "serial"\nmedium = "audiobook"\ncomplete = true\nblock = true\n'
        'copyright = "© 2026 Ada Lovelace"\nlocked = false\n',
    ),
    _Section(
        title="What the episode is",
        about="Apple and Podcasting 2.0 have an element each for season and number. "
        "`season_name` and `number_display` are shown in their place.",
        episode='title = "The Engine"\nsubtitle = "How it began"\nkind = "bonus"\nseason = 1\n'
        'season_name = "The beginnings"\nnumber = 3\nnumber_display = "Ch. 3"\nexplicit = true\n'
        "block = true\n",
    ),
    _Section(
        title="Trailers",
        about="An episode of this kind is announced in the channel, too; `season` says for which "
        "season it is.",
        episode='kind = "trailer"\nseason = 2\n',
    ),
    _Section(
        title="People",
        about="The group of a role follows from the Podcast Taxonomy. Authors are persons, too.",
        show='[[show.persons]]\nname = "Charles Babbage"\nrole = "host"\n'
        'link = "https://example.org/babbage"\nimage = "https://example.org/babbage.jpg"\n',
        episode='[[persons]]\nname = "Mary Somerville"\nrole = "guest"\n',
    ),
    _Section(
        title="Licence and funding",
        about="An episode's own licence and funding count in place of the show's.",
        show='[show.license]\nname = "CC-BY-4.0"\n'
        'link = "https://creativecommons.org/licenses/by/4.0/"\n'
        '[[show.funding]]\nlink = "https://example.org/give"\ntext = "Support the show"\n',
        episode='[license]\nname = "CC0-1.0"\n'
        '[[funding]]\nlink = "https://example.org/give/3"\ntext = "Support this episode"\n',
    ),
    _Section(
        title="Places",
        about="What it is about (`subject`), and where it was made (`creator`).",
        show='[[show.locations]]\nname = "London"\nrel = "creator"\ncountry = "GB"\n',
        episode='[[locations]]\nname = "Lviv, Ukraine"\nrel = "subject"\n'
        'geo = "geo:49.8397,24.0297"\nosm = "R2032280"\ncountry = "UA"\n',
    ),
    _Section(
        title="Further pictures",
        about="The cover is written by itself. `[feed] srcset` adds the older element for it.",
        show='[feed]\nsrcset = true\n[[show.images]]\nlink = "https://example.org/banner.jpg"\n'
        'alt = "A drawing of the Analytical Engine"\naspect_ratio = "3/1"\nwidth = 1500\n'
        'height = 500\ntype = "image/jpeg"\npurpose = "banner"\n',
        episode='[[images]]\nlink = "https://example.org/3.mp4"\ntype = "video/mp4"\n'
        'purpose = "canvas"\n',
    ),
    _Section(
        title="Comments and chat",
        about='`protocol = "disabled"` says that comments are not wanted.',
        show='[[show.social]]\nprotocol = "disabled"\n[show.chat]\nserver = "irc.example.org"\n'
        'protocol = "irc"\naccount = "@ada"\nspace = "#engines"\n',
        episode='[[social]]\nprotocol = "activitypub"\n'
        'link = "https://example.social/@ada/109"\naccount = "@ada@example.social"\n'
        'account_link = "https://example.social/@ada"\npriority = 1\n'
        '[chat]\nserver = "matrix.example.org"\nprotocol = "matrix"\n',
    ),
    _Section(
        title="Soundbites",
        about="Times are those of the recording, and are moved to those of the published file.",
        episode="[[soundbites]]\nstart = 73.0\nduration = 60.0\n"
        'title = "Why the engine repeats itself"\n',
    ),
    _Section(
        title="The same content elsewhere",
        about="A video of the episode, for instance.",
        episode='[[content_links]]\nlink = "https://video.example.org/3"\n'
        'text = "Watch it as a video"\n',
    ),
    _Section(
        title="Texts for services",
        about="Directories ask for such a text as a proof that the show is yours.",
        show='[[show.texts]]\npurpose = "verify"\ntext = "S6lpp-7ZCn8-dZfGc"\n',
        episode='[[texts]]\ntext = "naj3eEZaWVVY9a38uhX8FekACyhtqP4JN"\n',
    ),
    _Section(
        title="Money while listening",
        about="Each stretch names either recipients of its own or an item of another feed. Its "
        "times are those of the recording.",
        show='[[show.value]]\ntype = "lightning"\nmethod = "keysend"\n'
        'suggested = "0.00000005000"\n'
        '[[show.value.recipients]]\nname = "Ada"\ntype = "node"\naddress = "02d5c1bf8b940dc9"\n'
        'split = 99\n[[show.value.recipients]]\nname = "The host"\ntype = "node"\n'
        'address = "032f4ffbbafffbe5"\ncustom_key = "112111100"\n'
        'custom_value = "wal_hrDHs0RBEM576"\nsplit = 1\nfee = true\n',
        episode='[[value]]\ntype = "lightning"\nmethod = "keysend"\n'
        '[[value.recipients]]\ntype = "node"\naddress = "02d5c1bf8b940dc9"\nsplit = 100\n'
        "[[value.splits]]\nstart = 60.0\nduration = 237.0\nremote_start = 0.0\n"
        "remote_percentage = 95\n[value.splits.remote]\n"
        'feed_guid = "a94f5cc9-8c58-55fc-91fe-a324087a655b"\nitem_guid = "song-1"\n'
        'medium = "music"\n[[value.splits]]\nstart = 330.0\nduration = 53.0\n'
        '[[value.splits.recipients]]\ntype = "node"\naddress = "032f4ffbbafffbe5"\nsplit = 1\n',
    ),
    _Section(
        title="How often, and where else",
        about="The rule of `update` is that of calendars (RFC 5545).",
        show='[show.update]\ntext = "every other Monday"\n'
        'rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"\nstart = 2026-01-05T06:00:00Z\n'
        '[[show.blocks]]\nblock = true\n[[show.blocks]]\nservice = "google"\nblock = false\n'
        '[[show.podroll]]\nfeed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"\n'
        'feed_link = "https://other.example.org/feed.xml"\ntitle = "The other show"\n'
        '[show.publisher]\nfeed_guid = "003af0a0-6a45-55cf-b765-68e3d349551a"\n'
        'feed_link = "https://publisher.example.org/feed.xml"\nmedium = "publisher"\n'
        '[[show.remote_items]]\nfeed_guid = "a94f5cc9-8c58-55fc-91fe-a324087a655b"\n'
        'item_guid = "song-1"\nmedium = "music"\n',
    ),
    _Section(
        title="Live shows",
        about="Change `status` to `live` and to `ended` as it goes, and publish.",
        show='[[show.live]]\ntitle = "Questions and answers"\nguid = "live-2026-01-31"\n'
        'status = "pending"\nstart = 2026-01-31T20:00:00+01:00\nend = 2026-01-31T21:00:00+01:00\n'
        'description = "Ask anything about engines."\nlink = "https://example.org/live"\n'
        'image = "https://example.org/live.jpg"\n'
        '[show.live.stream]\nlink = "https://stream.example.org/live.mp3"\ntype = "audio/mpeg"\n'
        'length = 0\n[[show.live.content_links]]\nlink = "https://video.example.org/live"\n'
        'text = "Watch it as a video"\n'
        '[show.live.chat]\nserver = "irc.example.org"\nprotocol = "irc"\n',
    ),
    _Section(
        title="The feed itself",
        about="`page_size` gives older episodes pages of their own (RFC 5005): feed-2.xml and so "
        "on. `formats` gives each format a feed: feed-opus.xml. `new_link` belongs into the feed "
        "that is left behind when a show moves.",
        show='[feed]\npage_size = 1\nhubs = ["https://pubsubhubbub.appspot.com/"]\npodping = true\n'
        'formats = ["opus"]\nnew_link = "https://new.example.org/feed.xml"\n'
        '[audio]\nformats = ["mp3", "opus"]\n',
    ),
)


def render() -> str:
    """Return the page."""
    base = _lines("", "")
    about = (
        "What you can say of a show in audiopub.toml and of an episode in NAME.toml, and what "
        "stands in the feed then. [files.md](files.md) explains every key."
    )
    parts = [f"# The feed\n\n{about}\n"]
    for section in SECTIONS:
        parts.append(f"## {section.title}\n\n{section.about}\n")
        if section.show:
            parts.append(_block("toml", f"# audiopub.toml\n{section.show}"))
        if section.episode:
            parts.append(_block("toml", f"# NAME.toml\n{section.episode}"))
        added = [
            line[2:]
            for line in difflib.ndiff(base, _lines(section.show, section.episode))
            if line.startswith("+ ")
        ]
        parts.append(_block("xml", "".join(_outdented(added))))
    parts.append("## What needs no key\n")
    parts.append("A feed of one episode of which nothing else is said:\n")
    parts.append(_block("xml", "".join(base)))
    return "\n".join(parts)


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```\n"


def _outdented(lines: list[str]) -> Iterator[str]:
    least = min(len(line) - len(line.lstrip()) for line in lines)
    for line in lines:
        yield line[least:] if line[:least].isspace() else line


def _lines(show: str, episode: str) -> list[str]:
    """Return the feed of a show and an episode of which something more is said."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "cover.png").touch()
        (root / "audiopub.toml").write_text(_merged(show), encoding="utf-8")
        (root / "first.toml").write_text(episode, encoding="utf-8")
        loaded = config.load(root)
        _, draft = sidecar.read(root / "first.toml", "first.toml", loaded.timezone)
    cover = Artwork(path="cover.jpg", mime_type="image/jpeg", width=3000)
    whole = loaded.show(cover, feed.show_guid(loaded.feed_link))
    older = replace(_EPISODE, guid="the-second-guid", slug="second", title="The second")
    episodes = (_said(draft), older) if whole.feed.page_size else (_said(draft),)
    return feed.build(Publication(show=whole, episodes=episodes)).decode().splitlines(keepends=True)


def _merged(show: str) -> str:
    """Return audiopub.toml; keys of [show] itself join those that are there."""
    if show.startswith("[show]\n"):
        return _SHOW.replace("[show]\n", show, 1).replace('kind = "episodic"\n', "")
    return _SHOW + show


def _said(draft: Draft) -> Episode:
    """Return the episode with what a sidecar says of it."""
    known = {
        name: given.value
        for name in ("title", "subtitle", "kind", "season", "number", "explicit", "persons")
        if (given := getattr(draft, name))
    }
    extras = draft.extras.value if draft.extras else EpisodeExtras()
    return replace(_EPISODE, extras=extras, **known)


_EPISODE = Episode(
    name="first",
    guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
    slug="first",
    published=dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC),
    title="The first",
    language="en",
    authors=(Person(name="Ada Lovelace"),),
    explicit=False,
    notes=ShowNotes(text="Ada begins.", html="<p>Ada begins.</p>", summary="Ada begins."),
    chapters=(
        Chapter(title="The beginning", start=0.0, end=73.5, paragraph=0, estimated=False),
        Chapter(title="The engine", start=73.5, end=400.0, paragraph=3, estimated=False),
    ),
    enclosure=Enclosure(
        path="media/first-603f8caf.mp3",
        length=6400000,
        mime_type="audio/mpeg",
        duration=400.0,
        sha256="603f8caf" * 8,
        bitrate=128000,
    ),
    artwork=Artwork(path="first/cover.jpg", mime_type="image/jpeg", width=3000),
    transcripts=(
        Attachment(path="first/transcript.vtt", mime_type="text/vtt"),
        Attachment(path="first/transcript.srt", mime_type="application/x-subrip"),
        Attachment(path="first/transcript.json", mime_type="application/json"),
        Attachment(path="first/transcript.html", mime_type="text/html"),
    ),
    chapters_file=Attachment(path="first/chapters.json", mime_type="application/json+chapters"),
    waveform=None,
    loudness=None,
)
