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


def test_begins_with_the_good_picture(page: Page, address: str) -> None:
    """The first frame shown by the stream has the full size."""
    page.goto(address)
    page.evaluate("() => { film.muted = true; return film.play(); }")
    page.wait_for_function("() => film.currentTime > 0.2", timeout=20_000)
    assert page.evaluate("() => film.videoWidth") == 160


@pytest.mark.parametrize("width_px", [1280, 390])
def test_plays_from_a_folder(page: Page, released: Path, width_px: int) -> None:
    """Opened with a double click, the page plays the file with its captions, fits the window and asks nothing of any network."""
    asked: list[str] = []
    page.set_viewport_size({"width": width_px, "height": 844})
    page.on("request", lambda request: asked.append(request.url))
    page.goto((released / "release" / "index.html").as_uri())
    page.wait_for_function("() => film.textTracks[0].cues && film.textTracks[0].cues.length === 2", timeout=20_000)
    page.evaluate("() => { film.muted = true; }")
    page.get_by_role("button", name="Play the film").click()
    page.wait_for_function("() => film.currentTime > 0.2", timeout=20_000)
    assert page.evaluate("() => film.currentSrc").startswith("file:")
    assert not page.locator("#begin").is_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.locator(".scenes img").evaluate_all("(all) => all.forEach((image) => { image.loading = 'eager'; })")
    page.wait_for_function("() => [...document.images].every((image) => image.naturalWidth > 0)", timeout=20_000)


def test_keys_and_scenes_steer_the_film(page: Page, released: Path) -> None:
    """A scene starts where it begins and is marked as the one that plays; keys pause, jump, mute and change the captions."""
    page.goto((released / "release" / "index.html").as_uri())
    page.evaluate("() => { film.muted = true; }")
    page.get_by_role("button", name="INT. <HALL>").click()
    page.wait_for_function("() => !film.paused && film.currentTime >= 2.5", timeout=20_000)
    page.wait_for_function("() => scenes[1].ariaCurrent === 'true' && scenes[0].ariaCurrent === null", timeout=20_000)
    page.keyboard.press("k")
    assert page.evaluate("() => film.paused")
    page.keyboard.press("j")
    assert page.evaluate("() => film.currentTime") == 0
    page.keyboard.press("m")
    assert not page.evaluate("() => film.muted")
    shown = []
    for _ in range(3):
        page.keyboard.press("c")
        shown.append(page.evaluate("() => [...film.textTracks].filter((t) => t.mode === 'showing').map((t) => t.language)"))
    assert shown == [["zh"], [], ["en"]]


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
