"""Find a human in a tree of joints: by the names that exporters give, checked against the tree; else by where the joints are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from redearth.stage.motions.limbs import humanoid_by_place
from redearth.stage.parts import F64

_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[\u3040-\u30ff\u4e00-\u9fff]+")
_LEFT, _RIGHT = frozenset(("left", "l", "lft", "lf")), frozenset(("right", "r", "rt", "rgt", "rf"))
_NOISE = frozenset(
    ("mixamorig", "bip", "bip01", "bip001", "biped", "character", "ctrl", "jnt", "joint", "bone", "def", "j", "c", "org", "b", "rig", "m", "sk", "valvebiped", "cc", "base")
)  # fmt: skip
_SIDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("UpperLeg", ("upperleg", "upleg", "thigh", "legupper", "femur", "hip", "leg", "足")),
    ("LowerLeg", ("lowerleg", "lowleg", "calf", "shin", "leglower", "knee", "tibia", "leg", "ひざ")),
    ("Foot", ("foot", "ankle", "足首")),
    ("Toes", ("toes", "toe", "toebase", "ball", "football", "つま先")),
    ("UpperArm", ("upperarm", "uparm", "armupper", "shldr", "arm", "humerus", "shoulder", "腕")),
    ("LowerArm", ("lowerarm", "lowarm", "forearm", "armlower", "elbow", "ひじ")),
    ("Hand", ("hand", "wrist", "手首")),
    ("Shoulder", ("clavicle", "collar", "shoulder", "肩")),
    ("Eye", ("eye", "faceeye", "adjeye", "目")),
    ("Fingers", ("fingers", "middleproximal", "handmiddle", "middle", "fingermiddle", "indexproximal", "handindex", "index", "findex", "人指", "中指")),
    ("Thumb", ("thumbproximal", "thumbmetacarpal", "handthumb", "thumb", "fingerthumb", "親指")),
)  # fmt: skip
"""Words of each bone of a side, the surest first; a word that an earlier bone of the limb took is free no more."""
_CENTRE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("hips", ("hips", "hip", "pelvis", "下半身", "センター")),
    ("head", ("head", "頭")),
    ("neck", ("neck", "首")),
    ("jaw", ("jaw", "facejaw")),
)
REQUIRED = (
    "hips", "head", *(side + part for side in ("left", "right") for part in ("UpperLeg", "LowerLeg", "Foot", "UpperArm", "LowerArm", "Hand")),
)  # fmt: skip
_LIMBS = (("UpperLeg", "LowerLeg", "Foot"), ("UpperArm", "LowerArm", "Hand"))


def find_humanoid(names: Sequence[str], parents: Sequence[int], places_m: F64) -> dict[str, int] | None:
    """Return which joint is which of our biped's, or None when it is no human.

    ``places_m`` [J, 3] are the joints at rest, in any unit, Y up. Names as Mixamo, Unreal, Rigify, VRoid, Biped, CMU, Daz and MMD write them.
    """
    named = _by_name(names)
    if named is not None and _is_tree(named, parents):
        return {**_trunk(named, parents, places_m), **named}
    placed = humanoid_by_place(parents, places_m)
    if placed is not None and _is_tree(placed, parents):
        return {**_trunk(placed, parents, places_m), **placed}
    return None


def finger_followers(names: Sequence[str], parents: Sequence[int], humanoid: Mapping[str, int]) -> dict[int, str]:
    """Return which of our joints each joint of the fingers follows: a finger's first joint a knuckle, the rest the tips."""
    found: dict[int, str] = {}
    for side in ("left", "right"):
        hand = humanoid[side + "Hand"]
        for joint, parent in enumerate(parents):
            above = [joint, *ancestors(joint, parents)]
            if parent < 0 or hand not in above[1:]:
                continue
            chain = [one for one in above[: above.index(hand)] if "metacarpal" not in names[one].lower()]
            words = [_word_of(names[one])[1] for one in above[: above.index(hand)]]
            if not chain or chain[0] != joint or any("thumb" in word or "palm" in word for word in words):
                continue
            finger = "Index" if any("index" in word for word in words) else "Fingers"
            tip = "IndexTip" if finger == "Index" else "FingerTips"
            found[joint] = side + (finger if len(chain) == 1 else tip)
    return found


def is_whole(humanoid: Mapping[str, int]) -> bool:
    """Tell whether all bones are there that a motion needs."""
    return all(bone in humanoid for bone in REQUIRED)


def ancestors(joint: int, parents: Sequence[int]) -> list[int]:
    """Return a joint's ancestors, the nearest first; a tree that bites its own tail ends where it does."""
    found: list[int] = []
    at = parents[joint]
    while at >= 0 and at not in found:
        found.append(at)
        at = parents[at]
    return found


def _word_of(name: str) -> tuple[str, str]:
    """Return the side (``left``, ``right`` or empty) and the bare word of a joint's name."""
    side, words = "", []
    plain = name.rpartition(":")[2].replace("左", "left_").replace("右", "right_")
    parts = [part.lower() for part in _PARTS.findall(plain)]
    for part in parts:
        if not side and part in _LEFT | _RIGHT:
            side = "left" if part in _LEFT else "right"
        elif not part.isdigit() and (part not in _NOISE or len(parts) == 1):
            words.append(part)
    return side, "".join(words)


def _by_name(names: Sequence[str]) -> dict[str, int] | None:
    words: dict[tuple[str, str], int] = {}
    for index, name in enumerate(names):
        words.setdefault(_word_of(name), index)
    found: dict[str, int] = {}
    for bone, choices in _CENTRE:
        at = next((words["", word] for word in choices if ("", word) in words), None)
        if at is not None:
            found[bone] = at
    for side in ("left", "right"):
        taken: set[int] = set()
        for bone, choices in _SIDED:
            at = next((words[side, word] for word in choices if (side, word) in words and words[side, word] not in taken), None)
            if at is not None:
                found[side + bone] = at
                taken.add(at)
    return found if is_whole(found) else None


def _is_tree(found: Mapping[str, int], parents: Sequence[int]) -> bool:
    """Tell whether limbs hang together: every bone under the one above it, all of them under the hips."""
    if not is_whole(found) or len({found[bone] for bone in REQUIRED}) != len(REQUIRED):
        return False
    for side in ("left", "right"):
        for limb in _LIMBS:
            for upper, lower in pairwise(limb):
                if found[side + upper] not in ancestors(found[side + lower], parents):
                    return False
            if found["hips"] not in ancestors(found[side + limb[0]], parents):
                return False
    return found["hips"] in ancestors(found["head"], parents)


def _trunk(found: Mapping[str, int], parents: Sequence[int], places_m: F64) -> dict[str, int]:
    """Return spine, chest and neck by what lies between the hips and the head and carries the arms."""
    chain = [found["head"], *ancestors(found["head"], parents)]
    chain = chain[: chain.index(found["hips"])][::-1][:-1]
    arms = set(ancestors(found["leftUpperArm"], parents))
    carrying = [joint for joint in chain if joint in arms]
    beyond = [joint for joint in chain if joint not in arms]
    trunk: dict[str, int] = {}
    if carrying:
        trunk["chest"] = carrying[-1]
    apart = [j for j in carrying[:-1] if float(abs(places_m[j] - places_m[found["hips"]]).max()) > 1e-6]
    if apart:
        trunk["spine"] = apart[0]
    if beyond:
        trunk["neck"] = beyond[0]
    return trunk
