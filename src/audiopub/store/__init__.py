"""What lies on the disk: whole files, hashed artefacts, the journal and the lock."""
