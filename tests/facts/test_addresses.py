"""Addresses of a publication, and where in its folder they lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiopub.facts.addresses import Tree, with_slash


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    root = tmp_path / "feeds"
    (root / "a folge").mkdir(parents=True)
    (root / "a folge" / "index.html").write_text("x")
    (root / "feed.xml").write_text("x")
    (tmp_path / "secret.txt").write_text("x")
    (root / "out").symlink_to(tmp_path / "secret.txt")
    return Tree(root, "feeds", ("https://example.org/show/", "not an address", "https://[::1"))


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://example.org/show/feed.xml", "feed.xml"),
        ("http://EXAMPLE.org/show/feed.xml?x#y", "feed.xml"),
        ("https://example.org/show/", "index.html"),
        ("https://example.org/show", "index.html"),
        ("https://example.org/show/a%20folge/", "a folge/index.html"),
        ("https://example.org/showcase/feed.xml", None),
        ("https://example.org/", None),
        ("https://other.example.org/show/feed.xml", None),
        ("mailto:a@example.org", None),
        ("/show/feed.xml", None),
        ("", None),
    ],
)
def test_an_address_leads_into_the_folder_or_elsewhere(
    tree: Tree, address: str, place: str | None
) -> None:
    assert tree.place(address) == place


@pytest.mark.parametrize("place", ["feed.xml", "a folge/index.html", "a folge"])
def test_a_file_of_the_folder_is_found(tree: Tree, place: str) -> None:
    assert tree.file(place)
    assert tree.name(place) == f"feeds/{place}"


@pytest.mark.parametrize(
    "place",
    [
        "nothing",
        "../secret.txt",
        "a/../../secret.txt",
        "/etc/passwd",
        "out",
        "a\0b",
        "x" * 5000,
        "",
    ],
)
def test_no_path_leads_out_of_the_folder(tree: Tree, place: str) -> None:
    assert tree.file(place) is None


@given(st.text())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_leads_into_the_folder_or_nowhere(tree: Tree, tail: str) -> None:
    place = tree.place(f"https://example.org/show/{tail}")
    file = tree.file(place) if place is not None else None
    assert file is None or file.name in ("feed.xml", "index.html")


@pytest.mark.parametrize(
    ("address", "file", "expected"),
    [
        ("https://example.org", "index.html", "https://example.org/"),
        ("https://example.org/pod?x#y", "index.html", "https://example.org/pod/?x#y"),
        ("https://example.org/pod/", "index.html", "https://example.org/pod/"),
        ("https://example.org/index.html", "index.html", "https://example.org/index.html"),
        ("https://example.org/a.html", "a.html", "https://example.org/a.html"),
    ],
)
def test_an_address_of_a_folder_ends_with_a_slash(address: str, file: str, expected: str) -> None:
    assert with_slash(address, Path("feeds", file)) == expected


def test_an_index_that_leads_out_of_the_folder_leads_to_nothing(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "feeds" / "a folge" / "index.html").unlink()
    (tmp_path / "feeds" / "a folge" / "index.html").symlink_to(tmp_path / "secret.txt")
    assert tree.file("a folge") is None
