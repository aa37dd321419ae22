"""docs/feed.md shows every element, and a key for each; the page is made from the feed itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiopub.project.keys import feed, podcasting

PAGE = (Path(__file__).parents[2] / "docs" / "feed.md").read_text(encoding="utf-8")
SHOWN = "".join(re.findall(r"```xml\n(.*?)```", PAGE, re.DOTALL))
SAID = "".join(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))

ELEMENTS = re.findall(
    r"\S+",
    """
atom:link content:encoded description enclosure guid link pubDate title itunes:author
itunes:block itunes:category itunes:complete itunes:duration itunes:email itunes:episode
itunes:episodeType itunes:explicit itunes:image itunes:name itunes:new-feed-url
itunes:owner itunes:season itunes:summary itunes:title itunes:type
podcast:alternateEnclosure podcast:block podcast:chapters podcast:chat podcast:contentLink
podcast:episode podcast:funding podcast:guid podcast:image podcast:images
podcast:integrity podcast:license podcast:liveItem podcast:location podcast:locked
podcast:medium podcast:person podcast:podping podcast:podroll podcast:publisher
podcast:remoteItem podcast:season podcast:socialInteract podcast:soundbite podcast:source
podcast:trailer podcast:transcript podcast:txt podcast:updateFrequency podcast:value
podcast:valueRecipient podcast:valueTimeSplit psc:chapter psc:chapters
""",
)


@pytest.mark.parametrize("name", ELEMENTS)
def test_every_element_is_shown(name: str) -> None:
    assert re.search(rf"<{name}[ />]", SHOWN)


@pytest.mark.parametrize(
    "name", [key.name for key in (*podcasting.SHOW, *podcasting.EPISODE, *feed.KEYS)]
)
def test_every_key_is_set_in_an_example(name: str) -> None:
    assert re.search(rf"^{name.rpartition('.')[2]} = ", SAID, re.MULTILINE)
