"""A whole existing show moves in: its feed becomes audiopub.toml, sidecars and audiopub.lock.

The sounds stay where they are, or are fetched. The feed itself goes into feeds/ as it is, so that
the first publication is compared with it like every other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from audiopub import artwork, web
from audiopub.errors import ArtworkError, ConfigError, StoreError
from audiopub.feed import foreign
from audiopub.feed.foreign import Foreign
from audiopub.model import Finding, Place, Progress
from audiopub.pipeline.outcome import FEEDS, WORK
from audiopub.pipeline.workshop import Tell
from audiopub.project import config, moving
from audiopub.project import lock as identities
from audiopub.project.moving import Moved
from audiopub.store.files import explained, sync_folder, write_whole

EPISODES = "episodes"
"""The folder of the sidecars and of fetched sounds."""

_MOST_PAGES = 1000
_MOST_BYTES = 1 << 32
_TRIES = 4
_IGNORED = ".audiopub/\n.audiopub-*\nfeeds/media/\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is asked for."""

    source: str
    """The feed: an address, or a file."""

    link: str | None = None
    """Where the new feed will be; ``None`` for where the old one is."""

    media: bool = False
    """Whether to fetch the sounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What came of it."""

    title: str
    """The show's title."""

    link: str
    """Where its feed will be, without ``/feed.xml``."""

    feed_link: str
    """Where its feed was."""

    episodes: int
    """How many episodes there are."""

    fetched: int
    """How many sounds lie in the show now."""

    findings: tuple[Finding, ...]
    """What could not be moved, or is to be looked at."""


def bring(root: Path, request: Import, *, tell: Tell = lambda _: None) -> Arrival:
    """Move a show into a folder.

    audiopub.toml is written last: an import that was interrupted is done again, and what was
    fetched is not fetched twice.

    Args:
        root: The folder; it is made.
        request: What is asked for.
        tell: Told how far long downloads are.

    Raises:
        ConfigError: AP890, it is no feed; AP891, there is a show already.
        StoreError: AP893, the feed or a sound cannot be fetched; or the disk refuses.
    """
    if (root / config.FILE).exists():
        raise ConfigError(
            "AP891",
            "there is a show in this folder already",
            path=str(root / config.FILE),
            hint="name another folder: audiopub import FEED --into FOLDER",
        )
    pages = list(_pages(request.source))
    first, items = pages[0][1], [item for _, page in pages for item in page.items]
    channel = first.channel
    feed_link = next(channel.links("self"), "") or _address(request.source) or ""
    link = request.link or _home(feed_link) or channel.line("link").rstrip("/")
    moved, lock, left = moving.episodes(items, channel.line("itunes:author"), request.source)
    if request.media:
        moved, lost = _fetched(root, moved, tell)
        left = (*left, *lost)
    cover, missing = _cover(root, channel, fetch=request.media or bool(_address(request.source)))
    text, unsaid = moving.show(channel, feed_link, link, cover)
    _write(root, moved, [data for data, _ in pages])
    identities.write(root, lock, identities.read(root))
    _ready(root)
    write_whole(root / config.FILE, text.encode())
    return Arrival(
        title=channel.line("title"),
        link=link,
        feed_link=feed_link,
        episodes=len(moved),
        fetched=sum("file" in one.sidecar["enclosure"] for one in moved),
        findings=(*missing, *(_unsaid(message) for message in unsaid), *left),
    )


def _pages(source: str) -> Iterator[tuple[bytes, Foreign]]:
    """Yield all pages of a feed, following its links to the next (RFC 5005)."""
    seen: set[str] = set()
    place: str | None = source
    while place and place not in seen and len(seen) < _MOST_PAGES:
        seen.add(place)
        data = _read(place)
        page = foreign.read(data, place)
        yield data, page
        following = next(page.channel.links("next"), None)
        place = urljoin(place, following) if following and _address(place) else None


def _address(source: str) -> str | None:
    return source if urlsplit(source).scheme in ("http", "https") else None


def _read(source: str) -> bytes:
    if not _address(source):
        with explained(Path(source), "read the feed"):
            return Path(source).read_bytes()
    try:
        answer = web.ask(source)
    except ConnectionError as error:
        raise _unreachable(source, str(error)) from error
    if not answer.is_success:
        raise _unreachable(source, f"the server answers {answer.status}")
    return answer.body


def _unreachable(source: str, why: str) -> StoreError:
    return StoreError(
        "AP893",
        f"cannot fetch it: {why}",
        path=source,
        hint="see that the address is right and the network is there, then run the command again; "
        "what was fetched is kept",
    )


def _home(feed_link: str) -> str | None:
    """Return the folder of a feed, if its name is the one that ours has."""
    return feed_link.removesuffix("/feed.xml") if feed_link.endswith("/feed.xml") else None


def _fetched(
    root: Path, moved: tuple[Moved, ...], tell: Tell
) -> tuple[tuple[Moved, ...], list[Finding]]:
    """Fetch the sounds; one that is gone for good keeps its address."""
    arrived: list[Moved] = []
    findings: list[Finding] = []
    for one in moved:
        file = root / EPISODES / f"{one.name}{one.suffix}"
        problem = None if file.exists() else _fetch(root, one, file, tell)
        arrived.append(one if problem else one.within(f"{EPISODES}/{file.name}"))
        if problem:
            findings.append(_gone(one, problem))
        elif one.length not in (0, size := file.stat().st_size):
            findings.append(_differs(one, size))
    return tuple(arrived), findings


def _fetch(root: Path, one: Moved, file: Path, tell: Tell) -> str | None:
    """Fetch a sound; return why it cannot be had, if that is for good."""
    part = root / WORK / "import" / f"{one.name}.part"
    with explained(part, "keep what was fetched"):
        part.parent.mkdir(parents=True, exist_ok=True)

        def progress(done: int, whole: int) -> None:
            fraction = done / whole if whole else 0.0
            tell(Progress(episode=one.name, stage="fetching", fraction=fraction))

        error = ConnectionError("it was not tried")
        for _ in range(_TRIES):
            try:
                answer = web.download(one.link, part, most=_MOST_BYTES, tell=progress)
            except ConnectionError as failure:
                error = failure
                continue
            if not answer.is_success:
                return f"the server answers {answer.status}"
            file.parent.mkdir(parents=True, exist_ok=True)
            part.replace(file)
            sync_folder(file.parent)
            return None
    raise _unreachable(one.link, str(error)) from error


def _gone(one: Moved, problem: str) -> Finding:
    return Finding(
        code="AP894",
        severity="warning",
        message=f"its sound cannot be fetched, and stays where it is said to be: {problem}",
        place=Place(path=f"{EPISODES}/{one.name}.toml"),
        hint='if you have it, put it there, and name it: file = "episodes/…" in place of link',
    )


def _differs(one: Moved, size: int) -> Finding:
    return Finding(
        code="AP894",
        severity="warning",
        message=f"the feed said {one.length} bytes, and {size} bytes came",
        place=Place(path=f"{EPISODES}/{one.name}.toml"),
        hint="listen to it; mostly it was the feed that was wrong, and the new one says what came",
    )


def _cover(root: Path, channel: foreign.Node, *, fetch: bool) -> tuple[str, tuple[Finding, ...]]:
    """Put a cover into the show: the one that the feed names, or a drawn one; return its name."""
    link = channel.attribute("itunes:image", "href")
    link = link or next((image.line("url") for image in channel.all("image")), "")
    data = _picture(link) if fetch and _address(link) else None
    name = "show/cover.jpg" if data and data.startswith(b"\xff\xd8") else "show/cover.png"
    if data:
        write_whole(root / name, data)
        return name, ()
    if not (root / name).exists():
        write_whole(root / name, _drawn(channel.line("title")))
    finding = Finding(
        code="AP894",
        severity="warning",
        message="the show's cover was not fetched; one was drawn in its place",
        place=Place(path=name),
        hint=f"put the real one there: {link or 'the feed names none'}",
    )
    return name, (finding,)


def _picture(link: str) -> bytes | None:
    """Return a cover that can be used; ``None`` if it cannot be had."""
    try:
        answer = web.ask(link)
        if answer.is_success:
            artwork.prepare(answer.body, name=link)
            return answer.body
    except (ConnectionError, ArtworkError):
        return None
    return None


def _drawn(title: str) -> bytes:
    try:
        return artwork.draw(title)
    except ArtworkError:  # of what the typeface does not have, or too long
        return artwork.draw("Podcast")


def _write(root: Path, moved: tuple[Moved, ...], pages: list[bytes]) -> None:
    for one in moved:
        write_whole(root / EPISODES / f"{one.name}.toml", moving.to_toml(one.sidecar).encode())
        if one.chapters:
            file = root / EPISODES / f"{one.name}.chapters.txt"
            write_whole(file, one.chapters.encode())
    for number, data in enumerate(pages, 1):
        name = "feed.xml" if number == 1 else f"feed-{number}.xml"
        write_whole(root / FEEDS / name, data)


def _ready(root: Path) -> None:
    """Make the folders for what comes next, and say what version control shall not keep."""
    for name in ("seeds", EPISODES):
        with explained(root / name, f"make {name}"):
            (root / name).mkdir(parents=True, exist_ok=True)
    if not (root / ".gitignore").exists():
        write_whole(root / ".gitignore", _IGNORED.encode())


def _unsaid(message: str) -> Finding:
    return Finding(
        code="AP892",
        severity="warning",
        message=message,
        place=Place(path=config.FILE),
        hint="see what stands there, and correct it",
    )
