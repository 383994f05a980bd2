"""Somebody on every frame as the stage has them: joints in set space, followed from the rotations that were written down."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from redearth.stage.motion import quat
from redearth.stage.parts import F64, ActorTake, Skeleton


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """A person, creature or member of a crowd, posed."""

    actor: str
    member: int
    skeleton: Skeleton
    rest_m: F64
    """[J, 3] joints at rest in model space; the floor is y = 0."""
    local: F64
    """[F, J, 4] rotations in parent space."""
    turns: F64
    """[F, J, 4] rotations in set space."""
    places_m: F64
    """[F, J, 3] joints in set space."""
    visible: np.ndarray
    """[F]."""
    scale: float = 1.0
    """Of the body over the one that its form was fitted from."""
    opening_m: F64 | None = None
    """[F] how far the shapes of the face open the mouth; None where joints do."""

    @property
    def name(self) -> str:
        """``lin``, or ``mob#7`` for a member of a crowd."""
        return f"{self.actor}#{self.member}" if self.member else self.actor

    @property
    def root_m(self) -> F64:
        """[F, 3]."""
        return np.asarray(self.places_m[:, self.skeleton.parents.index(-1)])

    def at(self, joint: str, offset_m: F64 | None = None) -> F64:
        """Return a joint [F, 3], or a point that is fixed to it."""
        index = self.skeleton.index(joint)
        place = self.places_m[:, index]
        return place if offset_m is None else np.asarray(place + quat.rotate(self.turns[:, index], offset_m))


def acted_of(take: ActorTake, skeleton: Skeleton) -> Acted:
    """Return a take with its joints followed from the root."""
    offsets_m, scale = _worn(take, skeleton)
    own = replace(skeleton, rest_offsets_m=offsets_m, stature_m=skeleton.stature_m * scale)
    local = take.rotations.astype(float)
    local /= np.sqrt((local * local).sum(-1, keepdims=True))
    turns, places = local.copy(), take.translations_m.astype(float)
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            turns[:, joint] = quat.multiply(turns[:, parent], local[:, joint])
            places[:, joint] = places[:, parent] + quat.rotate(turns[:, parent], places[:, joint])
    return Acted(
        actor=take.actor,
        member=take.member,
        skeleton=own,
        rest_m=own.rest_positions_m(),
        local=local,
        turns=turns,
        places_m=places,
        visible=np.asarray(take.visible, bool),
        scale=scale,
    )


def _worn(take: ActorTake, skeleton: Skeleton) -> tuple[F64, float]:
    """Return the bones' offsets [J, 3] as they are on the stage, and how large they are over the skeleton's: members of a crowd differ.

    Roots and what hangs from them travel; of those the skeleton's own offsets are taken, as much larger as the rest is.
    """
    rest = skeleton.rest_offsets_m
    hangs = np.array([parent >= 0 and skeleton.parents[parent] >= 0 for parent in skeleton.parents])
    if not hangs.any() or not len(take.translations_m):
        return rest, 1.0
    seen = np.median(take.translations_m[:: max(1, len(take.translations_m) // 64)].astype(float), axis=0)
    scale = float(np.sqrt((seen[hangs] ** 2).sum() / max(float((rest[hangs] ** 2).sum()), 1e-12)))
    return np.where(hangs[:, None], seen, rest * scale), scale
