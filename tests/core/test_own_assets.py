"""Which files of sets/ and props/ belong to which name."""

from __future__ import annotations

import json
from pathlib import Path

from redearth.core.own_assets import CAST_SUFFIXES, MOTION_SUFFIXES, OwnAsset, own_asset_at, own_assets


def _put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_models_are_found_by_the_scripts_words(tmp_path: Path) -> None:
    """A file, a folder with a model named as itself, a folder with one model; other files are no models."""
    _put(
        tmp_path,
        **{
            "sets/Seed Vault.glb": "",
            "sets/war room/War Room.usda": "",
            "sets/war room/part.usda": "",
            "sets/war room/tex/a.png": "",
            "sets/hall/x.gltf": "",
            "sets/notes.txt": "",
        },
    )
    found = own_assets(tmp_path, "sets").found
    assert {name: one.main for name, one in found.items()} == {
        "seed-vault": "sets/Seed Vault.glb",
        "war-room": "sets/war room/War Room.usda",
        "hall": "sets/hall/x.gltf",
    }
    assert sorted(found["war-room"].paths) == [
        "sets/war room/War Room.usda",
        "sets/war room/part.usda",
        "sets/war room/tex/a.png",
    ]


def test_a_gltf_brings_the_files_it_names_and_no_others(tmp_path: Path) -> None:
    """Files in the film folder come along; what lies outside, in the net or nowhere does not."""
    uris = ["a.bin", "tex/b%20c.png", "../script.fountain", "../../secret", "http://x/y.bin", "data:,", "a\0b"]
    _put(
        tmp_path / "film",
        **{
            "props/cup.gltf": json.dumps({"buffers": [{"uri": uri} for uri in uris]}),
            "props/a.bin": "",
            "props/tex/b c.png": "",
            "script.fountain": "",
        },
    )
    _put(tmp_path, secret="")
    found = own_assets(tmp_path / "film", "props").found
    assert sorted(found["cup"].paths) == ["props/a.bin", "props/cup.gltf", "props/tex/b c.png", "script.fountain"]


def test_links_that_lead_out_are_passed_over(tmp_path: Path) -> None:
    """A link to a model outside the film folder is no model of the film's."""
    _put(tmp_path, **{"film/props/a.txt": "", "secret.glb": ""})
    (tmp_path / "film/props/cup.glb").symlink_to(tmp_path / "secret.glb")
    assert own_assets(tmp_path / "film", "props").found == {}


def test_what_is_odd_is_said(tmp_path: Path) -> None:
    """Two files of one name, and a folder in which no model is the main one."""
    _put(tmp_path, **{"props/cup.glb": "", "props/cup.usdz": "", "props/kit/a.glb": "", "props/kit/b.glb": ""})
    assets = own_assets(tmp_path, "props")
    assert assets.found["cup"].main == "props/cup.usdz" and len(assets.odd) == 2


def test_broken_json_brings_nothing(tmp_path: Path) -> None:
    """Whoever reads the model says what is wrong with it."""
    for text in ("{", "[]", '{"buffers": 3}', '{"buffers": [1]}', '{"images": [{"uri": 5}]}'):
        _put(tmp_path, **{"props/cup.gltf": text})
        assert list(own_assets(tmp_path, "props").found["cup"].paths) == ["props/cup.gltf"]


def test_bodies_and_motions_have_formats_of_their_own(tmp_path: Path) -> None:
    """VRM and USD are bodies, BVH and VRMA motions; the preferred one of two formats is used."""
    _put(
        tmp_path,
        **{"cast/Lin.glb": "", "cast/LIN.vrm": "", "cast/ma.bvh": "", "motions/Opens the box.bvh": "", "motions/dance.usda": ""},
    )
    cast = own_assets(tmp_path, "cast", CAST_SUFFIXES)
    assert {name: one.main for name, one in cast.found.items()} == {"lin": "cast/LIN.vrm"}
    assert cast.odd == ("cast/Lin.glb is not used: cast/LIN.vrm has the same name",)
    assert list(own_assets(tmp_path, "motions", MOTION_SUFFIXES).found) == ["opens-the-box"]


def test_a_named_file_stays_in_the_film_folder(tmp_path: Path) -> None:
    """A path that climbs out, is absolute, holds a NUL or ends otherwise is refused in words."""
    _put(tmp_path / "film", **{"bodies/a.glb": "", "a.txt": ""})
    _put(tmp_path, **{"b.glb": ""})
    found = own_asset_at(tmp_path / "film", "bodies/a.glb", CAST_SUFFIXES)
    assert isinstance(found, OwnAsset) and found.main == "bodies/a.glb"
    for place in ("../b.glb", str(tmp_path / "b.glb"), "a\0.glb", "a.txt", "none.glb"):
        assert isinstance(own_asset_at(tmp_path / "film", place, CAST_SUFFIXES), str)
