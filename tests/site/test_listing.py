"""The lists that episodes stand in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiopub.model import Episode
from audiopub.site.listing import PAGE, chunks, topics, topics_of, years


def numbered(episode: Episode, count: int) -> tuple[Episode, ...]:
    return tuple(replace(episode, slug=str(count - n)) for n in range(count))


@pytest.mark.parametrize("count", [0, 1, 24, 25, 49, 50, 51, 74, 75, 1000])
def test_every_episode_stands_on_one_page(episode: Episode, count: int) -> None:
    episodes = numbered(episode, count)
    newest, older = chunks(episodes)
    assert (*newest, *(e for page in reversed(older) for e in page)) == episodes
    assert all(len(page) == PAGE for page in older)
    assert len(newest) < 2 * PAGE
    assert not older or len(newest) >= PAGE


def test_an_episode_keeps_its_page(episode: Episode) -> None:
    _, before = chunks(numbered(episode, 110))
    _, after = chunks(numbered(episode, 140))
    assert after[: len(before)] == before


def test_years_come_the_newest_first(episode: Episode) -> None:
    old = replace(episode, published=episode.published.replace(year=2019))
    assert [(shelf.name, len(shelf.episodes)) for shelf in years((episode, episode, old))] == [
        ("2025", 2),
        ("2019", 1),
    ]


def test_topics_are_one_in_all_spellings(episode: Episode) -> None:
    one = replace(episode, keywords=("Freie  Wahlen", "C++", "freie wahlen"))
    other = replace(episode, keywords=("freie Wahlen", "C#", " "))
    found = [(shelf.name, shelf.path, len(shelf.episodes)) for shelf in topics((one, other))]
    assert found[0] == ("Freie Wahlen", "page/topic-freie-wahlen.html", 2)
    names = {name for name, *_ in found}
    paths = {path for _, path, _ in found}
    assert names == {"Freie Wahlen", "C++", "C#"}
    assert len(paths) == 3
    assert len(topics_of(one)) == 2


@pytest.mark.parametrize("keyword", ["../../etc", "W" * 10_000, "🎙️", "\u202e", "a/b\\c", "Ä"])
def test_any_keyword_has_a_page_of_its_own_in_the_folder(episode: Episode, keyword: str) -> None:
    (topic,) = topics_of(replace(episode, keywords=(keyword,)))
    stem = topic.path.removeprefix("page/topic-").removesuffix(".html")
    assert 0 < len(stem) < 80
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
