"""What an episode depends on: its own files, and what all episodes of a show have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from audiopub.model import Identity
from audiopub.pipeline.editing import template_of
from audiopub.pipeline.programs import programs
from audiopub.pipeline.suggesting import endpoint_of
from audiopub.pipeline.workshop import Workshop
from audiopub.project.pairing import Pair, folders_of
from audiopub.store.hashes import Hashes
from audiopub.store.keys import code_of, deviations, key_of


def inputs_of(
    shop: Workshop, hashes: Hashes, pair: Pair, identity: Identity, shared: Mapping[str, str]
) -> dict[str, str]:
    """Return all that an episode depends on: a hash each, under the name that a reader knows.

    Args:
        shop: The workshop.
        hashes: Knows the content of the sources.
        pair: The episode's files.
        identity: What was given out to it.
        shared: What all episodes of the show depend on, see :func:`shared_inputs`.

    Raises:
        StoreError: A file cannot be read.
    """
    own = {name: hashes.of(file) for name, file in sources_of(shop, pair).items()}
    return {**own, "audiopub.lock": key_of("lock", 1, identity), **shared}


def shared_inputs(shop: Workshop) -> dict[str, str]:
    """Return what all episodes of a show depend on besides its files."""
    sound = shop.config.sound
    return {
        "[audio] settings": key_of(
            "sound", 3, deviations(replace(sound, intro=None, outro=None, bed=None))
        ),
        "show": key_of("show", 3, deviations(shop.show), str(shop.config.timezone)),
        **_model_inputs(shop),
        "version of audiopub": programs(),
    }


def common_of(shop: Workshop, hashes: Hashes, shared: Mapping[str, str]) -> str:
    """Return a key of all that the episodes of a show have in common, files too.

    An episode may depend on less of it: one that has a cover of its own, not on the show's.

    Args:
        shop: The workshop.
        hashes: Knows the content of the sources.
        shared: See :func:`shared_inputs`.
    """
    config = shop.config
    files = (config.artwork, template_of(config), *config.sound.clips)
    content = [hashes.of(file) if file and file.exists() else None for file in files]
    code = code_of("model", "project")
    return key_of("common", 2, code, shared, content, folders_of(config))


def _model_inputs(shop: Workshop) -> dict[str, str]:
    endpoint = endpoint_of(shop.config)
    return {"[llm] settings": key_of("llm", 1, endpoint.url, endpoint.model)} if endpoint else {}


def sources_of(shop: Workshop, pair: Pair) -> dict[str, Path]:
    """Return the files that an episode is made of, under the names that a reader knows."""
    sound = shop.config.sound
    found = {
        "transcript": pair.transcript,
        "recording": pair.audio,
        "sidecar": pair.sidecar,
        "chapter list": pair.chapters,
        "show notes' template": template_of(shop.config),
        "cover": pair.cover or shop.config.artwork,
        "intro": sound.intro,
        "outro": sound.outro,
        "bed": sound.bed,
    }
    return {name: file for name, file in found.items() if file}
