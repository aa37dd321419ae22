"""The pages of a show: native audio, no library, readable without a script.

The pages refer to each other, to the sound and to the captions by relative addresses, so they work
at any address, in a folder of it, and from the disk. Only what machines read (canonical links, Open
Graph, JSON-LD, sitemap) is absolute.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from audiopub.model import Alignment, Episode, Show


class Part(Struct, frozen=True, kw_only=True):
    """Files of the site that are rendered together."""

    name: str
    """No other part has it: "index.html", an episode's slug and a slash, "search/3/"."""

    made_of: object
    """The values that it is made of: while they and the code are equal, so are the bytes."""

    render: Callable[[], Mapping[str, bytes]]
    """Renders it: the content of each file by its path in the published tree.

    Raises:
        SiteError: AP603 if a text holds what is no character; AP605 if a template of a theme fails.
    """


class Spoken(Struct, frozen=True, kw_only=True):
    """The sentences of an episode, read only when a page needs them."""

    key: str
    """Equal keys say that the sentences are equal, such as a hash of them."""

    read: Callable[[], Alignment]
    """Returns them, in times of the published file."""


class Line(Struct, frozen=True, kw_only=True):
    """What a list says of an episode in one line."""

    slug: str
    """Its folder."""

    title: str
    """Its title."""

    language: str
    """A BCP 47 tag."""

    date: dt.date
    """The day it came out."""


class Entry(Struct, frozen=True, kw_only=True):
    """An episode as lists show it; all else of it is read only when a page needs it."""

    key: str
    """Equal keys say that all of the episode is equal, such as a hash of it."""

    line: Line
    """It in one line, which four parts of the site are made of."""

    subtitle: str | None
    """One line more."""

    published: dt.datetime
    """When it came out."""

    keywords: tuple[str, ...]
    """Its topics."""

    read: Callable[[], Episode]
    """Returns all of it."""

    spoken: Spoken
    """Its sentences."""

    @property
    def slug(self) -> str:
        """Its folder."""
        return self.line.slug

    @property
    def title(self) -> str:
        """Its title."""
        return self.line.title

    @property
    def language(self) -> str:
        """A BCP 47 tag."""
        return self.line.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A producer's own templates, style and script, which take the place of ours."""

    name: str
    """How messages name the folder that they are from."""

    files: tuple[tuple[str, str], ...] = ()
    """Name and content of each, sorted by name.

    Names as in ``templates/`` and ``assets/`` here replace ours; further ``.html`` files can be
    included by them. A template reaches the one that it replaces as ``audiopub/NAME``.
    """


PLAIN = Theme(name="")
"""Our own templates alone."""


def parts(show: Show, entries: Sequence[Entry], theme: Theme = PLAIN) -> Iterator[Part]:
    """Yield the site in parts; none is rendered, and no episode read, before it is asked for.

    Each part says what it is made of, so that after a change only those are rendered anew that the
    change reaches: for an episode its own pages, its neighbours, the lists that it stands in, and
    the segment of the search index that it is in.

    The files of ``assets/`` are named by their content: a page never meets a style of another
    version, and caches may keep them for ever.

    Args:
        show: The show.
        entries: Its episodes, the newest first.
        theme: The producer's own templates.

    Raises:
        SiteError: AP601 if an episode's slug cannot be the name of its folder, AP602 if two
            episodes share one, AP604 if a theme holds a file that replaces nothing, AP605 if a
            template of it cannot be read.
    """
    from audiopub.site import site  # Jinja and Babel take 0.1 s to import

    yield from site.parts(show, entries, theme)


ROBOTS = "robots.txt"
"""What search engines are told; a producer's own one is to be kept."""

ROBOTS_MARK = b"# Written by audiopub; a robots.txt of your own in this place is kept.\n"
"""The line that ours begins with."""

_PATHS = re.compile(
    r"index\.html|sitemap(?:-\d+)?\.xml|robots\.txt|page/[a-z0-9-]+\.html|search/[0-9-]+\.js|"
    r"assets/(?:icon|player|qr|search|style)-[0-9a-f]{8}\.(?:svg|js|css)|"
    r"(?P<slug>[a-z0-9-]+)/(?:index\.html|embed\.html|oembed\.json|sentences\.js)"
)


def owner(path: str) -> str | None:
    """Return whose page a path of the published tree is: a slug, "" for the show's, else ``None``.

    Every path that :func:`parts` gives for slugs of audiopub.lock has an owner.
    """
    found = _PATHS.fullmatch(path)
    return (found["slug"] or "") if found else None
