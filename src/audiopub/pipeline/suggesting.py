"""Asking a language model, where the show wants one; what fails is a finding, never a failure."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from audiopub import llm
from audiopub.errors import LlmError
from audiopub.llm.proposal import SCHEMA, SYSTEM, question
from audiopub.model import Finding, Place, Suggestion, Transcript
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project.config import Config
from audiopub.store.keys import key_of

_KEY = "AUDIOPUB_LLM_KEY"


def endpoint_of(config: Config) -> llm.Endpoint | None:
    """Return where the show wants a model to be asked, ``None`` if nowhere."""
    url: str | None = config.document.get("llm", "url")
    model: str | None = config.document.get("llm", "model")
    if not url or not model:
        return None
    return llm.Endpoint(url=url, model=model, key=os.environ.get(_KEY))


def suggest(
    shop: Workshop, transcript: Transcript
) -> tuple[Suggestion | None, tuple[Finding, ...]]:
    """Return what a model proposes for a text, or nothing and the reason.

    An answer is remembered by the text, the endpoint and the model; what failed is not.

    Raises:
        ConfigError: A model is wanted, but the extra is not installed (AP265).
    """
    endpoint = endpoint_of(shop.config)
    if endpoint is None:
        return None, ()
    asked = question(transcript)

    def work(_: Path) -> tuple[Suggestion, Mapping[str, Path]]:
        return llm.verified(llm.ask(endpoint, SYSTEM, asked, SCHEMA), transcript), {}

    key = key_of("suggestion", 1, endpoint.url, endpoint.model, SYSTEM, SCHEMA, asked)
    try:
        return shop.do(key, Made[Suggestion], work).value, ()
    except LlmError as error:
        finding = Finding(
            code=error.code,
            severity="warning",
            message=error.what,
            hint=error.hint or "",
            place=Place(path=transcript.path),
        )
        return None, (finding,)
