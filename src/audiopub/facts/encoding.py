"""The encoding that a feed declares, and whether it is true."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_ONE_BYTE = re.compile(r"iso-?8859-?\d+|latin-?\d|(?:windows|cp)-?125\d")


class Encoding:
    """What is known of a feed's encoding, as its bytes come in."""

    def __init__(self) -> None:
        """Begin; nothing is known yet."""
        self.declared = ""
        """In lower case; empty if none is declared."""
        self._begun = False
        self._decoder: codecs.IncrementalDecoder | None = None
        self._beyond_ascii = False

    @property
    def really_utf8(self) -> bool:
        """Whether all is in UTF-8, though an encoding of one byte a character is declared."""
        return self._decoder is not None and self._beyond_ascii

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        if not self._begun:
            self._begun = True
            match = _DECLARED.search(chunk[:1024])
            self.declared = match[1].decode("ascii").lower() if match else ""
            if _ONE_BYTE.fullmatch(self.declared):
                self._decoder = codecs.getincrementaldecoder("utf-8")()
        if self._decoder and not chunk.isascii():
            self._beyond_ascii = True
        if self._decoder:
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError:
                self._decoder = None
