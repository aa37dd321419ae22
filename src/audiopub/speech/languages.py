"""Which voice of eSpeak NG reads a language."""

from __future__ import annotations

from dataclasses import dataclass

from audiopub.speech.synthesis import Synthesizer

_VOICES = {"en": "en-us", "iw": "he", "in": "id", "mo": "ro", "sh": "hbs"}
"""Tags that are out of date, or that several of eSpeak's voices claim."""

_RELATED = {
    "ast": "es", "bar": "de", "co": "it", "csb": "pl", "dsb": "pl", "fil": "id", "fur": "it",
    "fy": "nl", "gl": "pt", "gsw": "de", "gv": "ga", "hsb": "cs", "ji": "de", "jv": "id",
    "li": "nl", "lij": "it", "lmo": "it", "mwl": "pt", "nap": "it", "nds": "de", "nso": "tn",
    "oc": "ca", "pms": "it", "rm": "it", "rue": "uk", "sc": "it", "scn": "it", "sco": "en",
    "so": "om", "st": "tn", "su": "id", "szl": "pl", "tl": "id", "vec": "it", "vls": "nl",
    "wa": "fr", "xh": "sw", "yi": "de", "zea": "nl", "zu": "sw",
}  # fmt: skip
"""Close relatives that eSpeak speaks, after Glottolog 5 (https://glottolog.org)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How a language can be read."""

    voice: str | None
    """eSpeak's name of the voice, or ``None`` if it does not speak the language."""

    nearest: str | None
    """The language it speaks that is most like it; the language itself if it has a voice."""


def resolve(tag: str) -> Choice:
    """Find the voice for a language.

    Args:
        tag: A BCP 47 tag, in any case: ``de``, ``pt-BR``, ``sr-Latn-RS``.

    Returns:
        The voice, or the nearest language that has one.

    Raises:
        AlignmentError: AP201 if eSpeak NG does not run.
    """
    with Synthesizer() as synthesizer:
        voices = synthesizer.voices()
    parts = tag.lower().replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        name = "-".join(parts[:count])
        name = _VOICES.get(name, name)
        if name in voices:
            return Choice(voice=voices[name], nearest=name)
    nearest = _RELATED.get(parts[0])
    return Choice(voice=None, nearest=nearest)
