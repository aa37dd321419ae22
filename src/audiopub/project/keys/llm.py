"""Keys of [llm]: a language model that proposes chapters and summaries."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="llm.url",
        kind=str,
        check=checks.address,
        doc="An endpoint of OpenAI's protocol that proposes chapters and summaries, without "
        "/chat/completions; its key stands in AUDIOPUB_LLM_KEY. Texts are sent there. Without it, "
        "no model is asked.",
        example='"http://localhost:11434/v1"',
    ),
    Key(
        name="llm.model",
        kind=str,
        doc="The name of the model there.",
        example='"qwen3"',
    ),
)
