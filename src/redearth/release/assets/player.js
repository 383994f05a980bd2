// Plays the stream where the page is served; opened from a folder, the page plays the file itself.
"use strict";
const film = document.getElementById("film"), begin = document.getElementById("begin");
const scenes = [...document.querySelectorAll("button[data-start]")];
const served = location.protocol.startsWith("http");
if (served && window.Hls && Hls.isSupported()) {
  for (const track of film.querySelectorAll("track")) track.remove(); // the stream carries the captions
  // Begin with the good picture: a slow line steps down after the first segment.
  const hls = new Hls({ renderTextTracksNatively: true, abrEwmaDefaultEstimate: 10_000_000 });
  hls.on(Hls.Events.ERROR, (_, fault) => {
    film.dataset.fault = fault.details;
    if (fault.fatal) { hls.destroy(); film.src = film.dataset.mp4; }
  });
  hls.loadSource(film.dataset.hls);
  hls.attachMedia(film);
} else if (served && film.canPlayType("application/vnd.apple.mpegurl")) {
  film.src = film.dataset.hls;
} else if (!served) { // a page in a folder may not read the caption files beside it, so it brings their text
  for (const track of film.querySelectorAll("track")) track.src = "data:text/vtt;charset=utf-8," + encodeURIComponent(track.dataset.text);
}

begin.hidden = document.getElementById("keys").hidden = false;
begin.addEventListener("click", () => { film.focus(); film.play(); });
film.addEventListener("play", () => { begin.hidden = true; });
film.addEventListener("timeupdate", () => {
  const now = scenes.filter((scene) => Number(scene.dataset.start) <= film.currentTime).pop();
  for (const scene of scenes) scene.ariaCurrent = scene === now && begin.hidden ? "true" : null;
});
for (const scene of scenes) {
  scene.addEventListener("click", () => {
    film.currentTime = Number(scene.dataset.start);
    film.scrollIntoView({ block: "nearest" });
    film.focus();
    film.play();
  });
}

const keys = {
  k: () => film.paused ? film.play() : film.pause(),
  j: () => { film.currentTime -= 5; },
  l: () => { film.currentTime += 5; },
  m: () => { film.muted = !film.muted; },
  f: () => document.fullscreenElement ? document.exitFullscreen() : film.requestFullscreen(),
  c: () => { // the next language, then none
    const tracks = [...film.textTracks], at = tracks.findIndex((track) => track.mode === "showing");
    for (const track of tracks) track.mode = "disabled";
    if (at + 1 < tracks.length) tracks[at + 1].mode = "showing";
  },
};
document.addEventListener("keydown", (event) => {
  const act = keys[event.key.toLowerCase()];
  if (act && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); act(); }
});
