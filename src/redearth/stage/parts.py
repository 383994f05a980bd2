"""What the art, cast and motion passes hand to the pass that authors the stage: models, skeletons, poses, lighting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from redearth.core.frames import FrameRange
from redearth.core.space import Vec3
from redearth.direction.model import Piece
from redearth.stage.model import Air, Contact, Image, Light, Material, Mesh, Sky, Sprites

F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Named meshes, the materials they index and the images those wear."""

    materials: tuple[Material, ...]
    meshes: Mapping[str, Mesh]
    images: Mapping[str, Image] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A mesh of a set, standing in N places (or moved as a piece when ``piece`` is set, then N is 1)."""

    name: str
    """Unique in the set, a valid prim name."""
    mesh: str
    world_from_object: F64
    """[N, 4, 4]."""
    piece: Piece | None = None
    """The piece of the plan it is, when events can move or light it (gate, lever, door, lamp)."""
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetModel:
    """A built set."""

    model: Model
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecePose:
    """How a piece stands on one frame."""

    world_from_object: F64
    """[4, 4]."""
    emission_scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sway:
    """A joint that nobody moves: it follows its parent on a damped spring (a pack, a coat's hem, hair, a tail, an antenna)."""

    joint: str
    frequency_hz: float
    damping: float
    """0 swings for ever … 1 never beyond."""
    limit_rad: float
    """How far it swings from its rest."""
    weight: float = 1.0
    """How much of the parent's acceleration, and of gravity when the parent tilts, it feels."""
    direction: Vec3 = (0.0, 0.0, 0.0)
    """Where its mass lies from the joint, at rest; zero: towards its children, or, without any, away from its parent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """Joints in parent-before-child order. Rest rotations are identities: a joint's axes are the model's axes."""

    kind: str
    """``biped``, or a creature's ``legged quadruped upright flyer serpent``."""
    names: tuple[str, ...]
    parents: tuple[int, ...]
    """-1 for the root."""
    rest_offsets_m: F64
    """[J, 3] position of each joint in its parent's space (the root's: in model space)."""
    stature_m: float
    sways: tuple[Sway, ...] = ()
    """The joints that swing, parents before children."""
    girth: float = 1.0
    """How much thicker trunk and thighs are than an ordinary body's."""

    def index(self, name: str) -> int:
        """Return the joint's index; raises ``ValueError`` when there is none of this name."""
        return self.names.index(name)

    def rest_positions_m(self) -> F64:
        """Return [J, 3] joint positions in model space at rest."""
        out = np.array(self.rest_offsets_m, float)
        for joint, parent in enumerate(self.parents):
            if parent >= 0:
                out[joint] += out[parent]
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class RiggedModel:
    """A character: skinned meshes over one skeleton. Mesh names: ``body`` (hero), ``mid`` (a third of the triangles), ``distant`` (a sixth)."""

    skeleton: Skeleton
    model: Model


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTake:
    """One actor's (or one crowd member's) performance over the scene, in the skeleton's joint order."""

    actor: str
    """Character id."""
    member: int
    """0, or the number of the crowd member."""
    rotations: NDArray[np.float32]
    """[F, J, 4] joint rotations in parent space, (w, x, y, z)."""
    translations_m: NDArray[np.float32]
    """[F, J, 3] joint positions in parent space (the root's: in set space)."""
    visible: NDArray[np.bool_]
    """[F]."""
    face: Mapping[str, NDArray[np.float32]] | None = None
    """[F] per curve of a biped's face, for morph targets: ``motion.face.FaceTrack.curves``. None without one (creatures)."""
    shapes: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    """[F] how much of each of the model's own morphs shows; a built-in body has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTake:
    """How one mesh of a prop (its lid, its flame, its shards) stands in it."""

    name: str
    object_from_part: NDArray[np.float64]
    """[F, 4, 4], or [1, 4, 4] when it does not move."""
    visible: NDArray[np.bool_]
    """[F]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropTake:
    """Where a prop is on every frame of the scene."""

    prop: str
    world_from_object: NDArray[np.float32]
    """[F, 4, 4]."""
    visible: NDArray[np.bool_]
    """[F]."""
    lit: NDArray[np.float32]
    """[F] emission scale: 0 off, 1 burning, with flicker."""
    glow: NDArray[np.float32] | None = None
    """[F] emission scale of what shines by itself and lights nothing, a screen, where that changes."""
    parts: tuple[PartTake, ...] = ()
    """Those of its meshes that move in it or are not seen all the time, in order of names."""


TouchKind = Literal["grasp", "give", "press", "strike", "hold", "push", "embrace", "support", "drag", "carry", "bite", "block"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A contact that the act intends: bodies may meet here, and the joint is where it should be on the first frame.

    Exactly one of ``partner``, ``prop`` and ``piece`` says what is touched (none: the ground or a point of the set).
    """

    range: FrameRange
    """Scene frames while it lasts; its first is the frame of the contact."""
    actor: str
    joint: str
    """``leftHand`` or ``rightHand``: then the middle of the palm is meant, 0.08 m past the wrist at 1.72 m; else the joint itself."""
    kind: TouchKind
    position_m: Vec3
    """Where palm or joint should be on the first frame, in set space."""
    partner: str = ""
    partner_joint: str = ""
    """The partner's nearest joint: ``chest``, ``rightHand``."""
    prop: str = ""
    piece: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touches:
    """All touches that one scene's performance means, in order of time."""

    scene: str
    touches: tuple[Touch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """The whole scene, acted."""

    frames: int
    actors: tuple[ActorTake, ...]
    props: tuple[PropTake, ...]
    contacts: tuple[Contact, ...]
    touches: tuple[Touch, ...] = ()
    """What is meant to touch, in order of time: checks of penetration except these pairs of joints while they last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighting:
    """Light and air on one frame of a shot."""

    lights: tuple[Light, ...]
    sky: Sky
    air: Air
    sprites: tuple[Sprites, ...]
    exposure_ev: float = 0.0
