"""Keys of [audio]: how episodes shall sound."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="audio.master",
        kind=str,
        check=checks.one_of("auto", "always", "never"),
        doc="auto leaves the sound of an MP3 as it is, byte for byte, if it is as loud as wanted;"
        " never leaves that of any. Default: auto.",
        example='"auto"',
    ),
    Key(
        name="audio.formats",
        kind=list,
        check=checks.formats,
        doc="The formats of every episode, the main one first: mp3, m4a, opus, flac. Default:"
        ' ["mp3"].',
        example='["mp3", "m4a", "opus"]',
    ),
    Key(
        name="audio.target_lufs",
        kind=float,
        check=checks.loudness,
        doc="The integrated loudness of every episode, in LUFS. Default: -16.",
        example="-16.0",
    ),
    Key(
        name="audio.ceiling_dbtp",
        kind=float,
        check=checks.peak,
        doc="The true peak that no episode exceeds, in dBTP. Default: -1.",
        example="-1.0",
    ),
    Key(
        name="audio.bitrate",
        kind=int,
        check=checks.bitrate,
        doc="Of the MP3, in kbit/s. Default: 96 for mono, 128 for stereo.",
        example="96",
    ),
    Key(
        name="audio.intro",
        kind=str,
        check=checks.text,
        doc="A clip before every episode.",
        example='"show/intro.flac"',
    ),
    Key(
        name="audio.outro",
        kind=str,
        check=checks.text,
        doc="A clip after every episode.",
        example='"show/outro.flac"',
    ),
    Key(
        name="audio.crossfade",
        kind=float,
        check=checks.seconds,
        doc="How long the clips and the recording overlap, in seconds. Default: 1.",
        example="1.0",
    ),
    Key(
        name="audio.high_pass",
        kind=bool,
        doc="Whether rumble and offset below 80 Hz are taken out. Default: false.",
        example="true",
    ),
    Key(
        name="audio.remove_hum",
        kind=bool,
        doc="Whether the hum of the mains, 50 or 60 Hz and multiples, is taken out where it is"
        " heard. Default: false.",
        example="true",
    ),
    Key(
        name="audio.leveler",
        kind=bool,
        doc="Whether quiet and loud speakers are brought together. Default: false.",
        example="true",
    ),
    Key(
        name="audio.bed",
        kind=str,
        check=checks.text,
        doc="Music under every recording, from its beginning to its end, over and over.",
        example='"show/bed.flac"',
    ),
    Key(
        name="audio.bed_level",
        kind=float,
        check=checks.bed_level,
        doc="How loud that music is beside the recording, in LU. Default: -20.",
        example="-20.0",
    ),
    Key(
        name="audio.trim_silence",
        kind=bool,
        doc="Whether silence is cut off at the beginning and at the end of recordings. Default:"
        " false.",
        example="true",
    ),
    Key(
        name="audio.longest_pause",
        kind=float,
        check=checks.pause,
        doc="What longer pauses in recordings are shortened to, in seconds. Default: they stay.",
        example="1.5",
    ),
)
