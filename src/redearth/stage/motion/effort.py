"""How an act is done: adverbs and moods as Laban's four efforts, and what these do to timing, overshoot, curves and carriage.

After Laban and Lawrence, *Effort* (1947), and Chi et al., *The EMOTE model for effort and shape* (2000).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

_TABLE: tuple[tuple[tuple[float, float, float, float], str], ...] = (
    ((-0.1, -0.8, 0.0, 0.2), "slowly leisurely unhurriedly languidly lazily gradually lingering 慢慢 慢慢地 缓缓 缓缓地 缓慢 悠闲 慢"),
    ((-0.7, -0.5, 0.2, 0.5), "gently softly tenderly delicately lightly lovingly soothingly 轻轻 轻轻地 温柔 轻柔 轻"),
    ((-0.3, -0.6, 0.6, 0.9), "carefully cautiously gingerly warily precisely meticulously 小心 小心翼翼 谨慎 仔细"),
    ((-0.6, -0.5, 0.4, 0.7), "quietly silently stealthily noiselessly sneakily secretly 悄悄 悄悄地 蹑手蹑脚 静静 偷偷"),
    ((0.9, 0.9, 0.6, -0.5), "violently furiously savagely fiercely brutally viciously ferociously 猛烈 狠狠 凶狠 粗暴"),
    ((0.8, -0.7, -0.2, 0.3), "wearily tiredly heavily exhaustedly sluggishly ponderously exhausted tired weary 疲惫 疲倦 沉重 吃力 艰难"),
    ((-0.5, -0.5, -0.3, 0.5), "weakly feebly faintly limply listlessly 虚弱 无力 有气无力"),
    ((0.2, 0.7, 0.3, -0.2), "quickly fast swiftly rapidly briskly promptly nimbly speedily 快速 迅速 赶快 飞快 快步 快"),
    ((0.4, 1.0, 0.5, 0.0), "suddenly abruptly sharply instantly startled 突然 猛地 忽然 一下子"),
    ((0.2, 0.9, -0.2, 0.4), "hurriedly hastily urgently rushed 匆忙 急忙 匆匆 赶紧"),
    ((0.4, 0.9, -0.8, -0.4), "frantically desperately wildly hysterically 疯狂 拼命 绝望"),
    ((-0.1, 0.5, -0.8, 0.6), "nervously anxiously restlessly uneasily jittery agitatedly 紧张 焦急 不安 慌张 慌忙"),
    ((-0.2, 0.4, -0.5, 0.9), "fearfully frightened afraid terrified scared panicked trembling fear horrified 恐惧 害怕 惊恐 惊慌"),
    ((0.7, 0.4, 0.8, 0.4), "angrily angry furious rage irritably sternly 愤怒 生气 怒气冲冲"),
    ((0.5, 0.1, 0.9, 0.4), "firmly resolutely determinedly decisively purposefully directly steadfastly determined 坚定 果断 坚决"),
    ((0.8, 0.4, 0.4, -0.2), "forcefully strongly hard powerfully vigorously energetically mightily 用力 使劲 大力"),
    ((-0.3, 0.3, -0.4, -0.8), "happily joyfully cheerfully playfully gaily merrily happy joy 高兴 欢快 开心 愉快"),
    ((0.1, 0.6, -0.1, -0.6), "eagerly excitedly enthusiastically impatiently 兴奋 迫不及待 热切"),
    ((0.4, -0.6, -0.4, 0.0), "sadly sorrowfully mournfully gloomily dejectedly grief sad despondently 悲伤 难过 沮丧 伤心"),
    ((0.0, -0.3, 0.3, 0.0), "calmly steadily serenely patiently evenly calm 平静 冷静 从容 镇定"),
    ((-0.3, -0.2, -0.3, -0.7), "smoothly gracefully fluidly casually elegantly easily 优雅 流畅 轻松 随意"),
    ((0.5, 0.1, 0.9, 1.0), "stiffly rigidly mechanically robotically tensely woodenly 僵硬 机械 笔直"),
    ((0.1, -0.1, -0.9, -0.6), "drunkenly unsteadily dizzily clumsily awkwardly staggering drunk groggily 摇摇晃晃 踉跄 笨拙 醉醺醺"),
    ((0.4, -0.1, 0.8, 0.1), "proudly confidently boldly solemnly grandly 骄傲 自信 庄严 大胆"),
    ((-0.3, -0.4, -0.5, 0.7), "hesitantly shyly timidly reluctantly uncertainly tentatively 犹豫 胆怯 迟疑 不情愿"),
)  # fmt: skip
"""(weight, time, space, flow) of each group of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """The four efforts, each from -1 to 1."""

    weight: float = 0.0
    """Light … strong."""
    time: float = 0.0
    """Sustained … sudden."""
    space: float = 0.0
    """Indirect … direct."""
    flow: float = 0.0
    """Free … bound."""

    @property
    def quickness(self) -> float:
        """How many times as fast an act goes; monotone in ``time``."""
        return float(2.0 ** (0.55 * self.time))

    @property
    def anticipation(self) -> float:
        """The move against the act before it, as a share of it: strong acts wind up, sudden ones hardly."""
        return float(np.clip(0.10 + 0.09 * self.weight - 0.05 * self.time, 0.0, 0.22))

    @property
    def overshoot(self) -> float:
        """How far past its goal an act swings before it settles: free and sudden acts, never bound ones."""
        return float(np.clip(0.04 + 0.07 * self.time - 0.08 * self.flow, 0.0, 0.18))

    @property
    def curve_m(self) -> float:
        """How far a hand's way bulges from the plain arc, at 1.72 m: indirect acts wander."""
        return float(0.07 * max(0.0, -self.space))

    @property
    def droop(self) -> float:
        """0 … 1 how much weight that nothing hurries bends the body."""
        return float(max(0.0, self.weight) * max(0.0, -self.time))

    @property
    def tightness(self) -> float:
        """0 … 1 how much the body draws itself together."""
        return float(max(0.0, self.flow) * max(0.0, 0.6 - self.weight) / 0.9)


NEUTRAL = Effort()
_WORDS = {word: vector for vector, words in _TABLE for word in words.split()}


def known_words() -> frozenset[str]:
    """Return every word that says how."""
    return frozenset(_WORDS)


def effort_of(words: Iterable[str], *, age: int | None = None, suited: bool = False, exertion: float = 0.0) -> Effort:
    """Return the effort that words say, shifted by age, heavy clothes and how much out of breath somebody is (0 … 1)."""
    found = [np.array(_WORDS[word]) for word in dict.fromkeys(words) if word in _WORDS]
    total = np.sum(found, axis=0) / np.sqrt(len(found)) if found else np.zeros(4)
    if age is not None and age >= 66:
        total = total + np.array([0.1, 0.0, 0.0, 0.3])  # their pace is slower already
    if age is not None and age < 13:
        total = total + np.array([-0.3, 0.3, -0.3, -0.5])
    if suited:
        total = total + np.array([0.25, -0.12, 0.0, 0.2])
    total = total + exertion * np.array([0.2, -0.15, -0.2, -0.3])
    weight, time, space, flow = (float(v) for v in np.clip(total, -1.0, 1.0))
    return Effort(weight=weight, time=time, space=space, flow=flow)
