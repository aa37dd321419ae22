"""Whatever a text, a name or a link says, a page runs nothing of it and keeps its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiopub.model import (
    Alignment,
    Attachment,
    Chapter,
    Episode,
    Funding,
    Person,
    Publication,
    Show,
    ShowNotes,
)

Render = Callable[..., dict[str, bytes]]

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "<!--<script>",
    "--><iframe srcdoc='<script>1</script>'>",
    "]]><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe\u2066",
    "🎙️👩‍🚀" * 30,
    "W" * 10_000,
    "a\x00b\x0bc\x7f\x9f\ufffe\U0001ffff",
    "\u2028\u2029 line separators",
)

LINKS = (
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x",
    "https://[broken",
    "https:///no-host",
    'https://example.org/"><script>alert(1)</script>',
)

NOTES = (
    "<script>alert(1)</script><p>x</p>",
    "<p onclick=alert(1) style='background:url(//evil)' id=main>x</p>",
    "<a href='javascript:alert(1)'>x</a><a href='data:text/html,x'>y</a>",
    "<img src=x onerror=alert(1)><iframe src=//evil></iframe><form action=//evil>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=1&gt;'>",
    "</div></section></main><script>alert(1)</script>",
    "<h1>x</h1><base href=//evil><meta http-equiv=refresh content='0;//evil'>",
    "<p>" * 2000,
)

FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "form",
    "style",
    "math",
    "animate",
    "foreignobject",
}


def executable(page: bytes) -> list[str]:
    """Return whatever in a page could run, or could change what the page is."""
    found = []
    for element in lxml.html.document_fromstring(page).iter(lxml.etree.Element):
        tag = str(element.tag).casefold()
        if tag in FORBIDDEN and not (tag == "form" and element.get("id") == "search"):
            found.append(f"<{tag}>")
        if tag == "script" and not (
            element.get("type") == "application/ld+json"
            or re.fullmatch(
                r"(\.\./)?assets/(player|search)-[0-9a-f]{8}\.js", element.get("src", "")
            )
        ):
            found.append("<script>")
        if tag == "meta" and element.get("http-equiv", "").casefold() == "refresh":
            found.append("refresh")
        for name, value in element.attrib.items():
            bare = re.sub(r"[\x00-\x20]+", "", str(value)).casefold()
            if str(name).startswith("on") or name in {"style", "srcdoc", "formaction"}:
                found.append(f"{name}={value}")
            if name in {"href", "src"} and bare.startswith(("javascript:", "data:", "vbscript:")):
                found.append(f"{name}={value}")
    return found


def poisoned(show: Show, episode: Episode, text: str, link: str, html: str) -> Publication:
    """Return a publication that says a text and a link wherever it can."""
    person = Person(name=text, role=text, link=link, image=link)
    bad = replace(
        episode,
        title=text,
        subtitle=text,
        authors=(person,),
        persons=(person,),
        notes=ShowNotes(text=text, html=html, summary=text),
        chapters=tuple(
            Chapter(
                title=text,
                start=start,
                end=start + 10.0,
                paragraph=None,
                estimated=True,
                link=link,
            )
            for start in (0.0, 10.0)
        ),
        enclosure=replace(episode.enclosure, path=f"media/{text[:50]}.mp3", mime_type=text),
        waveform=Attachment(path=f"x/{text[:50]}.svg", mime_type=text),
        link=link,
        notice=text,
        keywords=(text,),
    )
    return Publication(
        show=replace(
            show,
            title=text,
            description=text,
            authors=(person,),
            copyright=text,
            license=text,
            license_link=link,
            funding=(Funding(link=link, text=text),),
        ),
        episodes=(bad, replace(bad, slug="zweite")),
    )


def speaking(alignment: Alignment, text: str) -> Alignment:
    """Return an alignment whose sentences all say a text."""
    sentences = tuple(
        replace(sentence, text=text, spoken=bool(index % 2))
        for index, sentence in enumerate(alignment.sentences)
    )
    return replace(alignment, sentences=sentences)


@pytest.mark.parametrize(
    "page",
    [
        b"<p onclick='x'>x</p>",
        b"<a href=' java\nscript:x'>x</a>",
        b"<script>1</script>",
        b"<script src='//evil/assets/player-00000000.js'></script>",
        b"<iframe></iframe>",
        b"<meta http-equiv=Refresh content=0>",
        b"<p style='x'>x</p>",
    ],
)
def test_what_could_run_would_be_noticed(page: bytes) -> None:
    assert executable(b"<html><body>" + page + b"</body></html>")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(
    render: Render, show: Show, episode: Episode, alignment: Alignment, text: str
) -> None:
    harmless = render(
        poisoned(show, episode, "harmless", "https://example.org/", "<p>x</p>"),
        speaking(alignment, "harmless"),
    )
    for path, page in render(
        poisoned(show, episode, text, "https://example.org/", "<p>x</p>"),
        speaking(alignment, text),
    ).items():
        if path.endswith(".html"):
            assert executable(page) == []
            # A topic's page is named after it.
            twin = re.sub(r"topic-[^.]*", "topic-harmless", path)
            assert " ".join(shape(page)) == " ".join(shape(harmless[twin]))


def shape(page: bytes) -> list[str]:
    """The elements of a page in their order."""
    tree = lxml.html.document_fromstring(page)
    return [str(element.tag) for element in tree.iter(lxml.etree.Element)]


@pytest.mark.parametrize("link", LINKS)
def test_no_link_leads_anywhere_but_into_the_web(
    render: Render, show: Show, episode: Episode, link: str
) -> None:
    for path, page in render(poisoned(show, episode, "x", link, "<p>x</p>")).items():
        if path.endswith(".html"):
            assert executable(page) == []
            assert b"//evil" not in page


@pytest.mark.parametrize("html", NOTES)
def test_show_notes_keep_only_their_own_tags(
    render: Render, show: Show, episode: Episode, html: str
) -> None:
    pages = render(poisoned(show, episode, "x", "https://example.org/", html))
    page = pages["telefonat/index.html"]
    assert executable(page) == []
    tree = lxml.html.document_fromstring(page)
    (notes,) = tree.xpath("//section[@aria-labelledby='notes']/div")
    assert {str(element.tag) for element in notes.iterdescendants()} <= {"p", "ul", "ol", "li", "a"}
    assert len(tree.xpath("//main")) == 1
    assert tree.xpath("//section[@aria-labelledby='downloads']")


@pytest.mark.parametrize("text", HOSTILE)
def test_structured_data_says_the_text_as_it_is(
    render: Render, publish: Callable[[Episode], Publication], episode: Episode, text: str
) -> None:
    page = render(publish(replace(episode, title=text)))["telefonat/index.html"]
    tree = lxml.html.document_fromstring(page)
    (data,) = tree.xpath("//script[@type='application/ld+json']/text()")
    said = json.loads(str(data))["name"]
    assert said == re.sub(r"[\x7f-\x9f\ufffe\U0001ffff]", "", text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(max_size=60), link=st.text(max_size=30), html=st.text(max_size=60))
def test_no_text_at_all_becomes_markup(
    render: Render,
    show: Show,
    episode: Episode,
    alignment: Alignment,
    text: str,
    link: str,
    html: str,
) -> None:
    for path, page in render(
        poisoned(show, episode, text, f"https://x/{link}", html), speaking(alignment, text)
    ).items():
        if path.endswith(".html"):
            assert executable(page) == []
