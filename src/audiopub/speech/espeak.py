"""The binding to eSpeak NG, which reads a text aloud and says where each phoneme begins.

Runs as a program of its own (``python -m audiopub.speech.espeak``), started by
:mod:`audiopub.speech.synthesis`: the library keeps its state in globals, a second initialisation
corrupts them, and a crash in C must not take the aligner with it. It reads one request a line on
its standard input and answers each with a line of JSON; the line for a text is followed by its
samples (signed 16-bit, native order).

Source: ``speak_lib.h`` of eSpeak NG 1.52, https://github.com/espeak-ng/espeak-ng.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any, BinaryIO, ClassVar

_RETRIEVAL_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples go to the callback, in this thread
_BUFFER_MS = 2000
_OPTIONS = 0x0001 | 0x8000  # espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_DONT_EXIT
_RATE_PARAMETER = 1  # espeakRATE
_WORDS_PER_MINUTE = 165
_POSITION_IN_CHARACTERS = 1
_UTF8 = 1
_END_OF_EVENTS, _WORD_EVENT, _PHONEME_EVENT = 0, 1, 7


class _Id(ctypes.Union):
    _fields_: ClassVar = [
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    ]


class _Event(ctypes.Structure):
    _fields_: ClassVar = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


class _Voice(ctypes.Structure):
    _fields_: ClassVar = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class _Library:
    """The loaded library; one in a process, for good."""

    def __init__(self) -> None:
        import espeakng_loader  # type: ignore[import-untyped] # it has no types

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        self.sample_rate: int = self._library.espeak_Initialize(
            _RETRIEVAL_SYNCHRONOUS,
            _BUFFER_MS,
            str(espeakng_loader.get_data_path()).encode(),
            _OPTIONS,
        )
        # some voices have breath, which is noise that would begin with the time of day
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(1))
        self._samples = bytearray()
        self._events: list[list[int | str]] = []
        self._voice = ""
        # the library keeps the address only, so the object must live as long as the process
        self._callback = _Callback(self._receive)
        self._library.espeak_SetSynthCallback(self._callback)

    def voices(self) -> list[list[str]]:
        """Return the languages that can be read, each with a voice that reads it."""
        found = []
        listed = self._library.espeak_ListVoices(None)
        index = 0
        while listed[index]:
            voice = listed[index].contents
            found += [[tag, voice.identifier.decode()] for tag in _tags(voice.languages)]
            index += 1
        return found

    def speak(self, voice: str, text: str) -> dict[str, Any]:
        """Read a text; the samples are in the answer under ``pcm``."""
        if voice != self._voice:
            if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
                return {"error": f"no voice {voice}"}
            self._library.espeak_SetParameter(_RATE_PARAMETER, _WORDS_PER_MINUTE, 0)
            self._voice = voice
        self._samples.clear()
        self._events.clear()
        buffer = ctypes.create_string_buffer(text.replace("\0", " ").encode("utf-8", "replace"))
        self._library.espeak_Synth(
            buffer,
            ctypes.c_size_t(len(buffer)),
            ctypes.c_uint(0),
            _POSITION_IN_CHARACTERS,
            ctypes.c_uint(0),
            ctypes.c_uint(_UTF8),
            None,
            None,
        )
        return {"events": self._events, "pcm": bytes(self._samples)}

    def _receive(self, samples: Any, count: int, events: Any) -> int:  # noqa: ANN401 - ctypes
        """Keep what the library hands over; 0 asks it to go on."""
        if count > 0:
            self._samples += ctypes.string_at(samples, 2 * count)
        index = 0
        while events[index].type != _END_OF_EVENTS:
            event = events[index]
            if event.type == _PHONEME_EVENT:
                name = ctypes.string_at(ctypes.addressof(event.id), 8).split(b"\0")[0]
                self._events.append([event.sample, name.decode("utf-8", "replace")])
            elif event.type == _WORD_EVENT:
                self._events.append([event.sample, event.text_position - 1])
            index += 1
        return 0


def _tags(address: int) -> list[str]:
    """Read the languages of a voice: a priority byte and a string each, up to a zero byte."""
    tags = []
    while ctypes.string_at(address, 1) != b"\0":
        tag = ctypes.string_at(address + 1)
        tags.append(tag.decode("ascii", "replace"))
        address += len(tag) + 2
    return tags


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    library = _Library()
    for line in requests:
        request = json.loads(line)
        if "text" in request:
            answer = library.speak(request["voice"], request["text"])
        else:
            answer = {"voices": library.voices()}
        pcm = answer.pop("pcm", b"")
        answer["bytes"] = len(pcm)
        answer["sample_rate"] = library.sample_rate
        answers.write(json.dumps(answer).encode() + b"\n" + pcm)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
