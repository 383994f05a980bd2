"""The mix: stems that sum to it exactly, loudness on target, peaks under the ceiling, music under words."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

from redearth.core.frames import FrameRange
from redearth.core.record import read_record, write_record
from redearth.direction.model import Programme, ProgrammeEntry
from redearth.sound import task
from redearth.sound.dynamics import LIMIT_STEP, at_samples, duck_curve, limit_curve
from redearth.sound.loudness import EDGE, Meter, integrated_lufs, true_peaks
from redearth.sound.model import STEMS, Mix
from redearth.sound.wav import float_file, integer_file, read_stereo

RATE_HZ, FPS = 48_000, 24


def _programme(*seconds: int) -> Programme:
    at, entries = 12, []
    for number, length_s in enumerate(seconds):
        entries.append(ProgrammeEntry(scene=f"s{number}", record=FrameRange(start=at, duration=length_s * FPS)))
        at += length_s * FPS
    return Programme(fps=FPS, duration_frames=at + 12, entries=tuple(entries))


def _save(path: Path, samples: np.ndarray) -> Path:
    with float_file(path, len(samples)) as stream:
        stream.write(samples.astype(np.float32))
    return path


def _film(folder: Path, *, dialogue: float = 0.1, effects: float = 0.03, music: float = 0.1, bang: float = 0.0) -> Path:
    """Mix a film of two scenes made of shaped noise, a voice from 2 to 4 s of the first, and maybe a bang."""
    generator = np.random.default_rng(3)
    programme = _programme(5, 4)
    write_record(folder / "programme.json", programme)
    inputs = {"programme": folder / "programme.json"}
    for index in range(2):
        length = (6 - index) * RATE_HZ
        voice = generator.standard_normal((length, 2)) * dialogue
        voice[: int(2.5 * RATE_HZ)] = voice[int(4.5 * RATE_HZ) :] = 0
        air = generator.standard_normal((length, 2)) * effects
        air[3 * RATE_HZ : 3 * RATE_HZ + 200] += bang
        inputs[f"dialogue/{index:03d}"] = _save(folder / f"d{index}.wav", voice if index == 0 else voice * 0)
        inputs[f"effects/{index:03d}"] = _save(folder / f"e{index}.wav", air)
    total = programme.duration_frames * 2000
    t = np.arange(total) / RATE_HZ
    inputs["music"] = _save(folder / "m.wav", np.stack([np.sin(2 * np.pi * f * t) for f in (220, 330)], axis=1) * music)
    task.mix(inputs, {"handle_s": 0.5, "target_lufs": -16.0, "ceiling_dbtp": -1.0}, folder / "out")
    return folder / "out"


def _integers(path: Path) -> np.ndarray:
    samples, rate = soundfile.read(path, dtype="int32")
    assert rate == RATE_HZ and soundfile.info(path).subtype == "PCM_24"
    return samples >> 8


@pytest.mark.parametrize("bang", [0.0, 4.0])
def test_stems_sum_to_the_mix_bit_for_bit(tmp_path: Path, bang: float) -> None:
    """In 24-bit integers the three stems add up to the mix on every sample, limited or not, and nothing clips."""
    out = _film(tmp_path, bang=bang)
    mixed = _integers(out / "mix.wav")
    assert np.array_equal(sum(_integers(out / "stems" / f"{name}.wav") for name in STEMS), mixed)
    assert np.abs(mixed).max() < 0.9 * 2**23


@pytest.mark.parametrize("bang", [0.0, 4.0])
def test_loudness_and_peaks_meet_their_targets(tmp_path: Path, bang: float) -> None:
    """By our meter, by pyloudnorm and by ffmpeg: -16 LUFS within 0.5, true peak at most -1 dBTP, and the three agree."""
    out = _film(tmp_path, bang=bang)
    mix = read_record(Mix, out / "mix.json")
    samples, _ = soundfile.read(out / "mix.wav")
    assert mix.loudness.integrated_lufs == pytest.approx(-16.0, abs=0.5)
    assert mix.loudness.true_peak_dbtp <= -1.0
    assert pyloudnorm.Meter(RATE_HZ).integrated_loudness(samples) == pytest.approx(mix.loudness.integrated_lufs, abs=0.2)
    if shutil.which("ffmpeg"):
        command = [
            "ffmpeg",
            "-hide_banner",
            "-nostats",
            "-i",
            str(out / "mix.wav"),
            "-af",
            "ebur128=peak=true",
            "-f",
            "null",
            "-",
        ]
        report = subprocess.run(command, capture_output=True, text=True, check=True).stderr.rsplit("Summary:", 1)[1]
        read = {name: float(report.split(f"{name}:")[1].split()[0]) for name in ("I", "LRA", "Peak")}
        assert read["I"] == pytest.approx(mix.loudness.integrated_lufs, abs=0.2)
        assert read["Peak"] == pytest.approx(mix.loudness.true_peak_dbtp, abs=0.3) and read["Peak"] <= -0.9
        assert read["LRA"] == pytest.approx(mix.loudness.range_lu, abs=1.0)


def test_music_makes_room_for_words(tmp_path: Path) -> None:
    """Under the line the music stem is 8 dB lower than after it, and it comes back smoothly."""
    out = _film(tmp_path)
    music = _integers(out / "stems" / "music.wav")[:, 0] / 2**23

    def level_db(start_s: float, end_s: float) -> float:
        return float(10 * np.log10(np.mean(music[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)] ** 2)))

    assert level_db(3.2, 4.2) - level_db(7, 8) == pytest.approx(-8.0, abs=0.3)
    assert read_record(Mix, out / "mix.json").duck_db == pytest.approx(8.0, abs=0.05)


@pytest.mark.parametrize("present", [(), ("music",)])
def test_silent_and_sparse_films_are_mixed(tmp_path: Path, present: tuple[str, ...]) -> None:
    """A film of silence reads -70 LUFS and stays silent; a film with music alone meets the target."""
    programme = _programme(2)
    write_record(tmp_path / "programme.json", programme)
    inputs = {"programme": tmp_path / "programme.json"}
    total = programme.duration_frames * 2000
    if present:
        inputs["music"] = _save(tmp_path / "m.wav", np.random.default_rng(1).standard_normal((total, 2)) * 0.02)
    task.mix(inputs, {"handle_s": 0.5, "target_lufs": -16.0, "ceiling_dbtp": -1.0}, tmp_path / "out")
    mix = read_record(Mix, tmp_path / "out" / "mix.json")
    assert mix.samples == total == len(_integers(tmp_path / "out" / "mix.wav"))
    assert mix.loudness.integrated_lufs == pytest.approx(-16.0 if present else -70.0, abs=0.5)


def test_an_empty_film_is_an_empty_file(tmp_path: Path) -> None:
    """No frames at all still give readable files."""
    write_record(tmp_path / "programme.json", Programme(fps=FPS, duration_frames=0, entries=()))
    task.mix({"programme": tmp_path / "programme.json"}, {}, tmp_path / "out")
    assert read_record(Mix, tmp_path / "out" / "mix.json").samples == 0
    assert len(_integers(tmp_path / "out" / "mix.wav")) == 0


def test_two_mixes_are_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the files depends on the time or the run."""
    a, b = _film(tmp_path / "a"), _film(tmp_path / "b")
    for name in ("mix.wav", "stems/dialogue.wav", "stems/effects.wav", "stems/music.wav", "mix.json"):
        assert (a / name).read_bytes() == (b / name).read_bytes()


def test_the_meter_reads_the_standards_tones() -> None:
    """A stereo sine of 997 Hz at -23 dBFS reads -23 LUFS, however it is cut into blocks (EBU Tech 3341, case 1)."""
    t = np.arange(20 * RATE_HZ) / RATE_HZ
    tone = np.repeat((10 ** (-23 / 20) * np.sin(2 * np.pi * 997 * t))[:, None], 2, axis=1)
    whole, parts = Meter(), Meter()
    whole.hear(tone)
    for start in range(0, len(tone), 7001):
        parts.hear(tone[start : start + 7001])
    assert integrated_lufs(whole.powers()) == pytest.approx(-23.0, abs=0.1)
    assert integrated_lufs(parts.powers()) == pytest.approx(integrated_lufs(whole.powers()), abs=1e-6)


def test_true_peaks_see_between_samples() -> None:
    """A sine at a quarter of the rate, sampled 45 degrees off its peaks, reads its true height (ITU-R BS.1770 annex 2)."""
    tone = 0.5 * np.sin(np.pi / 2 * np.arange(4800) + np.pi / 4)
    padded = np.repeat(tone[:, None], 2, axis=1)
    assert np.abs(tone).max() < 0.36
    assert true_peaks(padded)[EDGE:-EDGE].max() == pytest.approx(0.5, rel=0.02)


def test_the_limiter_holds_its_ceiling_and_lets_the_rest_alone() -> None:
    """No cell passes the ceiling anywhere along the straight lines between points; far from peaks the gain is 1."""
    peaks = np.full(3000, 0.1)
    peaks[[900, 903, 1500]] = (2.0, 1.1, 4.0)
    curve = limit_curve(peaks, 0.8)
    gain = at_samples(curve, LIMIT_STEP, 0, 3000 * LIMIT_STEP).reshape(3000, LIMIT_STEP)
    assert np.all(gain.max(axis=1) * peaks <= 0.8 + 1e-9)
    assert np.all(gain[:880] == 1.0) and np.all(gain[2600:] > 0.99)


def test_ducking_begins_before_the_word_and_outlasts_it() -> None:
    """The gain is fully down while somebody speaks, and up again a second later."""
    levels = np.zeros(1000)
    levels[400:500] = 0.1
    gain = duck_curve(levels, 8.0)
    assert np.allclose(gain[400:500], 10 ** (-8 / 20)) and gain[300] == 1.0 and gain[620] == 1.0
    assert np.abs(np.diff(gain)).max() < 0.05


def test_files_hold_what_was_written(tmp_path: Path) -> None:
    """Blocks come back as they went in; missing samples are silence; reading beyond the ends is silence."""
    with integer_file(tmp_path / "i.wav", 5) as stream:
        stream.write(np.array([[1, -1], [2**23 - 1, -(2**23)]], np.int32))
    assert _integers(tmp_path / "i.wav").tolist() == [[1, -1], [2**23 - 1, -(2**23)], [0, 0], [0, 0], [0, 0]]
    _save(tmp_path / "f.wav", np.array([[0.25, -0.5]]))
    assert read_stereo(tmp_path / "f.wav", -1, 3).tolist() == [[0, 0], [0.25, -0.5], [0, 0]]
    assert b"PEAK" not in (tmp_path / "f.wav").read_bytes()
