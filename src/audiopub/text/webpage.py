"""Saved web pages: the article, without what stands around it.

What is the article is found by trafilatura (A. Barbaresi, "Trafilatura: A Web Scraping Library and
Command-Line Tool for Text Discovery and Extraction", ACL 2021). When and by whom it was published,
pages say to machines in their ``meta`` elements and in JSON-LD; no date is guessed from the text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from lxml import html

from audiopub.errors import TextError
from audiopub.model import Draft, Given, Place
from audiopub.text import bylines, fields, markup, metadata
from audiopub.text.document import Document
from audiopub.text.extras import library
from audiopub.text.language import base

_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished']/@content",
    "//meta[translate(@name, 'DC', 'dc')='dc.date' or @name='date' or @name='pubdate']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_NEAR, _LINE = 4, 150  # elements below a title that may show the author, and their characters
_SCRIPTS = "//script[@type='application/ld+json']/text()"


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:
    """Take a web page apart.

    Raises:
        TextError: The extra is not installed (AP152); the page is empty (AP101), or none, or there
            is no article in it (AP153).
    """
    trafilatura = library("trafilatura", "html", path)
    if not data.strip():
        raise TextError(
            "AP101", "the file is empty", path=path, hint="save the page anew from a browser"
        )
    tree = trafilatura.load_html(data)
    article = None if tree is None else _article(trafilatura, data)
    if tree is None or article is None:
        raise TextError(
            "AP153",
            "no article was found in this page",
            path=path,
            hint="save the page anew, complete; or copy its text into a .txt file",
        )
    return Document(
        blocks=markup.blocks(article, markup.HTML), properties=_properties(tree, path, timezone)
    )


def _article(trafilatura: Any, data: bytes) -> html.HtmlElement | None:  # noqa: ANN401
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")  # a short article is one, too
    found = trafilatura.extract(
        data,
        config=config,
        output_format="html",
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    return html.document_fromstring(found) if found else None


def _properties(tree: html.HtmlElement, path: str, timezone: dt.tzinfo) -> Draft:
    """Return what the page says of its article to machines."""
    from trafilatura.metadata import extract_metadata

    place = Place(path=path)
    said = extract_metadata(tree, extensive=False)
    language = str(tree.get("lang") or "").replace("_", "-")
    link = said.url or ""
    shown = _shown(tree, base(language))

    def given(value: Any) -> Given[Any] | None:  # noqa: ANN401 - of many types
        return Given(value=value, source="properties", place=place) if value else None

    return Draft(
        title=given(" ".join((said.title or "").split())),
        authors=given(bylines.people(said.author or "; ".join(shown.authors))),
        date=given(_published(tree, timezone) or (shown.date and shown.date.moment(timezone))),
        language=given(language if fields.LANGUAGE.fullmatch(language) else ""),
        link=given(link if fields.ADDRESS.fullmatch(link) else ""),
        keywords=given(tuple(filter(None, map(str.strip, said.tags or ())))),
    )


def _shown(tree: html.HtmlElement, language: str) -> metadata.Head:
    """Return what the lines around a page's title show: an author, a date that means one day."""
    found: Any = tree.xpath("//h1")
    authors: tuple[str, ...] = ()
    date = None
    below = [
        title.itersiblings() for title in (*found[:1], *(one.getparent() for one in found[:1]))
    ]
    for element in islice(chain(*below), _NEAR):
        line = " ".join(element.text_content().split())
        if len(line) > _LINE or markup.local_name(element) in markup.HTML.headings:
            continue
        head = metadata.taken_apart(line, language)
        authors = authors or head.authors
        date = date or (head.date if head.date and len(head.date.readings) == 1 else None)
    return metadata.Head(authors=authors, date=date)


def _published(tree: html.HtmlElement, timezone: dt.tzinfo) -> dt.datetime | None:
    """Return when the page says that it was published, if it says so as ISO 8601 has it."""
    for written in _dates(tree):
        try:
            moment = dt.datetime.fromisoformat(written.strip())
        except ValueError:
            continue
        if moment.tzinfo is not None:
            return moment
        at_noon = "T" not in written and " " not in written.strip()
        return moment.replace(hour=12 if at_noon else moment.hour, tzinfo=timezone)
    return None


def _dates(tree: html.HtmlElement) -> Iterator[str]:
    for query in _DATES:
        yield from map(str, tree.xpath(query))
    for script in tree.xpath(_SCRIPTS):
        try:
            yield from _of_articles(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _of_articles(data: object) -> Iterator[str]:
    """Yield the dates of publication in a JSON-LD object, or in a list or graph of such."""
    if isinstance(data, list):
        for item in data:
            yield from _of_articles(item)
    elif isinstance(data, dict):
        if isinstance(date := data.get("datePublished"), str):
            yield date
        yield from _of_articles(data.get("@graph"))
