"""The page of an episode in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
TIME = "document.querySelector('audio').currentTime"


@pytest.fixture
def page(open_page: Open, home: str) -> Any:  # noqa: ANN401 - Playwright's types
    return open_page(f"{home}telefonat/index.html")


def time_of(page: Any) -> float:  # noqa: ANN401 - Playwright's types
    return float(page.evaluate(TIME))


def wait_until(page: Any, condition: str) -> None:  # noqa: ANN401 - Playwright's types
    page.wait_for_function(
        f"() => {{ const sound = document.querySelector('audio'); {condition} }}"
    )


def seek(page: Any, time: float) -> None:  # noqa: ANN401 - Playwright's types
    page.evaluate(f"{TIME} = {time}")
    wait_until(page, f"return !sound.seeking && Math.abs(sound.currentTime - {time}) < 1;")


def current(page: Any, selector: str) -> list[str]:  # noqa: ANN401 - Playwright's types
    texts: list[str] = page.locator(f"{selector}[aria-current]").all_inner_texts()
    return texts


def test_the_space_bar_plays_and_pauses(page: Any) -> None:  # noqa: ANN401 - Playwright's types
    page.keyboard.press("Space")
    wait_until(page, "return !sound.paused && sound.currentTime > 0.2;")
    page.keyboard.press("Space")
    wait_until(page, "return sound.paused;")


def test_a_chapter_plays_from_its_beginning_and_is_marked(page: Any) -> None:  # noqa: ANN401
    page.locator(".chapters li").nth(1).click(position={"x": 5, "y": 5})
    wait_until(page, "return !sound.paused && sound.currentTime >= 41;")
    page.wait_for_selector(".chapters li[aria-current]:has-text('Das Schweigen')")
    assert page.url.endswith("#t=41")
    assert page.locator("#now").inner_text() == "Das Schweigen"
    assert len(current(page, ".chapters li")) == 1


def test_a_click_on_a_sentence_plays_it(page: Any) -> None:  # noqa: ANN401 - Playwright's types
    page.get_by_text("Man darf raten.").click()
    wait_until(page, "return !sound.paused && sound.currentTime >= 61.5;")
    page.wait_for_function(
        "() => document.querySelector('#text [aria-current]')?.textContent === 'Man darf raten.'"
    )


def test_enter_on_a_sentence_plays_it(page: Any) -> None:  # noqa: ANN401 - Playwright's types
    page.locator("#text span").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert (
        page.evaluate("document.activeElement.textContent") == "Worüber sie sprachen, sagt niemand."
    )
    page.keyboard.press("Enter")
    wait_until(page, "return !sound.paused && sound.currentTime >= 41;")


def test_the_tab_key_stops_at_one_sentence_only(page: Any) -> None:  # noqa: ANN401
    assert page.locator("#text span[tabindex='0']").count() == 1


def test_keys_seek_change_speed_and_chapter(page: Any) -> None:  # noqa: ANN401
    seek(page, 50)
    page.keyboard.press("ArrowRight")
    assert time_of(page) == pytest.approx(60, abs=0.5)
    page.keyboard.press("ArrowLeft")
    assert time_of(page) == pytest.approx(50, abs=0.5)
    page.keyboard.press("]")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    page.keyboard.press("[")
    page.keyboard.press("[")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 0.75
    seek(page, 10)
    page.keyboard.press("c")
    wait_until(page, "return sound.currentTime >= 41;")
    page.keyboard.press("Shift+C")
    wait_until(page, "return sound.currentTime < 41;")


def test_the_help_is_there_to_be_seen_and_a_key_opens_it(page: Any) -> None:  # noqa: ANN401
    assert page.get_by_text("Tastatur").is_visible()
    assert not page.get_by_text("Leertaste").is_visible()
    page.keyboard.press("?")
    assert page.get_by_text("Leertaste").is_visible()


def test_typing_a_blank_on_a_button_presses_the_button(page: Any) -> None:  # noqa: ANN401
    page.get_by_text("Tastatur").focus()
    page.keyboard.press("Space")
    assert page.get_by_text("Leertaste").is_visible()
    assert page.evaluate("document.querySelector('audio').paused")


def test_a_deep_link_leads_to_its_sentence(open_page: Open, home: str) -> None:
    page = open_page(f"{home}telefonat/index.html#t=62")
    wait_until(page, "return sound.readyState > 0 && Math.abs(sound.currentTime - 62) < 0.5;")
    assert current(page, "#text span") == ["Man darf raten."]
    assert page.get_by_text("Man darf raten.").is_visible()


def test_a_shared_passage_stops_at_its_end(open_page: Open, home: str) -> None:
    page = open_page(f"{home}telefonat/index.html#t=40,41:~:text=Das%20Gespr%C3%A4ch")
    wait_until(page, "return sound.readyState > 0 && Math.abs(sound.currentTime - 40) < 0.5;")
    page.keyboard.press("Space")
    wait_until(page, "return sound.paused && sound.currentTime >= 41;")
    assert time_of(page) < 42
    page.keyboard.press("Space")
    wait_until(page, "return !sound.paused && sound.currentTime > 41.5;")


def test_the_speed_is_chosen_and_remembered(page: Any, home: str) -> None:  # noqa: ANN401
    page.select_option("#speed", "1.5")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    page.goto(f"{home}alt/index.html")
    wait_until(page, "return sound.readyState > 0 && sound.playbackRate === 1.5;")
    assert page.locator("#speed").input_value() == "1.5"


def test_the_position_is_remembered_by_episode(page: Any, home: str) -> None:  # noqa: ANN401
    seek(page, 55)
    page.keyboard.press("Space")
    wait_until(page, "return sound.currentTime > 55.3;")
    page.keyboard.press("Space")
    wait_until(page, "return sound.paused;")
    stopped = time_of(page)
    page.goto(f"{home}alt/index.html")
    wait_until(page, "return sound.readyState > 0;")
    assert time_of(page) == 0
    page.goto(f"{home}telefonat/index.html")
    wait_until(page, "return sound.readyState > 0 && sound.currentTime > 55;")
    assert abs(time_of(page) - stopped) < 0.5
    minutes, seconds = divmod(int(stopped), 60)
    assert page.locator("#status").inner_text() == f"Weiter ab {minutes}:{seconds:02}."


def test_the_sleep_timer_stops_at_the_end_of_the_chapter(page: Any) -> None:  # noqa: ANN401
    seek(page, 39.5)
    page.select_option("#sleep", "chapter")
    page.keyboard.press("Space")
    page.locator("body").focus()
    page.evaluate("document.querySelector('audio').play()")
    wait_until(page, "return sound.paused && sound.currentTime >= 41;")
    assert page.locator("#sleep").evaluate("select => select.selectedIndex") == 0


def test_the_sleep_timer_stops_after_its_minutes(open_page: Open, home: str) -> None:
    page = open_page(f"{home}telefonat/index.html")
    page.clock.install()
    page.evaluate("document.querySelector('audio').play()")
    page.select_option("#sleep", "5")
    page.clock.fast_forward("04:50")
    assert not page.evaluate("document.querySelector('audio').paused")
    page.clock.fast_forward("00:11")
    wait_until(page, "return sound.paused;")


def copied(page: Any) -> str:  # noqa: ANN401 - Playwright's types
    page.wait_for_selector("text=Kopiert")
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.fixture
def copying(open_page: Open, home: str) -> Any:  # noqa: ANN401 - Playwright's types
    """A page that may copy."""
    return open_page(
        f"{home}telefonat/index.html", permissions=["clipboard-read", "clipboard-write"]
    )


HERE = "https://podcast.example.org/kommentare/telefonat/"


def test_a_moment_is_shared(copying: Any) -> None:  # noqa: ANN401 - Playwright's types
    seek(copying, 61.7)
    copying.get_by_role("button", name="Ab hier teilen").click()
    assert copied(copying) == f"{HERE}#t=61"


def test_a_sentence_is_shared_with_its_times_and_its_text(copying: Any) -> None:  # noqa: ANN401
    copying.locator("#text span").first.focus()
    copying.get_by_role("button", name="Stelle teilen").click()
    assert copied(copying) == f"{HERE}#t=0,20:~:text=Zwei%20Minister%20haben%20telefoniert."


def test_a_quote_of_what_is_selected_says_where_it_is_from(copying: Any) -> None:  # noqa: ANN401
    copying.evaluate(
        """() => {
        const [, , first, last] = document.querySelectorAll("#text span");
        getSelection().setBaseAndExtent(first.firstChild, 0, last.firstChild, 9);
        }"""
    )
    copying.get_by_role("button", name="Zitat kopieren").click()
    assert copied(copying) == (
        "„Worüber sie sprachen, sagt niemand. Man darf“\n"
        "Vera Vogt: Ein Telefonat: Das Wichtigste, 0:41\n"
        f"{HERE}#t=41,81.5:~:text=Wor%C3%BCber%20sie%20sprachen%2C%20sagt%20niemand."
        "%20Man%20darf"
    )


def test_without_the_right_to_copy_the_text_is_there_to_be_copied(page: Any) -> None:  # noqa: ANN401
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    page.get_by_role("button", name="Ab hier teilen").click()
    assert page.locator("#copy").input_value() == f"{HERE}#t=0"


LONG = {"viewport": {"width": 390, "height": 420}}


def in_view(page: Any, text: str) -> bool:  # noqa: ANN401 - Playwright's types
    box = page.get_by_text(text).bounding_box()
    return box is not None and 0 < box["y"] < 420


def test_the_page_follows_the_sound_until_the_listener_scrolls(open_page: Open, home: str) -> None:
    page = open_page(f"{home}telefonat/index.html", **LONG)
    last = "Am Ende bleibt die Frage nach dem Geld."
    page.evaluate("document.querySelector('audio').play()")
    seek(page, 81)
    wait_until(page, "return sound.currentTime > 82.2;")
    page.wait_for_timeout(200)
    assert in_view(page, last)
    page.mouse.move(200, 200)
    page.mouse.wheel(0, -5000)
    page.wait_for_function("() => scrollY < 50")
    seek(page, 61)
    wait_until(page, "return sound.currentTime > 62;")
    assert not in_view(page, "Man darf raten.")
    page.get_by_role("button", name="Zurück zum gesprochenen Satz").click()
    page.wait_for_timeout(200)
    assert in_view(page, "Man darf raten.")


def test_the_lock_screen_is_told_what_plays(page: Any) -> None:  # noqa: ANN401
    said = json.loads(
        page.evaluate(
            """() => { const { title, artist, album, artwork } = navigator.mediaSession.metadata;
            return JSON.stringify({ title, artist, album, artwork: artwork.length }); }"""
        )
    )
    assert said == {
        "title": "Ein Telefonat: Das Wichtigste",
        "artist": "Vera Vogt",
        "album": "Kommentare",
        "artwork": 1,
    }


def test_sound_that_is_gone_is_said_to_be(open_page: Open, home: str) -> None:
    page = open_page("about:blank")
    page.route("**/*.wav", lambda route: route.fulfill(status=200, body="no sound"))
    page.goto(f"{home}telefonat/index.html")
    page.get_by_text("Der Ton lässt sich hier nicht abspielen.").wait_for()


def test_a_click_into_the_waveform_plays_from_there(page: Any) -> None:  # noqa: ANN401
    wait_until(page, "return sound.duration > 0;")
    box = page.locator("#timeline").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 5)
    wait_until(page, "return !sound.paused && sound.currentTime >= 50 && sound.currentTime < 55;")


def test_without_a_script_all_is_there(open_page: Open, home: str) -> None:
    page = open_page(f"{home}telefonat/index.html", java_script_enabled=False)
    assert page.locator("audio[controls]").is_visible()
    assert page.get_by_text("Man darf raten.").is_visible()
    assert page.locator("button:visible, select:visible").count() == 0
    link = page.get_by_role("link", name="Das Schweigen").first
    assert link.get_attribute("href") == "../media/telefonat-0a1b2c3d.wav#t=41"


def test_on_paper_the_transcript_reads_as_an_article(page: Any, tmp_path: Path) -> None:  # noqa: ANN401
    page.emulate_media(media="print")
    assert page.get_by_text("Man darf raten.").is_visible()
    assert page.locator("h1").is_visible()
    assert page.get_by_text(HERE).is_visible()
    for hidden in ("audio", "#timeline", ".chapters", "button", "select", ".neighbours", ".time"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    assert page.pdf(path=tmp_path / "page.pdf")[:5] == b"%PDF-"


@pytest.mark.parametrize("width", [320, 390, 768, 1200, 1920])
def test_nothing_is_wider_than_the_window(open_page: Open, home: str, width: int) -> None:
    for path in ("index.html", "telefonat/index.html", "telefonat/embed.html"):
        page = open_page(f"{home}{path}", viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_embedded_player_plays(open_page: Open, home: str) -> None:
    page = open_page(f"{home}telefonat/embed.html")
    page.keyboard.press("Space")
    wait_until(page, "return !sound.paused && sound.currentTime > 0.2;")
    assert page.get_by_role("link", name="Ein Telefonat").get_attribute("target") == "_blank"
