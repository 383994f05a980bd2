"""What each scene needs and what each line means: scenes, cast, properties, locations, beats, staging report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redearth.core.span import Span

BeatKind = Literal["speech", "action", "sound", "title", "hold"]
Status = Literal["staged", "approximated", "not_understood"]
Delivery = Literal["radio", "whisper", "shout", "off_screen", "voice_over", "phone", "thought", "pa", "mask"]
CharacterKind = Literal["person", "creature", "crowd"]
Transition = Literal["cut", "dissolve", "fade_in", "fade_out", "wipe", "smash_cut", "match_cut"]
Primitive = Literal[
    "WALK", "RUN", "CRAWL", "CLIMB", "JUMP", "FALL", "RISE", "SIT", "STAND", "LIE", "KNEEL", "CROUCH",
    "TURN", "LOOK", "STARE", "NOD", "SHAKE_HEAD", "POINT", "WAVE", "GESTURE", "REACH", "TOUCH", "GRAB", "HOLD", "RELEASE",
    "GIVE", "THROW", "CATCH", "PUSH", "PULL", "OPEN", "CLOSE", "PRESS", "STRIKE", "DODGE", "AIM", "FIRE", "CARRY",
    "EMBRACE", "RAISE", "LEAN", "BRUSH", "EXPRESS", "BREATHE", "TREMBLE", "VOCALISE", "STOP", "APPEAR", "VANISH", "WRITE",
    "USE", "EAT", "DRINK", "REAR", "LUNGE", "CHARGE", "SCREAM",
    "DRAG", "SUPPORT", "BLOCK", "BITE", "RECOIL", "DIE", "COIL", "MOTION",
    "OBJECT_EVENT", "ENVIRONMENT_EVENT", "HOLD_PLAIN",
]  # fmt: skip
"""Motion primitives of direction, in the field's terms.

``STAND`` is the plain state; ``EXPRESS`` is a face or mood; ``STOP`` ends a movement;
``OBJECT_EVENT`` is a thing that acts (a gate shuts, a light flickers); ``ENVIRONMENT_EVENT`` is wind, dust, light, silence;
``MOTION`` plays a recorded motion of the user's own, named by its file; ``HOLD_PLAIN`` is the visible fallback of a line that was not understood.
"""


Emblem = Literal[
    "", "shrug", "clap", "cheer", "dance", "salute", "bow", "pray", "fold_arms", "throw_up_hands", "thumbs_up", "snap_fingers", "stretch",
    "beckon", "cover_face", "hands_on_hips", "dig", "sweep", "hammer", "saw", "type", "stir", "wash", "knock", "strum", "drum", "conduct",
]  # fmt: skip
"""Gestures and works of the hands that are played as they are written, whatever their primitive; empty: the primitive's own motion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What the costume department settled, or the director ordered in ``film.toml``, beyond the script's words."""

    family: str = ""
    """A family of clothes (``stage.cast.outfit.Family``); empty: as the words say."""
    gear: tuple[str, ...] | None = None
    """Single things worn and carried, instead of those the words name."""
    hair: str = ""
    """A style and a colour in words."""
    skin: str = ""
    colours: tuple[str, ...] = ()
    """Of the clothes, the main one first."""
    apart: int = 0
    """How often colours and trim were drawn anew, so that nobody looks like an earlier one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Somebody or something that acts: a person, a creature or a crowd."""

    id: str
    """Slug of the name: ``lin``, ``elder-ma``, ``crawler``."""
    name: str
    """As the script writes it, without extension."""
    kind: CharacterKind = "person"
    age: int | None = None
    sex: Literal["female", "male", "unknown"] = "unknown"
    count: int = 1
    """Members of a crowd."""
    wardrobe: tuple[str, ...] = ()
    """Words about clothes, such as ``yellow``, ``pressure suit``."""
    traits: tuple[str, ...] = ()
    """Other words the script gives, such as ``six-legged``, ``mutated``, ``old``."""
    legs: int | None = None
    speaks: bool = False
    stature_m: float | None = None
    """As the director ordered it; None: as age, sex and traits have it."""
    dress: Dress = Dress()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """A thing the script names and somebody handles or sees."""

    id: str
    """Slug of the word: ``shoot``, ``lever``, ``flare``."""
    name: str
    words: tuple[str, ...] = ()
    """Adjectives: ``red``, ``green``."""
    emphasised: bool = False
    """Written in capitals: direction owes it an insert."""
    fixed: bool = False
    """Part of the set (a lever, a gate, a door), not carried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastList:
    """Everybody and everything of the film, in order of appearance."""

    characters: tuple[Character, ...]
    props: tuple[Prop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is or goes: an actor, a thing, a named part of the set or a direction."""

    relation: str = "at"
    """``at to from toward behind between in_front_of beside down across into out_of off through against above``."""
    kind: Literal["character", "prop", "anchor", "direction", "camera"] = "anchor"
    id: str = ""
    """Character or prop id, an anchor word (``gate``, ``door``, ``tunnel``, ``sun``), or a direction word (``away``)."""
    second_id: str = ""
    """The other end of ``between``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One uninterrupted line of dialogue."""

    speaker: str
    text: str
    """Byte for byte what the script says, parentheticals removed, line breaks as single spaces."""
    deliveries: tuple[Delivery, ...] = ()
    parentheticals: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    dual: bool = False
    emotion: str = ""
    """One of ``calm tense fear anger joy grief wonder`` or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One clause of action: who does what, to what, where, how."""

    primitive: Primitive
    lemma: str
    """The verb (or noun of an event) it was understood from."""
    actors: tuple[str, ...] = ()
    """Character ids; empty for events of things and surroundings."""
    objects: tuple[str, ...] = ()
    """Ids of characters or props acted on."""
    instrument: str = ""
    places: tuple[Place, ...] = ()
    manner: tuple[str, ...] = ()
    """Adverbs and moods: ``slowly``, ``limping``."""
    aspect: Literal["plain", "start", "try", "stop", "keep"] = "plain"
    negated: bool = False
    speed: float = 1.0
    """Relative to the primitive's usual speed."""
    sound: str = ""
    """Word of the sound it makes, when the script says so: ``roar``, ``slam``, ``scream``."""
    emblem: Emblem = ""
    event: str = ""
    """For events: ``open close slam jam spark blaze flicker go_out wind dust rise silence roll cold_light …``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """The smallest unit of a scene: a speech, an action clause, a sound, a title or a plain hold.

    Exactly one of ``speech``, ``act`` and ``title`` is set, by ``kind``; a ``sound`` and a ``hold`` carry an ``act``.
    """

    id: str
    """Identity inside the film: scene id, ``/``, then ``lin.kneel.1`` or ``lin.says.2``: who, what, ordinal; never a list index."""
    kind: BeatKind
    text: str
    """The words it was understood from."""
    speech: Speech | None = None
    act: Act | None = None
    title: str = ""
    parallel: bool = False
    """Starts together with the beat before it instead of after it."""
    paragraph: int = 0
    """Beats of one paragraph share a number that is counted inside the scene."""
    tension: float = 0.3
    """0 calm … 1 climax."""
    shot_note: str = ""
    """Text of a ``[[shot: …]]`` note or camera words (``CLOSE ON``) that bind here."""
    hold_s: float = 0.0
    """From ``[[hold: 2s]]``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A prop somebody brings into a scene."""

    prop: str
    character: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inscription:
    """Words that stand on a thing of the place."""

    on: Literal["sign", "screen"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place the film returns to; all its scenes share one set."""

    id: str
    """Slug of the place words: ``ruined-city``."""
    name: str
    interior: bool
    exterior: bool
    words: tuple[str, ...] = ()
    """Lower-case content words of the slugline and of the actions that describe the place."""
    features: tuple[str, ...] = ()
    """Fixed things that its scenes name: ``gate``, ``lever``, ``door``, ``planter``, ``tower``; sorted."""
    inscriptions: tuple[Inscription, ...] = ()
    """What its scenes say is written on signs and screens, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A scene sheet: everything direction needs to stage it. Holds no line numbers (see ``Breakdown.spans``)."""

    id: str
    """Locked scene number, or slug of the slugline with its ordinal: ``ext-ruined-city-dawn-1``."""
    number: str
    """The writer's own scene number, else the ordinal in the script."""
    heading: str
    location: str
    interior: bool
    exterior: bool
    time_of_day: Literal["dawn", "morning", "day", "dusk", "evening", "night"]
    continuous: bool = False
    weather: tuple[str, ...] = ()
    """Words such as ``dust``, ``wind``, ``rain``, ``snow``, ``fog``, ``cold blue light``."""
    cast: tuple[str, ...] = ()
    """Character ids in order of appearance."""
    props: tuple[str, ...] = ()
    carried: tuple[Carried, ...] = ()
    present_at_start: tuple[str, ...] = ()
    """Characters who are there when the scene opens; the others enter."""
    beats: tuple[Beat, ...] = ()
    eighths: int = 1
    """Length in eighths of a page."""
    transition_in: Transition = "cut"
    transition_out: Transition = "cut"
    notes: tuple[str, ...] = ()
    """Scene-wide notes: ``look: night``, ``music: dread``, ``set: seed vault``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StagingLine:
    """How one sentence of the script was understood."""

    span: Span
    text: str
    status: Status
    understood_as: tuple[str, ...] = ()
    """One readable clause per beat: ``LIN kneels``."""
    why: str = ""
    write_instead: str = ""
    beats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatSpan:
    """Where a beat stands in the script."""

    beat: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The whole film, broken down."""

    title: str
    author: str
    synopsis: str
    file: str
    scenes: tuple[Scene, ...]
    characters: tuple[Character, ...]
    props: tuple[Prop, ...]
    locations: tuple[Location, ...]
    spans: tuple[BeatSpan, ...]
    staging: tuple[StagingLine, ...]
    notices: tuple[str, ...] = ()
    """What was assumed while reading, each with ``file:line``."""
