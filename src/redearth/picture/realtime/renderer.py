"""Draws a view: cull, pose, shadows, G-buffer, air and occlusion, light, sprites, bloom, lab."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from redearth.core.look import Look
from redearth.picture.aov import Aov, Aovs
from redearth.picture.exposure import meter, sunlit_ceiling_ev
from redearth.picture.model import Quality
from redearth.picture.realtime import aov, passes
from redearth.picture.realtime.bundles import Bundle
from redearth.picture.realtime.computed import computes
from redearth.picture.realtime.crowd import EMISSION, gather
from redearth.picture.realtime.crowd_cull import cull
from redearth.picture.realtime.flare_pass import flare_gain, sun_seat
from redearth.picture.realtime.frame_block import DARK_SKY, FrameNumbers, coarse_block, frame_block, lens_px, light_rows
from redearth.picture.realtime.glass_pass import clear_things, focus_on_vessels, record_glass
from redearth.picture.realtime.glow import glow_lights
from redearth.picture.realtime.grade import film_stock, grade_block
from redearth.picture.realtime.lab import record_lab
from redearth.picture.realtime.light_plan import LightPlan, plan_lights
from redearth.picture.realtime.motion_pass import plan_motion, record_motion
from redearth.picture.realtime.motion_seen import Shown, near_of
from redearth.picture.realtime.optics import Eye, eye_of
from redearth.picture.realtime.patterns import WORDS, shift_layers
from redearth.picture.realtime.pinpoints import pinpoints
from redearth.picture.realtime.scratch import Scratch
from redearth.picture.realtime.shadow_pass import cast_shadows, record_shadows
from redearth.picture.realtime.shutter_pass import record_shutter
from redearth.picture.realtime.sprites import sprite_rows
from redearth.picture.realtime.targets import make_targets
from redearth.picture.realtime.workshop import SHADOW_SIZE, workshop
from redearth.stage.model import F32, U32, Assets, View

_OCCLUSION = 1.35
"""Strength of ambient occlusion."""
_SHARP_PX = 2.0
"""Views whose background is blurred by less are drawn sharp."""
_COARSE_PX, _COARSE_LENS_PX = 2.8, 4.5
"""What is blurred by more is shaded at half size, in views whose background is blurred by this much."""

_METERED = 4.0
"""Exposure that linear radiance is drawn for: it says which lamps are too faint to count. A room's is near it, so that its meter wants no other programs."""


class Renderer:
    """A camera body: draws views at one size; frames depend on the view alone, never on what was drawn before."""

    def __init__(
        self, width: int, height: int, quality: Quality = "standard", look: Look | None = None, lut: bytes | None = None
    ) -> None:
        self._size = (width, height)
        self._quality = quality
        # Draft: a quarter of the pixels, enlarged at the end.
        self.width, self.height = (width, height) if quality == "standard" else ((width + 1) // 2, (height + 1) // 2)
        self._look = look or Look()
        self._shop = workshop()
        self._scratch, self._earlier = Scratch(self._shop.device), Scratch(self._shop.device)
        self._stock = film_stock(self._shop.device, self._look, lut)
        self._targets = make_targets(self._shop.device, self.width, self.height)

    def draw(
        self,
        view: View,
        assets: Mapping[str, Assets],
        *,
        exposure_ev: float | None = None,
        grain_seed: int = 0,
        before: View | None = None,
    ) -> NDArray[np.uint8]:
        """Return the finished picture [height, width, 3]; meters the view itself when ``exposure_ev`` is None.

        What moved since ``before``, the view of the frame before (or, on a first frame, of the next), is blurred by the open shutter.
        """
        if exposure_ev is None:
            exposure_ev = meter([self.draw_linear(view, assets)], sunlit_ceiling_ev(view))
        exposure = 2.0 ** (exposure_ev + view.exposure_ev + self._look.exposure_ev)
        self._record(view, assets, exposure, grain_seed, before=before if self._look.shutter_deg else None)
        return self._read_picture()

    def draw_linear(self, view: View, assets: Mapping[str, Assets], *, occlusion: bool = True) -> F32:
        """Return scene-linear radiance [height, width, 3] before bloom and tone curve; half as large in draft quality."""
        self._record(view, assets, _METERED, 0, lab=False, occlusion=occlusion)
        texture = self._targets.scene.texture
        raw = self._read(texture, 8).view(np.float16).reshape(self.height, -1, 4)
        return raw[:, : self.width, :3].astype(np.float32)

    def draw_aovs(
        self,
        view: View,
        assets: Mapping[str, Assets],
        wanted: Collection[Aov],
        *,
        exposure_ev: float = 0.0,
        neighbour: View | None = None,
    ) -> Aovs:
        """Return the arrays of ``wanted``, as large as :meth:`draw_linear`'s; motion is that between ``view`` and its ``neighbour``."""
        exposure = 2.0 ** (exposure_ev + view.exposure_ev + self._look.exposure_ev)
        frame = self._prepare(view, assets, exposure, 0, _OCCLUSION)
        return aov.draw_aovs(self._shop, (self._scratch, self._earlier), self._targets, frame, wanted, view, neighbour)

    def draw_motion(self, view: View, assets: Mapping[str, Assets], before: View) -> F32:
        """Return how far each pixel moved since ``before``, in pixels to the right and down [height, width, 2]."""
        if not self._record(view, assets, 1.0, 0, lab=False, before=before):
            return np.zeros((self.height, self.width, 2), np.float32)
        raw = self._read(self._targets.motion.texture, 8).view(np.float16).reshape(self.height, -1, 4)
        return raw[:, : self.width, :2].astype(np.float32)

    def _record(
        self,
        view: View,
        assets: Mapping[str, Assets],
        exposure: float,
        grain_seed: int,
        *,
        lab: bool = True,
        occlusion: bool = True,
        before: View | None = None,
    ) -> bool:
        """Draw into the targets; return whether anything moves since ``before``."""
        shop = self._shop
        frame = self._prepare(view, assets, exposure, grain_seed, _OCCLUSION if occlusion else 0.0, lab)
        encoder = shop.device.create_command_encoder()
        posed = passes.record_skinning(encoder, shop, self._scratch, frame, passes.poses_in_use(frame))
        record_shadows(encoder, shop, frame, posed)
        passes.record_geometry(encoder, shop, self._targets, frame, posed)
        passes.record_light(encoder, shop, self._targets, frame, posed)
        record_glass(encoder, shop, self._targets, frame, posed)
        passes.record_sprites(encoder, shop, self._targets, frame)
        shown = self._shown(view, assets) if lab else None
        motion = plan_motion(view, before, frame, self.width / self.height, shown)
        if motion is not None:
            record_motion(encoder, shop, self._earlier, self._targets, frame, posed, motion)
        if motion is not None and lab:
            record_shutter(encoder, shop, self._earlier, self._targets, self._look.shutter_deg, everywhere=motion.everywhere)
        if lab:
            focus_on_vessels(encoder, shop, self._targets, frame, posed)
            scene = self._targets.scene if motion is None else self._targets.moved
            record_lab(encoder, shop, self._scratch, self._targets, frame, scene)
        shop.device.queue.submit([encoder.finish()])
        return motion is not None

    def _shown(self, view: View, assets: Mapping[str, Assets]) -> Shown:
        by_key, open_frames = {one.key: one for one in assets.values()}, self._look.shutter_deg / 360
        return Shown(open_frames=open_frames, height_px=self.height, assets=by_key, near_m=near_of(view.camera))

    def _prepare(
        self, view: View, assets: Mapping[str, Assets], exposure: float, seed: int, occlusion: float, coarse: bool = False
    ) -> passes.Prepared:
        put, (bundles, base, materials) = self._scratch.put, self._bundles(assets)
        crowd, eye = gather(view.draws, bundles, base, view.time_s), eye_of(view.camera, self.width / self.height)
        small = pinpoints(view, assets, bundles, eye, self.height)
        crowd.records[small.records, EMISSION] *= small.shares
        faintest = 0.03 / exposure
        lit = replace(view, lights=(*view.lights, *glow_lights(view, assets, eye, faintest)))
        plan = plan_lights(lit, eye, crowd, SHADOW_SIZE, faintest)
        seen = cull(crowd, eye.planes(), eye.position, 0, shadows=False)
        cast, records = cast_shadows(crowd, plan.volumes, eye, seen.records)
        clear = clear_things(crowd, eye, len(records))
        numbers = self._numbers(exposure, seed, occlusion, self._coarse_depth(view) if coarse else 0.0)
        sprites = sprite_rows(lit, faintest, small.rows)
        return passes.Prepared(
            crowd=crowd,
            bundles=bundles,
            seen=seen,
            cast=cast,
            **self._blocks(view, eye, plan, numbers),
            records=self._scratch.table("records", crowd.records, 64),
            visible=put("visible", np.concatenate([records, clear.records])),
            clear=clear.runs,
            materials=self._scratch.table("materials", materials, 1),
            lights=put("lights", light_rows(plan.lights, faintest), uniform=True),
            plan=plan,
            sprites=put("sprites", sprites),
            sprite_count=len(sprites),
            images=self._shop.images_of(bundles),
            starry=view.sky.visible and max(view.sky.zenith_linear) < DARK_SKY,
            near_m=eye.near_m,
            flare_gain=flare_gain(self._look, self._targets.flare_level),
            sun_seat=sun_seat(view.sky, eye),
            defocused=self._quality == "standard" and lens_px(view, self.height) > _SHARP_PX,
        )

    def _blocks(self, view: View, eye: Eye, plan: LightPlan, numbers: FrameNumbers) -> dict[str, Any]:
        """Return the uniforms of a frame, named as in ``Prepared``."""
        put = partial(self._scratch.put, uniform=True)
        block, grade = frame_block(view, eye, plan.volumes, numbers), grade_block(self._look, self.width / self.height)
        return {
            "eyes": [put(f"eye {v.layer}", v.clip_from_world.T.astype(np.float32)) for v in plan.volumes],
            "frame": put("frame", block),
            "coarse_frame": put("coarse frame", coarse_block(block)) if numbers.coarse_depth else None,
            "grade": {1: put("grade", grade), **self._stock},
        }

    def _coarse_depth(self, view: View) -> float:
        """Return the depth of the plane behind which all is blurred by more than ``_COARSE_PX``; 0 where little is."""
        lens, drawn = lens_px(view, self.height), not computes(self._shop.device)
        halves = drawn and self._quality == "standard" and self.width % 2 == self.height % 2 == 0
        if not halves or lens < _COARSE_LENS_PX:
            return 0.0
        return view.camera.near_m / view.camera.focus_m * (1.0 - _COARSE_PX / lens)

    def _numbers(self, exposure: float, seed: int, occlusion: float, coarse_depth: float) -> FrameNumbers:
        return FrameNumbers(
            width=self.width,
            height=self.height,
            small_width=self._targets.small_width,
            small_height=self._targets.small_height,
            shadow_size=SHADOW_SIZE,
            occlusion=occlusion,
            exposure=exposure,
            grain_seed=seed & 0xFFFF,
            coarse_depth=coarse_depth,
        )

    def _bundles(self, assets: Mapping[str, Assets]) -> tuple[dict[str, Bundle], dict[str, int], U32]:
        bundles: dict[str, Bundle] = {}
        base: dict[str, int] = {}
        rows: list[U32] = []
        layers = 0
        for one in sorted(assets.values(), key=lambda a: a.key):
            if one.key in bundles or not one.meshes:
                continue
            bundles[one.key] = self._shop.bundle(one)
            self._shop.bake_for(material.pattern for material in one.materials)
            base[one.key] = sum(len(r) for r in rows)
            rows.append(shift_layers(bundles[one.key].materials, layers))
            layers += len(bundles[one.key].images)
        return bundles, base, np.concatenate(rows) if rows else np.zeros((1, WORDS), np.uint32)

    def _read_picture(self) -> NDArray[np.uint8]:
        raw = np.ascontiguousarray(self._read(self._targets.picture.texture, 4).reshape(self.height, -1, 4)[:, : self.width])
        # Pillow drops the fourth byte in half the time that a copy of three in four takes.
        picture = Image.frombuffer("RGBX", (self.width, self.height), raw, "raw", "RGBX", 0, 1).convert("RGB")
        if self._size != (self.width, self.height):
            picture = picture.resize(self._size, Image.Resampling.BICUBIC)
        return np.asarray(picture)

    def _read(self, texture: Any, pixel_bytes: int) -> NDArray[np.uint8]:
        row = (self.width * pixel_bytes + 255) // 256 * 256
        content = self._shop.device.queue.read_texture(
            {"texture": texture}, {"bytes_per_row": row, "rows_per_image": self.height}, (self.width, self.height, 1)
        )
        return np.frombuffer(content, np.uint8)
