"""The key of a task: the digest of its code, its options and its inputs."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from pathlib import Path

import grimp

from redearth.build.model import Task
from redearth.core.digest import digest_bytes, digest_tagged

_PACKAGE = "redearth"


def task_key(task: Task) -> str:
    """Return the key under which the task's artifact is stored."""
    parts = key_parts(task)
    return digest_tagged("task", [parts[name] for name in sorted(parts)])


def key_parts(task: Task) -> dict[str, str]:
    """Return the digests that make up a task's key, by name: ``code``, ``options`` and ``input <name>``."""
    parts = {f"input {name}": source.digest for name, source in task.inputs.items()}
    parts["function"] = digest_tagged("function", task.function)
    parts["code"] = code_digest(task.function.partition(":")[0])
    parts["options"] = digest_tagged("options", task.options)
    return parts


@cache
def code_digest(module: str) -> str:
    """Return the digest of all code and data that can change the result of a function in ``module``.

    That is the module, everything of Red Earth it imports directly or not, the data files of those departments, and the versions of
    the libraries they import. Departments import only upstream types, so this closure is complete and small.
    """
    graph = _import_graph()
    modules = sorted({module, *graph.find_upstream_modules(module)})
    own = [name for name in modules if name.split(".")[0] == _PACKAGE]
    libraries = sorted({name.split(".")[0] for name in modules} - {_PACKAGE})
    sources = sorted({path for name in own for path in _files_of(name)})
    return digest_tagged(
        "code",
        [
            [[path.relative_to(_root()).as_posix(), digest_bytes(path.read_bytes())] for path in sources],
            [[name, version] for name in libraries for version in _versions(name)],
        ],
    )


@cache
def _import_graph() -> grimp.ImportGraph:
    return grimp.build_graph(_PACKAGE, include_external_packages=True, cache_dir=None)


@cache
def _root() -> Path:
    return Path(__file__).resolve().parents[1]


def _files_of(module: str) -> list[Path]:
    relative = Path(*module.split(".")[1:])
    package, plain = _root() / relative / "__init__.py", (_root() / relative).with_suffix(".py")
    return [package if package.exists() else plain, *_data_of(module.split(".")[1] if "." in module else "")]


@cache
def _data_of(department: str) -> tuple[Path, ...]:
    """Return the files of a department that are not modules: shaders, tables, templates."""
    if not department:
        return ()
    files = (p for p in (_root() / department).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return tuple(sorted(p for p in files if p.suffix not in (".py", ".pyc")))


@cache
def _owners() -> dict[str, list[str]]:
    return {name: sorted(set(owners)) for name, owners in metadata.packages_distributions().items()}


def _versions(library: str) -> list[str]:
    return [f"{owner} {metadata.version(owner)}" for owner in _owners().get(library, [])]
