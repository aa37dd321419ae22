"""A publication as a whole, read back from a folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from audiopub import facts, rules
from audiopub.errors import StoreError
from audiopub.rules.subjects import (
    Captions,
    Chapters,
    Feed,
    Image,
    Item,
    Page,
    Part,
    PublishedEpisode,
    PublishedShow,
    Sound,
    Target,
)


def codes(path: Path, *, root: Path | None = None, measure: bool = True) -> list[str]:
    found = rules.judge(facts.gather(path, root=root, name="feeds", measure=measure))
    return [finding.code for finding in found]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_everything_is_gathered_once_and_what_belongs_together_with_it(publication: Path) -> None:
    subjects = list(facts.gather(publication, name="feeds"))
    assert Counter(type(subject) for subject in subjects) == {
        Item: 1,
        Part: 2,
        Feed: 1,
        Sound: 1,
        Captions: 2,
        Chapters: 1,
        Image: 2,
        Page: 2,
        PublishedEpisode: 1,
        PublishedShow: 1,
    }
    episode = next(subject for subject in subjects if isinstance(subject, PublishedEpisode))
    assert episode.show == "A good show"
    assert episode.sound
    assert episode.sound.path == "feeds/media/second.mp3"
    assert [captions.path for captions in episode.captions] == [
        "feeds/second/transcript.vtt",
        "feeds/second/transcript.srt",
    ]
    assert episode.chapters
    assert episode.page
    assert episode.page.sounds == ("https://good.example.org/media/second.mp3",)
    assert episode.missing == ()


@pytest.mark.parametrize("measure", [True, False])
def test_a_good_publication_has_no_findings(publication: Path, *, measure: bool) -> None:
    assert codes(publication, measure=measure) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("media/second.mp3", ["AP593", "AP657", "AP657"]),
        ("second/transcript.vtt", ["AP594"]),
        ("second/transcript.srt", ["AP594"]),
        ("second/chapters.json", ["AP595"]),
        ("second/cover.jpg", ["AP467"]),
        ("second/index.html", ["AP650"]),
        ("index.html", ["AP651"]),
        ("cover.jpg", ["AP468"]),
    ],
)
def test_a_file_that_is_not_there_is_missed(
    publication: Path, name: str, expected: list[str]
) -> None:
    (publication / name).unlink()
    assert sorted(codes(publication)) == expected


def test_a_sound_that_was_changed_no_longer_fits_the_feed(publication: Path) -> None:
    sound = publication / "media" / "second.mp3"
    sound.write_bytes(sound.read_bytes()[:-20_000])
    assert set(codes(publication)) >= {"AP353", "AP596"}


def test_captions_of_another_cut_do_not_fit_the_sound(publication: Path) -> None:
    for name in ("transcript.vtt", "transcript.srt"):
        edit(publication / "second" / name, "00:03", "00:09")
    assert codes(publication) == ["AP235", "AP235"]


def test_a_text_that_is_no_picture_is_found_out(publication: Path) -> None:
    (publication / "second" / "cover.jpg").write_text("no picture")
    assert codes(publication) == ["AP460"]


def test_a_text_that_is_no_sound_is_found_out(publication: Path) -> None:
    (publication / "media" / "second.mp3").write_text("no sound")
    assert "AP350" in codes(publication)


def test_a_link_of_a_page_that_leads_nowhere_is_found(publication: Path) -> None:
    edit(publication / "second" / "index.html", "<h1>", '<a href="../first/">The first</a><h1>')
    assert codes(publication) == ["AP657"]


@pytest.mark.parametrize("link", ["https://good.example.org/pod", "https://good.example.org/pod/"])
def test_a_page_is_where_its_folder_is_with_or_without_a_slash(
    publication: Path, link: str
) -> None:
    feed = publication / "feed.xml"
    text = feed.read_text(encoding="utf-8").replace("good.example.org/", "good.example.org/pod/")
    text = text.replace("/second/</link>", "/second</link>")
    feed.write_text(text.replace("<link>https://good.example.org<", f"<link>{link}<"), "utf-8")
    edit(publication / "index.html", "/feed.xml", "feed.xml")
    edit(publication / "second" / "index.html", "/feed.xml", "../feed.xml")
    assert codes(publication) == []


def test_sounds_are_held_against_what_their_show_asks_for(publication: Path) -> None:
    target = Target(lufs=-23.0)
    found = rules.judge(facts.gather(publication, name="feeds", target=target))
    assert [finding.code for finding in found] == ["AP351"]
    found = rules.judge(facts.gather(publication / "media" / "second.mp3", target=target))
    assert [finding.code for finding in found] == ["AP351"]


def test_what_lies_elsewhere_is_counted_and_not_looked_at(publication: Path) -> None:
    feed = publication / "feed.xml"
    edit(feed, "https://good.example.org/media/", "https://cdn.example.org/media/")
    found = rules.judge(facts.gather(publication, name="feeds"))
    assert [(finding.code, finding.message) for finding in found] == [
        ("AP599", "addresses in the feed that lead elsewhere: 1"),
        (
            "AP653",
            "the page plays https://good.example.org/media/second.mp3, not the episode's sound",
        ),
    ]


def test_a_transcript_of_a_kind_without_times_only_has_to_be_there(publication: Path) -> None:
    feed = publication / "feed.xml"
    edit(feed, "transcript.srt", "transcript.html")
    edit(feed, "application/x-subrip", "text/html")
    assert codes(publication) == ["AP594"]
    (publication / "second" / "transcript.html").write_text("It begins like this. And ends.")
    assert codes(publication) == []


def test_no_address_of_a_feed_leads_out_of_the_folder(publication: Path) -> None:
    (publication.parent / "secret.mp3").write_bytes(b"secret")
    feed = publication / "feed.xml"
    edit(
        feed, "https://good.example.org/media/second.mp3", "https://good.example.org/../secret.mp3"
    )
    assert "AP593" in codes(publication)


def test_a_feed_is_found_by_its_link_if_it_does_not_name_itself(publication: Path) -> None:
    edit(publication / "feed.xml", 'rel="self"', 'rel="hub"')
    assert codes(publication) == ["AP518"]


def test_a_feed_without_a_channel_has_no_files(publication: Path) -> None:
    (publication / "feed.xml").write_text('<rss version="2.0"/>')
    assert codes(publication) == ["AP508"]


def test_a_feed_file_alone_is_not_asked_for_its_files(publication: Path, tmp_path: Path) -> None:
    feed = tmp_path / "alone.rss"
    feed.write_bytes((publication / "feed.xml").read_bytes())
    assert codes(feed) == []
    assert codes(feed, root=publication) == []
    (publication / "second" / "chapters.json").unlink()
    assert codes(feed, root=publication) == ["AP595"]


def test_a_folder_without_a_feed_is_looked_through_file_by_file(publication: Path) -> None:
    (publication / "feed.xml").unlink()
    (publication / "second" / "chapters.json").write_text("{}")
    (publication / "notes.txt").write_text("of no known kind")
    (publication / "LICENSE").write_text("neither")
    found = rules.judge(facts.gather(publication, name="feeds"))
    assert [(str(finding.place), finding.code) for finding in found] == [
        ("feeds/second/chapters.json", "AP250")
    ]


def test_a_path_is_called_as_it_is_given(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(publication.parent)
    subjects = list(facts.gather(Path("published")))
    assert {subject.path.partition("/")[0] for subject in subjects} == {"published"}


def test_the_folder_one_is_in_needs_no_name(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(publication)
    paths = {subject.path for subject in facts.gather(Path())}
    assert {"feed.xml", "media/second.mp3", "index.html"} <= paths


def test_hidden_folders_are_not_looked_through(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "a.vtt").write_text("x")
    (tmp_path / "b.srt").write_text("x")
    assert [subject.path for subject in facts.gather(tmp_path, name="a")] == ["a/b.srt"]


def test_a_folder_with_nothing_to_check_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("x")
    with pytest.raises(StoreError) as caught:
        list(facts.gather(tmp_path, name="a"))
    assert (caught.value.code, caught.value.path) == ("AP519", "a")
    assert caught.value.what == "there is neither a feed.xml nor anything else to check in it"


def test_a_folder_that_may_not_be_looked_into_is_an_error(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(StoreError) as caught:
        list(facts.gather(publication))
    assert caught.value.code == "AP519"


def test_a_feed_that_cannot_be_read_is_an_error(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    found = rules.judge(facts.gather(publication, name="feeds"))
    assert [(each.code, each.severity, str(each.place)) for each in found] == [
        ("AP538", "error", "feeds/feed.xml")
    ]


def test_a_path_that_the_system_does_not_show_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(StoreError) as caught:
        list(facts.gather(tmp_path))
    assert caught.value.code == "AP519"
    assert caught.value.what == "It cannot be checked: Permission denied"


def test_a_path_where_there_is_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        list(facts.gather(tmp_path / "nothing.xml", name="nothing.xml"))
    assert (caught.value.code, caught.value.path) == ("AP519", "nothing.xml")
    assert caught.value.what == "there is no such file or folder"


def test_a_file_of_an_unknown_kind_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("x")
    with pytest.raises(StoreError) as caught:
        list(facts.gather(path))
    assert caught.value.code == "AP544"
