"""The library of poses that last or are passed on the way into them and out again; lengths for a body of 1.72 m, in root axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

Triple = tuple[float, float, float]
Foothold = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """A way of being held up."""

    hips_m: Triple
    """Offset from the standing hips."""
    hips: Triple = (0.0, 0.0, 0.0)
    spine: Triple = (0.0, 0.0, 0.0)
    head: Triple = (0.0, 0.0, 0.0)
    left: Foothold | None = None
    """Ankle x, y, z, pitch of the foot, bend of the toes; None stays on its foothold."""
    right: Foothold | None = None
    left_hand_m: Triple | None = None
    """Palm; None hangs."""
    right_hand_m: Triple | None = None
    left_flat: float | None = None
    """The hand lies on the ground, its fingers so far (radians) to the outside of ahead; None: it does not."""
    right_flat: float | None = None
    seconds: float = 0.95
    """How long the way into it takes."""


_TUCKED = (1.25, -1.05)
"""Pitch of a kneeling foot on its toes, and the bend of these."""

_ONE_SIDED: Mapping[str, Posture] = {
    "kneel": Posture(
        hips_m=(0.0, -0.435, -0.02), hips=(0.10, 0.0, 0.0), spine=(0.22, 0.0, 0.0),
        left=(0.12, 0.08, 0.37, 0.0, 0.0), right=(-0.12, 0.152, -0.43, *_TUCKED), left_hand_m=(0.13, 0.57, 0.33), seconds=1.1,
    ),
    "side": Posture(
        hips_m=(0.10, -0.78, 0.0), hips=(0.30, 0.10, -1.36), spine=(0.26, 0.10, 0.20), head=(0.15, 0.0, -0.30),
        left=(-0.62, 0.075, 0.16, 0.9, 0.0), right=(-0.52, 0.12, 0.40, 0.6, 0.0),
        left_hand_m=(0.60, 0.05, 0.58), right_hand_m=(0.36, 0.05, 0.46), right_flat=0.2, seconds=1.4,
    ),
    "on_the_knee_down": Posture(  # a body that has just met the ground with a knee and a hand
        hips_m=(0.02, -0.44, 0.16), hips=(0.55, 0.05, -0.08), spine=(0.30, 0.0, 0.0), head=(-0.15, 0.0, 0.0),
        left=(0.13, 0.14, -0.16, 1.1, -0.8), right=(-0.12, 0.15, -0.34, *_TUCKED),
        left_hand_m=(0.24, 0.16, 0.72), right_hand_m=(-0.22, 0.30, 0.66), left_flat=0.3, right_flat=0.3, seconds=0.5,
    ),
}  # fmt: skip
_EVEN: Mapping[str, Posture] = {
    "kneel_both": Posture(
        hips_m=(0.0, -0.455, 0.06), hips=(0.04, 0.0, 0.0), spine=(0.14, 0.0, 0.0), head=(0.05, 0.0, 0.0),
        left=(0.115, 0.152, -0.36, *_TUCKED), right=(-0.115, 0.152, -0.36, *_TUCKED),
        left_hand_m=(0.15, 0.62, 0.20), right_hand_m=(-0.15, 0.62, 0.20), seconds=0.7,
    ),
    "crouch": Posture(
        hips_m=(0.0, -0.47, -0.14), hips=(0.22, 0.0, 0.0), spine=(0.60, 0.0, 0.0), head=(-0.2, 0.0, 0.0),
        left=(0.15, 0.105, 0.06, 0.2, -0.2), right=(-0.15, 0.105, -0.04, 0.25, -0.25),
        left_hand_m=(0.16, 0.50, 0.36), right_hand_m=(-0.16, 0.50, 0.33), seconds=0.7,
    ),
    "sit": Posture(
        hips_m=(0.0, -0.415, -0.10), hips=(-0.08, 0.0, 0.0), spine=(0.12, 0.0, 0.0),
        left=(0.13, 0.08, 0.34, 0.0, 0.0), right=(-0.13, 0.08, 0.30, 0.0, 0.0),
        left_hand_m=(0.14, 0.66, 0.33), right_hand_m=(-0.14, 0.66, 0.33), seconds=1.2,
    ),
    "sit_down_low": Posture(  # hands go back for the ground on the way down to it
        hips_m=(0.0, -0.66, -0.30), hips=(0.10, 0.0, 0.0), spine=(0.52, 0.0, 0.0), head=(-0.1, 0.0, 0.0),
        left=(0.15, 0.085, 0.16, 0.05, 0.0), right=(-0.15, 0.085, 0.10, 0.05, 0.0),
        left_hand_m=(0.26, 0.56, 0.16), right_hand_m=(-0.32, 0.045, -0.42), right_flat=2.4, seconds=0.6,
    ),
    "sit_ground": Posture(
        hips_m=(0.0, -0.85, -0.34), hips=(-0.34, 0.0, 0.0), spine=(0.58, 0.0, 0.0), head=(-0.04, 0.0, 0.0),
        left=(0.14, 0.085, 0.24, 0.0, 0.0), right=(-0.15, 0.085, 0.16, 0.0, 0.0),
        left_hand_m=(0.17, 0.50, 0.08), right_hand_m=(-0.16, 0.50, 0.02), seconds=0.6,
    ),
    "supine": Posture(
        hips_m=(0.0, -0.845, -0.10), hips=(-1.50, 0.0, 0.0), spine=(-0.02, 0.0, 0.0), head=(0.14, 0.1, 0.0),
        left=(0.16, 0.085, 0.70, -1.0, 0.0), right=(-0.13, 0.085, 0.62, -1.0, 0.0),
        left_hand_m=(0.36, 0.05, -0.02), right_hand_m=(-0.12, 0.24, -0.30), left_flat=0.25, seconds=0.8,
    ),
    "prone": Posture(
        hips_m=(0.0, -0.765, 0.36), hips=(1.50, 0.0, 0.0), spine=(-0.02, 0.0, 0.0), head=(-0.1, 0.8, 0.0),
        left=(0.15, 0.065, -0.515, 2.42, 0.1), right=(-0.14, 0.065, -0.50, 2.42, 0.1),
        left_hand_m=(0.34, 0.035, 0.98), right_hand_m=(-0.34, 0.035, 0.80), left_flat=0.0, right_flat=0.3, seconds=0.9,
    ),
    "back": Posture(
        hips_m=(0.0, -0.845, -0.42), hips=(-1.46, 0.0, 0.0), spine=(0.04, 0.0, 0.0), head=(0.22, 0.0, 0.0),
        left=(0.18, 0.085, 0.18, -0.3, 0.0), right=(-0.16, 0.085, 0.36, -0.8, 0.0),
        left_hand_m=(0.56, 0.04, -0.66), right_hand_m=(-0.52, 0.04, -0.50), left_flat=1.9, right_flat=1.7, seconds=0.9,
    ),
    "crawl": Posture(
        hips_m=(0.0, -0.46, -0.20), hips=(1.22, 0.0, 0.0), spine=(0.12, 0.0, 0.0), head=(-0.75, 0.0, 0.0),
        left=(0.13, 0.065, -0.62, 2.36, 0.1), right=(-0.13, 0.065, -0.62, 2.36, 0.1),
        left_hand_m=(0.18, 0.035, 0.46), right_hand_m=(-0.18, 0.035, 0.40), left_flat=0.1, right_flat=0.1, seconds=0.7,
    ),
    "stumble": Posture(  # over the toes, hands out
        hips_m=(0.0, -0.12, 0.16), hips=(0.32, 0.0, 0.0), spine=(0.16, 0.0, 0.0), head=(-0.15, 0.0, 0.0),
        left_hand_m=(0.34, 0.95, 0.62), right_hand_m=(-0.30, 1.05, 0.56), seconds=0.4,
    ),
    "backward": Posture(  # over the heels, arms thrown up
        hips_m=(0.0, -0.28, -0.26), hips=(-0.22, 0.0, 0.0), spine=(0.26, 0.0, 0.0), head=(0.28, 0.0, 0.0),
        left_hand_m=(0.42, 1.15, 0.34), right_hand_m=(-0.44, 1.05, 0.30), seconds=0.4,
    ),
    "seat_down": Posture(  # the seat meets the ground, hands behind it
        hips_m=(0.0, -0.82, -0.42), hips=(-0.62, 0.0, 0.0), spine=(0.34, 0.0, 0.0), head=(0.30, 0.0, 0.0),
        left=(0.16, 0.085, 0.10, -0.05, 0.0), right=(-0.16, 0.085, 0.18, -0.2, 0.0),
        left_hand_m=(0.36, 0.05, -0.62), right_hand_m=(-0.38, 0.05, -0.56), left_flat=2.0, right_flat=2.0, seconds=0.5,
    ),
    "aslant": Posture(  # going over to the left
        hips_m=(0.14, -0.24, 0.0), hips=(0.10, 0.0, -0.45), spine=(0.12, 0.0, -0.12), head=(0.0, 0.0, 0.22),
        left_hand_m=(0.72, 0.60, 0.25), right_hand_m=(-0.05, 1.20, 0.42), seconds=0.4,
    ),
    "buckle": Posture(  # knees give way
        hips_m=(0.0, -0.30, -0.03), hips=(0.16, 0.0, 0.0), spine=(0.34, 0.0, 0.0), head=(0.30, 0.0, 0.0),
        left=(0.13, 0.12, -0.02, 0.45, -0.45), right=(-0.13, 0.13, -0.06, 0.55, -0.55), seconds=0.3,
    ),
    "lean": Posture(hips_m=(0.0, -0.03, 0.0), seconds=1.1),
}  # fmt: skip


def mirrored(pose: Posture) -> Posture:
    """Return the pose with left and right exchanged."""

    def across(v: Triple) -> Triple:
        return (-v[0], v[1], v[2])

    def turned(v: Triple) -> Triple:
        return (v[0], -v[1], -v[2])

    def foot(v: Foothold | None) -> Foothold | None:
        return None if v is None else (-v[0], *v[1:])

    return replace(
        pose, hips_m=across(pose.hips_m), hips=turned(pose.hips), spine=turned(pose.spine), head=turned(pose.head),
        left=foot(pose.right), right=foot(pose.left),
        left_hand_m=None if pose.right_hand_m is None else across(pose.right_hand_m),
        right_hand_m=None if pose.left_hand_m is None else across(pose.left_hand_m),
        left_flat=pose.right_flat, right_flat=pose.left_flat,
    )  # fmt: skip


POSTURES: Mapping[str, Posture] = {
    **_EVEN, **_ONE_SIDED, **{name + "_right": mirrored(pose) for name, pose in _ONE_SIDED.items()}, "aslant_right": mirrored(_EVEN["aslant"]),
}  # fmt: skip

WAYS_IN: Mapping[str, tuple[str, ...]] = {
    "kneel_both": ("kneel",), "sit_ground": ("crouch", "sit_down_low"), "supine": ("crouch", "sit_down_low", "sit_ground"),
    "crawl": ("kneel_both",), "prone": ("kneel_both", "crawl"), "side": ("crouch", "sit_down_low", "sit_ground"),
}  # fmt: skip
"""What a body passes on its way from standing into a posture; nothing: it goes there straight."""
WAYS_OUT: Mapping[str, tuple[str, ...]] = {
    "kneel_both": ("kneel",), "sit_ground": ("sit_down_low", "crouch"), "supine": ("sit_ground", "sit_down_low", "kneel"),
    "back": ("sit_ground", "sit_down_low", "kneel"), "prone": ("crawl", "kneel_both", "kneel"), "side": ("crawl", "kneel_both", "kneel"), "side_right": ("crawl", "kneel_both", "kneel"),
    "crawl": ("kneel",),
}  # fmt: skip
"""What it passes on the way up: the hands push, then a knee, then the feet."""
FALLS: Mapping[str, tuple[str, ...]] = {
    "prone": ("stumble", "on_the_knee_down"), "back": ("backward", "seat_down"), "side": ("aslant",), "side_right": ("aslant_right",),
}  # fmt: skip
"""What a falling body passes before it lies."""
