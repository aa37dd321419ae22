"""Everything audiopub raises when it cannot go on.

    AudiopubError          cannot: a code, a place, what happened, what to do
    ├── ConfigError        audiopub.toml, a sidecar or the lock is wrong
    ├── TextError          a transcript cannot be understood
    ├── PairingError       a transcript and a recording cannot be brought together
    ├── AlignmentError     a text cannot be placed on its recording
    ├── SoundError         a recording cannot be decoded, mastered or encoded
    ├── TagError           tags cannot be written, or read back differently
    ├── ArtworkError       an image cannot be used
    ├── SiteError          a page cannot be rendered
    ├── ServeError         the preview cannot be handed out
    ├── WebError           an address cannot be fetched
    ├── StoreError         the disk refuses: no permission, no space, a held lock
    │   └── JournalError   the journal was damaged, and is gone: all begins anew
    ├── EngineError        where heavy steps run is not there, or was ended from outside
    └── DeployError        a publication cannot be brought to its host
        ├── TransientError the host does not answer now; the next try may succeed
        └── ChangedError   the host holds something else than what was to be replaced

"Should not" is not an error but a :class:`audiopub.model.Finding`. Foreign exceptions are mapped
to these at the edge where they arise; only ``audiopub.cli`` turns either into text.
"""

from __future__ import annotations


class AudiopubError(Exception):
    """Something that cannot be done, with its place and its cure."""

    def __init__(
        self,
        code: str,
        what: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        """Describe the failure.

        Args:
            code: The stable code, ``AP101``; ``audiopub explain`` knows it.
            what: What happened, one sentence without a full stop at its end.
            path: The file concerned, relative to the show where it lies in it.
            line: The line in that file, counted from 1.
            column: The column in that line, counted from 1.
            hint: What the producer can do about it.
        """
        super().__init__(code, what)  # so that it can travel between processes
        self.code = code
        self.what = what
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        """Render as ``path:line:column: what``, leaving out what is not known."""
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.what}" if place else self.what


class ConfigError(AudiopubError):
    """audiopub.toml, a sidecar or audiopub.lock is wrong."""


class TextError(AudiopubError):
    """A transcript cannot be understood."""


class PairingError(AudiopubError):
    """A transcript and a recording cannot be brought together."""


class AlignmentError(AudiopubError):
    """A text cannot be placed on its recording."""


class SoundError(AudiopubError):
    """A recording cannot be decoded, mastered or encoded."""


class TagError(AudiopubError):
    """Tags cannot be written, or read back differently."""


class ArtworkError(AudiopubError):
    """An image cannot be used."""


class ServeError(AudiopubError):
    """The preview cannot be handed out."""


class SiteError(AudiopubError):
    """A page cannot be rendered."""


class WebError(AudiopubError):
    """An address cannot be fetched."""


class StoreError(AudiopubError):
    """The disk refuses: no permission, no space, or a lock that another run holds."""


class JournalError(StoreError):
    """The journal was damaged, and was removed: whatever goes by it has to begin anew."""


class EngineError(AudiopubError):
    """Where heavy steps run is not there, or was ended from outside."""


class LlmError(AudiopubError):
    """A language model's answer cannot be used; there is always a way without it."""


class DeployError(AudiopubError):
    """A publication cannot be brought to its host."""


class TransientError(DeployError):
    """The host does not answer now; the next try may succeed."""


class ChangedError(DeployError):
    """The host holds something else than what was to be replaced."""
