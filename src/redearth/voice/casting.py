"""Cast a voice for every speaking character: stable, distinct, and true to age, sex, kind and traits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from redearth.breakdown.model import CastList, Character
from redearth.core.seed import unit_from
from redearth.voice.model import VoiceSpec

LEAST_DISTANCE = 1.0
"""No two voices of a film are closer than this (see `voice_distance`), up to some eighty speaking characters of one kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    """Where the voices of one kind of speaker lie; variants in order of preference."""

    variants: tuple[str, ...]
    pitch: int = 48
    pitch_range: int = 64
    rate_wpm: int = 147
    formant_shift: float = 1.0
    breathiness: float = 0.08
    roughness: float = 0.0


_REGISTERS: dict[str, _Register] = {
    "woman": _Register(variants=("f2", "f1", "linda", "f4", "belinda", "f5", "aunty"), pitch=46, breathiness=0.12),
    "man": _Register(variants=("m3", "m2", "m5", "john", "Alex", "m6", "norbert", "boris", "max"), pitch=50),
    "old_woman": _Register(variants=("aunty", "f4", "f1", "grandma"), pitch=36, rate_wpm=128, breathiness=0.26, pitch_range=62),
    "old_man": _Register(variants=("m1", "m4", "Mike", "Gene"), pitch=42, rate_wpm=128, formant_shift=0.97, breathiness=0.24, roughness=0.1),
    "child": _Register(variants=("f5", "f3", "f2", "Annie"), pitch=66, formant_shift=1.13, rate_wpm=154, pitch_range=70),
    "young": _Register(variants=("f2", "f5", "m2", "m5"), pitch=58, formant_shift=1.05, rate_wpm=155),
    "creature": _Register(
        variants=("m8", "norbert", "paul", "m1"), pitch=16, pitch_range=34, rate_wpm=112, formant_shift=0.78, breathiness=0.3, roughness=0.65
    ),
}  # fmt: skip
_MANNERS: dict[str, dict[str, float]] = {
    "deep": {"pitch": -12, "formant_shift": -0.05},
    "gruff": {"pitch": -8, "roughness": 0.2},
    "hoarse": {"breathiness": 0.2, "roughness": 0.15},
    "big": {"pitch": -8, "formant_shift": -0.06},
    "huge": {"pitch": -12, "formant_shift": -0.09},
    "giant": {"pitch": -14, "formant_shift": -0.12},
    "heavy": {"pitch": -6, "formant_shift": -0.04},
    "small": {"pitch": 7, "formant_shift": 0.05},
    "tiny": {"pitch": 10, "formant_shift": 0.08},
    "frail": {"breathiness": 0.15, "rate_wpm": -12},
    "weak": {"breathiness": 0.15, "rate_wpm": -10},
    "soft": {"breathiness": 0.1, "rate_wpm": -6},
    "nervous": {"rate_wpm": 14, "pitch": 4},
    "stern": {"pitch_range": -14, "rate_wpm": -6},
    "robot": {"pitch_range": -45, "formant_shift": -0.03},
}  # fmt: skip
_YOUNG_WORDS = {"young", "teen", "teenage", "teenager", "youth"}
_CHILD_WORDS = {"child", "girl", "boy", "kid", "little", "baby", "toddler"}
_OLD_WORDS = {"old", "elder", "elderly", "aged", "ancient", "grandmother", "grandfather"}


def cast_voices(cast: CastList, language: str, overrides: Mapping[str, Mapping[str, object]]) -> tuple[VoiceSpec, ...]:
    """Return one voice for each speaking character, in order of appearance.

    Each is chosen against those before it only, so a character who joins later changes nobody. ``overrides`` replaces fields by character id.
    """
    chosen: list[VoiceSpec] = []
    for character in cast.characters:
        if not character.speaks:
            continue
        spec = _nearest_free(_ideal(character, language), _register(character), chosen)
        chosen.append(replace(spec, **dict(overrides.get(character.id, {}))))  # type: ignore[arg-type]
    return tuple(chosen)


def voice_distance(a: VoiceSpec, b: VoiceSpec) -> float:
    """Return how different two voices are: 1 is a step a listener tells apart (about 2 semitones, 6 % of size, or another timbre and some of each)."""
    parts = (
        (a.pitch - b.pitch) / 12,
        math.log(a.formant_shift / b.formant_shift) / 0.06,
        (a.rate_wpm - b.rate_wpm) / 22,
        (a.breathiness - b.breathiness) / 0.25,
        (a.roughness - b.roughness) / 0.3,
        0.0 if a.variant == b.variant else 0.85,
    )
    return math.sqrt(sum(part * part for part in parts))


def _register(character: Character) -> _Register:
    words = {*character.traits, *character.id.split("-")}
    if character.kind == "creature":
        return _REGISTERS["creature"]
    age, sex = character.age, _sex(character)
    if (age is not None and age <= 12) or (age is None and words & _CHILD_WORDS):
        return _REGISTERS["child"]
    if (age is not None and age >= 60) or (age is None and words & _OLD_WORDS):
        return _REGISTERS["old_woman" if sex == "female" else "old_man"]
    register = _REGISTERS["woman" if sex == "female" else "man"]
    if (age is not None and age <= 19) or (age is None and words & _YOUNG_WORDS):
        young = _REGISTERS["young"]
        kept = tuple(v for v in young.variants if v[0] == register.variants[0][0])
        return replace(young, variants=kept + register.variants)
    if age is not None and age < 30:
        return replace(
            register, pitch=register.pitch + 4, rate_wpm=register.rate_wpm + 6, formant_shift=register.formant_shift + 0.015
        )
    return register


def _sex(character: Character) -> str:
    if character.sex != "unknown":
        return character.sex
    return "female" if unit_from("voice.sex", character.id) < 0.5 else "male"


def _ideal(character: Character, language: str) -> VoiceSpec:
    """Return the voice that fits the character best, with a little of its own from the seed of its name."""
    register = _register(character)
    first = int(unit_from("voice.variant", character.id) * 3) % len(register.variants)
    values: dict[str, float] = {
        "pitch": register.pitch + 10 * (unit_from("voice.pitch", character.id) - 0.5),
        "pitch_range": register.pitch_range + 16 * (unit_from("voice.range", character.id) - 0.5),
        "rate_wpm": register.rate_wpm + 12 * (unit_from("voice.rate", character.id) - 0.5),
        "formant_shift": register.formant_shift + 0.03 * (unit_from("voice.size", character.id) - 0.5),
        "breathiness": register.breathiness,
        "roughness": register.roughness,
    }
    for trait in character.traits:
        for field, change in _MANNERS.get(trait.casefold(), {}).items():
            values[field] += change
    return VoiceSpec(
        character=character.id,
        language=language,
        variant=register.variants[first],
        pitch=_within(values["pitch"], 0, 99),
        pitch_range=_within(values["pitch_range"], 0, 99),
        rate_wpm=_within(values["rate_wpm"], 90, 240),
        formant_shift=round(min(max(values["formant_shift"], 0.6), 1.4), 3),
        breathiness=round(min(max(values["breathiness"], 0.0), 1.0), 3),
        roughness=round(min(max(values["roughness"], 0.0), 1.0), 3),
    )


def _within(value: float, low: int, high: int) -> int:
    return min(max(round(value), low), high)


def _nearest_free(ideal: VoiceSpec, register: _Register, taken: list[VoiceSpec]) -> VoiceSpec:
    """Return the candidate closest to ``ideal`` that keeps its distance from every voice taken, else the most distant one."""
    best, best_gap = ideal, -1.0
    for candidate in _candidates(ideal, register):
        gap = min((voice_distance(candidate, other) for other in taken), default=math.inf)
        if gap >= LEAST_DISTANCE:
            return candidate
        if gap > best_gap:
            best, best_gap = candidate, gap
    return best


def _candidates(ideal: VoiceSpec, register: _Register) -> Iterator[VoiceSpec]:
    """Yield voices from the ideal outward: first other timbres, then higher and lower, larger and smaller, faster and slower."""
    start = register.variants.index(ideal.variant)
    variants = register.variants[start:] + register.variants[:start]
    for step in range(0, 5):
        offsets = (
            [(0, 0, 0)]
            if step == 0
            else [(p, s, r) for p in (0, -1, 1) for s in (0, -1, 1) for r in (0, -1, 1) if (p, s, r) != (0, 0, 0)]
        )
        for pitch, size, rate in offsets:
            for variant in variants:
                yield replace(
                    ideal,
                    variant=variant,
                    pitch=_within(ideal.pitch + 7 * step * pitch, 0, 99),
                    formant_shift=round(min(max(ideal.formant_shift + 0.04 * step * size, 0.6), 1.4), 3),
                    rate_wpm=_within(ideal.rate_wpm + 9 * step * rate, 90, 240),
                )
