"""Which motion plays each primitive."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from redearth.breakdown.model import Emblem
from redearth.stage.motion import (
    acts_body,
    acts_carry,
    acts_emblem,
    acts_face,
    acts_force,
    acts_ground,
    acts_hand,
    acts_haul,
    acts_head,
    acts_labour,
    embrace,
    fight,
    hand_to_hand,
    holding,
)  # fmt: skip
from redearth.stage.motion.acting import Act
from redearth.stage.motion.hands import act_fingers

Motion = Callable[[Act], None]


def _carried_elsewhere(act: Act) -> None:
    """Do nothing here: the track, the postures or the visible mask already show it."""


_PANTING = frozenset({"pant", "wheeze", "exhausted", "breathless", "heavily", "hard", "catch_breath", "喘", "喘气", "气喘"})


def _breathe(act: Act) -> None:
    """Pant when out of breath, else take one breath that can be seen."""
    (acts_body.pant if _PANTING & {*act.cue.manner, act.cue.lemma} else acts_face.breathe)(act)


MOTIONS: Mapping[str, Motion] = {
    **dict.fromkeys(("WALK", "STAND", "APPEAR", "VANISH", "RISE", "OBJECT_EVENT", "ENVIRONMENT_EVENT"), _carried_elsewhere),
    "RUN": acts_head.look_ahead, "CRAWL": acts_ground.crawl, "CLIMB": acts_ground.climb, "JUMP": acts_ground.jump,
    "FALL": acts_body.fall, "SIT": acts_head.glance, "LIE": _carried_elsewhere, "KNEEL": acts_head.glance,
    "CROUCH": acts_head.glance, "TURN": acts_head.turn, "LOOK": acts_head.look, "STARE": acts_head.stare,
    "NOD": acts_head.nod, "SHAKE_HEAD": acts_head.shake, "POINT": acts_hand.point, "WAVE": acts_hand.wave,
    "GESTURE": acts_hand.gesture, "REACH": acts_carry.reach, "TOUCH": acts_hand.touch, "GRAB": acts_hand.grab,
    "HOLD": acts_carry.hold, "RELEASE": acts_carry.release, "GIVE": acts_carry.give, "THROW": acts_force.throw,
    "CATCH": acts_carry.catch, "PUSH": acts_haul.push, "PULL": acts_haul.pull, "OPEN": acts_haul.swing,
    "CLOSE": acts_haul.swing, "PRESS": acts_hand.press, "STRIKE": acts_force.strike, "DODGE": acts_body.dodge,
    "AIM": acts_force.aim, "FIRE": acts_force.fire, "CARRY": acts_carry.carry, "EMBRACE": acts_carry.embrace,
    "RAISE": acts_carry.raise_up, "LEAN": _carried_elsewhere, "BRUSH": acts_hand.brush, "EXPRESS": acts_face.express,
    "BREATHE": _breathe, "TREMBLE": acts_body.tremble, "VOCALISE": acts_face.vocalise, "STOP": acts_body.stop,
    "WRITE": acts_hand.write, "USE": acts_hand.press, "EAT": acts_hand.eat, "DRINK": acts_hand.drink,
    "REAR": acts_body.recoil, "LUNGE": acts_body.lunge, "CHARGE": acts_body.lunge, "SCREAM": acts_face.vocalise,
    "DRAG": acts_haul.pull, "SUPPORT": acts_carry.embrace, "BLOCK": acts_body.dodge, "BITE": acts_body.lunge,
    "RECOIL": acts_body.recoil, "DIE": _carried_elsewhere, "COIL": acts_body.hold_plain, "MOTION": acts_hand.gesture,
    "HOLD_PLAIN": acts_body.hold_plain,
}  # fmt: skip

PAIRED: Mapping[tuple[str, str], Motion] = {
    ("STRIKE", "acts"): fight.strike, ("PUSH", "acts"): fight.shove, ("RECOIL", "undergoes"): fight.recoil, ("BLOCK", "undergoes"): fight.block,
    ("DODGE", "undergoes"): fight.duck, ("FALL", "undergoes"): fight.go_down, ("DIE", "undergoes"): fight.go_down,
    ("EMBRACE", "acts"): embrace.embrace, ("EMBRACE", "undergoes"): embrace.embrace, ("TOUCH", "acts"): hand_to_hand.lay_hand,
    ("GRAB", "acts"): hand_to_hand.seize, ("GRAB", "undergoes"): hand_to_hand.seize, ("PULL", "acts"): hand_to_hand.seize,
    ("GIVE", "acts"): hand_to_hand.hand_over, ("GIVE", "undergoes"): hand_to_hand.hand_over, ("SUPPORT", "acts"): holding.support,
    ("SUPPORT", "undergoes"): holding.lean_on, ("DRAG", "acts"): holding.drag, ("DRAG", "undergoes"): holding.dragged,
    ("CATCH", "undergoes"): acts_carry.catch, ("THROW", "acts"): acts_force.throw,
    ("CARRY", "acts"): holding.carry, ("CARRY", "undergoes"): holding.carried,
}  # fmt: skip


EMBLEMS: Mapping[Emblem, Motion] = {
    "shrug": acts_emblem.shrug, "clap": acts_emblem.clap, "cheer": acts_emblem.cheer, "dance": acts_emblem.dance,
    "salute": acts_emblem.salute, "bow": acts_emblem.bow, "pray": acts_emblem.pray, "fold_arms": acts_emblem.fold_arms,
    "throw_up_hands": acts_emblem.throw_up_hands, "thumbs_up": acts_emblem.thumbs_up, "snap_fingers": acts_emblem.snap_fingers,
    "stretch": acts_emblem.stretch, "beckon": acts_emblem.beckon, "cover_face": acts_emblem.cover_face,
    "hands_on_hips": acts_emblem.hands_on_hips, "dig": acts_labour.dig, "sweep": acts_labour.sweep_floor, "hammer": acts_labour.hammer,
    "saw": acts_labour.saw, "type": acts_labour.type_keys, "stir": acts_labour.stir, "wash": acts_labour.wash_hands,
    "knock": acts_labour.knock, "strum": acts_labour.strum, "drum": acts_labour.drum, "conduct": acts_labour.conduct,
}  # fmt: skip
"""Which motion plays each emblem, whatever the primitive of its verb."""


def perform_act(act: Act) -> None:
    """Lay the layers of one cue: with a partner as the two play it, else as one does."""
    acts_face.show_mood(act)
    before = len(act.controls.reaches)
    motion = PAIRED.get((act.cue.primitive, act.cue.role)) if act.cue.partner else None
    motion = motion or EMBLEMS.get(act.cue.emblem) or MOTIONS.get(act.cue.primitive, acts_body.hold_plain)
    motion(act)
    act_fingers(act, act.controls.reaches[before:])
