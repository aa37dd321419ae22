"""Covers: the published picture, its smaller ones, and the one that is embedded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from audiopub import artwork
from audiopub.model import Artwork
from audiopub.pipeline.programs import SCHEMA, programs
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.store.files import explained
from audiopub.store.keys import key_of


def prepare_cover(shop: Workshop, file: Path, path: str) -> Made[Artwork]:
    """Make the published and the embedded picture of a cover.

    Args:
        shop: The workshop.
        file: The cover as the producer gave it.
        path: Where it will stand in the published tree.

    Returns:
        The picture, and the files ``published``, ``embedded`` and those named by a width.

    Raises:
        ArtworkError: It cannot be used.
    """
    name = shop.config.name(file)

    def work(folder: Path) -> tuple[Artwork, Mapping[str, Path]]:
        with explained(file, "read it"):
            data = file.read_bytes()
        cover = artwork.prepare(data, name=name)
        published, embedded = folder / "published", folder / "embedded"
        published.write_bytes(cover.published)
        embedded.write_bytes(cover.embedded)
        files = {"published": published, "embedded": embedded}
        for width, data in cover.thumbnails.items():
            files[str(width)] = folder / str(width)
            files[str(width)].write_bytes(data)
        value = Artwork(
            path=path,
            mime_type="image/jpeg",
            width=cover.width,
            smaller=tuple(cover.thumbnails),
            accent=cover.accent,
        )
        return value, files

    made = shop.do(key_of("cover", SCHEMA, shop.hash(file), programs()), Made[Artwork], work)
    return replace(made, value=replace(made.value, path=path))


def cover_files(shop: Workshop, cover: Made[Artwork]) -> dict[str, Path]:
    """Return the published files of a cover by their path in the published tree."""
    picture = cover.value
    files = {picture.path: shop.artefacts.path(cover.files["published"])}
    for width in picture.smaller:
        files[picture.at(width)] = shop.artefacts.path(cover.files[str(width)])
    return files
