"""A task's key covers the code that can change its result, and no more."""

from __future__ import annotations

from redearth.build import keys


def test_the_closure_follows_imports() -> None:
    """The captions' code digest covers the caption text module, and not the renderer."""
    graph = keys._import_graph()
    upstream = graph.find_upstream_modules("redearth.edit.task")
    assert "redearth.core.caption_text" in upstream
    assert not any(name.startswith("redearth.picture") for name in upstream)


def test_data_files_count_as_code() -> None:
    """The page's template is part of the release's sources, and compiled files are not."""
    names = {p.name for p in keys._files_of("redearth.release.task")}
    assert {"task.py", "index.html", "hls.min.js"} <= names
    assert not any(name.endswith(".pyc") for name in names)


def test_departments_have_different_code() -> None:
    """Two departments' digests differ and are stable in one process."""
    assert keys.code_digest("redearth.edit.task") != keys.code_digest("redearth.master.task")
    assert keys.code_digest("redearth.edit.task") == keys.code_digest("redearth.edit.task")
