// Plays the stream where the page is served; opened from a folder, the page plays the file itself.
"use strict";
const film = document.getElementById("film");
const served = location.protocol.startsWith("http");
if (served && window.Hls && Hls.isSupported()) {
  for (const track of film.querySelectorAll("track")) track.remove(); // the stream carries the captions
  const hls = new Hls({ renderTextTracksNatively: true });
  hls.on(Hls.Events.ERROR, (_, fault) => {
    film.dataset.fault = fault.details;
    if (fault.fatal) { hls.destroy(); film.src = film.dataset.mp4; }
  });
  hls.loadSource(film.dataset.hls);
  hls.attachMedia(film);
} else if (served && film.canPlayType("application/vnd.apple.mpegurl")) {
  film.src = film.dataset.hls;
}
for (const button of document.querySelectorAll("button[data-start]")) {
  button.addEventListener("click", () => { film.currentTime = Number(button.dataset.start); film.play(); });
}
