"""audiopub: transcripts and their recordings become a published podcast."""

__version__ = "0.1.0"
