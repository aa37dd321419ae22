"""A language model's proposals, from any endpoint that speaks OpenAI's protocol; an extra."""

from __future__ import annotations

from audiopub.llm.client import Endpoint, ask
from audiopub.llm.proposal import verified

__all__ = ["Endpoint", "ask", "verified"]
