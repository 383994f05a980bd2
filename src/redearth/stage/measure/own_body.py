"""A body of the user's own in the studio's terms: its joints by our names, from our rest, so that every check holds for it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from redearth.stage.measure.acted import Acted, acted_of
from redearth.stage.measure.form import Form, form_of
from redearth.stage.model import Mesh
from redearth.stage.motion import quat
from redearth.stage.own.character_rig import Rig
from redearth.stage.parts import F64, ActorTake, Skeleton
from redearth.stage.rig import biped

_RIGID = ("Shoulder", "Fingers", "FingerTips", "Tip")
"""Joints that a body may lack: they stay as their parents carry them."""
_SHARED = ("spine", "chest", "neck")
"""Joints that a body may lack: they have half of what the next one above has turned from the next one below."""
_MOUTH = ("aa", "ih", "ou", "ee", "oh")
_STILL = np.array([1.0, 0.0, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class _Terms:
    """Our joints that a body has, or that stand in for what it lacks."""

    acting: Skeleton
    names: tuple[str, ...]
    parents: tuple[int, ...]
    joint: Mapping[str, int]
    """The body's own joint of ours."""
    turn: Mapping[str, F64]
    """From our rest to its own."""


def acted_on(take: ActorTake, skeleton: Skeleton, rig: Rig | None, mesh: Mesh | None) -> Acted:
    """Return a take with its joints followed; one on a body of the user's own in our joints' names, parents, rest and turns."""
    if rig is None:
        return acted_of(take, skeleton)
    acted = acted_of(take, rig.skeleton())
    opening_m = _opening_m(take, mesh) if mesh is not None else None
    if not rig.driven:
        return replace(acted, opening_m=opening_m)
    terms = _terms(rig)
    turns, places = _told(terms, acted.turns, acted.places_m)
    ours, rest_m = _ours(rig, terms)
    straight = _straightened(rig, terms, turns)
    local = straight.copy()
    for row, parent in enumerate(terms.parents):
        if parent >= 0:
            local[:, row] = quat.multiply(quat.inverse(straight[:, parent]), straight[:, row])
    return replace(acted, skeleton=ours, rest_m=rest_m, local=local, turns=turns, places_m=places, scale=1.0, opening_m=opening_m)


def form_on(mesh: Mesh, skeleton: Skeleton, rig: Rig | None) -> Form:
    """Return the form of a skinned mesh; of a body of the user's own on our joints. What swings by itself has none."""
    if rig is None or not rig.driven:
        return form_of(mesh, skeleton if rig is None else rig.skeleton())
    assert mesh.joints is not None and mesh.weights is not None
    terms = _terms(rig)
    strongest = mesh.joints[np.arange(len(mesh.joints)), np.argmax(mesh.weights, axis=1)]
    kept = ~_swinging(rig)[strongest]
    joints, weights = mesh.joints[kept].astype(int), mesh.weights[kept]
    turns, places = _at_our_rest(rig)
    away = mesh.positions[kept][:, None].astype(float) - rig.skeleton().rest_positions_m()[joints]
    posed = ((places[joints] + quat.rotate(turns[joints], away)) * weights[..., None]).sum(1)
    owner = _owners(rig, terms)[joints].astype(np.uint32)
    return form_of(
        replace(mesh, positions=posed.astype(np.float32), joints=owner, weights=weights, morphs={}), _ours(rig, terms)[0]
    )


def _ours(rig: Rig, terms: _Terms) -> tuple[Skeleton, F64]:
    """Return the body's skeleton in our terms, and where its joints are at our rest."""
    turns, places = _at_our_rest(rig)
    rest = _told(terms, turns[None], places[None])[1][0]
    offsets = np.array([rest[row] - (rest[up] if up >= 0 else 0.0) for row, up in enumerate(terms.parents)])
    for row, name in enumerate(terms.names):
        if name.endswith("Fingers"):  # a palm is as far from its wrist as the act has it, whatever the knuckles
            offsets[row] = terms.acting.rest_offsets_m[terms.acting.index(name)]
    return replace(terms.acting, names=terms.names, parents=terms.parents, rest_offsets_m=offsets, sways=()), rest


def _opening_m(take: ActorTake, mesh: Mesh) -> F64 | None:
    """Return [F] how far the shapes of a face open its mouth; None when it has none that do."""
    far = {name: float(np.abs(mesh.morphs[name][:, 1]).max(initial=0.0)) for name in _MOUTH if name in mesh.morphs}
    if not far:
        return None
    shown = [far[name] * np.asarray(take.shapes[name], float) for name in far if name in take.shapes]
    return np.asarray(np.sum([np.zeros(len(take.visible)), *shown], axis=0))


def _terms(rig: Rig) -> _Terms:
    acting = rig.acting_skeleton()
    joint = {one.by: one.joint for one in reversed(rig.driven)}
    names: list[str] = []
    parents: list[int] = []
    for name, parent in zip(acting.names, acting.parents, strict=True):
        bare = name.removeprefix("left").removeprefix("right")
        bare = bare[4:] if bare.startswith("Leg") else bare  # of a beast: Leg1Tip
        if name not in joint and bare not in _RIGID and bare not in _SHARED:
            continue
        while parent >= 0 and acting.names[parent] not in names:
            parent = acting.parents[parent]
        parents.append(names.index(acting.names[parent]) if parent >= 0 else -1)
        names.append(name)
    turn = {one.by: np.array(one.turn) for one in reversed(rig.driven)}
    return _Terms(acting=acting, names=tuple(names), parents=tuple(parents), joint=joint, turn=turn)


def _told(terms: _Terms, turns: F64, places: F64) -> tuple[F64, F64]:
    """Return turns [F, K, 4] and places [F, K, 3] of our joints from those of the body's own [F, J, …]."""
    told = np.zeros((len(turns), len(terms.names), 4))
    where = np.zeros((len(turns), len(terms.names), 3))
    for row, name in enumerate(terms.names):
        if name in terms.joint:
            told[:, row] = quat.multiply(turns[:, terms.joint[name]], quat.inverse(terms.turn[name]))
            where[:, row] = places[:, terms.joint[name]]
            continue
        up = terms.parents[row]
        told[:, row] = told[:, up]
        where[:, row] = where[:, up] + quat.rotate(told[:, up], terms.acting.rest_offsets_m[terms.acting.index(name)])
        over = next((over for over in _above(name) if over in terms.joint), "")
        if over:
            there = quat.multiply(turns[:, terms.joint[over]], quat.inverse(terms.turn[over]))
            told[:, row] = quat.blend(told[:, up], there, np.full(len(turns), 0.5))
    return told, where


def _straightened(rig: Rig, terms: _Terms, turns: F64) -> F64:
    """Return turns [F, K, 4] whose legs start from our rest: a body that was bound with bent knees stretches them like any other."""
    ours, theirs = biped(rig.stature_m), terms.acting
    out = turns.copy()
    for side in ("left", "right"):
        for part, child in (("UpperLeg", "LowerLeg"), ("LowerLeg", "Foot")):
            if theirs.kind == "biped" and side + part in terms.names and side + child in terms.names:
                row = terms.names.index(side + part)
                bones = [quat.unit(one.rest_offsets_m[one.index(side + child)]) for one in (ours, theirs)]
                out[:, row] = quat.multiply(turns[:, row], np.broadcast_to(quat.between(*bones), turns[:, row].shape))
    return out


def _above(name: str) -> tuple[str, ...]:
    """Return what the joints of a trunk carry, the nearest first; nothing for other joints."""
    trunk = (*_SHARED, "head")
    return trunk[trunk.index(name) + 1 :] if name in _SHARED else ()


def _at_our_rest(rig: Rig) -> tuple[F64, F64]:
    """Return turns [J, 4] and places [J, 3] of the body's own joints when it stands as our bodies do at rest."""
    turn = {one.joint: np.array(one.turn) for one in rig.driven}
    turns, places = np.zeros((len(rig.names), 4)), np.array(rig.offsets_m, float).reshape(-1, 3)
    for joint, parent in enumerate(rig.parents):
        turns[joint] = turn.get(joint, turns[parent] if parent >= 0 else _STILL)
        if parent >= 0:
            places[joint] = places[parent] + quat.rotate(turns[parent], places[joint])
    return turns, places


def _owners(rig: Rig, terms: _Terms) -> np.ndarray:
    """Return [J] which of our joints each of the body's own belongs to."""
    by = {one.joint: terms.names.index(one.by) for one in rig.driven if one.by in terms.names}
    owner = np.zeros(len(rig.names), int)
    for joint, parent in enumerate(rig.parents):
        owner[joint] = by.get(joint, owner[parent] if parent >= 0 else 0)
    return owner


def _swinging(rig: Rig) -> np.ndarray:
    """Return [J] whether a joint swings, or hangs from one that does."""
    named = {sway.joint for sway in rig.sways}
    swings = np.zeros(len(rig.names), bool)
    for joint, parent in enumerate(rig.parents):
        swings[joint] = rig.names[joint] in named or (parent >= 0 and swings[parent])
    return swings
