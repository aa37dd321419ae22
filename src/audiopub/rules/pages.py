"""Rules for web pages."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.channel import own_links
from audiopub.rules.podcasting import feed_marks
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Page, PublishedEpisode, PublishedShow
from audiopub.rules.values import shortened, squeezed

_ENOUGH = 0.5  # a page may leave out a cue or set it differently, but it is there or it is not


def link_broken(page: Page) -> Iterator[Fault]:
    """What a page refers to is there."""
    for address in page.missing:
        yield Fault(f"the page refers to what is not there: {shortened(address)}")


def audio_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """An episode can be heard on its page."""
    if episode.page and not episode.page.audio:
        yield Fault("the page has no <audio>", path=episode.page.path)


def audio_other(episode: PublishedEpisode) -> Iterator[Fault]:
    """It is the episode that can be heard there."""
    page, enclosure = episode.page, episode.item.element.first("enclosure")
    if page and page.sounds and enclosure and enclosure.attribute("url") not in page.sounds:
        message = f"the page plays {shortened(page.sounds[0])}, not the episode's sound"
        yield Fault(message, path=page.path)


def title_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """A page bears the title of its episode."""
    page, title = episode.page, episode.item.element.text_of("title")
    if page and squeezed(title) not in squeezed(page.title) + squeezed(page.text):
        yield Fault(f"the page does not bear the title {shortened(title)!r}", path=page.path)


def transcript_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """A page has the transcript to read."""
    page = episode.page
    timed = [captions for captions in episode.captions if captions.cues]
    if page and timed:
        text = squeezed(page.text)
        cues = [squeezed(cue.text) for cue in timed[0].cues]
        if sum(cue in text for cue in cues) < _ENOUGH * len(cues):
            yield Fault(f"the page has not the text of {timed[0].path}", path=page.path)


def chapters_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """A page lists the chapters; a single one divides nothing."""
    page = episode.page
    if page:
        text = squeezed(page.text)
        in_feed = [mark.attribute("title") for mark in feed_marks(episode.item)]
        in_file = [mark.title for mark in episode.chapters.marks] if episode.chapters else in_feed
        for title in in_file if len(in_file) > 1 else ():
            if squeezed(title) not in text:
                message = f"the page does not have the chapter {shortened(title)!r}"
                yield Fault(message, path=page.path)
                return


def feed_unnamed(show: PublishedShow) -> Iterator[Fault]:
    """A show's page names its feed."""
    page, channel = show.page, show.feed.channel
    if page and channel:
        own = {link.attribute("href") for link in own_links(channel)}
        if own and not own & set(page.feeds):
            yield Fault('The page has no <link rel="alternate"> to the feed', path=page.path)
