"""Dialogue on the time line: exact starts, treatments, room and pan."""

from __future__ import annotations

import numpy as np
import pytest

from redearth.sound.clock import samples_at
from redearth.sound.dialogue import Take, dialogue_length, lay_dialogue
from redearth.sound.treatments import treat
from redearth.voice.model import Line
from tests.sound.scenes import blocking, shotlist, speech

RATE_HZ = 48_000


def _take(seconds: float = 0.5) -> Take:
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * f * t + f) for f in (140, 520, 1500, 2600, 6000))
    return Take(
        line=Line(beat="s/lin.says.1", character="lin", text="", duration_s=seconds, phonemes=(), words=()),
        samples=0.05 * np.asarray(tone),
    )


def _stem(*deliveries: str, kit: str = "interior", x_m: float = 0.0, visible: bool = True, frames: int = 48) -> np.ndarray:
    scene = blocking(frames, kit=kit, speeches=(speech(12, 12, *deliveries, visible=visible),), x_m=x_m)  # type: ignore[arg-type]
    take = _take()
    return np.concatenate(list(lay_dialogue(scene, shotlist(scene), {take.line.beat: take}, 0.25))).astype(float)


def test_frames_become_samples_exactly() -> None:
    """At 24 frames a second a frame is 2000 samples; 25 and 30 divide too; 23 rounds down and never drifts."""
    assert [samples_at(f, 24) for f in (0, 1, 1000)] == [0, 2000, 2_000_000]
    assert samples_at(7, 25) == 13_440 and samples_at(7, 30) == 11_200 and samples_at(23, 23) == RATE_HZ


def test_a_line_starts_on_its_frame() -> None:
    """Nothing sounds before the cue's first sample (after the handle); the voice is there within a millisecond."""
    stem = _stem()
    start = int(0.25 * RATE_HZ) + 12 * 2000
    assert len(stem) == dialogue_length(blocking(48), 0.25)
    assert np.abs(stem[:start]).max() < 1e-9
    assert np.abs(stem[start : start + 480]).max() > 0.01


def test_a_radio_voice_is_narrow_and_opens_early() -> None:
    """Over radio, lows and highs are gone, and the squelch opens a moment before the line."""
    plain, radio = _stem(), _stem("radio")
    spectrum = {name: np.abs(np.fft.rfft(x[36_000:62_000, 0])) for name, x in (("plain", plain), ("radio", radio))}
    hz = np.fft.rfftfreq(26_000, 1 / RATE_HZ)

    def level(name: str, centre: float) -> float:
        return float(spectrum[name][(hz > centre - 20) & (hz < centre + 20)].max())

    for lost in (140, 6000):
        assert level("radio", lost) / level("radio", 1500) < 0.12 * level("plain", lost) / level("plain", 1500)
    first = int(0.25 * RATE_HZ) + 12 * 2000
    assert np.any(radio[first - 4800 : first])


@pytest.mark.parametrize("delivery", ["radio", "phone", "pa", "mask", "thought", "voice_over", "off_screen", "whisper"])
def test_every_delivery_is_audible_and_keeps_its_time(delivery: str) -> None:
    """Each treatment leaves a voice of usable level whose middle lies where it was."""
    take = _take()
    treated = treat(take.samples, (delivery,), np.random.default_rng(1))
    part = treated.samples[treated.lead : treated.lead + len(take.samples)]
    assert len(part) == len(take.samples)
    assert 0.1 < np.sqrt(np.mean(part**2) / np.mean(take.samples**2)) < 2


def test_a_voice_over_has_no_room_and_an_unseen_speaker_more() -> None:
    """What follows the line is silence for a voice-over, a tail in a vault, and a longer share of it off screen."""

    def tail(stem: np.ndarray) -> float:
        return float(np.sqrt(np.mean(stem[64_000:80_000] ** 2)))

    over, seen, unseen = _stem("voice_over", kit="vault"), _stem(kit="vault"), _stem(kit="vault", visible=False)
    assert tail(over) < 1e-6 < tail(seen)
    assert tail(unseen) / np.abs(unseen).max() > 1.5 * tail(seen) / np.abs(seen).max()


def test_pan_is_slight_and_on_the_right_side() -> None:
    """A speaker on screen right is a little louder on the right; dialogue stays near the middle."""
    stem = _stem(x_m=2.0, kit="desert")
    left, right = (np.sqrt(np.mean(stem[:, c] ** 2)) for c in range(2))
    assert 1.05 < right / left < 2.0


def test_a_speech_without_a_take_and_a_scene_without_speech_are_silent() -> None:
    """Missing takes and silent scenes give silence of the right length."""
    scene = blocking(24, speeches=(speech(0, 12),))
    stem = np.concatenate(list(lay_dialogue(scene, shotlist(scene), {}, 0.5)))
    assert stem.shape == (2 * RATE_HZ, 2) and not np.any(stem)
