"""Spoken lines: levels, times that match the sound, silence, whispers, Chinese, and recordings."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy.io import wavfile

from redearth.breakdown.model import CastList, Character
from redearth.core.diagnostics import FilmError
from redearth.core.record import read_record, write_record
from redearth.voice import engine, task
from redearth.voice.model import Line, VoiceSpec
from redearth.voice.recording import read_recording
from redearth.voice.speak import Script, speak

RATE_HZ = 48_000
VOICE = VoiceSpec(character="lin", variant="f2", pitch=46, rate_wpm=147)


def _energy_db(samples: np.ndarray, start_s: float, end_s: float) -> float:
    part = samples[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]
    return float(10 * np.log10(np.mean(part**2) + 1e-12))


def test_times_match_the_sound() -> None:
    """Vowels are loud where the line says they are, the pause between sentences is quiet, and times rise."""
    line, samples = speak(VOICE, Script(beat="s/lin.says.1", text="Above. In the open."))
    assert line.duration_s == len(samples) / RATE_HZ
    vowels = [p for p in line.phonemes if p.viseme in "CDE" and p.stressed]
    assert len(vowels) >= 2
    assert all(_energy_db(samples, p.start_s + 0.02, p.end_s - 0.02) > -32 for p in vowels)
    above, into = line.words[0], line.words[1]
    assert into.start_s - above.end_s > 0.15
    assert _energy_db(samples, above.end_s + 0.06, into.start_s - 0.06) < -50
    assert [w.text for w in line.words] == ["Above.", "In", "the", "open."]
    starts = [p.start_s for p in line.phonemes]
    assert starts == sorted(starts) and line.phonemes[-1].end_s <= line.duration_s


def test_a_line_is_level_and_clean() -> None:
    """Speech sits near -23 dBFS, peaks stay below full scale, there is no direct current, and both ends are quiet."""
    _, samples = speak(VOICE, Script(beat="b", text="We kept the seeds. We forgot the ground."))
    power = np.convolve(samples**2, np.ones(2400) / 2400, "same")
    speaking = samples[power > power.max() * 1e-3]
    assert -25 < 10 * np.log10(np.mean(speaking**2)) < -21
    assert np.abs(samples).max() < 0.9 and abs(samples.mean()) < 1e-3
    assert np.abs(samples[:10]).max() < 1e-3 and np.abs(samples[-10:]).max() < 1e-3


def test_the_same_line_is_the_same_bytes_at_any_time() -> None:
    """Breath comes from the identity of the beat, and nothing from the clock: one voice trembles, a second later it trembles alike."""
    once = speak(VOICE, Script(beat="b", text="Run."))[1]
    other = speak(VOICE, Script(beat="c", text="Run."))[1]
    time.sleep(1.05)
    again = speak(VOICE, Script(beat="b", text="Run."))[1]
    assert np.array_equal(once, again) and not np.array_equal(once, other)


def test_a_whisper_has_no_pitch() -> None:
    """A whispered vowel does not repeat itself after any period; a spoken one does."""

    def periodicity(samples: np.ndarray) -> float:
        best = 0.0
        for start in range(4800, len(samples) - 6000, 480):
            frame, lagged = (
                samples[start : start + 1200],
                np.lib.stride_tricks.sliding_window_view(samples[start + 150 : start + 2000], 1200),
            )
            norm = np.sqrt(np.sum(frame**2) * np.sum(lagged**2, axis=1)) + 1e-9
            best = max(best, float(np.max(lagged @ frame / norm)))
        return best

    plain = speak(VOICE, Script(beat="b", text="Ah."))[1]
    whispered = speak(VOICE, Script(beat="b", text="Ah.", deliveries=("whisper",)))[1]
    assert periodicity(plain) > 0.85
    assert periodicity(whispered) < 0.7


def test_sizes_and_pitches_are_heard() -> None:
    """A smaller speaker's resonances lie higher; the pitch setting moves the voice's pitch."""

    def centre_hz(samples: np.ndarray) -> float:
        spectrum = np.abs(np.fft.rfft(samples)) ** 2
        hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
        kept = (hz > 200) & (hz < 4000)
        return float(np.sum(hz[kept] * spectrum[kept]) / np.sum(spectrum[kept]))

    small = speak(VoiceSpec(character="a", variant="m3", formant_shift=1.2), Script(beat="b", text="Nothing grows."))[1]
    large = speak(VoiceSpec(character="a", variant="m3", formant_shift=0.8), Script(beat="b", text="Nothing grows."))[1]
    assert centre_hz(small) > 1.15 * centre_hz(large)


@pytest.mark.parametrize("text", ["", "...", "—?!", "   ", "🙂🔥", "👍🏽"])
def test_nothing_to_say_is_a_short_silence(text: str) -> None:
    """Text without a sound gives a short silent line, not a crash."""
    line, samples = speak(VOICE, Script(beat="b", text=text))
    assert 0.2 < line.duration_s < 1.5 and not np.any(samples) and line.phonemes == () and line.words == ()


def test_chinese_is_spoken_in_chinese() -> None:
    """Chinese characters are read by the Mandarin voice whatever the film's language, one word time per spoken unit."""
    line, samples = speak(VOICE, Script(beat="b", text="你好，世界。"))
    assert line.duration_s > 0.6 and np.any(samples)
    assert "".join(w.text for w in line.words) == "你好，世界。"


@pytest.mark.parametrize("text", ["She said 你好世界 and left the room.", "我们去 New York 看火箭。"])
def test_two_languages_in_a_line(text: str) -> None:
    """English inside Chinese is spoken as English and the reverse; the engine's note of the change is no sound and no mouth shape."""
    line, _ = speak(VOICE, Script(beat="b", text=text))
    symbols = [p.symbol for p in line.phonemes]
    assert not any("(" in s for s in symbols)
    assert "χ" in symbols and {"ɹ", "j"} & set(symbols)  # hao or huo, room or New York
    assert "".join(w.text for w in line.words) == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    ["At 3:45 pm we paid $1,250.50.", "Dr. O'Neil, e.g. at NASA!", "现在是2024年5月3日。", "Ha ha! Hmm... " * 12, "a" * 120],
)
def test_odd_lines_sound_clean(text: str) -> None:
    """No clipping, no click at the ends, no offset, no dead hole longer than a full stop, and words in order that cover the text."""
    line, samples = speak(VOICE, Script(beat="b", text=text))
    assert np.abs(samples).max() <= 0.86
    assert np.abs(samples[[0, -1]]).max() < 1e-3
    assert abs(samples.mean()) < 1e-3
    loud = np.flatnonzero(np.abs(samples) > 1e-3)
    assert np.diff(loud).max() < 0.7 * RATE_HZ
    assert all(a.end_s <= b.start_s + 1e-3 for a, b in pairwise(line.words))
    assert "".join(w.text for w in line.words) == text.replace(" ", "")


def test_a_recording_takes_the_line_over(tmp_path: Path) -> None:
    """A stereo recording at another rate becomes the line; its word times fall into its sounding stretch."""
    t = np.arange(int(44_100 * 2.0)) / 44_100
    loud = ((t > 0.5) & (t < 0.9)) | ((t > 1.2) & (t < 1.6))
    wavfile.write(
        tmp_path / "take.wav", 44_100, (np.sin(2 * np.pi * 220 * t) * loud * 0.3 * 32767).astype(np.int16)[:, None].repeat(2, 1)
    )
    line, samples = speak(VOICE, Script(beat="b", text="Hello. World."), read_recording(tmp_path / "take.wav", "take.wav"))
    assert line.recorded and line.duration_s == pytest.approx(1.18, abs=0.05)
    assert line.duration_s == len(samples) / RATE_HZ
    hello, world = line.words
    assert hello.start_s < 0.2 and 0.3 < hello.end_s < 0.75 and 0.4 < world.start_s < 0.85 and world.end_s > 0.95


def _hostile(folder: Path, name: str) -> Path:
    path = folder / name
    if name == "empty.wav":
        path.write_bytes(b"")
    elif name == "text.wav":
        path.write_text("not a sound")
    elif name == "nothing.wav":
        soundfile.write(path, np.zeros((0, 1)), 48_000)
    elif name == "silent.wav":
        wavfile.write(path, 48_000, np.zeros(48_000, np.int16))
    elif name == "nan.wav":
        wavfile.write(path, 48_000, np.full(4800, np.nan, np.float32))
    else:
        header = bytearray(44)
        wavfile.write(path, 48_000, np.zeros(100, np.int16))
        header[:] = path.read_bytes()[:44]
        header[24:28] = (0).to_bytes(4, "little")
        path.write_bytes(bytes(header) + b"\0" * 200)
    return path


@pytest.mark.parametrize("name", ["empty.wav", "text.wav", "silent.wav", "nothing.wav", "nan.wav", "rate-zero.wav"])
def test_an_unusable_recording_is_named(tmp_path: Path, name: str) -> None:
    """A recording that is no sound is refused by name, not by traceback."""
    with pytest.raises(FilmError, match=name.replace(".", r"\.")):
        read_recording(_hostile(tmp_path, name), name)


def test_a_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the engine's data the fault names the package."""
    import espeakng_loader

    monkeypatch.setattr(espeakng_loader, "get_data_path", lambda: str(tmp_path))
    with pytest.raises(FilmError, match="espeakng-loader"):
        engine.utter(engine.Request(voice="en-us", text="Hi.", pitch=50, pitch_range=50, rate_wpm=150))


def test_an_unknown_variant_still_has_a_voice() -> None:
    """A language the engine lacks is a fault that says so."""
    with pytest.raises(FilmError, match="no voice"):
        speak(VoiceSpec(character="x", language="tlh-x-none", variant=""), Script(beat="b", text="Hello."))


def test_the_engine_lives_in_its_own_process() -> None:
    """Importing the voice department never loads the engine's library, and its program imports nothing of ours."""
    code = "import redearth.voice.task, sys; print([m for m in sys.modules if 'espeak' in m])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    program = Path(engine.__file__).with_name("engine_process.py").read_text(encoding="utf-8")
    assert "redearth" not in "".join(line for line in program.splitlines() if line.startswith(("import", "from")))


def test_tasks_write_what_the_call_sheet_names(tmp_path: Path) -> None:
    """The two tasks read and write records and sound under their agreed names; two runs give the same bytes."""
    write_record(
        tmp_path / "cast.json", CastList(characters=(Character(id="lin", name="LIN", sex="female", speaks=True),), props=())
    )
    task.cast_voices({"cast": tmp_path / "cast.json"}, {"language": "en", "overrides": {}}, tmp_path)
    assert read_record(VoiceSpec, tmp_path / "voices" / "lin.json").character == "lin"
    options = {
        "beat": "s/lin.says.1",
        "text": "Wei.",
        "speaker": "lin",
        "deliveries": ["radio"],
        "parentheticals": [],
        "emotion": "",
    }
    for run in ("a", "b"):
        task.speak({"voice": tmp_path / "voices" / "lin.json"}, options, tmp_path / run)
    rate, samples = wavfile.read(tmp_path / "a" / "line.wav")
    assert rate == RATE_HZ and samples.dtype == np.float32 and samples.ndim == 1
    assert read_record(Line, tmp_path / "a" / "line.json").text == "Wei."
    assert (tmp_path / "a" / "line.wav").read_bytes() == (tmp_path / "b" / "line.wav").read_bytes()


@pytest.mark.parametrize("overrides", [{"lin": {"pich": 3}}, {"lin": {"pitch": "high"}}, {"lin": {"pitch": 200}}, {"lin": 3}])
def test_a_wrong_override_is_explained(tmp_path: Path, overrides: object) -> None:
    """A setting that does not exist, or has the wrong type or size, is a fault that names the character."""
    write_record(tmp_path / "cast.json", CastList(characters=(Character(id="lin", name="LIN", speaks=True),), props=()))
    with pytest.raises(FilmError, match="voice of lin: "):
        task.cast_voices({"cast": tmp_path / "cast.json"}, {"language": "en", "overrides": overrides}, tmp_path)  # type: ignore[dict-item]
