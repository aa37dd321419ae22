"""What all tests share."""

from __future__ import annotations

import hypothesis

hypothesis.settings.register_profile("audiopub", deadline=None, max_examples=60)
hypothesis.settings.load_profile("audiopub")
