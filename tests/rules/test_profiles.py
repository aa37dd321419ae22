"""What directories and specs ask for besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import facts, rules
from audiopub.cli.check import PROFILES as CHOICES
from audiopub.rules.profiles import PROFILES
from audiopub.rules.table import RULES

DATA = Path(__file__).parents[1] / "data" / "feeds"
GOOD = (DATA / "good.xml").read_text(encoding="utf-8")


def judged(folder: Path, text: str, profile: str | None) -> dict[str, str]:
    feed = folder / "feed.xml"
    feed.write_text(text, encoding="utf-8")
    return {each.code: each.severity for each in rules.judge(facts.gather(feed), profile)}


ASKED = {
    "AP852": (("apple", "spotify", "strict"), "https://good.example.org/give", "http://x.example/"),
    "AP853": (
        ("psp1", "podcast20", "strict"),
        "<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>",
        "",
    ),
    "AP854": (
        ("psp1", "podcast20", "strict"),
        '<podcast:locked owner="podcast@good.example.org">yes</podcast:locked>',
        "",
    ),
    "AP855": (("psp1", "podcast20", "strict"), "", ""),
}
"""Who asks for what nobody else does, and what breaks it in a good feed."""


@pytest.mark.parametrize("code", sorted(ASKED))
def test_some_rules_hold_only_where_a_profile_asks_for_them(code: str, tmp_path: Path) -> None:
    profiles, old, new = ASKED[code]
    text = GOOD.replace(old, new, 1)
    assert code not in judged(tmp_path, text, None)
    for name in PROFILES:
        assert (code in judged(tmp_path, text, name)) == (name in profiles)


def test_every_rule_that_does_not_hold_always_is_asked_for_by_a_profile() -> None:
    asked = {code for profile in PROFILES.values() for code in profile.adds}
    assert asked == {rule.code for rule in RULES if not rule.default}
    assert asked == set(ASKED)


def test_profiles_name_rules_that_there_are() -> None:
    known = {rule.code: rule for rule in RULES}
    for profile in PROFILES.values():
        assert profile.errors <= set(known)
        assert all(known[code].severity != "error" for code in profile.errors)


def test_a_profile_makes_errors_of_what_its_directory_refuses(tmp_path: Path) -> None:
    text = GOOD.replace('<guid isPermaLink="false">good-2</guid>', "")
    assert judged(tmp_path, text, None) == {"AP552": "warning"}
    assert judged(tmp_path, text, "apple") == {"AP552": "error"}


def test_the_strict_profile_makes_errors_of_all_warnings(tmp_path: Path) -> None:
    text = GOOD.replace("<language>en-GB", "<language>en-UK")
    assert judged(tmp_path, text, "strict") == {"AP831": "error", "AP855": "info"}


def test_a_profile_holds_podcasts_rules_against_any_feed(tmp_path: Path) -> None:
    news = (DATA / "news.xml").read_text(encoding="utf-8")
    assert judged(tmp_path, news, None) == {}
    assert {"AP505", "AP520", "AP853"} <= set(judged(tmp_path, news, "psp1"))


def test_the_command_line_offers_all_profiles() -> None:
    assert tuple(PROFILES) == CHOICES


def test_codes_are_wanted_by_their_beginnings() -> None:
    assert rules.matches("AP501", ("AP7", "AP5"))
    assert rules.matches("AP501", ("AP501",))
    assert not rules.matches("AP501", ("AP6",))
    assert not rules.matches("AP501", ())
