"""The values that pass between the stages.

All are frozen and are changed by :func:`dataclasses.replace`. Times are seconds as float; each
says of which file. What the producer asked for (:class:`Draft`) and what is complete
(:class:`Episode`) are two types.
"""

from audiopub.model.deployment import SCHEMES, Announcement, DeployEvent, Destination
from audiopub.model.draft import ChapterMark, Draft, EpisodeKind, Given, Source
from audiopub.model.episode import (
    Attachment,
    Chapter,
    Cue,
    Enclosure,
    Episode,
    Identity,
    Publication,
    ShowNotes,
)
from audiopub.model.imported import Imported, RemoteFile
from audiopub.model.podcasting import EpisodeExtras, FeedSettings, Funding, License, ShowExtras
from audiopub.model.report import Finding, Place, Progress, Severity, Step, StepState
from audiopub.model.show import (
    Artwork,
    Category,
    Directory,
    Person,
    Show,
    ShowKind,
    is_elsewhere,
)
from audiopub.model.sound import (
    Alignment,
    Coding,
    Loudness,
    Master,
    Piece,
    Recording,
    SoundFormat,
    Survey,
    TimedSentence,
    TimedWord,
    Timeline,
    Treatment,
    Verdict,
)
from audiopub.model.tags import Picture, PodcastTag, TagChapter, TagLine, Tags
from audiopub.model.text import (
    Change,
    Digest,
    Heading,
    Paragraph,
    Quote,
    Sentence,
    Suggestion,
    Transcript,
)

__all__ = [
    "SCHEMES",
    "Alignment",
    "Announcement",
    "Artwork",
    "Attachment",
    "Category",
    "Change",
    "Chapter",
    "ChapterMark",
    "Coding",
    "Cue",
    "DeployEvent",
    "Destination",
    "Digest",
    "Directory",
    "Draft",
    "Enclosure",
    "Episode",
    "EpisodeExtras",
    "EpisodeKind",
    "FeedSettings",
    "Finding",
    "Funding",
    "Given",
    "Heading",
    "Identity",
    "Imported",
    "License",
    "Loudness",
    "Master",
    "Paragraph",
    "Person",
    "Picture",
    "Piece",
    "Place",
    "PodcastTag",
    "Progress",
    "Publication",
    "Quote",
    "Recording",
    "RemoteFile",
    "Sentence",
    "Severity",
    "Show",
    "ShowExtras",
    "ShowKind",
    "ShowNotes",
    "SoundFormat",
    "Source",
    "Step",
    "StepState",
    "Suggestion",
    "Survey",
    "TagChapter",
    "TagLine",
    "Tags",
    "TimedSentence",
    "TimedWord",
    "Timeline",
    "Transcript",
    "Treatment",
    "Verdict",
    "is_elsewhere",
]
