"""``redearth play``: the film's page, served on this machine alone."""

from __future__ import annotations

import socket
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from redearth.core.diagnostics import fault

LOOPBACK = "127.0.0.1"
_HOSTS = ["127.0.0.1", "localhost"]
_TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".m4s": "video/iso.segment", ".vtt": "text/vtt"}


def play(
    film: Annotated[Path, typer.Argument(metavar="FILM", help="A film folder, or the script it was made from.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 8024,
) -> None:
    """Serve the finished film on 127.0.0.1 until Ctrl-C."""
    folder = film if film.is_dir() else film.with_name(f"{film.stem}.film")
    release = folder / "out" / "release"
    if not (release / "index.html").is_file():
        raise fault(
            "play.nothing",
            "there is no finished film to play",
            where=str(release),
            remedy="a film that has been made",
            command=f"redearth make {quote(str(film))}",
        )
    with _listen(port) as door:
        typer.echo(f"playing at http://{LOOPBACK}:{door.getsockname()[1]}/  (Ctrl-C ends)")
        uvicorn.Server(uvicorn.Config(serve_release(release), log_level="warning")).run(sockets=[door])


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise fault(
            "play.port",
            f"port {port} cannot be used: {error.strerror}",
            remedy="a free port from 1024 to 65535, or 0 to take one",
            command="redearth play FILM --port 0",
        ) from None


def serve_release(release: Path) -> Starlette:
    """Return the application that serves a release folder: known hosts and own origin only, nothing outside the folder."""
    return Starlette(
        routes=[Mount("/", _Files(directory=release, html=True, follow_symlink=False))],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS), Middleware(_OwnOrigin)],
    )


class _Files(StaticFiles):
    def file_response(self, full_path, stat_result, scope, status_code=200):  # type: ignore[no-untyped-def]
        """Return a file under the type that players expect of it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        kind = _TYPES.get(Path(full_path).suffix)
        if kind is not None:
            response.headers["content-type"] = kind
        return response


class _OwnOrigin:
    """Refuses requests that another site's page makes, and forbids framing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", []))
        origin = headers.get(b"origin", b"").decode("latin-1")
        if scope["type"] == "http" and origin and origin != f"http://{headers.get(b'host', b'').decode('latin-1')}":
            await PlainTextResponse("another site may not read this", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)
