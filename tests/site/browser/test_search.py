"""Searching all transcripts in a real browser, from a server and from the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiopub.model import Alignment, Publication, TimedSentence

Open = Callable[..., Any]


def found(page: Any, query: str) -> str:  # noqa: ANN401 - Playwright's types
    page.locator("#query").fill(query)
    page.wait_for_function("() => document.getElementById('found').textContent")
    return str(page.locator("#found").inner_text())


@pytest.fixture
def page(open_page: Open, home: str) -> Any:  # noqa: ANN401 - Playwright's types
    return open_page(home)


def test_a_word_is_found_in_the_sentence_that_says_it(page: Any) -> None:  # noqa: ANN401
    assert found(page, "schweigen niemand") == "Nichts gefunden."
    page.locator("#query").fill("")
    page.wait_for_function("() => !document.getElementById('found').textContent")
    assert page.locator("#episodes-list").is_visible()
    assert found(page, "sprachen NIEMAND") == "Gefundene Folgen: 3"
    assert not page.locator("#episodes-list").is_visible()
    titles = page.locator("#results h3").all_inner_texts()
    assert titles == ["Die neue Folge", "Ein Telefonat: Das Wichtigste", "Die alte Folge"]
    hit = page.locator("#results .hit a").first
    assert hit.inner_text().split() == ["0:41", "Worüber", "sie", "sprachen,", "sagt", "niemand."]
    assert page.locator("#results .hit mark").all_inner_texts()[:2] == ["sprachen", "niemand"]
    hit.click()
    page.wait_for_url("**/neu/index.html#t=41")


@pytest.mark.parametrize("query", ["WORUBER", "worüb", "Gespräch kurz", "gesprach"])
def test_accents_case_and_endings_do_not_matter(page: Any, query: str) -> None:  # noqa: ANN401
    assert found(page, query) == "Gefundene Folgen: 3"


def test_titles_are_found(page: Any) -> None:  # noqa: ANN401 - Playwright's types
    assert found(page, "wichtigste") == "Gefundene Folgen: 1"


def test_the_search_works_from_the_disk(open_page: Open, feeds: Path) -> None:
    page = open_page((feeds / "index.html").as_uri())
    assert found(page, "niemand") == "Gefundene Folgen: 3"
    page.locator("#results .hit a").first.wait_for()


def test_an_index_that_is_gone_is_said_to_be(open_page: Open, home: str) -> None:
    page = open_page(home)
    page.route("**/search/*", lambda route: route.fulfill(body="", status=200))
    assert found(page, "niemand") == "Das Suchverzeichnis ließ sich nicht laden."
    page.unroute("**/search/*")


@pytest.fixture(scope="module")
def many(heard: Publication, build: Any, serve: Any, alignment: Alignment) -> str:  # noqa: ANN401
    """A show of 230 episodes, in three segments."""
    first = heard.episodes[1]
    episodes = tuple(
        replace(
            first, name=f"e{number}", slug=f"e{number}", guid=f"e{number}", title=f"Folge {number}"
        )
        for number in range(230)
    )
    return str(serve(build(replace(heard, episodes=episodes), alignment)))


def test_results_come_from_all_segments_ten_at_a_time(open_page: Open, many: str) -> None:
    page = open_page(many)
    assert found(page, "niemand") == "Gefundene Folgen: 230"
    page.wait_for_function("() => document.querySelectorAll('#results li').length === 10")
    assert page.locator("#results h3").first.inner_text() == "Folge 0"
    page.get_by_role("button", name="Mehr anzeigen").click()
    page.wait_for_function("() => document.querySelectorAll('#results li').length === 20")
    page.locator("#query").fill("folge 229")
    page.get_by_text("Gefundene Folgen: 1", exact=True).wait_for()


def spoken(text: str) -> TimedSentence:
    return TimedSentence(
        text=text, paragraph=0, start=1, end=2, confidence=1, spoken=True, estimated=False
    )


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("東京の天気は晴れです", "天気"),
        ("Straße und Ärger in İstanbul", "strasse istanbul"),
        ("Ο Σίσυφος μένει", "σισυφοσ"),
        ("וידוי שלום", "שלום"),
        ("مرحبا بالعالم", "بالعالم"),
        ("ภาษาไทยง่าย", "ไทย"),
        ("naïve ﬁnance", "naive finance"),
        ("__proto__ constructor toString", "constructor tostring"),
    ],
)
def test_every_script_can_be_searched(
    open_page: Open,
    heard: Publication,
    build: Callable[..., Path],
    serve: Callable[[Path], str],
    text: str,
    query: str,
) -> None:
    (episode, *_) = heard.episodes
    alignment = Alignment(language="de", duration=102.5, sentences=(spoken(text),), estimated=False)
    page = open_page(serve(build(replace(heard, episodes=(episode,)), alignment)))
    assert found(page, query) == "Gefundene Folgen: 1"
    page.locator("#results .hit a").wait_for()
    assert text in page.locator("#results .hit a").inner_text()
