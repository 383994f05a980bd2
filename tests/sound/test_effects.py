"""Effects and ambience: contacts, events, creatures, air that never stops, and silence that thins it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from redearth.breakdown.model import CastList, Character
from redearth.core.frames import FrameRange
from redearth.direction.model import Blocking, Cue
from redearth.sound.effects import make_effects
from redearth.sound.foley import GROUNDS, contact_sound
from redearth.sound.lexicon import LEXICON, entry_for, entry_of_event
from redearth.sound.rooms import ROOMS, impulse_response
from redearth.stage.model import Contact, Contacts
from tests.sound.scenes import blocking, event, shotlist

RATE_HZ = 48_000
NOBODY = CastList(characters=(), props=())


def _effects(scene: Blocking, contacts: tuple[Contact, ...] = (), cast: CastList = NOBODY) -> np.ndarray:
    blocks = make_effects(scene, shotlist(scene), cast, Contacts(scene=scene.scene, contacts=contacts), 0.0)
    return np.concatenate(list(blocks)).astype(float)


def _step(frame: int, x_m: float = 0.0) -> Contact:
    return Contact(frame=frame, kind="footstep", actor="lin", surface="concrete", position_m=(x_m, 0.0, 0.0), strength=0.8)


def test_a_footstep_falls_on_its_frame_and_side() -> None:
    """Against the same scene without it, a step adds sound from its own frame on, louder on its own side."""
    scene = blocking(48)
    added = _effects(scene, (_step(24, 2.0),)) - _effects(scene)
    assert np.abs(added[: 24 * 2000]).max() < 1e-6 < np.abs(added[24 * 2000 : 25 * 2000]).max()
    left, right = np.sqrt(np.mean(added**2, axis=0))
    assert right > 1.2 * left


def test_no_two_steps_are_alike() -> None:
    """Two equal contacts never use the same sample."""
    scene = blocking(72)
    quiet = _effects(scene)
    both = _effects(scene, (_step(0), _step(36))) - quiet
    first, second = both[:24_000, 0], both[72_000:96_000, 0]
    match = np.dot(first, second) / np.sqrt(np.sum(first**2) * np.sum(second**2))
    assert abs(match) < 0.9


@pytest.mark.parametrize("surface", sorted(GROUNDS))
def test_every_ground_is_heard(surface: str) -> None:
    """Each ground gives a finite, audible step; a harder one is louder."""
    soft, hard = (np.sqrt(np.mean(contact_sound("footstep", surface, s, np.random.default_rng(2)) ** 2)) for s in (0.2, 0.9))
    assert 1e-4 < soft < hard < 0.3


@pytest.mark.parametrize("word", sorted({next(w for w, e in LEXICON.items() if e is entry) for entry in set(LEXICON.values())}))
def test_every_sound_of_the_lexicon_is_clean(word: str) -> None:
    """Each maker is finite, in range, ends quietly, without direct current, and repeats itself exactly from the same seed."""
    once, again = (LEXICON[word].make(1.0, 1.0, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(once, again) and np.isfinite(once).all()
    assert 0.02 < np.abs(once).max() <= 1.0
    assert np.abs(once[-24:]).max() < 0.02 * np.abs(once).max()
    assert abs(once.mean()) < 0.05 * np.abs(once).max()


def test_words_find_their_sounds() -> None:
    """Forms of a word meet the same maker; a word nobody knows is an impact when strong, a whoosh when not."""
    assert entry_for("slammed", 1).make is entry_for("slam", 1).make
    assert entry_for("scratching", 1).make is LEXICON["scratch"].make
    assert entry_for("gate slam", 1).make is not entry_for("xyzzy", 1).make
    assert entry_for("xyzzy", 0.9).make is LEXICON["impact"].make and entry_for("xyzzy", 0.2).make is LEXICON["whoosh"].make


def test_light_makes_no_sound_and_things_sound_as_what_they_are() -> None:
    """An event of light is silent; a gate that opens rolls, a door that opens is a door, a sun that rises is silent."""
    assert entry_of_event("cold_light", "", "", 1.0) is None
    assert entry_of_event("rise", "", "sun", 1.0) is None
    assert entry_of_event("open", "", "gate", 1.0) is LEXICON["gate"]
    assert entry_of_event("open", "", "steel-door", 1.0) is LEXICON["door"]
    assert entry_of_event("roll", "roar", "", 1.0) is LEXICON["roar"]


@pytest.mark.parametrize("kit", ["ruined_city", "desert", "tunnel", "vault", "forest", "street", "interior", "exterior"])
def test_no_place_is_digitally_silent(kit: str) -> None:
    """Every stretch of 50 ms of every kit's air carries sound, at a level that leaves room for words."""
    stem = _effects(blocking(36, kit=kit))  # type: ignore[arg-type]
    power = (stem[: 72_000 // 2400 * 2400] ** 2).mean(axis=1).reshape(-1, 2400).mean(axis=1)
    assert 10 * np.log10(power.min()) > -75 and 10 * np.log10(power.mean()) < -22


def test_rain_is_heard_where_it_rains() -> None:
    """Weather words add their layer: rain brightens an exterior."""

    def bright(stem: np.ndarray) -> float:
        return float(np.mean(np.abs(np.diff(stem[:, 0]))))

    assert bright(_effects(blocking(36, kit="exterior", weather=("heavy rain",)))) > 2 * bright(
        _effects(blocking(36, kit="exterior"))
    )


def test_silence_thins_the_air() -> None:
    """After an event of silence the bed falls by 10 dB and more, but not to nothing."""
    plain = _effects(blocking(96, kit="vault"))
    hushed = _effects(blocking(96, kit="vault", events=(event("silence", 48, 24),)))
    after = slice(60 * 2000, 72 * 2000)
    ratio_db = 10 * np.log10(np.mean(hushed[after] ** 2) / np.mean(plain[after] ** 2))
    assert -18 < ratio_db < -8


def test_a_creature_that_charges_is_heard_and_screams_in_its_own_voice() -> None:
    """A creature's charge brings a growl though the script names no sound; its scream is not a person's."""
    beast = CastList(characters=(Character(id="lin", name="LIN", kind="creature"),), props=())
    scene = blocking(60)
    charge = Cue(beat="s/lin.charge.1", actor="lin", primitive="CHARGE", range=FrameRange(start=12, duration=24), lemma="charge")
    loud = _effects(replace(scene, cues=(charge,)), cast=beast)
    assert np.abs(loud).max() > 4 * np.abs(_effects(scene)).max()
    screaming = replace(scene, events=(event("scream", 12, 24, sound="scream", subject="lin"),))
    assert not np.array_equal(_effects(screaming, cast=beast), _effects(screaming))


@pytest.mark.parametrize("kit", sorted(ROOMS))
def test_rooms_die_away_at_unit_energy(kit: str) -> None:
    """An impulse response has energy 1 a channel, differs left and right, and its last tenth is 40 dB below its first."""
    response = impulse_response(kit)
    assert np.allclose((response**2).sum(axis=0), 1.0)
    tenth = len(response) // 10
    assert np.mean(response[-tenth:] ** 2) < 1e-4 * np.mean(response[:tenth] ** 2) + 1e-12 or kit == "tunnel"
    assert abs(np.dot(response[:, 0], response[:, 1])) < 0.7


def test_long_stems_stream_without_seams() -> None:
    """A scene longer than a window has no step at the window's edge beyond what noise does anywhere."""
    stem = _effects(blocking(24 * 17, kit="interior"))
    edge = 15 * RATE_HZ
    usual = np.abs(np.diff(stem[edge - 24_000 : edge + 24_000, 0]))
    assert usual[24_000 - 1] <= usual.max() and np.abs(stem[edge, 0] - stem[edge - 1, 0]) < 6 * usual.std() + usual.mean()
