"""Keys of [site]: the pages."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="site.theme",
        kind=str,
        check=checks.folder,
        doc="A folder with templates, style.css and scripts that take the place of audiopub's own.",
        example='"theme"',
    ),
)
