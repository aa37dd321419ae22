"""What the producer touches: audiopub.toml, sidecars, the pairing of files, audiopub.lock."""
