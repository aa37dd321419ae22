"""One question to a model: text in, an object of a given schema out.

Source: the chat completions of OpenAI's API, with ``response_format`` of type ``json_schema``,
which llama.cpp, Ollama, vLLM and others speak as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from audiopub.errors import ConfigError, LlmError

_TIMEOUT = 120.0  # seconds; small machines think long
_LONGEST_ANSWER = 200_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model is asked."""

    url: str
    """Of the API, as far as before ``/chat/completions``: ``http://localhost:11434/v1``."""

    model: str
    """Its name there."""

    key: str | None = None
    """What the endpoint wants to be shown, if anything."""


def ask(endpoint: Endpoint, system: str, user: str, schema: dict[str, Any]) -> str:
    """Return a model's answer, as text that should be JSON of a schema.

    Args:
        endpoint: Where.
        system: What it shall do.
        user: What with.
        schema: A JSON schema of the answer.

    Raises:
        ConfigError: The extra ``llm`` is not installed (AP265).
        LlmError: There is no usable answer (AP264).
    """
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise ConfigError(
            "AP265",
            "asking a language model needs a library that is not installed",
            hint="install the extra: pip install 'audiopub[llm]'; or remove [llm] from"
            " audiopub.toml",
        ) from error
    body = {
        "model": endpoint.model,
        "temperature": 0,
        "seed": 0,
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": user},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "proposal", "strict": True, "schema": schema},
        },
    }
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    try:
        answer = httpx.post(
            f"{endpoint.url.rstrip('/')}/chat/completions",
            json=body,
            headers=headers,
            timeout=_TIMEOUT,
        )
        answer.raise_for_status()
        if len(answer.content) > _LONGEST_ANSWER:
            raise _failed(f"its answer has {len(answer.content)} bytes")
        content = answer.json()["choices"][0]["message"]["content"]
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _failed(str(error) or type(error).__name__) from error
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise _failed("its answer is not as the protocol has it") from error
    if not isinstance(content, str):
        raise _failed("its answer is not text")
    return content


def _failed(what: str) -> LlmError:
    return LlmError(
        "AP264",
        f"the language model was of no help: {what}",
        hint="chapters and summary are derived without it; see [llm] in audiopub.toml",
    )
