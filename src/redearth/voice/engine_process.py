"""A program of its own that speaks one request: JSON on standard input, JSON with samples and events on standard output.

Run as ``python -m redearth.voice.engine_process``. It is the only place that loads the espeak-ng library (GPL), by `ctypes`, and it shares
nothing with the caller but this text protocol. It imports nothing of Red Earth. Request: ``library``, ``data_parent``, ``voice``, ``text``, ``pitch``,
``pitch_range``, ``rate_wpm``, ``word_gap``. Answer: ``rate_hz``, ``pcm`` (base64, 16-bit little-endian), ``phonemes`` [[symbol, sample]],
``words`` [[character offset, length, sample]], or ``fault``. Source: espeak-ng `speak_lib.h`.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import sys
from typing import Any

_RETRIEVAL = 1
_PHONEME_EVENTS, _PHONEME_IPA, _DONT_EXIT = 0x0001, 0x0002, 0x8000
_UTF8, _SSML = 1, 0x10
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_EVENT_END, _EVENT_WORD, _EVENT_PHONEME = 0, 1, 7


class _Identity(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", _Identity),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Take:
    """What one synthesis run delivers, gathered call by call."""

    def __init__(self) -> None:
        self.pcm = bytearray()
        self.phonemes: list[tuple[str, int]] = []
        self.words: list[tuple[int, int, int]] = []

    def receive(self, wav: Any, count: int, events: Any) -> int:
        """Keep ``count`` samples and the events up to the list's terminator; 0 asks for more."""
        if wav and count > 0:
            self.pcm += ctypes.string_at(wav, count * 2)
        index = 0
        while events and events[index].type != _EVENT_END:
            event = events[index]
            if event.type == _EVENT_PHONEME:
                self.phonemes.append((bytes(event.id.string).decode("utf-8", "replace"), event.sample))
            elif event.type == _EVENT_WORD:
                self.words.append((event.text_position - 1, event.length, event.sample))
            index += 1
        return 0


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Return what the engine says to ``request``, or a ``fault``."""
    try:
        library = ctypes.CDLL(request["library"])
    except OSError as error:
        return {"fault": f"the voice engine's library cannot be loaded: {error}"}
    os.chdir(request["data_parent"])  # a short relative path: the engine cuts long ones off
    rate_hz = library.espeak_Initialize(_RETRIEVAL, 200, b".", _PHONEME_EVENTS | _PHONEME_IPA | _DONT_EXIT)
    if rate_hz <= 0:
        return {"fault": "the voice engine found no usable data"}
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # the engine seeds its tremble from the clock; a film must not change with it
    if library.espeak_SetVoiceByName(request["voice"].encode()) != 0:
        return {"fault": f"the voice engine has no voice {request['voice']!r}"}
    take = _Take()
    callback = _Callback(take.receive)
    library.espeak_SetSynthCallback(callback)
    settings = ((_RATE, "rate_wpm"), (_PITCH, "pitch"), (_RANGE, "pitch_range"), (_WORD_GAP, "word_gap"))
    for parameter, name in settings:
        library.espeak_SetParameter(parameter, int(request[name]), 0)
    text = request["text"].encode() + b"\0"
    if library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 1, 0, _UTF8, None, None) != 0:
        return {"fault": "the voice engine refused the text"}
    library.espeak_Synchronize()
    pcm = base64.b64encode(bytes(take.pcm)).decode("ascii")
    return {"rate_hz": rate_hz, "pcm": pcm, "phonemes": take.phonemes, "words": take.words}


if __name__ == "__main__":
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
