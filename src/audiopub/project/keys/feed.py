"""Keys of [feed]: how the feed itself is made."""

from __future__ import annotations

from audiopub.project import checks, terms
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="feed.page_size",
        kind=int,
        check=checks.positive,
        doc="Episodes on a page of the feed; older ones are on feed-2.xml and so on. Default: all "
        "on one.",
        example="100",
    ),
    Key(
        name="feed.hubs",
        kind=list,
        check=terms.addresses,
        doc="WebSub hubs that tell subscribers of each change.",
        example='["https://pubsubhubbub.appspot.com/"]',
    ),
    Key(
        name="feed.podping",
        kind=bool,
        doc="Whether you announce each change by podping. Default: false.",
        example="false",
        rare=True,
    ),
    Key(
        name="feed.new_link",
        kind=str,
        check=checks.address,
        doc="Where the feed has moved to; apps follow. Set it in the feed that is left behind.",
        example='"https://new.example.org/feed.xml"',
        rare=True,
    ),
    Key(
        name="feed.formats",
        kind=list,
        check=terms.formats,
        doc="Formats that get a feed of their own beside feed.xml: feed-opus.xml.",
        example='["opus"]',
        rare=True,
    ),
    Key(
        name="feed.srcset",
        kind=bool,
        doc="Whether to write podcast:images, too, for apps that do not know podcast:image yet. "
        "Default: false.",
        example="false",
        rare=True,
    ),
)
