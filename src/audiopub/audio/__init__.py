"""Sound: recordings are decoded, measured, mastered and written as MP3."""
