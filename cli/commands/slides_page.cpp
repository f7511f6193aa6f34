#include "cli/commands/slides_page.h"

#include <fmt/format.h>

#include "output/markup/element.h"

namespace lantern {
namespace {

constexpr const char* kStyle = R"css(
html,body{height:100%;margin:0;overflow:hidden;font-family:system-ui,sans-serif}
.slide{position:absolute;inset:0;display:none;align-items:center;justify-content:center}
.slide.shown{display:flex}
video,.end{width:100%;height:100%;object-fit:contain}
.end{display:none}
#notes{position:absolute;left:0;right:0;bottom:0;padding:1em 2em;font-size:1.1em;display:none}
#notes.shown{display:block}
#place{position:absolute;right:1em;bottom:.6em;font-size:.8em;opacity:.6}
@media (prefers-reduced-motion:reduce){body[data-phase=after] video{display:none}body[data-phase=after] .end{display:block}}
@media print{
@page{size:landscape}
html,body{height:auto;overflow:visible}
video,#notes,#place{display:none!important}
.slide{display:block!important;position:static;break-inside:avoid}
.slide+.slide{break-before:page}
.end{display:block!important;height:auto;max-height:85vh}
.slide::after{content:attr(data-notes);display:block;padding:1em 2em}
}
)css";

// The state is which slide is shown and whether its film has been started: "before" shows its first
// frame, "running" plays it, "after" holds its end.
constexpr const char* kScript = R"js(
'use strict';
const slides = [...document.querySelectorAll('.slide')];
const notes = document.getElementById('notes'), place = document.getElementById('place');
const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
let at = 0, phase = 'before';
const film = () => slides[at].querySelector('video');
function show(next, how) {
  film().pause();
  at = Math.max(0, Math.min(slides.length - 1, next));
  slides.forEach((slide, i) => slide.classList.toggle('shown', i === at));
  notes.textContent = slides[at].dataset.notes;
  document.title = slides[at].getAttribute('aria-label') + ' · ' + document.body.dataset.title;
  set(how);
}
function set(how) {
  phase = how;
  const video = film();
  if (how === 'before') { video.pause(); video.currentTime = 0; }
  if (how === 'after') { video.pause(); if (video.duration) video.currentTime = video.duration; }
  if (how === 'running') { video.currentTime = 0; video.play().catch(() => set('after')); }
  place.textContent = (at + 1) + ' / ' + slides.length;
  document.body.dataset.slide = at + 1;
  document.body.dataset.phase = phase;
}
function forward() {
  const played = lessMotion.matches ? 'after' : 'running';
  if (phase === 'before') set(played);
  else if (phase === 'running') set('after');
  else if (at + 1 < slides.length) show(at + 1, played);
}
function back() {
  if (phase !== 'before') set('before');
  else if (at > 0) show(at - 1, 'after');
}
for (const slide of slides) {
  slide.querySelector('video').addEventListener('ended', () => { if (slide === slides[at]) set('after'); });
}
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {ArrowRight: forward, ArrowDown: forward, PageDown: forward, ' ': forward, Enter: forward,
    ArrowLeft: back, ArrowUp: back, PageUp: back, Home: () => show(0, 'before'),
    End: () => show(slides.length - 1, 'after'), n: () => notes.classList.toggle('shown'),
    f: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()};
  const wanted = act[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!wanted) return;
  event.preventDefault();
  wanted();
});
addEventListener('click', event => event.clientX < innerWidth / 5 ? back() : forward());
show(0, 'before');
)js";

}  // namespace

std::string slides_page(const Film& film, const std::string& ground, const std::string& ink,
                        const std::vector<Slide>& slides) {
  const std::string lang = film.language.empty() ? "" : attribute("lang", film.language);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html{}>\n<head>\n<meta charset=\"utf-8\">\n{}\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<meta name=\"description\"{}>\n<style>{}body{{background:{};color:{}}}\n"
      "#notes{{background:{}}}</style>\n</head>\n<body{}>\n<main>\n",
      lang, Tag("title").around_text(film.title), attribute("content", film.description), kStyle,
      ground, ink, ground, attribute("data-title", film.title));
  for (const Slide& slide : slides) {
    out += fmt::format(
        "<section class=\"slide\"{}{}>"
        "<video playsinline preload=\"auto\"{} src=\"{}\"></video>"
        "<img class=\"end\" alt=\"\" src=\"{}\"></section>\n",
        attribute("aria-label", slide.name), attribute("data-notes", slide.notes),
        attribute("aria-label", slide.notes), slide.film, slide.end);
  }
  out += "</main>\n<aside id=\"notes\" aria-live=\"polite\"></aside>\n<div id=\"place\"></div>\n";
  return out + "<script>" + kScript + "</script>\n</body>\n</html>\n";
}

}  // namespace lantern
