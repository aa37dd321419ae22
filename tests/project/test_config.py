from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.errors import AudiopubError, ConfigError, StoreError
from audiopub.model import Artwork, Category, Funding, Person
from audiopub.project.config import find_root, load

COVER = Artwork(path="cover.jpg", mime_type="image/jpeg", width=1400)


def add(root: Path, text: str) -> None:
    file = root / "audiopub.toml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def problems(root: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        load(root)
    return [
        f"{error.code} {error}"
        for error in caught.value.exceptions
        if isinstance(error, AudiopubError)
    ]


def test_the_show_is_complete_with_its_defaults(root: Path) -> None:
    config = load(root)
    show = config.show(COVER, "guid-of-the-address")
    assert show.title == "Voices"
    assert show.link == "https://podcast.example.org"
    assert show.feed_link == config.feed_link == "https://podcast.example.org/feed.xml"
    assert show.authors == (Person(name="Ada Lovelace"),)
    assert show.categories == (Category(name="News", subcategory="Politics"),)
    assert (show.kind, show.locked, show.guid) == ("episodic", True, "guid-of-the-address")
    assert config.transcripts == (root / "seeds", root / "episodes")
    assert config.recordings == (root / "episodes",)
    assert config.sound.target_lufs == -16
    assert str(config.timezone) == "Europe/Berlin"


def test_everything_that_can_be_said_is_heard(root: Path) -> None:
    (root / "intro.wav").touch()
    (root / "bed.wav").touch()
    text = (root / "audiopub.toml").read_text(encoding="utf-8")
    text = text.replace(
        "[show.owner]",
        'kind = "serial"\nlocked = false\ncopyright = "© Ada"\nfooter = "Bye."\n'
        'guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"\n'
        'license = {name = "CC-BY-4.0", link = "https://example.org/l"}\n[show.owner]',
    )
    text += """
[[show.funding]]
link = "https://example.org/give"
text = "Give"
[sources]
transcripts = ["texts"]
audio = ["sounds"]
[audio]
target_lufs = -19
ceiling_dbtp = -2
bitrate = 64
intro = "intro.wav"
crossfade = 2
bed = "bed.wav"
bed_level = -18
trim_silence = true
longest_pause = 1.5
high_pass = true
remove_hum = true
leveler = true
[[ignore]]
code = "AP237"
reason = "noise"
"""
    (root / "audiopub.toml").write_text(text, encoding="utf-8")
    config = load(root)
    show = config.show(COVER, "x")
    assert show.guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert (show.kind, show.locked, show.copyright, show.footer) == (
        "serial",
        False,
        "© Ada",
        "Bye.",
    )
    assert (show.license, show.license_link) == ("CC-BY-4.0", "https://example.org/l")
    assert show.funding == (Funding(link="https://example.org/give", text="Give"),)
    sound = config.sound
    assert (sound.target_lufs, sound.ceiling_dbtp, sound.bitrate) == (-19.0, -2.0, 64)
    assert (sound.intro, sound.outro, sound.crossfade) == (root / "intro.wav", None, 2.0)
    assert (sound.bed, sound.bed_level) == (root / "bed.wav", -18.0)
    assert sound.clips == (root / "intro.wav", None, root / "bed.wav")
    assert (sound.trim_silence, sound.longest_pause) == (True, 1.5)
    assert (sound.high_pass, sound.remove_hum, sound.leveler) == (True, True, True)
    assert [(ignore.code, ignore.reason) for ignore in config.ignores] == [("AP237", "noise")]
    assert (config.transcripts, config.recordings) == ((root / "texts",), (root / "sounds",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"https://podcast.example.org/"', '"podcast.example.org"', "does not begin with https://"),
        ('"https://podcast.example.org/"', '"ftp://example.org"', "begins with ftp://, not with"),
        ('"https://podcast.example.org/"', '"https://a b.org"', "there is a space in it"),
        ('"https://podcast.example.org/"', '"https://"', "it names no host"),
        ('"https://podcast.example.org/"', '"https://[::1"', "'https://[::1' is not an address"),
        (
            '"https://podcast.example.org/"',
            '"https://e.org:x"',
            "'https://e.org:x' is not an address",
        ),
        ('"https://podcast.example.org/"', '"https://e.org/?a=b"', "an address without ? and #"),
        ('"https://podcast.example.org/"', '"https://e.org/#"', "an address without ? and #"),
        ('"ada@example.org"', '"ada at example"', "is not an e-mail address"),
        ('"de"', '"German!"', "is not a language tag"),
        ('"News > Politics"', '"Newz"', "is not one of Apple's categories"),
        ('"News > Politics"', '"News > Cooking"', "is not in News; there are: Business News"),
        ('["News > Politics"]', "[]", "it is empty"),
        ('"Europe/Berlin"', '"Berlin"', "is not a time zone"),
        ('"Voices"', '"  "', "show.title: it is empty"),
        ('"cover.png"', '"../cover.png"', "lies outside of the show"),
        ('"cover.png"', '"missing.png"', "there is no file missing.png"),
        ('["Ada Lovelace"]', '[""]', "show.authors: it is empty"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_line(
    root: Path, old: str, new: str, message: str
) -> None:
    file = root / "audiopub.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")
    (problem,) = problems(root)
    line = text[: text.index(old)].count("\n") + 1
    assert problem.split(" ", 1)[1].startswith(f"audiopub.toml:{line}:")
    assert message in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[audio]\ntarget_lufs = -60", "is not between -30 and -10"),
        ("[audio]\nceiling_dbtp = 3", "is not between -9 and 0"),
        (
            "[audio]\nbitrate = 97",
            "no 97 kbit/s, only 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256 and",
        ),
        ("[audio]\ncrossfade = 100", "is not between 0 and 60"),
        ('[audio]\nintro = "nowhere.wav"', "there is no file nowhere.wav"),
        ('[audio]\nbed = "nowhere.wav"', "audio.bed: there is no file nowhere.wav"),
        ("[audio]\nbed_level = 3", "3 LU is not between -50 and -6"),
        ("[audio]\nlongest_pause = 0.1", "0.1 s is not between 0.5 and 60"),
        ("[audio]\nlongest_pause = true", "longest_pause"),
        ('[audio]\ntrim_silence = "yes"', "trim_silence"),
        ("[audio]\nhigh_pass = 80", "high_pass"),
        ("[audio]\nremove_hum = 50", "remove_hum"),
        ('[audio]\nleveler = "auto"', "leveler"),
        ('[sources]\naudio = ["/tmp"]', "'/tmp' is not a folder of the show"),
        ('[sources]\naudio = ["feeds/media"]', "'feeds/media' is written by audiopub"),
        ('[sources]\naudio = [".audiopub"]', "'.audiopub' is hidden"),
        ('[[ignore]]\ncode = "AP999"\nreason = "x"', "there is no code AP999"),
        ('[[ignore]]\ncode = "AP201"\nreason = "x"', "AP201 is a failure and cannot be ignored"),
        ('[[ignore]]\ncode = "AP237"', "ignore[].reason is missing"),
    ],
)
def test_a_setting_that_cannot_be_is_named(root: Path, text: str, message: str) -> None:
    add(root, text)
    (problem,) = problems(root)
    assert message in problem


def test_the_root_is_found_from_a_folder_below(root: Path) -> None:
    assert find_root(root / "seeds") == root


def test_outside_of_a_show_the_cure_is_init(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        find_root(tmp_path)
    assert caught.value.code == "AP145"
    assert "audiopub init" in (caught.value.hint or "")


def test_a_file_that_may_not_be_read_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StoreError, match="Permission denied") as caught:
        load(root)
    assert caught.value.path == "audiopub.toml"


@pytest.mark.parametrize(
    "code",
    ["AP107", "AP110", "AP128", "AP202", "AP204", "AP205", "AP206", "AP230", "AP237", "AP501"],
)
def test_every_finding_can_be_ignored(root: Path, code: str) -> None:
    add(root, f'[[ignore]]\ncode = "{code}"\nreason = "x"\n')
    assert [ignore.code for ignore in load(root).ignores] == [code]


def test_a_show_may_be_at_an_address_without_tls(root: Path) -> None:
    file = root / "audiopub.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("https:", "http:"), encoding="utf-8")
    assert load(root).feed_link == "http://podcast.example.org/feed.xml"
