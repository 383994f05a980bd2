"""Small scenes that the tests of this department build for themselves."""

from __future__ import annotations

from redearth.breakdown.model import Act, Beat, CastList, Character, Location, Place, Prop, Scene, Speech
from redearth.direction.model import SetPlan
from redearth.direction.plan_set import plan_set
from redearth.voice.model import Line

CITY = Location(id="ruined-city", name="RUINED CITY", interior=False, exterior=True, features=("gate", "tower"))
TUNNEL = Location(id="shelter-tunnel", name="SHELTER TUNNEL", interior=True, exterior=False, features=("gate", "lever", "tunnel"))
VAULT = Location(id="seed-vault", name="SEED VAULT", interior=True, exterior=False, features=("door", "planter"))
ROOM = Location(id="study", name="STUDY", interior=True, exterior=False, features=("table", "lamp"))
CAST = CastList(
    characters=(
        Character(id="ada", name="ADA", sex="female", speaks=True),
        Character(id="bo", name="BO", sex="male", speaks=True),
        Character(id="cy", name="CY", speaks=True),
        Character(id="beast", name="BEAST", kind="creature", legs=6),
        Character(id="crowd", name="CROWD", kind="crowd", count=20),
    ),
    props=(
        Prop(id="shoot", name="SHOOT", emphasised=True),
        Prop(id="flare", name="FLARE", emphasised=True),
        Prop(id="lever", name="LEVER", emphasised=True, fixed=True),
        Prop(id="gate", name="gate", fixed=True),
    ),
)


def act(
    key: str,
    primitive: str,
    *actors: str,
    tension: float = 0.3,
    paragraph: int = 0,
    parallel: bool = False,
    text: str = "",
    **more: object,
) -> Beat:
    """Return an action beat; ``more`` goes to its :class:`Act`."""
    more.setdefault("lemma", primitive.lower())
    doing = Act(primitive=primitive, actors=actors, **more)  # type: ignore[arg-type]
    return Beat(
        id=f"s/{key}", kind="action", text=text or key, act=doing, tension=tension, paragraph=paragraph, parallel=parallel
    )


def say(key: str, speaker: str, text: str, to: str = "", tension: float = 0.3) -> Beat:
    """Return a spoken beat."""
    speech = Speech(speaker=speaker, text=text, addressees=(to,) if to else ())
    return Beat(id=f"s/{key}", kind="speech", text=text, speech=speech, tension=tension)


def place(relation: str, name: str, second: str = "") -> Place:
    """Return a place by name."""
    return Place(relation=relation, kind="anchor", id=name, second_id=second)


def scene(*beats: Beat, cast: tuple[str, ...] = ("ada", "bo"), present: tuple[str, ...] | None = None, **more: object) -> Scene:
    """Return a scene sheet of these beats; everybody of ``cast`` is there from the start unless ``present`` says otherwise."""
    return Scene(
        id="s", number="1", heading="S", location="x", interior=False, exterior=True, time_of_day="day", cast=cast, beats=beats,
        present_at_start=cast if present is None else present, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def lines(sheet: Scene, seconds: float = 1.6, **changed: float) -> list[Line]:
    """Return a line of equal length for each speech; ``changed`` gives other lengths by key."""
    return [
        Line(
            beat=b.id, character=b.speech.speaker, text=b.speech.text, duration_s=changed.get(b.id[2:], seconds), phonemes=(), words=(),
        )
        for b in sheet.beats
        if b.speech is not None
    ]  # fmt: skip


def chase() -> Scene:
    """Return a scene with a run, a creature, a lever, a flare and a gate that shuts."""
    return scene(
        act("run", "RUN", "ada", "bo", tension=0.7, places=(place("down", "tunnel"),)),
        act("hold", "HOLD", "ada", tension=0.6, objects=("shoot",), text="Ada holds the shoot against her chest"),
        act("burst", "APPEAR", "beast", tension=0.8, places=(place("out_of", "dust"),)),
        say("close", "bo", "Close the gate!", "ada", 0.8),
        act("pull", "PULL", "bo", tension=0.7, objects=("lever",), text="Bo pulls a LEVER"),
        act("charge", "CHARGE", "beast", tension=0.9),
        act("step", "WALK", "bo", tension=0.8, places=(place("between", "ada", "beast"),)),
        act("raise", "RAISE", "bo", tension=0.8, objects=("flare",), text="He raises a FLARE"),
        say("go", "bo", "Go!", "ada", 0.9),
        act("rear", "REAR", "beast", tension=0.9),
        act("slam", "OBJECT_EVENT", tension=0.7, objects=("gate",), event="slam"),
        cast=("ada", "bo", "beast"), present=("ada", "bo"),
    )  # fmt: skip


def meeting() -> Scene:
    """Return a scene in which two talk, one kneels, one looks away and comes back, and a third enters."""
    return scene(
        act("wind", "ENVIRONMENT_EVENT", event="wind"),
        act("walk", "WALK", "ada", "bo", places=(place("toward", "sun"),)),
        act("stop", "STOP", "ada"),
        act("kneel", "KNEEL", "ada"),
        say("call", "ada", "Come and look at this.", "bo"),
        act("back", "RUN", "bo", places=(place("to", "ada"),)),
        say("what", "bo", "What is it?", "ada"),
        act("find", "OBJECT_EVENT", objects=("shoot",), event="reveal", text="A green SHOOT"),
        say("grow", "ada", "It grows.", "bo", 0.5),
        act("enter", "WALK", "cy", places=(place("to", "ada"),)),
        say("well", "cy", "Well?", "ada"),
        act("nod", "NOD", "ada"),
        cast=("ada", "bo", "cy"), present=("ada", "bo"),
    )  # fmt: skip


def plan_of(location: Location) -> SetPlan:
    """Return a location's set."""
    return plan_set(location)
