"""Times that the text itself gives, as subtitles do."""

from __future__ import annotations

from audiopub.errors import AlignmentError
from audiopub.model import Alignment, TimedSentence, Transcript

_TOLERANCE = 5.0  # seconds; the last cue of many subtitles stays a little longer than the sound


def given(transcript: Transcript, duration: float) -> Alignment:
    """Return the alignment that a text with times is.

    Args:
        transcript: The text; each of its sentences has its times.
        duration: The recording's length, in seconds.

    Returns:
        All sentences, in times of the recording, none after its end.

    Raises:
        AlignmentError: AP158, the text goes on when the recording has ended.
    """
    timed = tuple(
        TimedSentence(
            text=sentence.text,
            paragraph=number,
            start=min(sentence.start or 0.0, duration),
            end=min(sentence.end or 0.0, duration),
            confidence=1.0,
            spoken=True,
            estimated=False,
        )
        for number, paragraph in enumerate(transcript.paragraphs)
        for sentence in paragraph.sentences
    )
    last = max(sentence.end or 0.0 for sentence in transcript.sentences)
    if last > duration + _TOLERANCE:
        raise AlignmentError(
            "AP158",
            f"its last cue ends at {_clock(last)}, but the recording at {_clock(duration)}",
            path=transcript.path,
            hint="put the subtitles of this recording in its place; or save them as plain text, "
            "and the recording is listened to",
        )
    return Alignment(
        language=transcript.language, duration=duration, sentences=timed, estimated=False
    )


def _clock(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes}:{second:02}"
