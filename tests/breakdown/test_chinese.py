"""Chinese clauses."""

import pytest

from tests.breakdown.reading import beats_of

BEFORE = "林停下。她点头。魏转身。他点头。\n\n@林\n魏。\n\n@魏\n林。"


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("林跪下，拂去尘土。", [("KNEEL", ("林",), ()), ("BRUSH", ("林",), ())]),
        ("魏拉下红色的拉杆。", [("PULL", ("魏",), ("lever",))]),
        ("林把嫩芽递给魏。", [("GIVE", ("林",), ("shoot",))]),
        ("魏转身，跑向她。", [("TURN", ("魏",), ()), ("RUN", ("魏",), ())]),
        ("林看着魏。", [("LOOK", ("林",), ("魏",))]),
        ("魏没有动。", [("STAND", ("魏",), ())]),
        ("大门关上。", [("OBJECT_EVENT", (), ("gate",))]),
        ("寂静。", [("ENVIRONMENT_EVENT", (), ())]),
    ],
)
def test_clause(action: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    """Verbs by longest match; the subject is carried on; 把 names the thing."""
    acts = [b.act for b in beats_of(action, before=BEFORE) if b.act]
    assert [(a.primitive, a.actors, a.objects) for a in acts] == expected


def test_goals() -> None:
    """朝 and 向 make a goal of a place and of a person."""
    (walk,) = (b.act for b in beats_of("林朝太阳走去。", before=BEFORE) if b.act)
    assert [(p.relation, p.id) for p in walk.places] == [("toward", "sun")]
    run = [b.act for b in beats_of("魏转身，跑向她。", before=BEFORE) if b.act][1]
    assert [(p.kind, p.id) for p in run.places] == [("character", "林")]


def test_once_begun_and_by_hand() -> None:
    """笑了笑 is one smile, 开始 begins an action and opens nothing, 用手 says how, and a noise outside is heard."""
    smile, run, brush, noise = (b.act for b in beats_of("魏笑了笑。林开始跑。林用手拂去尘土。外面传来一声巨响。", before=BEFORE))
    assert smile is not None and run is not None and brush is not None and noise is not None
    assert (smile.primitive, smile.actors) == ("EXPRESS", ("魏",))
    assert (run.primitive, run.actors, run.aspect) == ("RUN", ("林",), "start")
    assert (brush.primitive, brush.actors) == ("BRUSH", ("林",))
    assert (noise.primitive, noise.event) == ("ENVIRONMENT_EVENT", "rumble")
