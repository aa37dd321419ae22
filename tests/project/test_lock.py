from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.errors import AudiopubError, ConfigError
from audiopub.project.lock import RESERVED, Lock, read, remember, slug_of, write

SHOW = "9b024349-ccf0-5f69-a609-6b82873eab3c"
NOON = dt.datetime(2025, 10, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def give(root: Path, name: str) -> Lock:
    """Give out an identity, and write it down."""
    given = read(root)
    lock = given.copy()
    lock.assign(name, NOON, SHOW)
    assert write(root, lock, given)
    return lock


def test_an_identity_is_given_out_once(tmp_path: Path) -> None:
    lock = Lock()
    first = lock.assign("Grüße", NOON, SHOW)
    assert write(tmp_path, lock, Lock())
    lock = read(tmp_path)
    again = lock.assign("GRÜSSE", NOON + dt.timedelta(days=9), SHOW)
    assert again == first
    assert not write(tmp_path, lock, read(tmp_path))
    assert first.slug == "grusse"
    assert first.published == NOON
    assert first.guid == str(uuid.uuid5(uuid.UUID(SHOW), "grusse"))


def test_the_file_can_be_read_by_a_person(tmp_path: Path) -> None:
    give(tmp_path, "rubio-lawrow")
    text = (tmp_path / "audiopub.lock").read_text(encoding="utf-8")
    assert text.endswith(
        'version = 1\n\n[[episode]]\nname = "rubio-lawrow"\n'
        f'guid = "{uuid.uuid5(uuid.UUID(SHOW), "rubio-lawrow")}"\nslug = "rubio-lawrow"\n'
        "published = 2025-10-20T10:00:00Z\n"
    )
    assert text.startswith("# What audiopub gave out once")


def test_comments_of_the_producer_survive(tmp_path: Path) -> None:
    give(tmp_path, "a")
    file = tmp_path / "audiopub.lock"
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    give(tmp_path, "b")
    assert "# mine" in file.read_text(encoding="utf-8")
    assert list(read(tmp_path).episodes) == ["a", "b"]


def test_an_empty_lock_is_not_written(tmp_path: Path) -> None:
    assert not write(tmp_path, Lock(), Lock())
    assert not read(tmp_path).episodes


def test_an_identity_that_nobody_has_seen_can_be_taken_back(tmp_path: Path) -> None:
    lock = give(tmp_path, "a").copy()
    first = lock.assign("b", NOON, SHOW)
    lock.withdraw("b")
    assert lock.get("b") is None
    assert lock.assign("b", NOON, SHOW) == first
    lock.withdraw("b")
    assert not write(tmp_path, lock, read(tmp_path))


@pytest.mark.parametrize("name", ['say "no"', "back\\slash", "tab\there", "Ä ü"])
def test_any_name_can_be_written(tmp_path: Path, name: str) -> None:
    give(tmp_path, "first")
    give(tmp_path, name)
    assert list(read(tmp_path).episodes) == ["first", name]


def test_a_lock_that_is_remembered_is_parsed_only_if_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = give(tmp_path, "a")
    known = remember(tmp_path, lock)
    with monkeypatch.context() as patched:
        patched.setattr("audiopub.project.lock.toml.read", lambda *_: pytest.fail("parsed"))
        assert read(tmp_path, known).episodes == lock.episodes
    give(tmp_path, "b")
    assert list(read(tmp_path, known).episodes) == ["a", "b"]


ENTRY = '[[episode]]\nname = "{}"\nguid = "{}"\nslug = "{}"\npublished = 2025-01-01T00:00:00Z\n'


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (("A", "g2", "s2"), "the same name"),
        (("b", "g1", "s2"), "the same guid"),
        (("b", "g2", "s1"), "the same slug"),
    ],
)
def test_what_must_be_unique_is_never_repaired_silently(
    tmp_path: Path, second: tuple[str, str, str], message: str
) -> None:
    text = "version = 1\n" + ENTRY.format("a", "g1", "s1") + ENTRY.format(*second)
    (tmp_path / "audiopub.lock").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        read(tmp_path)
    assert caught.value.code == "AP147"
    assert (caught.value.line or 0) > 6


def test_a_newer_lock_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "audiopub.lock").write_text("version = 2\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="version 2") as caught:
        read(tmp_path)
    assert caught.value.code == "AP148"


@pytest.mark.parametrize("slug", ["media", "A", "a b", "../x", ""])
def test_a_slug_that_cannot_be_a_folder_is_refused(tmp_path: Path, slug: str) -> None:
    text = "version = 1\n" + ENTRY.format("a", "g1", slug)
    (tmp_path / "audiopub.lock").write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read(tmp_path)
    assert caught.group_contains(AudiopubError, match=r"episode\[\]\.slug")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Rubio–Lawrow: Das Wichtigste", "rubio-lawrow-das-wichtigste"),
        ("Рубіо і Лавров", "rubio-i-lavrov"),
        ("2025-10-20 Gipfel", "2025-10-20-gipfel"),
        ("index", "index-2"),
        ("!!!", "episode"),
    ],
)
def test_slugs_can_be_read(name: str, slug: str) -> None:
    assert slug_of(name, frozenset()) == slug


@given(st.lists(st.text(), max_size=6))
def test_slugs_are_plain_short_and_unique(names: list[str]) -> None:
    taken: frozenset[str] = frozenset()
    for name in names:
        slug = slug_of(name, taken)
        assert slug.isascii()
        assert slug not in taken
        assert slug not in RESERVED
        assert len(slug) <= 84
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        taken |= {slug}


@pytest.mark.parametrize(
    "text",
    [
        "version = 1\n" + ENTRY.format("a", "g1", "s1").replace('guid = "g1"\n', ""),
        "version = 1\n" + ENTRY.format("a", "g1", "NOT A SLUG"),
        "version = 1\n" + ENTRY.format("a", "g1", "s1").replace('"g1"', "1"),
        "<<<<<<< HEAD\nversion = 1\n",
        "",
    ],
)
def test_a_damaged_lock_is_to_be_restored_not_filled_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "audiopub.lock").write_text(text, encoding="utf-8")
    with pytest.raises((ConfigError, ExceptionGroup)) as caught:
        read(tmp_path)
    raised = caught.value
    (error,) = raised.exceptions if isinstance(raised, ExceptionGroup) else [raised]
    assert isinstance(error, ConfigError)
    assert error.hint == "restore the file from your version control; audiopub wrote it"


def test_a_lock_with_a_byte_order_mark_can_grow(tmp_path: Path) -> None:
    text = "\ufeffversion = 1\n" + ENTRY.format("a", "g1", "s1")
    (tmp_path / "audiopub.lock").write_text(text, encoding="utf-8")
    give(tmp_path, "b")
    assert list(read(tmp_path).episodes) == ["a", "b"]
