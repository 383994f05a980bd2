"""What props do while they are held or lie about: they open and shut, break, catch fire, light up and go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from redearth.breakdown.model import Prop
from redearth.core.seed import seed_from
from redearth.direction.model import Blocking, PropHold
from redearth.stage.motion.ease import rise, wander
from redearth.stage.parts import F64, PartTake
from redearth.stage.props.catalogue import PropKind
from redearth.stage.props.kinds import kind_of

_OPENING = frozenset(("open", "unlock", "part"))
_SHUTTING = frozenset(("close", "slam", "shut", "lock", "seal"))
_BREAKING = frozenset(("break", "explode"))
_LIGHTING = frozenset(("blaze", "ignite", "light", "glow", "burn", "flare", "flicker", "switch_on", "start"))
_DOUSING = frozenset(("go_out", "stop"))
_READING = frozenset(
    ("read", "browse", "leaf_through", "flip_through", "study", "write", "scribble", "note_down", "翻", "读", "看书")
)
_STRIKING_A_LIGHT = frozenset(
    ("light", "ignite", "kindle", "switch_on", "turn_on", "flip_on", "activate", "set_fire", "burn", "点燃", "点亮", "点着")
)
_PUTTING_OUT = frozenset(
    (
        "put_out",
        "extinguish",
        "blow_out",
        "turn_off",
        "switch_off",
        "snuff",
        "douse",
        "stub_out",
        "shut_off",
        "吹灭",
        "熄灭",
        "关掉",
    )
)
_SMASHING = frozenset(
    (
        "smash",
        "break",
        "shatter",
        "crush",
        "snap",
        "destroy",
        "wreck",
        "demolish",
        "tear",
        "砸",
        "打破",
        "打碎",
        "砸碎",
        "摔碎",
        "撕碎",
    )
)
_FALL_MPS2 = 9.81
_CHARRED_S = 2.6
_SWING_S = 0.7
_CATCH_S, _SPREAD_S = 0.15, 1.4
"""How long a wick takes to catch, and a fire to spread over paper or cloth."""
_SEEN = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something happens to a prop: ``open shut break light out flicker``, from ``start_s`` on for ``long_s``."""

    kind: str
    start_s: float
    long_s: float


def changes_of(prop: str, blocking: Blocking) -> tuple[Change, ...]:
    """Return what the events and cues of a scene do to a prop, in order of time."""
    found: list[Change] = []
    for event in blocking.events:
        if event.subject == prop:
            start, long = event.range.start / blocking.fps, event.range.duration / blocking.fps
            for kind, words in (
                ("open", _OPENING),
                ("shut", _SHUTTING),
                ("break", _BREAKING),
                ("light", _LIGHTING),
                ("out", _DOUSING),
            ):
                if event.kind in words:
                    found.append(Change(kind=kind, start_s=start, long_s=min(long, _SWING_S)))
            if event.kind == "flicker":
                found.append(Change(kind="flicker", start_s=start, long_s=long))
    for cue in blocking.cues:
        if cue.prop == prop:
            # The hands have what they came for after a third of the act.
            start, long = (cue.range.start + cue.range.duration / 3) / blocking.fps, cue.range.duration / 2 / blocking.fps
            found += [Change(kind=kind, start_s=start, long_s=max(long, 0.25)) for kind in _done_by(cue.primitive, cue.lemma)]
    return tuple(sorted(found, key=lambda c: (c.start_s, c.kind)))


def _done_by(primitive: str, lemma: str) -> list[str]:
    doing = (
        ("open", primitive == "OPEN" or lemma in _READING),
        ("shut", primitive == "CLOSE"),
        ("light", lemma in _STRIKING_A_LIGHT and primitive not in ("OPEN",)),
        ("out", lemma in _PUTTING_OUT),
        ("break", lemma in _SMASHING and primitive in ("STRIKE", "THROW", "RELEASE")),
    )
    return [kind for kind, so in doing if so]


def row_of(prop: str) -> PropKind:
    """Return the table's row for a prop of which only the id is known."""
    return kind_of(Prop(id=prop, name=prop.replace("-", " ")))


def burning(prop: str, lit: F64, changes: Sequence[Change], fps: int) -> F64:
    """Return how brightly a prop burns, [F]: what its holds say, what events and hands add, and how it dies down when it goes out.

    What only shines, as a screen does, burns never: it is no lamp.
    """
    time = np.arange(len(lit)) / fps
    kind = row_of(prop)
    if "shines" in kind.states:
        return np.zeros(len(lit))
    out = np.asarray(lit, float).copy()
    if "burns" in kind.states and out.any():
        out *= rise(time, float(time[int(np.argmax(out > 0))]), _SPREAD_S)
    if {"lights", "burns"} & set(kind.states):
        for change in changes:
            since = time - change.start_s
            if change.kind == "light" and not (out[since >= 0] > 0).any():
                caught = rise(since, 0.0, _SPREAD_S if "burns" in kind.states else _CATCH_S)
                out = np.maximum(out, caught * _burn(since, prop))
            elif change.kind in ("out", "break"):
                out = np.where(since >= 0, out * np.exp(-np.maximum(since, 0.0) * 14), out)
    for change in changes:
        if change.kind == "flicker":
            out = out * _gutter(time - change.start_s, change.long_s, prop)
    return np.where(out < 0.002, 0.0, out)


def _burn(since: F64, prop: str) -> F64:
    return np.clip(
        0.86 + 0.09 * wander(since, 6.3, "flicker", seed_from(prop)) + 0.05 * wander(since, 2.1, "swell", prop), 0.6, 1.0
    )


def _gutter(since: F64, long_s: float, prop: str) -> F64:
    """Fall nearly dark again and again while it flickers."""
    deep = np.clip(0.5 + 0.9 * wander(since, 5.0, "gutter", prop), 0.06, 1.0)
    return np.where((since >= 0) & (since < long_s), deep, 1.0)


def shining(prop: str, frames: int, changes: Sequence[Change], fps: int) -> F64 | None:
    """Return how brightly a screen shines, [F], when anything happens to it; None when it shines all the time or never does."""
    told = [c for c in changes if c.kind in ("light", "out", "flicker", "break")]
    if "shines" not in row_of(prop).states or not told:
        return None
    time = np.arange(frames) / fps
    glow = np.full(frames, 0.0 if told[0].kind == "light" else 1.0)
    for change in told:
        since = time - change.start_s
        if change.kind == "flicker":
            glow = glow * _gutter(since, change.long_s, prop)
        else:
            level = 1.0 if change.kind == "light" else 0.0
            glow = glow + (level - glow) * rise(since, 0.0, 0.12)
    return glow


def parts_of(
    prop: str, holds: Sequence[PropHold], changes: Sequence[Change], world: F64, lit: F64, fps: int
) -> tuple[PartTake, ...]:
    """Return how the parts of a prop stand in it, given its own poses ``world`` [F, 4, 4] and how brightly it burns [F]."""
    kind, frames = row_of(prop), len(world)
    time = np.arange(frames) / fps
    whole = np.ones(frames, bool)
    takes: list[PartTake] = []
    broken = next((c.start_s for c in changes if c.kind == "break"), None) if "breaks" in kind.states else None
    if broken is not None:
        whole &= time < broken
        takes.append(PartTake(name="broken", object_from_part=_fallen(world, holds, broken, fps), visible=~whole))
    if "burns" in kind.states and lit.any():
        charred = time >= float(np.argmax(lit > 0.05)) / fps + _CHARRED_S
        takes.append(PartTake(name="burnt", object_from_part=np.eye(4)[None], visible=charred & whole))
        whole &= ~charred
    if {"burns", "lights"} & set(kind.states) and lit.any():
        takes.append(PartTake(name="flame", object_from_part=_upright(world, lit, time, kind, prop), visible=lit > _SEEN))
    if kind.hinge is not None:
        share = _openness(kind, changes, time)
        poses = np.array([kind.hinge.pose(float(s)) for s in (share if np.ptp(share) else share[:1])])
        if not whole.all() or not np.allclose(poses, np.eye(4)):
            takes.append(PartTake(name="lid", object_from_part=poses, visible=whole))
    if not whole.all():
        takes.append(PartTake(name="prop", object_from_part=np.eye(4)[None], visible=whole))
    return tuple(sorted(takes, key=lambda t: t.name))


def _openness(kind: PropKind, changes: Sequence[Change], time: F64) -> F64:
    """Return how far a thing is open, [F]; it starts as its first change needs it, else as its kind does."""
    told = [c for c in changes if c.kind in ("open", "shut")]
    rests_open = kind.hinge is not None and kind.hinge.starts_open
    share = np.full(len(time), float(told[0].kind == "shut") if told else float(rests_open))
    for change in told:
        goal = 1.0 if change.kind == "open" else 0.0
        share = share + (goal - share) * rise(time, change.start_s, change.long_s)
    return share


def _fallen(world: F64, holds: Sequence[PropHold], start_s: float, fps: int) -> F64:
    """Return where the shards are in the object [F, 4, 4]: they fall from where it broke to what is beneath."""
    frames = len(world)
    at = min(frames - 1, max(0, round(start_s * fps)))
    hold = next((h for h in holds if at in h.range), None)
    ground = hold.position_m[1] if hold is not None and not hold.holder else 0.0
    drop = max(0.0, float(world[at, 1, 3]) - ground)
    since = np.maximum(np.arange(frames) / fps - start_s, 0.0)
    place = np.tile(np.eye(4), (frames, 1, 1))
    place[:, 0, 3], place[:, 2, 3] = world[at, 0, 3], world[at, 2, 3]
    place[:, 1, 3] = ground + np.maximum(0.0, drop - 0.5 * _FALL_MPS2 * since**2)
    return np.linalg.inv(world) @ place


def _upright(world: F64, lit: F64, time: F64, kind: PropKind, prop: str) -> F64:
    """Return flames that stand upright on their foot whatever way the thing is held, and lick up and down, [F, 4, 4]."""
    local = time - time[int(np.argmax(lit > _SEEN))]
    tall = np.maximum(np.clip(lit, 0.0, 1.0) * (0.9 + 0.16 * wander(local, 7.0, "lick", prop)), 0.05)
    turn = np.swapaxes(world[:, :3, :3], 1, 2) * np.stack([np.ones_like(tall), tall, np.ones_like(tall)], -1)[:, None, :]
    out = np.tile(np.eye(4), (len(world), 1, 1))
    out[:, :3, :3], out[:, :3, 3] = turn, np.array(kind.flame_m) - turn @ np.array(kind.flame_m)
    return out
