"""What is told of a text beside it: its summary, quotes, persons, places and keywords."""

from __future__ import annotations

from audiopub.model import Digest, Transcript
from audiopub.text.keywords import keywords
from audiopub.text.names import persons
from audiopub.text.places import places
from audiopub.text.quotes import quotes
from audiopub.text.summary import summarise


def digest(transcript: Transcript) -> Digest:
    """Return what is told of a text; all of it stands in the text."""
    sentences, language = [s.text for s in transcript.sentences], transcript.language
    summary = summarise(sentences, language)
    people = persons(sentences, language)
    where = places(sentences, language, names=people)
    return Digest(
        language=language,
        summary=summary,
        quotes=quotes(transcript, told=summary),
        persons=people,
        places=where,
        keywords=keywords(sentences, language, names=(*people, *where)),
    )
