"""Moods: the words that name them, English and Chinese, what the face shows and how the body carries them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np

from redearth.breakdown.model import Character
from redearth.stage.cast.wardrobe import outfit_of
from redearth.stage.motion.controls import Controls
from redearth.stage.motion.face_poses import NAMES
from redearth.stage.parts import F64

_WORDS: Mapping[str, str] = {
    "happy": """joy joyful joyfully happy happily smile smiling smile_at smile_back smirk grin beam cheerful cheerfully cheer_up brighten lighten enjoy love
      loving lovingly proud proudly pride hope hopeful hopefully delight delighted glad gladly laugh laughing triumph win excited excitedly eager eagerly wink blush
      appreciate like 微笑 笑 笑着 高兴 开心 快乐 喜悦 骄傲""",
    "angry": """anger angry angrily rage raging furious furiously fury glare glower scowl frown bitter bitterly hostile hate harden darken_face bristle seethe
      threateningly fiercely fierce defiant defiantly 生气 愤怒 怒 怒视 皱眉 瞪""",
    "sad": """grief grieving sad sadly sadness sorrow sorrowful sorrowfully mournful mourn weep weeping despair despairing brood sulk pout feel_sad suffer lose fail
      tired tiredly exhausted weary wearily dejected lonely regret crying cry tearful tearfully 悲伤 伤心 难过 哭 哭泣 疲惫""",
    "afraid": """fear afraid fearful fearfully frightened terrified terror scared panic panicked horror horrified nervous nervously anxious anxiously flinch cower
      fret dread timidly 害怕 恐惧 惊恐 惊慌 慌张""",
    "surprised": """surprise surprised astonished amazed wonder awe marvel startled startle shock shocked stunned gasp realise realize react disbelief 惊讶 吃惊 愣 愣住
      震惊""",
    "disgusted": "disgust disgusted disgustedly sneer wrinkle contempt contemptuously revolted scornfully scorn 厌恶 恶心 轻蔑",
    "relaxed": """relax relaxed relief relieved calm calmly calm_down compose gather_oneself soften ease satisfied gently tenderly peaceful peacefully trust quietly
      softly savor savour savour_in 放松 平静 安心 温柔""",
    "pained": "pain pained painfully grimace wince agony hurt struggle strain bite_lip 痛苦 疼 痛",
    "doubtful": """doubt doubtful doubtfully raise_eyebrow arch_brow roll_eyes hesitate sceptical skeptical suspicious suspiciously puzzled confused curious
      curiously uncertain 怀疑 疑惑 困惑 犹豫 好奇""",
    "tense": """tense tensely stiffen focus_on narrow squint_at furrow knit_brow purse worry worried decide stern sternly serious seriously grim grimly urgent
      urgently determined intently concentrate change_expression 紧张 担心 严肃 专注""",
}  # fmt: skip
_MOOD_OF: Mapping[str, str] = {word: mood for mood, words in _WORDS.items() for word in words.split()}
SPOKEN = {
    "anger": "angry",
    "fear": "afraid",
    "joy": "happy",
    "grief": "sad",
    "wonder": "surprised",
    "calm": "relaxed",
    "tense": "tense",
}
"""``breakdown.model.Speech.emotion`` -> expression."""
ANSWERED = {"anger": "tense", "fear": "afraid", "joy": "happy", "grief": "sad", "wonder": "surprised"}
"""What a speaker's emotion does to the face of who is spoken to."""
PLAYED = {
    "FALL": ("pained", 0.8), "DIE": ("pained", 0.9), "STRIKE": ("angry", 0.7), "LUNGE": ("angry", 0.7), "CHARGE": ("angry", 0.8), "DODGE": ("afraid", 0.6),
    "RECOIL": ("afraid", 0.85), "BLOCK": ("tense", 0.8), "PULL": ("tense", 0.7), "PUSH": ("tense", 0.7), "DRAG": ("pained", 0.5), "EMBRACE": ("relaxed", 0.8),
    "TREMBLE": ("afraid", 0.6), "AIM": ("tense", 0.7), "FIRE": ("tense", 0.8), "CLIMB": ("tense", 0.5), "STARE": ("tense", 0.35), "WAVE": ("happy", 0.6),
    "SUPPORT": ("tense", 0.5), "CATCH": ("surprised", 0.4), "THROW": ("tense", 0.6),
}  # fmt: skip
"""What the face shows in acts that are hard, painful or tender, when no word says otherwise."""
_CARRIED = {
    "happy": (-0.06, -0.10, 0.006, 0.0), "angry": (0.11, 0.07, 0.012, 0.05), "sad": (0.20, 0.34, -0.014, 0.0), "afraid": (0.10, -0.06, 0.030, -0.06),
    "surprised": (-0.07, -0.13, 0.014, -0.02), "disgusted": (-0.05, 0.04, 0.010, -0.05), "relaxed": (-0.02, 0.03, -0.008, 0.0),
    "pained": (0.16, 0.14, 0.018, 0.0), "doubtful": (-0.03, 0.0, 0.006, -0.01), "tense": (0.05, 0.03, 0.012, 0.0),
}  # fmt: skip
"""Spine and head pitch (radians), shoulders lifted and hips forward (metres at 1.72 m)."""
_TILTED = {"doubtful": 0.14, "sad": 0.07, "happy": 0.06, "disgusted": -0.06, "relaxed": 0.05}
"""How far the head leans to a side."""
_MASKED_GAIN = 1.5


def mood_of(words: Iterable[str]) -> str:
    """Return the expression that the first telling word names, or nothing."""
    return next((_MOOD_OF[word] for word in words if word in _MOOD_OF), "")


def wear(controls: Controls, expression: str, level: F64 | float, where: slice = slice(None)) -> None:
    """Show an expression on the face, as strongly as any layer asks for it."""
    row = controls.face[where, NAMES.index(expression)]
    np.maximum(row, level, out=row)


def carry(controls: Controls, expression: str, level: F64, *, masked: bool, where: slice = slice(None)) -> None:
    """Carry an expression in trunk, head and shoulders; whose face is hidden shows it the more with the body."""
    spine, head, shrug, ahead = _CARRIED[expression]
    level = level * (_MASKED_GAIN if masked else 1.0)
    controls.spine[where, 0] += spine * level
    controls.head[where, 0] += head * level
    controls.head[where, 2] += _TILTED.get(expression, 0.0) * level
    controls.shrug_m[:, where] += shrug * controls.scale * level
    controls.hips_m[where, 2] += ahead * controls.scale * level


@cache
def is_masked(character: Character | None) -> bool:
    """Return whether helmet, hood or mask hides the face."""
    return character is not None and character.kind != "creature" and outfit_of(character).family in ("pressure_suit", "rag_coat")
