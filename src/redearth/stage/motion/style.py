"""What a way of walking is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How somebody walks."""

    scale: float = 1.0
    """Stature over 1.72 m."""
    half_width_m: float = 0.075
    """Feet left and right of the line of travel."""
    stand_m: float = 0.115
    """Feet left and right of the mark when standing."""
    toe_out: float = 0.14
    lift_m: float = 0.05
    cadence: float = 1.0
    crouch_m: float = 0.0
    """Hips lower by this much all the time."""
    stoop: float = 0.0
    """Spine bent forward, radians."""
    arm_swing: float = 1.0
    limp: float = 0.0
    """0 sound … 1 one leg hardly bears weight."""
    limp_side: int = 1
    """Which leg: 0 left, 1 right."""
    holds_wound: float = 0.0
    """1: the hand of that side is pressed on the thigh."""
    sneak: float = 0.0
    bounce: float = 1.0
    """How much of the usual rise and fall."""
    bowed: float = 0.0
    """Head hung by this, radians."""
    stagger: float = 0.0
    """1 drunk: feet and trunk wander."""
    fear: float = 0.0
    """1: drawn together, hands half raised, looking about."""
    march: float = 0.0
    """1: straight legs thrown forward, arms swung from the shoulder."""
    waddle: float = 0.0
    """1: the trunk rolls over every foot."""
    load_lean: float = 0.0
    """Trunk forward (a load on the back) or back (one in the arms), radians."""
    load_aside: float = 0.0
    """Trunk leaned to the left, away from what the right hand carries."""
