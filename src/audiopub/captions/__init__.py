"""Captions: what is said, in lines that can be read while it is said.

Widths and speeds are counted in columns: a character is one, an East Asian wide character or an
emoji two, whatever it is composed of.
"""

from audiopub.captions.annotations import to_labels, to_textgrid
from audiopub.captions.cueing import cues
from audiopub.captions.document import to_html
from audiopub.captions.formats import to_json, to_srt, to_vtt

__all__ = ["cues", "to_html", "to_json", "to_labels", "to_srt", "to_textgrid", "to_vtt"]
