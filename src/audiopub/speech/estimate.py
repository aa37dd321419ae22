"""Times in proportion to the text's length, for when nobody listens to the recording."""

from __future__ import annotations

import unicodedata
from itertools import accumulate, pairwise

from audiopub.model import Alignment, Sentence, TimedSentence, Transcript

# How long something takes to say, in letters of an alphabet. Speech runs at some 15 letters a
# second in the languages of Europe, and readers pause for 0.3 to 0.5 s between sentences and for
# about twice as long between paragraphs.
_DIGIT = 4  # "7" is read as "seven"
_WIDE = 4  # a Chinese or Japanese character is a syllable, a Korean one too
_SENTENCE_PAUSE = 6
_PARAGRAPH_PAUSE = 12


def estimate(transcript: Transcript, duration: float) -> Alignment:
    """Place every sentence in proportion to how long the text before it is.

    The first sentence begins with the recording, and the last one ends with it; a pause follows
    each of the others. Every value says that it is estimated.

    Args:
        transcript: The text.
        duration: The recording's length, in seconds, not negative.

    Returns:
        All sentences in order, in times of the recording; none is empty unless the recording is.
    """
    spoken = [
        (sentence, index)
        for index, paragraph in enumerate(transcript.paragraphs)
        for sentence in paragraph.sentences
    ]
    lengths = [_letters(sentence) for sentence, _ in spoken]
    pauses = [
        _SENTENCE_PAUSE if here == there else _PARAGRAPH_PAUSE
        for (_, here), (_, there) in pairwise(spoken)
    ]
    pauses.append(0)  # nothing follows the last sentence
    ends = list(accumulate(length + pause for length, pause in zip(lengths, pauses, strict=True)))
    scale = duration / ends[-1]
    return Alignment(
        language=transcript.language,
        duration=duration,
        sentences=tuple(
            TimedSentence(
                text=sentence.text,
                paragraph=paragraph,
                start=(end - pause - length) * scale,
                end=min((end - pause) * scale, duration),
                confidence=0.0,
                spoken=True,
                estimated=True,
            )
            for (sentence, paragraph), length, pause, end in zip(
                spoken, lengths, pauses, ends, strict=True
            )
        ),
        estimated=True,
    )


def _letters(sentence: Sentence) -> int:
    """Return how long a sentence takes to say, in letters; at least one."""
    return 1 + sum(_weight(character) for character in sentence.text)


def _weight(character: str) -> int:
    if character.isdigit():
        return _DIGIT
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else 1
