"""Where in a recording each sentence of its transcript stands."""

from audiopub.speech.estimate import estimate

__all__ = ["estimate"]
