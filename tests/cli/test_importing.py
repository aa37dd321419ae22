from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.cli import main

FEED = """\
<rss version="2.0"><channel><title>Stimmen</title><link>https://old.example.net</link>
<item><title>Eins</title><guid>1</guid><pubDate>Thu, 02 Jan 2020 09:00:00 GMT</pubDate>
<enclosure url="https://cdn.example.net/1.mp3" length="1" type="audio/mpeg"/></item>
</channel></rss>
"""


def test_an_import_says_what_came_what_is_missing_and_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.xml").write_text(FEED, encoding="utf-8")
    assert main(["import", "old.xml", "--into", "show", "--link", "https://new.example.org/"]) == 0
    out = capsys.readouterr().out
    assert "Imported Stimmen: 1 episode." in out
    assert "show.owner.email is not in the feed" in out
    assert "https://new.example.org/feed.xml" in out
    assert "run: audiopub publish" in out
    assert Path("show/episodes/eins.toml").is_file()


@pytest.mark.parametrize("link", ["ftp://x", "https://example.org/?a=1"])
def test_an_address_that_cannot_be_is_wrong_usage(
    link: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "old.xml", "--link", link]) == 2
    assert link in capsys.readouterr().err
