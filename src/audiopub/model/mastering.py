"""What a producer wants of the published sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audiopub.model.sound import SoundFormat

Mastering = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterOptions:
    """What the producer wants of the published sound."""

    master: Mastering = "auto"
    """``auto`` leaves the sound of an MP3 as it is, byte for byte, if it is as wanted; ``never``
    leaves that of any, and encodes others as loud as they are; ``always`` leaves none."""

    target_lufs: float = -16.0
    """Integrated loudness."""

    ceiling_dbtp: float = -1.0
    """The highest true peak."""

    formats: tuple[SoundFormat, ...] = ("mp3",)
    """The formats, the main one first."""

    bitrate: int | None = None
    """Of the MP3 file, in kbit/s; ``None`` is 96 for mono, 128 for stereo."""

    channels: Literal[1, 2] | None = None
    """``None`` is 1 if the recording has one, or all of its channels are the same."""

    intro: Path | None = None
    """A clip that comes before the recording."""

    outro: Path | None = None
    """A clip that comes after it."""

    crossfade: float = 1.0
    """Seconds in which a clip fades under the recording's beginning or end."""

    fade_in: float = 0.0
    """Seconds in which the intro fades in."""

    fade_out: float = 1.0
    """Seconds in which the outro fades out."""

    high_pass: bool = False
    """Whether rumble and offset below 80 Hz are taken out."""

    remove_hum: bool = False
    """Whether the hum of the mains is looked for, and taken out where it is found."""

    leveler: bool = False
    """Whether quiet and loud speakers are brought together."""

    bed: Path | None = None
    """A clip that lies under the recording, over and over."""

    bed_level: float = -20.0
    """Its loudness against that of the recording, in LU."""

    trim_silence: bool = False
    """Whether silence at the recording's beginning and end is cut off."""

    longest_pause: float | None = None
    """Seconds that its pauses are shortened to; ``None`` to leave them."""

    @property
    def clips(self) -> tuple[Path | None, ...]:
        """All clips that an episode is made with."""
        return self.intro, self.outro, self.bed

    @property
    def cuts(self) -> bool:
        """Whether anything may be cut out of a recording."""
        return self.trim_silence or self.longest_pause is not None

    @property
    def adds(self) -> bool:
        """Whether anything comes to a recording."""
        return any(self.clips)
