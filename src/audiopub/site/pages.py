"""The pages: templates filled with a publication, and the style and script that go with them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import TypeVar

import nh3
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from audiopub.errors import SiteError
from audiopub.model import Alignment, Episode, Publication, Show
from audiopub.site import Page, structured
from audiopub.site.interface import (
    Interface,
    clock,
    direction,
    interface_for,
    iso_duration,
    seconds_of,
)
from audiopub.site.links import WEB_SCHEMES, host, subscriptions, suffix, web, within
from audiopub.site.transcript import sections

T = TypeVar("T")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page: nothing inline, nothing from another host.

JSON-LD needs no exception: a data block is not a script (HTML Standard, 4.12.1).
"""

ASSETS = ("icon.svg", "player.js", "style.css")
"""The files that all pages share."""

RESERVED = frozenset({"", ".", "..", "assets", "media"})
"""Names that no episode's folder can have."""

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
"""How fast the sound can be played."""

NOTES_TAGS = frozenset({"p", "ul", "ol", "li", "a"})
"""What show notes are made of; the same as in the feed."""

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
"""What HTML may not hold: controls and noncharacters (HTML Standard, 13.2.3.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that all pages share."""

    path: str
    """In the published tree; named by its content."""

    content: bytes
    """Its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all pages are made from."""

    show: Show
    """The show."""

    interface: Interface
    """The interface in the show's language, or else in English."""

    assets: Mapping[str, Asset]
    """Those of :data:`ASSETS`."""

    environment: Environment
    """The templates."""


def show_pages(publication: Publication) -> Iterator[Page]:
    """Yield what belongs to the whole show; see :func:`audiopub.site.show_pages`."""
    _check_addresses(publication.episodes)
    site = _site(publication.show)
    for asset in site.assets.values():
        yield Page(path=asset.path, made_of=asset.path, render=partial(bytes, asset.content))
    yield Page(
        path="index.html",
        made_of=publication,
        render=partial(_show_page, site, publication.episodes),
    )


def episode_page(
    show: Show,
    episode: Episode,
    alignment: Alignment,
    *,
    newer: Episode | None,
    older: Episode | None,
) -> bytes:
    """Render the page of an episode; see :func:`audiopub.site.episode_page`."""
    # A single chapter divides nothing.
    chapters = episode.chapters if len(episode.chapters) > 1 else ()
    return _page(
        _site(show),
        "episode.html",
        path=f"{episode.slug}/index.html",
        language=episode.language,
        canonical=show.url(episode.page),
        episode=episode,
        alignment=alignment,
        chapters=chapters,
        sections=sections(alignment.sentences, chapters),
        newer=newer,
        older=older,
        speeds=SPEEDS,
        structured=structured.episode(show, episode),
    )


def _site(show: Show) -> Site:
    return Site(
        show=show,
        interface=interface_for(show.language),
        assets=_assets(),
        environment=_environment(),
    )


def _show_page(site: Site, episodes: tuple[Episode, ...]) -> bytes:
    show = site.show
    return _page(
        site,
        "show.html",
        path="index.html",
        language=show.language,
        canonical=show.url(""),
        apps=tuple(subscriptions(show)),
        episodes=episodes,
        structured=structured.series(show),
    )


def _page(site: Site, template: str, *, path: str, language: str, **values: object) -> bytes:
    try:
        text = site.environment.get_template(template).render(
            assets={name: asset.path for name, asset in site.assets.items()},
            interface=site.interface,
            language=language,
            own=_own(site.interface.language, page=language),
            policy=POLICY,
            show=site.show,
            speaks=partial(_speaks, page=language),
            tree=partial(within, depth=path.count("/")),
            w=site.interface.words,
            **values,
        )
        return text.encode()
    except UnicodeEncodeError as error:
        character = ord(error.object[error.start])
        raise SiteError(
            "AP603",
            f"the page would hold U+{character:04X}, which is no character",
            path=path,
            hint="look for it in the episode's texts and in the names of its files, and remove it",
        ) from error


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("audiopub.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters |= {
        "clock": clock,
        "direction": direction,
        "host": host,
        "iso": iso_duration,
        "notes": _notes,
        "seconds": seconds_of,
        "suffix": suffix,
        "web": web,
    }
    return environment


@cache
def _assets() -> Mapping[str, Asset]:
    return {name: _asset(name) for name in ASSETS}


def _asset(name: str) -> Asset:
    content = resources.files("audiopub.site").joinpath("assets", name).read_bytes()
    stem, _, suffix = name.partition(".")
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Asset(path=f"assets/{stem}-{digest}.{suffix}", content=content)


def _check_addresses(episodes: Sequence[Episode]) -> None:
    """Refuse slugs that would write a page over another one, or out of the tree."""
    seen: dict[str, Episode] = {}
    for episode in episodes:
        if episode.slug.casefold() in RESERVED or re.search(r"[/\\\x00-\x1f]", episode.slug):
            raise SiteError(
                "AP601",
                f"the slug {episode.slug!r} cannot be the name of an episode's folder",
                path=episode.name,
                hint="give the episode another slug in audiopub.lock: letters, digits and hyphens",
            )
        # Letter case does not tell folders apart everywhere.
        other = seen.setdefault(episode.slug.casefold(), episode)
        if other is not episode:
            raise SiteError(
                "AP602",
                f"the episodes {other.name!r} and {episode.name!r} share the slug"
                f" {episode.slug!r}, so one page would replace the other",
                path=episode.name,
                hint="give the one that is not published yet another slug in audiopub.lock",
            )


def _own(language: str, *, page: str) -> Markup:
    """Return the attribute of an element that says words of the interface; none if needless.

    It keeps the page's direction, so that headings stand where the page begins its lines.
    """
    return Markup() if _same(language, page) else Markup(' lang="{}"').format(language)


def _speaks(language: str, *, page: str) -> Markup:
    """Return the attributes of an element whose text is in a language; none if it is the page's."""
    if _same(language, page):
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def _same(language: str, other: str) -> bool:
    return language.partition("-")[0].casefold() == other.partition("-")[0].casefold()


def _notes(html: str) -> Markup:
    """Return show notes as markup: whoever wrote them, only their tags and web links are left."""
    return Markup(  # noqa: S704 - nh3 has left nothing in it that could do harm
        nh3.clean(
            html,
            tags=set(NOTES_TAGS),
            attributes={"a": {"href"}},
            url_schemes={*WEB_SCHEMES, "mailto"},
            link_rel="noopener",
        )
    )


def _printable(value: T) -> T:
    """Return a value of a template without what HTML may not hold, escaped or not as before."""
    if isinstance(value, str) and _UNPRINTABLE.search(value):
        return type(value)(_UNPRINTABLE.sub("", value))
    return value
