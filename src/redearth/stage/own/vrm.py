"""What VRM 0.x and 1.0 say about a glTF file: which node is which bone, what the face can do, what swings, who may use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from redearth.stage.own import loose

PRESETS_0 = {
    "a": "aa", "i": "ih", "u": "ou", "e": "ee", "o": "oh", "blink": "blink", "joy": "happy", "angry": "angry", "sorrow": "sad", "fun": "relaxed",
    "lookup": "lookUp", "lookdown": "lookDown", "lookleft": "lookLeft", "lookright": "lookRight", "surprised": "surprised",
}  # fmt: skip
"""VRM 0 presets by the names that VRM 1 gave them."""
PRESETS = frozenset(PRESETS_0.values())
_TRUNK = ("hips", "spine", "chest", "neck", "head", "jaw")
_SIDED = ("Shoulder", "UpperArm", "LowerArm", "Hand", "UpperLeg", "LowerLeg", "Foot", "Toes", "Eye")
_FINGERS = ("Index", "Middle", "Ring", "Little")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bind:
    """A morph target that takes part in an expression."""

    mesh: int = -1
    """Number of the mesh, or -1 when :attr:`node` names it."""
    node: int = -1
    target: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """What an expression does to a material."""

    material: int
    """Its number in the file; -1 where there is none of that name."""
    kind: str
    """``color``, ``shadeColor``, ``emissionColor``, ``place`` (of its textures: scale and offset), or what else VRM names."""
    value: tuple[float, ...]
    """Four numbers; colours are linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One of VRM's expressions."""

    binds: tuple[Bind, ...]
    binary: bool = False
    paints: tuple[Paint, ...] = ()
    blocks_blink: bool = False
    blocks_mouth: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vrm:
    """What the extension says."""

    version: int
    bones: Mapping[str, int]
    """Our biped's joints by node."""
    followers: Mapping[int, str]
    """Nodes of fingers: the joint of ours that each follows."""
    faces: Mapping[str, Face]
    gaze_by_face: bool
    springs: tuple[tuple[int, float, float], ...]
    """Node, stiffness and drag of what swings; with VRM 0 everything under it swings too."""
    title: str = ""
    author: str = ""
    licence: str = ""
    forbids: tuple[str, ...] = ()


def read_vrm(document: Mapping[str, Any]) -> Vrm | None:
    """Return what a glTF document says as VRM, or None when it is none; entries of wrong types count as missing."""
    extensions = loose.table(document.get("extensions"))
    one, nought = extensions.get("VRMC_vrm"), extensions.get("VRM")
    if isinstance(one, dict):
        return _vrm_1(one, loose.table(extensions.get("VRMC_springBone")))
    return _vrm_0(document, nought) if isinstance(nought, dict) else None


def our_bones(document: Mapping[str, Any]) -> dict[str, int]:
    """Return our biped's joints by the nodes that VRM, or a VRM animation, names for them."""
    animation = loose.table(loose.table(document.get("extensions")).get("VRMC_vrm_animation"))
    if animation:
        return _named(_bones_1(animation))[0]
    vrm = read_vrm(document)
    return dict(vrm.bones) if vrm else {}


def _named(bones: Mapping[str, int]) -> tuple[dict[str, int], dict[int, str]]:
    """Return VRM's bones as ours, and the finger bones that follow one of ours."""
    ours = {name: bones[name] for name in _TRUNK if name in bones}
    if "upperChest" in bones:
        ours["chest"] = bones["upperChest"]
    followers: dict[int, str] = {}
    for side in ("left", "right"):
        ours |= {side + part: bones[side + part] for part in _SIDED if side + part in bones}
        for finger in _FINGERS:
            for joint, follows in (("Proximal", "Fingers"), ("Intermediate", "FingerTips"), ("Distal", "FingerTips")):
                node = bones.get(f"{side}{finger}{joint}")
                if node is not None:
                    followers[node] = side + (
                        follows.replace("FingerTips", "IndexTip").replace("Fingers", "Index") if finger == "Index" else follows
                    )
        for middle, bone in (("MiddleProximal", "Fingers"), ("MiddleIntermediate", "FingerTips")):
            if side + middle in bones:
                ours[side + bone] = bones[side + middle]
        thumb = bones.get(f"{side}ThumbMetacarpal", bones.get(f"{side}ThumbProximal"))
        if thumb is not None:
            ours[side + "Thumb"] = thumb
    return ours, followers


# ---- VRM 1.0 ----------------------------------------------------------------------------------------------------------


def _vrm_1(vrm: Mapping[str, Any], spring: Mapping[str, Any]) -> Vrm:
    bones, followers = _named(_bones_1(vrm))
    meta, look = loose.table(vrm.get("meta")), loose.table(vrm.get("lookAt"))
    presets = loose.table(loose.table(vrm.get("expressions")).get("preset"))
    forbids = [
        what
        for what, wrong in (
            ("use by others than its author", meta.get("avatarPermission", "onlyAuthor") != "everyone"),
            ("redistribution", meta.get("allowRedistribution") is not True),
            ("modification", meta.get("modification", "prohibited") == "prohibited"),
        )
        if wrong and meta
    ]
    return Vrm(
        version=1,
        bones=bones,
        followers=followers,
        faces={name: _face_1(loose.table(entry)) for name, entry in sorted(presets.items()) if name in PRESETS},
        gaze_by_face=look.get("type") == "expression",
        springs=tuple(
            (joint["node"], loose.number(joint.get("stiffness"), 1.0), loose.number(joint.get("dragForce"), 0.5))
            for one in loose.tables(spring.get("springs"))
            for joint in loose.tables(one.get("joints"))[:-1]
            if loose.is_index(joint.get("node"))
        ),
        title=str(meta.get("name", ""))[:80],
        author=", ".join(str(name)[:60] for name in loose.items(meta.get("authors"))[:4]),
        licence=str(meta.get("licenseUrl", ""))[:120],
        forbids=tuple(forbids),
    )


def _bones_1(vrm: Mapping[str, Any]) -> dict[str, int]:
    bones = loose.table(loose.table(vrm.get("humanoid")).get("humanBones"))
    return {name: entry["node"] for name, entry in bones.items() if isinstance(entry, dict) and loose.is_index(entry.get("node"))}


def _face_1(entry: Mapping[str, Any]) -> Face:
    binds = [
        Bind(node=bind["node"], target=bind["index"], weight=loose.number(bind.get("weight"), 1.0))
        for bind in loose.tables(entry.get("morphTargetBinds"))
        if loose.is_index(bind.get("node")) and loose.is_index(bind.get("index"))
    ]
    return Face(
        binds=tuple(binds),
        binary=entry.get("isBinary") is True,
        paints=_paints_1(entry),
        blocks_blink=entry.get("overrideBlink") in ("block", "blend"),
        blocks_mouth=entry.get("overrideMouth") in ("block", "blend"),
    )


def _paints_1(entry: Mapping[str, Any]) -> tuple[Paint, ...]:
    colors = [
        Paint(
            material=bind["material"],
            kind=str(bind.get("type", "color"))[:40],
            value=_four(bind.get("targetValue"), (1.0, 1.0, 1.0, 1.0)),
        )
        for bind in loose.tables(entry.get("materialColorBinds"))
        if loose.is_index(bind.get("material"))
    ]
    places = [
        Paint(material=bind["material"], kind="place", value=_pair(bind.get("scale"), 1.0) + _pair(bind.get("offset"), 0.0))
        for bind in loose.tables(entry.get("textureTransformBinds"))
        if loose.is_index(bind.get("material"))
    ]
    return (*colors, *places)


# ---- VRM 0.x ----------------------------------------------------------------------------------------------------------


_KINDS_0 = {"_color": "color", "_shadecolor": "shadeColor", "_emissioncolor": "emissionColor", "_maintex_st": "place"}


def _vrm_0(document: Mapping[str, Any], vrm: Mapping[str, Any]) -> Vrm:
    rows = loose.tables(loose.table(vrm.get("humanoid")).get("humanBones"))
    bones, followers = _named({str(row.get("bone")): row["node"] for row in rows if loose.is_index(row.get("node"))})
    meta, look = loose.table(vrm.get("meta")), loose.table(vrm.get("firstPerson"))
    groups = loose.tables(loose.table(vrm.get("blendShapeMaster")).get("blendShapeGroups"))
    materials = [loose.table(one).get("name") for one in loose.items(document.get("materials"))]
    named = ((PRESETS_0.get(str(group.get("presetName")).lower(), str(group.get("name")).lower()), group) for group in groups)
    forbids = [
        what
        for what, wrong in (
            ("use by others than its author", meta.get("allowedUserName", "OnlyAuthor") != "Everyone"),
            ("redistribution and modification", str(meta.get("licenseName", "")) in ("", "Redistribution_Prohibited")),
        )
        if wrong and meta
    ]
    return Vrm(
        version=0,
        bones=bones,
        followers=followers,
        faces={name: _face_0(group, materials) for name, group in named if name in PRESETS},
        gaze_by_face=look.get("lookAtTypeName") == "BlendShape",
        springs=tuple(
            (node, loose.number(group.get("stiffiness"), 1.0), loose.number(group.get("dragForce"), 0.4))
            for group in loose.tables(loose.table(vrm.get("secondaryAnimation")).get("boneGroups"))
            for node in loose.items(group.get("bones"))
            if loose.is_index(node)
        ),
        title=str(meta.get("title", ""))[:80],
        author=str(meta.get("author", ""))[:80],
        licence=str(meta.get("licenseName", ""))[:120],
        forbids=tuple(forbids),
    )


def _face_0(group: Mapping[str, Any], materials: list[Any]) -> Face:
    binds = [
        Bind(mesh=bind["mesh"], target=bind["index"], weight=loose.number(bind.get("weight"), 100.0) / 100.0)
        for bind in loose.tables(group.get("binds"))
        if loose.is_index(bind.get("mesh")) and loose.is_index(bind.get("index"))
    ]
    paints = []
    for one in loose.tables(group.get("materialValues")):
        name, kind = one.get("materialName"), str(one.get("propertyName"))[:40]
        kind = _KINDS_0.get(kind.lower(), kind)
        value = _four(one.get("targetValue"), (1.0, 1.0, 0.0, 0.0) if kind == "place" else (1.0, 1.0, 1.0, 1.0))
        value = value if kind == "place" else tuple(min(max(part, 0.0), 1.0) ** 2.2 for part in value)
        paints.append(Paint(material=materials.index(name) if name in materials else -1, kind=kind, value=value))
    return Face(binds=tuple(binds), binary=group.get("isBinary") is True, paints=tuple(paints))


# ---- reading what may be anything ---------------------------------------------------------------------------------------


def _four(value: Any, default: tuple[float, float, float, float]) -> tuple[float, ...]:
    rows = [*loose.items(value), *default][:4] if len(loose.items(value)) >= 3 else default
    return tuple(loose.number(one, fall) for one, fall in zip(rows, default, strict=True))


def _pair(value: Any, default: float) -> tuple[float, float]:
    x, y = [loose.number(one, default) for one in [*loose.items(value), default, default][:2]]
    return x, y
