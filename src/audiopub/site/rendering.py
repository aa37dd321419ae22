"""From a template and its values to the bytes of a page."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from audiopub.errors import SiteError
from audiopub.model import Episode, Show, is_elsewhere
from audiopub.site import PLAIN, Theme
from audiopub.site.assets import Asset, assets_of
from audiopub.site.colours import Colours, colours
from audiopub.site.environment import environment_of, failed, printable
from audiopub.site.interface import Interface, direction, interface_for
from audiopub.site.links import within

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page: nothing inline, nothing from another host.

A page may fetch the sound and the cover of an imported episode, see :func:`_policy`.

JSON-LD needs no exception: a data block is not a script (HTML Standard, 4.12.1).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """What the pages of one show have in common."""

    show: Show
    """The show."""

    theme: Theme
    """The producer's own templates."""

    interface: Interface
    """The interface in the show's language, or else in English."""

    assets: Mapping[str, Asset]
    """The shared files by their names."""

    colours: Colours
    """The show's colours."""

    environment: Environment
    """The templates."""

    @classmethod
    def of(cls, show: Show, theme: Theme) -> Renderer:
        """Return the renderer of a show."""
        interface = interface_for(show.language)
        return cls(
            show=show,
            theme=theme,
            interface=interface,
            assets=assets_of(show, theme),
            colours=colours(show.artwork.accent),
            environment=environment_of(interface, theme),
        )

    def render(self, template: str, *, path: str, language: str, **values: object) -> bytes:
        """Render a page.

        Args:
            template: The template's name.
            path: The page's path in the published tree.
            language: What the page is in, mostly; a BCP 47 tag.
            values: What else the template shows.

        Raises:
            SiteError: AP603 if a text holds what is no character, AP605 if a theme's template
                fails.
        """
        try:
            return self._text(template, path=path, language=language, values=values).encode()
        except UnicodeEncodeError as error:
            raise no_character(error, path) from error

    def _text(
        self, template: str, *, path: str, language: str, values: Mapping[str, object]
    ) -> str:
        try:
            text = self.environment.get_template(template).render(
                assets={name: asset.path for name, asset in self.assets.items()},
                colours=self.colours,
                interface=self.interface,
                language=language,
                own=_own(self.interface.language, page=language),
                policy=_policy(values.get("episode")),
                show=self.show,
                speaks=partial(_speaks, page=language),
                tree=partial(within, depth=path.count("/")),
                **values,
            )
            return printable(text)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            place = self._place(error)
            if place is None or isinstance(error, UnicodeError):
                raise
            raise failed(self.theme, place[0], place[1], str(error) or "it is broken") from error

    def _place(self, error: Exception) -> tuple[str, int] | None:
        """Return the theme's template that failed, and its line; ``None`` if it was none of them.

        Jinja writes the lines of templates into the traceback.
        """
        if self.theme == PLAIN:
            return None
        start = f"{self.theme.name}/"
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(start):
                return frame.filename.removeprefix(start), frame.lineno or 1
        return None


def _policy(episode: object) -> str:
    """Return what the page of an episode may fetch: hosts of media like to redirect to others."""
    policy = POLICY
    if isinstance(episode, Episode) and is_elsewhere(episode.enclosure.path):
        policy = policy.replace("media-src 'self'", "media-src 'self' https: http:")
    if isinstance(episode, Episode) and is_elsewhere(episode.artwork.path):
        policy = policy.replace("img-src 'self'", "img-src 'self' https: http:")
    return policy


def no_character(error: UnicodeEncodeError, path: str) -> SiteError:
    """Return the error of a text that cannot be encoded."""
    character = ord(error.object[error.start])
    return SiteError(
        "AP603",
        f"the page would hold U+{character:04X}, which is no character",
        path=path,
        hint="look for it in the episode's texts and in the names of its files, and remove it",
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
