"""Speak one line: synthesise (or take a recording), finish the sound, and time every word and speech sound."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, signal

from redearth.core.seed import generator_from
from redearth.voice.analysis import Anatomy, take_apart
from redearth.voice.engine import Request, Utterance, utter
from redearth.voice.finish import RATE_HZ, finish_voice, trim
from redearth.voice.manner import Manner, manner_of, text_for_engine
from redearth.voice.model import Line, Phoneme, VoiceSpec, Word
from redearth.voice.recording import stretch_times
from redearth.voice.resynthesis import Shaping, put_together
from redearth.voice.visemes import bare, is_stressed, viseme_of

F64 = NDArray[np.float64]
_SILENT_S = 0.6
_ENGINE_LANGUAGES = {"en": "en-us", "zh": "cmn", "zh-cn": "cmn", "zh-hans": "cmn", "chinese": "cmn", "english": "en-us"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is to be said, and how the script wants it said."""

    beat: str
    text: str
    deliveries: tuple[str, ...] = ()
    parentheticals: tuple[str, ...] = ()
    emotion: str = ""


def speak(voice: VoiceSpec, script: Script, recording: F64 | None = None) -> tuple[Line, F64]:
    """Return the timed line and its samples (mono, 48 kHz, dry).

    ``recording`` (48 kHz mono, finished) replaces the synthesised sound; its times are estimated from a silent reading by the engine.
    Text without a sound to it gives a short silent line.
    """
    manner = manner_of(script.text, script.deliveries, script.parentheticals, script.emotion)
    said = utter(_request(voice, script.text, manner))
    if not any(symbol for symbol, _ in said.phonemes):
        samples = np.zeros(int(_SILENT_S * RATE_HZ)) if recording is None else recording
        return _line(voice, script, samples, (), (), recorded=recording is not None), samples
    samples, cut_s = trim(_sing(voice, script, manner, said))
    phonemes, words = _times(said, script.text, cut_s, len(samples) / RATE_HZ)
    if recording is None:
        return _line(voice, script, samples, phonemes, words, recorded=False), samples
    phonemes, words = _fitted(phonemes, words, samples, recording)
    return _line(voice, script, recording, phonemes, words, recorded=True), recording


def _request(voice: VoiceSpec, text: str, manner: Manner) -> Request:
    language = _ENGINE_LANGUAGES.get(voice.language.casefold(), voice.language)
    if any("一" <= c <= "鿿" for c in text):
        language = "cmn"
    return Request(
        voice=f"{language}+{voice.variant}" if voice.variant else language,
        text=text_for_engine(text),
        pitch=voice.pitch,
        pitch_range=voice.pitch_range,
        rate_wpm=round(min(max(voice.rate_wpm * manner.rate, 80), 320)),
        word_gap=manner.word_gap,
    )


def _sing(voice: VoiceSpec, script: Script, manner: Manner, said: Utterance) -> F64:
    """Return the utterance resynthesised in the speaker's own colour and this line's manner."""
    anatomy = _softened(take_apart(said.samples, said.rate_hz))
    shaping = Shaping(
        formant_shift=voice.formant_shift * (1.0 + 0.006 * manner.effort_db),
        pitch_ratio=manner.pitch,
        range_ratio=manner.melody,
        breath=min(0.12 + voice.breathiness + manner.breath, 0.8),
        whisper=manner.whisper,
        tilt_db=0.7 * manner.effort_db,
        jitter=manner.jitter + 0.01 * voice.roughness,
        roughness=voice.roughness,
    )
    generator = generator_from("voice.breath", voice.character, script.beat)
    loudness_db = -7.0 if manner.whisper else 0.6 * manner.effort_db
    return finish_voice(put_together(anatomy, shaping, generator), loudness_db=loudness_db)


def _softened(anatomy: Anatomy) -> Anatomy:
    """Smooth the engine's hard joins in time, and fill the dead holes between its formants with a trace of air."""
    smooth = ndimage.gaussian_filter1d(anatomy.log_power, 0.8, axis=0)
    bins_per_khz = 1000.0 / (anatomy.rate_hz / 2 / (smooth.shape[1] - 1))
    around = np.log(np.maximum(_blurred(np.exp(smooth), 1.0 * bins_per_khz), 0.0) + 1e-30)
    hz = np.linspace(0, anatomy.rate_hz / 2, smooth.shape[1])
    air_db = np.interp(hz, [0, 2500, 4500, 11025], [-42.0, -30.0, -15.0, -10.0])
    return replace(anatomy, log_power=np.logaddexp(smooth, around + air_db * np.log(10) / 10))


def _blurred(rows: F64, width: float) -> F64:
    """Return each row under a bell of ``width`` bins, its ends held on; so wide a bell is quickest through the spectrum."""
    reach = int(4 * width + 0.5)
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    held = np.pad(rows, ((0, 0), (reach, reach)), mode="edge")
    return np.asarray(signal.fftconvolve(held, (bell / bell.sum())[None], mode="valid", axes=1))


def _times(said: Utterance, text: str, cut_s: float, duration_s: float) -> tuple[tuple[Phoneme, ...], tuple[Word, ...]]:
    def moved(sample: int) -> float:
        return round(min(max(sample / said.rate_hz - cut_s, 0.0), duration_s), 4)

    phonemes: list[Phoneme] = []
    for (symbol, start), (_, end) in zip(said.phonemes, (*said.phonemes[1:], ("", len(said.samples))), strict=True):
        if moved(end) > moved(start):
            shape = viseme_of(symbol)
            phonemes.append(
                Phoneme(symbol=bare(symbol), start_s=moved(start), end_s=moved(end), viseme=shape, stressed=is_stressed(symbol))
            )
    sounding_s = [p.end_s for p in phonemes if p.symbol]
    words: list[Word] = []
    starts = [w for i, w in enumerate(said.words) if i == 0 or w[0] != said.words[i - 1][0]]
    for (offset, _, start), (next_offset, _, end) in zip(starts, (*starts[1:], (len(text), 0, len(said.samples))), strict=True):
        spelled = text[offset:next_offset].strip()
        begin_s = moved(start)
        end_s = max((s for s in sounding_s if begin_s < s <= moved(end) + 1e-6), default=moved(end))
        if spelled and end_s > begin_s:
            words.extend(_split(spelled, begin_s, end_s))
    return tuple(phonemes), tuple(words)


def _split(spelled: str, begin_s: float, end_s: float) -> list[Word]:
    """Return the words of a stretch that the engine ran together ("in the"), each with time by its letters."""
    parts = spelled.split()
    letters = np.cumsum([0, *(len(part) for part in parts)])
    edges = [round(begin_s + (end_s - begin_s) * float(n) / float(letters[-1]), 4) for n in letters]
    return [Word(text=part, start_s=a, end_s=b) for part, a, b in zip(parts, edges[:-1], edges[1:], strict=True)]


def _fitted(
    phonemes: tuple[Phoneme, ...], words: tuple[Word, ...], spoken: F64, recorded: F64
) -> tuple[tuple[Phoneme, ...], tuple[Word, ...]]:
    def fit(times: list[float]) -> list[float]:
        return [round(float(t), 4) for t in stretch_times(np.array(times), spoken, recorded)]

    if not phonemes:
        return (), ()
    starts, ends = fit([p.start_s for p in phonemes]), fit([p.end_s for p in phonemes])
    moved = [replace(p, start_s=a, end_s=b) for p, a, b in zip(phonemes, starts, ends, strict=True)]
    word_starts, word_ends = fit([w.start_s for w in words]), fit([w.end_s for w in words])
    spelled = [replace(w, start_s=a, end_s=b) for w, a, b in zip(words, word_starts, word_ends, strict=True)]
    return tuple(p for p in moved if p.end_s > p.start_s), tuple(spelled)


def _line(
    voice: VoiceSpec, script: Script, samples: F64, phonemes: tuple[Phoneme, ...], words: tuple[Word, ...], *, recorded: bool
) -> Line:
    return Line(
        beat=script.beat,
        character=voice.character,
        text=script.text,
        duration_s=len(samples) / RATE_HZ,
        phonemes=phonemes,
        words=words,
        recorded=recorded,
    )
