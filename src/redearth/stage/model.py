"""Stages as plain arrays: what a renderer is handed (`View`), and what the performance touches (`Contact`).

No type here knows OpenUSD. Shapes: N instances, J joints, V vertices, T triangles, P sprites, F frames. Space: set space, metres, Y up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from redearth.core.space import Vec3

F32 = NDArray[np.float32]
U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]
Pattern = Literal[
    "plain", "sand", "rock", "concrete", "rust", "painted_metal", "bare_metal", "suit_cloth", "cloth", "rubber", "skin", "flesh",
    "leaf", "soil", "wood", "glass", "screen", "snow", "hair", "plaster",
    "water", "ice", "regolith", "foliage", "turf", "asphalt", "masonry",
]  # fmt: skip
"""Procedural surface a renderer layers over the base colour: variation, wear, dust, bump."""


ColorSpace = Literal["srgb", "linear"]
"""``srgb``: colour, decoded when it is sampled; ``linear``: numbers such as roughness or normals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that a surface wears; row 0 is the top, where v is 1."""

    pixels: U8
    """[H, W, 4]; alpha is not premultiplied."""
    color_space: ColorSpace = "srgb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A metallic-roughness surface; colours are scene-linear Rec.709.

    Images are named as in ``Assets.images`` and multiply the plain values, as in glTF; what wears any shows no pattern and no wear, but see
    :attr:`outlined`.
    """

    name: str
    base_color_linear: Vec3
    roughness: float = 0.7
    metallic: float = 0.0
    emission_linear: Vec3 = (0.0, 0.0, 0.0)
    pattern: Pattern = "plain"
    pattern_scale_m: float = 1.0
    """Size of the pattern's largest features."""
    bump: float = 0.5
    wear: float = 0.3
    """0 factory new … 1 ruined: rust, chips, dust."""
    wetness: float = 0.0
    base_color_image: str = ""
    metallic_roughness_image: str = ""
    """Green is roughness, blue is metallic."""
    normal_image: str = ""
    """Tangent-space normals, green up."""
    emission_image: str = ""
    occlusion_image: str = ""
    """Red is how open the surface is to its surroundings."""
    alpha_cutoff: float = 0.0
    """Where the base colour image's alpha is below this, there is no surface; 0: whole."""
    two_sided: bool = False
    """Whether its back is drawn too, whatever its pattern."""
    opacity: float = 1.0
    """1 solid; less is a clear sheet whose body lets ``1 - opacity`` of the light through, face on, in the hue of its base colour."""

    @property
    def clear(self) -> bool:
        """Whether what stands behind shows through it."""
        return self.opacity < 1

    @property
    def images(self) -> tuple[str, ...]:
        """The names of the images it wears, base colour, metal and roughness, normal, emission, occlusion; empty where there is none."""
        return self.base_color_image, self.metallic_roughness_image, self.normal_image, self.emission_image, self.occlusion_image

    @property
    def outlined(self) -> bool:
        """Whether its image only cuts it out and leans its normals, because it grows: its colours are its pattern's."""
        return self.alpha_cutoff > 0 and bool(self.base_color_image) and self.pattern in ("foliage", "turf")

    @property
    def textured(self) -> bool:
        """Whether it wears any image."""
        return any(self.images)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesh:
    """Triangles; ``material[t]`` indexes ``Assets.materials``. Skinned when ``joints`` is set."""

    positions: F32
    """[V, 3]."""
    normals: F32
    """[V, 3], unit."""
    triangles: U32
    """[T, 3], counter-clockwise from outside."""
    material: U32
    """[T]."""
    joints: U32 | None = None
    """[V, 4]."""
    weights: F32 | None = None
    """[V, 4], rows sum to 1."""
    uvs: F32 | None = None
    """[V, 2] places in the materials' images: (0, 0) is their lower left corner; they repeat."""
    morphs: Mapping[str, F32] = field(default_factory=dict)
    """[V, 3] by name: how far each shape of a face moves the vertices before joints do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """Meshes and materials that several shots share, by name; ``key`` changes whenever anything in it does."""

    key: str
    materials: tuple[Material, ...]
    meshes: Mapping[str, Mesh]
    images: Mapping[str, Image] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One mesh of one asset bundle, drawn N times (or once, skinned)."""

    asset: str
    """``Assets.key``."""
    mesh: str
    world_from_object: F32
    """[N, 4, 4]."""
    world_from_bind: F32 | None = None
    """[J, 4, 4] skinning matrices; then N is 1 and ``world_from_object`` is the identity."""
    static: bool = False
    """True when it does not move during the shot."""
    seed: int = 0
    """Varies the pattern from one thing to the next."""
    name: str = ""
    """Prim path on the stage."""
    shadow_mesh: str = ""
    """A lighter mesh of the same bundle and skeleton that throws its shadow; empty: its own does."""
    emission_scale: float = 1.0
    """Multiplies the emission of its materials (a lamp that flickers)."""
    morph_weights: Mapping[str, float] = field(default_factory=dict)
    """How much of each of the mesh's ``morphs`` shows; those that are not named do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A light. ``sun``: ``intensity`` is irradiance; ``point`` and ``spot``: irradiance at 1 m, falling with distance squared."""

    kind: Literal["sun", "spot", "point"]
    color_linear: Vec3
    intensity: float
    position_m: Vec3 = (0.0, 0.0, 0.0)
    direction: Vec3 = (0.0, -1.0, 0.0)
    """Unit vector in which the light travels."""
    inner_cone_rad: float = 0.3
    outer_cone_rad: float = 0.6
    radius_m: float = 0.1
    """Size of the source, for soft shadows and highlights (for a sun: tangent of its angular radius)."""
    shadow: bool = False
    volumetric: float = 1.0
    """Share of its light that shows in the air."""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sky:
    """The surroundings' light: a vertical gradient, a haze band at the horizon and the sun's glow; scene-linear radiance."""

    zenith_linear: Vec3
    horizon_linear: Vec3
    ground_linear: Vec3
    sun_color_linear: Vec3 = (0.0, 0.0, 0.0)
    sun_direction: Vec3 = (0.0, -1.0, 0.0)
    ambient: float = 1.0
    """Scales the light that the sky (or, inside, the room) throws on surfaces."""
    visible: bool = True
    """False inside: the background is then the fog colour."""
    cloud: float = 0.0
    """Share of the sky that clouds cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Air:
    """Fog and dust: density per metre at y = 0, falling exponentially with height."""

    density: float
    height_falloff_m: float = 8.0
    color_linear: Vec3 = (1.0, 1.0, 1.0)
    """Single-scattering albedo."""
    anisotropy: float = 0.6
    """Henyey-Greenstein g."""
    unevenness: float = 0.5
    """0 smooth … 1 drifting clouds."""
    drift_mps: Vec3 = (0.5, 0.0, 0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sprites:
    """Round soft particles that face the camera: dust, embers, sparks."""

    positions: F32
    """[P, 3]."""
    radius_m: F32
    """[P]."""
    color_linear: F32
    """[P, 4]: radiance and opacity."""
    velocity: F32
    """[P, 3] m/s; fast ones are drawn as streaks."""
    emissive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """The camera on one frame; it looks along its -Z."""

    world_from_camera: NDArray[np.float64]
    """[4, 4]."""
    vertical_fov_rad: float
    focal_mm: float
    t_stop: float
    focus_m: float
    near_m: float = 0.1
    far_m: float = 1500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything visible on one frame."""

    camera: Camera
    draws: tuple[Draw, ...]
    lights: tuple[Light, ...]
    sky: Sky
    air: Air
    sprites: tuple[Sprites, ...]
    time_s: float
    """Seconds from the start of the shot; drifting noise follows it."""
    seed: int
    """From the shot's identity: grain and drift."""
    exposure_ev: float = 0.0
    """The lighting designer's offset to the metered exposure, in stops."""


class Playback(Protocol):
    """A shot, ready to be drawn: its asset bundles and a function from frame to view."""

    frames: int
    assets: Mapping[str, Assets]

    def view(self, frame: int) -> View:
        """Return what is visible on ``frame`` of the shot (0 is its first)."""


ContactKind = Literal["footstep", "land", "kneel", "grasp", "release", "touch", "press", "strike", "cloth", "body_fall", "claw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One touch of the performance, for the sound department; ``frame`` in scene frames."""

    frame: int
    kind: ContactKind
    actor: str
    surface: str
    position_m: Vec3
    strength: float
    """0 a brush … 1 as hard as it gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """All contacts of one scene in order of time."""

    scene: str
    contacts: tuple[Contact, ...] = field(default=())
