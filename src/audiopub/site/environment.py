"""The templates: ours, and over them a producer's theme, which may do nothing but show."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata, resources

import nh3
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from audiopub import compiled
from audiopub.errors import SiteError
from audiopub.site import PLAIN, Theme
from audiopub.site.assets import NAMES
from audiopub.site.interface import Interface, clock, direction, iso_duration, seconds_of
from audiopub.site.links import WEB_SCHEMES, host, suffix, web
from audiopub.site.transcript import spans

OURS = "audiopub"
"""A template ``NAME`` of a theme reaches the one that it replaces as ``audiopub/NAME``."""

NOTES_TAGS = frozenset({"p", "ul", "ol", "li", "a"})
"""What show notes are made of; the same as in the feed."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_UNPRINTABLE_ASTRAL = re.compile(
    "["
    + "".join(f"{chr(at + 0xFFFE)}{chr(at + 0xFFFF)}" for at in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""What HTML may not hold: controls and noncharacters (HTML Standard, 13.2.3.5).

Those outside of the Basic Multilingual Plane are looked for only where there is any: one expression
for all takes five times as long.
"""


class _Compiled(BytecodeCache):
    """Our templates as Jinja compiled them; a theme's, which are guarded, are not among them."""

    def __init__(self) -> None:
        """Look up by which Jinja."""
        self._jinja = metadata.version("jinja2")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template as it was compiled, if it was."""
        if data := compiled.recall(self._name(bucket)):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template as it was compiled."""
        compiled.remember(self._name(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return f"jinja {self._jinja} {bucket.key} {bucket.checksum}"


@cache
def environment_of(interface: Interface, theme: Theme) -> Environment:
    """Return the templates of pages whose interface is in one language.

    Those of a theme run in a sandbox: they see what pages are made of and can change nothing.
    """
    kind = ImmutableSandboxedEnvironment if theme != PLAIN else Environment
    environment = kind(
        bytecode_cache=_Compiled() if theme == PLAIN else None,
        loader=_loader(theme),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined] # the extension adds it
        interface.catalogue, newstyle=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters |= {
        "clock": clock,
        "direction": direction,
        "host": host,
        "iso": iso_duration,
        "notes": _notes,
        "seconds": seconds_of,
        "spans": spans,
        "suffix": suffix,
        "web": web,
    }
    return environment


def check(theme: Theme) -> None:
    """Refuse a theme with a file that replaces nothing, or a template that cannot be read.

    Raises:
        SiteError: AP604 and AP605, with the file, and the line in it.
    """
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    templates = resources.files("audiopub.site").joinpath("templates")
    known = sorted((*NAMES, *(item.name for item in templates.iterdir())))
    for name, source in theme.files:
        if not name.endswith(".html") and name not in NAMES:
            raise SiteError(
                "AP604",
                "a theme can replace no file of this name",
                path=f"{theme.name}/{name}",
                hint=f"take the file out of the theme, or name it as one of {', '.join(known)};"
                " further templates end in .html",
            )
        if name.endswith(".html"):
            try:
                environment.parse(source, name)
            except TemplateSyntaxError as error:
                raise failed(theme, name, error.lineno, error.message or "it is broken") from error


def failed(theme: Theme, name: str, line: int | None, what: str) -> SiteError:
    """Return the error of a template of a theme."""
    return SiteError(
        "AP605",
        f"the template fails: {what.rstrip('.')}",
        path=f"{theme.name}/{name}",
        line=line,
        hint="correct it there, or take the file out of the theme: then ours is used",
    )


def printable(text: str) -> str:
    """Return a text without what HTML may not hold."""
    text = _UNPRINTABLE.sub("", text)
    return _UNPRINTABLE_ASTRAL.sub("", text) if _ASTRAL.search(text) else text


def _loader(theme: Theme) -> BaseLoader:
    ours = PackageLoader("audiopub.site")
    if theme == PLAIN:
        return ours
    own = dict(theme.files)

    def load(name: str) -> tuple[str, str, None] | None:
        return (own[name], f"{theme.name}/{name}", None) if name in own else None

    return ChoiceLoader([FunctionLoader(load), ours, PrefixLoader({OURS: ours})])


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
