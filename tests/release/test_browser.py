"""The page in a real browser: plays by HLS to the last second, passes axe, runs nothing the script says."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from redearth.cli.play import serve_release

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def address(released: Path) -> Iterator[str]:
    """Serve the release on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(serve_release(released / "release"), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of headless Chromium that may start sound by itself."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser.new_page(bypass_csp=True)
        browser.close()


def test_plays_to_the_end_by_hls(page: Page, address: str) -> None:
    """hls.js plays the film to its last second without an error, with its captions."""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(address)
    page.evaluate("() => { film.muted = true; film.playbackRate = 2; return film.play(); }")
    page.wait_for_function("() => film.ended", timeout=20_000)
    state = page.evaluate(
        "() => ({duration: film.duration, source: film.currentSrc, fault: film.dataset.fault || '', tracks: film.textTracks.length})"
    )
    assert state["source"].startswith("blob:"), "the file was played instead of the stream"
    assert state["fault"] == ""
    assert abs(state["duration"] - 132 / 24) < 0.1
    assert state["tracks"] == 2
    assert dialogs == []


def test_page_passes_axe(page: Page, address: str) -> None:
    """axe-core finds no fault in the page."""
    page.goto(address)
    page.add_script_tag(path=AXE)
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in result["violations"]] == []


def test_browser_reads_the_captions(page: Page, address: str) -> None:
    """Chromium's own WebVTT parser finds every cue, with the script's text taken literally."""
    page.goto(address)
    script = """async () => {
      const video = document.createElement('video'), track = document.createElement('track');
      track.kind = 'captions'; track.src = 'captions/en.vtt'; track.default = true; video.append(track);
      track.track.mode = 'hidden'; document.body.append(video);
      await new Promise((done, fail) => { track.onload = done; track.onerror = fail; });
      return [...track.track.cues].map(c => c.getCueAsHTML().textContent);
    }"""
    assert page.evaluate(script) == ["Hello there.", "<i>Tags</i> & all."]


def test_the_script_is_shown_literally(page: Page, address: str) -> None:
    """Markup in a title is text on the page, and the linked data still parses."""
    page.goto(address)
    assert page.locator("h1").inner_text().casefold() == "red <b>earth</b> & </script>"
    assert page.evaluate("() => JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent).name") == (
        "RED <b>EARTH</b> & </script>"
    )
