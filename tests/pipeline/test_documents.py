"""Documents of the feed: copied from the last one as far as they are the same, and else read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiopub.pipeline.documents import Item, Written, write

HEAD, END = b"<rss>\n<channel>\n", b"</channel>\n</rss>\n"


def item(name: str, key: str) -> bytes:
    return f"<item>{name}\n{key * 3}</item>\n".encode()


def written(
    folder: Path, items: list[Item], known: Written | None = None, head: bytes = HEAD
) -> tuple[Written, list[str]]:
    """Write a document over the last one; return what is known of it, and whose items were read."""
    keys = dict(items)
    asked: list[str] = []

    def read(name: str) -> bytes:
        asked.append(name)
        return item(name, keys[name])

    new, last = folder / "new", folder / "feed.xml"
    found = write(new, head, items, read, END, last=last, known=known)
    expected = head + b"".join(item(name, key) for name, key in items) + END
    assert new.read_bytes() == expected
    lines = expected.split(b"\n")
    for above, (name, _) in zip(found.above(head.count(b"\n")), items, strict=True):
        assert lines[above] == f"<item>{name}".encode()
    new.replace(last)
    return found, asked


def test_only_what_changed_is_read(tmp_path: Path) -> None:
    items = [(name, "1") for name in "abcdef"]
    known, asked = written(tmp_path, items)
    assert asked == list("abcdef")
    items[2] = ("c", "2")
    items.insert(0, ("new", "1"))
    known, asked = written(tmp_path, items, known)
    assert asked == ["new", "c"]
    del items[4]
    known, asked = written(tmp_path, items, known, head=b"<rss>\n<other/>\n<channel>\n")
    assert asked == []
    assert written(tmp_path, items, known)[0] == written(tmp_path, items)[0]


@pytest.mark.parametrize("damage", ["one byte", "shorter", "longer", "empty", "gone", "folder"])
def test_a_last_document_that_is_not_as_it_was_written_is_not_copied(
    tmp_path: Path, damage: str
) -> None:
    items = [(name, "1") for name in "abcdef"]
    known, _ = written(tmp_path, items)
    file = tmp_path / "feed.xml"
    data = file.read_bytes()
    file.unlink()
    match damage:
        case "one byte":
            file.write_bytes(data.replace(b"<item>b", b"<item>x"))
        case "shorter":
            file.write_bytes(data[:-9])
        case "longer":
            file.write_bytes(data + b" ")
        case "empty":
            file.touch()
        case "folder":
            file.mkdir()
    items[0] = ("a", "2")
    new = tmp_path / "new"
    keys = dict(items)
    found = write(
        new, HEAD, items, lambda name: item(name, keys[name]), END, last=file, known=known
    )
    assert new.read_bytes() == HEAD + b"".join(item(*one) for one in items) + END
    assert found.items == tuple(items)


lists = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("12")), unique_by=lambda one: one[0]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(lists, max_size=4))
def test_whatever_changes_the_document_is_as_if_written_at_once(
    tmp_path: Path, versions: list[list[Item]]
) -> None:
    known = None
    for items in versions:
        known, _ = written(tmp_path, items, known)
