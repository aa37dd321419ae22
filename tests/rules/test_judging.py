"""Holding the rules against what was found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiopub import facts, rules
from audiopub.rules.categories import CATEGORIES, FORMER
from audiopub.rules.codes import CODES
from audiopub.rules.subjects import Damaged, Unread
from audiopub.rules.table import RULES

DATA = Path(__file__).parents[1] / "data" / "feeds"


def test_findings_say_where_what_how_and_who_asks_for_it(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    text = (DATA / "good.xml").read_text(encoding="utf-8")
    feed.write_text(text.replace("<language>en-GB", "<language>??"), encoding="utf-8")
    (finding,) = rules.judge(facts.gather(feed, name="feeds/feed.xml"))
    assert str(finding.place) == "feeds/feed.xml:12:5"
    assert (finding.code, finding.severity) == ("AP521", "error")
    assert finding.message == "'??' is no code of a language"
    assert finding.hint == "Write a code of ISO 639, such as de or pt-BR."
    assert finding.link == "https://www.rfc-editor.org/info/bcp47"


def test_findings_are_sorted_by_place_and_code() -> None:
    subjects = (
        Unread(path="b.mp3", kind="sound", reason="no"),
        Damaged(path="b.mp3", kind="tags", reason="no"),
        Damaged(path="a.mp3", kind="sound", reason="no"),
    )
    found = [
        (finding.place.path if finding.place else "", finding.code)
        for finding in rules.judge(subjects)
    ]
    assert found == [("a.mp3", "AP350"), ("b.mp3", "AP454"), ("b.mp3", "AP699")]


def test_rules_for_podcasts_are_not_held_against_other_feeds(tmp_path: Path) -> None:
    def codes(text: str) -> list[str]:
        feed = tmp_path / "feed.xml"
        feed.write_text(text, encoding="utf-8")
        return [finding.code for finding in rules.judge(facts.gather(feed))]

    news = (DATA / "news.xml").read_text(encoding="utf-8")
    assert codes(news) == []
    podcast = news.replace('type="image/jpeg"', 'type="audio/mpeg"')
    assert set(codes(podcast)) >= {"AP505", "AP520", "AP552", "AP856"}


def test_each_feed_is_a_podcast_or_none_by_itself(tmp_path: Path) -> None:
    for name in ("good.xml", "news.xml"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    subjects = (
        subject
        for name in ("news.xml", "good.xml", "news.xml")
        for subject in facts.gather(tmp_path / name)
    )
    assert rules.judge(subjects) == ()


def test_nothing_is_asked_of_the_part_that_a_broken_feed_does_not_have(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    text = (DATA / "good.xml").read_text(encoding="utf-8")
    feed.write_text(text[: text.index("<link>")], encoding="utf-8")
    assert [finding.code for finding in rules.judge(facts.gather(feed))] == ["AP501"]


def test_a_broken_feed_still_gets_every_finding_that_can_be_given(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    text = (DATA / "good.xml").read_text(encoding="utf-8")
    text = text.replace("What it was about.", "This & that.").replace("<itunes:type>episodic", "")
    feed.write_text(text.replace("</itunes:type>", ""), encoding="utf-8")
    found = rules.judge(facts.gather(feed, name="feed.xml"))
    assert [finding.code for finding in found] == ["AP501"]
    feed.write_text(text.replace("</itunes:type>", "<itunes:type>x</itunes:type>"), "utf-8")
    found = rules.judge(facts.gather(feed, name="feed.xml"))
    assert [finding.code for finding in found] == ["AP536", "AP501"]


@pytest.mark.parametrize("code", ["AP501", "ap501"])
def test_a_rule_is_explained(code: str) -> None:
    explained = rules.explain(code)
    assert explained.code == "AP501"
    assert explained.title == "The feed is not well-formed"
    assert explained.why
    assert explained.cure
    assert explained.link == "https://www.w3.org/TR/xml/#sec-well-formed"


def test_an_error_of_another_package_is_explained() -> None:
    assert (
        rules.explain("AP500").cure == "Give [show] title, link and description in audiopub.toml."
    )


def test_an_unknown_code_is_not_explained() -> None:
    with pytest.raises(KeyError):
        rules.explain("AP000")


def test_codes_of_errors_are_well_formed_and_none_is_a_rules() -> None:
    known = [code.code for code in CODES]
    assert known == sorted(set(known))
    assert not set(known) & {rule.code for rule in RULES}
    for code in CODES:
        assert re.fullmatch(r"AP\d{3}", code.code)
        assert code.title
        assert code.why
        assert code.cure


def test_categories_are_as_many_as_apples() -> None:
    assert len(CATEGORIES) == 19
    assert sum(map(len, CATEGORIES.values())) == 91
    assert not FORMER & set(CATEGORIES)
