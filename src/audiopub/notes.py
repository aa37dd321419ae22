"""Show notes: what an app shows under an episode.

The summary stands first, because apps show the first lines as a teaser. Apple Podcasts and Spotify
make times in parentheses into links, ``(01:05) Title`` a line. A template says what stands where;
the producer's wins over the one that comes with audiopub. The plain text is that of the HTML.

Source: Apple, "Podcast RSS feed requirements": notes have at most 4,000 bytes, and the elements
``p``, ``ol``, ``ul``, ``li`` and ``a`` are shown.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import resources
from typing import TYPE_CHECKING, Any

from audiopub.errors import ConfigError
from audiopub.model import Chapter, Digest, Quote, ShowNotes
from audiopub.text.labels import labels, quoted

if TYPE_CHECKING:
    from jinja2 import Template

LONGEST = 3_900
"""Bytes of UTF-8; 100 are left for what hosts and apps add."""

TEMPLATE = "notes.html.jinja"
"""The name of audiopub's own template."""

DROPPED = ("keywords", "places", "persons", "quotes", "footer", "link", "chapters")
"""What is left out where notes are too long, in this order."""

_LONGEST_NOTICE = 1_000  # bytes
_MOST_NAMES = 8  # of persons and of places: more is no help
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_CUT = "…"
_ELEMENTS = {"p", "ul", "ol", "li", "a"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTitle:
    """A chapter as a template sees it."""

    time: str
    """``MM:SS``, from an hour on ``H:MM:SS``."""

    title: str
    """Its title."""

    link: str | None
    """Its address, if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedQuote:
    """A quote as a template sees it."""

    time: str
    """When it is said."""

    text: str
    """With quotation marks as the language has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A template, and where it stands."""

    source: str
    """Its text."""

    path: str
    """The file, for errors."""


def write(
    digest: Digest,
    chapters: Sequence[Chapter],
    *,
    starts: Sequence[float] = (),
    notice: str | None = None,
    link: str | None = None,
    footer: str | None = None,
    layout: Layout | None = None,
) -> ShowNotes:
    """Write the show notes of an episode, as plain text and as HTML.

    A single chapter is not listed: it is the episode. If either form is longer than
    :data:`LONGEST`, whole blocks are left out of both, as :data:`DROPPED` orders them. The notice
    always stays, and the summary is shortened only where it is too long on its own.

    Args:
        digest: What is told of the text; the labels are in its language.
        chapters: Its chapters, in times of the published file.
        starts: When each sentence begins, in seconds of the published file; quotes of sentences
            beyond them are left out.
        notice: A line that goes with the episode everywhere.
        link: Where the text was first published.
        footer: A closing line of the show.
        layout: The producer's template; ``None`` for audiopub's own.

    Raises:
        ConfigError: The template cannot be used (AP170), or what it makes is too long whatever is
            left out (AP171).
    """
    layout, language = layout or _own_layout(), digest.language
    told_notice = _shortened(notice or "", _LONGEST_NOTICE)
    told = _shortened(" ".join(digest.summary), LONGEST - _size(told_notice))
    values: dict[str, Any] = {
        "summary": _lines(told),
        "notice": _lines(told_notice),
        "chapters": _titles(chapters) if len(chapters) > 1 else (),
        "quotes": _quotes(digest.quotes, starts, language),
        "persons": digest.persons[:_MOST_NAMES],
        "places": digest.places[:_MOST_NAMES],
        "keywords": digest.keywords,
        "link": link,
        "footer": _lines(footer or ""),
        "labels": labels(language),
    }
    template = _template(layout)
    for dropped in (None, *DROPPED):
        if dropped:
            values[dropped] = ()
        shown = _rendered(template, values, layout)
        text = _plain(shown)
        if max(len(shown.encode()), len(text.encode())) <= LONGEST:
            return ShowNotes(text=text, html=shown, summary=told)
    raise ConfigError(
        "AP171",
        f"the show notes are longer than {LONGEST} bytes even without {', '.join(DROPPED)}",
        path=layout.path,
        hint="shorten what the template says by itself",
    )


def _own_layout() -> Layout:
    file = resources.files("audiopub") / "templates" / TEMPLATE
    return Layout(source=file.read_text(encoding="utf-8"), path=TEMPLATE)


@functools.lru_cache(maxsize=4)
def _template(layout: Layout) -> Template:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.filters["linked"] = _linked
    try:
        return environment.from_string(layout.source)
    except TemplateSyntaxError as error:
        raise _unusable(layout, str(error.message), error.lineno) from error


def _rendered(template: Template, values: Mapping[str, Any], layout: Layout) -> str:
    """Return the notes as HTML; of what a template may put in, only what apps show is kept."""
    import nh3
    from jinja2.exceptions import TemplateError

    try:
        shown = template.render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, OverflowError) as error:
        line = _line_of(error)
        raise _unusable(layout, str(error) or type(error).__name__, line) from error
    clean = nh3.clean(
        shown,
        tags=_ELEMENTS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return "\n".join(line.strip() for line in clean.splitlines() if line.strip()) + "\n"


def _line_of(error: BaseException) -> int | None:
    """Return the template's line that an error comes from: Jinja2 puts it into the traceback."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _unusable(layout: Layout, what: str, line: int | None) -> ConfigError:
    return ConfigError(
        "AP170",
        f"the template of the show notes cannot be used: {what}",
        path=layout.path,
        line=line,
        hint="docs/notes.md lists what a template may use; without the file, audiopub has its own",
    )


def _linked(text: str, link: str | None) -> object:
    """Return a text as a link if there is an address that one may link to."""
    from markupsafe import Markup

    if link is None or not _ADDRESS.fullmatch(link):
        return text
    return Markup('<a href="{}">{}</a>').format(link, text)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _titles(chapters: Sequence[Chapter]) -> tuple[TimedTitle, ...]:
    return tuple(
        TimedTitle(time=clock(chapter.start), title=chapter.title, link=chapter.link)
        for chapter in chapters
    )


def _quotes(
    quotes: Sequence[Quote], starts: Sequence[float], language: str
) -> tuple[TimedQuote, ...]:
    return tuple(
        TimedQuote(time=clock(starts[quote.sentence]), text=quoted(quote.text, language))
        for quote in quotes
        if quote.sentence < len(starts)
    )


class _Plain(HTMLParser):
    """Collects the text of notes: a line for each paragraph and item, addresses written out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[str]] = []
        self._link: str | None = None
        self._linked = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self.blocks.append([""])
        elif tag in ("ul", "ol"):
            label = bool(self.blocks) and "".join(self.blocks[-1][-1:]).rstrip().endswith(":")
            self.blocks += [] if label else [[]]
        elif tag == "li":
            self.blocks = self.blocks or [[]]
            self.blocks[-1].append("")
        else:
            self._link, self._linked = dict(attrs).get("href"), ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link and self._linked.strip() != self._link:
            self.handle_data(f" – {self._link}")
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        self._linked += data
        if not data.strip() and "\n" in data:
            return  # between elements
        if self.blocks and self.blocks[-1]:
            self.blocks[-1][-1] += data
        else:
            self.blocks.append([data])


def _plain(shown: str) -> str:
    """Return notes in HTML as plain text."""
    parser = _Plain()
    parser.feed(shown)
    parser.close()
    blocks = (
        "\n".join(filter(None, (" ".join(line.split()) for line in block)))
        for block in parser.blocks
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def _size(text: str) -> int:
    """Return how many bytes a text takes as a paragraph of HTML."""
    lines = _lines(text)
    return sum(len(f"<p>{html.escape(line, quote=False)}</p>\n".encode()) for line in lines) + 2


def _shortened(text: str, room: int) -> str:
    """Return as many whole words of a text as fit into so many bytes of HTML."""
    if _size(text) <= room:
        return text.strip()
    plain = " ".join(text.split())
    used = _size(_CUT)
    for index, character in enumerate(plain):
        used += len(html.escape(character, quote=False).encode())
        if used > room:
            plain = plain[:index]
            break
    return (plain.rpartition(" ")[0] or plain).rstrip(" ,;:–—-") + _CUT


def clock(time: float) -> str:
    """Return a time as apps recognise it: ``MM:SS``, from an hour on ``H:MM:SS``."""
    minutes, seconds = divmod(int(time), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
