// The film as tracks: sections, steps, captions, and how each param runs. A press anywhere scrubs.

import {$, el, short, svg} from "./dom.js";

const root = $("timeline");
let film = {duration: 1};
let tracks = null;
let slider = null;  // the ruler, for keys and screen readers
let head = null;
let loop = null;
let sectionButtons = [];

const percent = (time) => `${film.duration > 0 ? time / film.duration * 100 : 0}%`;

function span(start, end) {
  return (element) => {
    element.style.left = percent(start);
    element.style.width = percent(end - start);
    return element;
  };
}

/** Which of as few lanes as possible each step lies in, so that none covers another. */
function lanes(steps) {
  const ends = [];
  return steps.map((step) => {
    let lane = ends.findIndex((end) => end <= step.start + 1e-9);
    if (lane < 0) lane = ends.length;
    ends[lane] = Math.max(step.end + step.hold, step.start + 1e-6);
    return lane;
  });
}

function sectionTrack(clock) {
  sectionButtons = film.sections.map((section, i) =>
    span(section.start, section.end)(el("button", {
      type: "button", class: "section", title: `${section.name} (${i + 1})`,
      onclick: () => clock.goToSection(i),
    }, el("b", {}, String(i + 1)), ` ${section.name}`)));
  return el("div", {class: "track sections"}, ...sectionButtons);
}

function stepTrack(steps) {
  const places = lanes(steps);
  const track = el("div", {class: "track steps"});
  track.style.setProperty("--lanes", Math.max(1, ...places.map((lane) => lane + 1)));
  steps.forEach((step, i) => {
    const block = span(step.start, step.end)(el("span", {class: "step", title: `${step.words} (line ${step.line})`}, step.words));
    const hold = span(step.end, step.end + step.hold)(el("span", {class: "hold", hidden: step.hold <= 0}));
    for (const one of [block, hold]) one.style.setProperty("--lane", places[i]);
    track.append(block, hold);
  });
  return track;
}

function captionTrack() {
  return el("div", {class: "track captions"}, ...film.captions.map((caption) =>
    span(caption.start, caption.end)(el("span", {class: "caption", title: caption.text}, caption.text))));
}

/** A line for numbers; bands for choices and keys. */
function paramTrack(param) {
  const numbers = param.curve.every((value) => typeof value === "number");
  const title = numbers ? `${short(Math.min(...param.curve))} … ${short(Math.max(...param.curve))}` : "";
  const track = el("div", {class: "track param", title});
  if (!numbers) {
    const last = param.curve.length - 1;
    for (let from = 0; from < last;) {
      let to = from;
      while (to < last && param.curve[to] === param.curve[from]) to += 1;
      track.append(span(from / last * film.duration, to / last * film.duration)(
        el("span", {class: "value"}, String(param.curve[from]))));
      from = Math.max(to, from + 1);
    }
    return track;
  }
  const least = Math.min(...param.curve), most = Math.max(...param.curve);
  const height = (value) => most > least ? 1 - (value - least) / (most - least) : 0.5;
  const points = param.curve.map((value, i) => `${i},${(height(value) * 100).toFixed(1)}`).join(" ");
  track.append(svg("svg", {viewBox: `0 -8 ${param.curve.length - 1} 116`, preserveAspectRatio: "none", "aria-hidden": "true"},
    svg("polyline", {points, "vector-effect": "non-scaling-stroke"})));
  return track;
}

/** A round number of seconds between marks of the ruler, for about ten of them. */
function ruler() {
  const rough = film.duration / 10;
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((one) => one >= rough) ?? 1800;
  const track = el("div", {
    class: "track ruler", tabindex: "0", role: "slider", "aria-label": "Time",
    "aria-valuemin": "0", "aria-valuemax": String(film.duration),
  });
  for (let i = 0; i * step <= film.duration + 1e-9; ++i) {
    const mark = el("span", {}, short(i * step));
    mark.style.left = percent(i * step);
    track.append(mark);
  }
  return track;
}

function scrub(clock) {
  const seek = (event) => {
    const box = tracks.getBoundingClientRect();
    clock.go((event.clientX - box.left) / box.width * film.duration);
  };
  tracks.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button")) return;
    tracks.setPointerCapture(event.pointerId);
    seek(event);
    event.preventDefault();
    slider.focus();
  });
  tracks.addEventListener("pointermove", (event) => {
    if (tracks.hasPointerCapture(event.pointerId)) seek(event);
  });
}

export function build(scene, clock) {
  film = scene.film;
  slider = ruler();
  const rows = [["Time", slider]];
  if (film.sections.length > 0) rows.push(["Sections", sectionTrack(clock)]);
  rows.push(["Steps", stepTrack(scene.steps)]);
  if (film.captions.length > 0) rows.push(["Captions", captionTrack()]);
  for (const param of scene.params) rows.push([param.name, paramTrack(param)]);
  head = el("div", {class: "head"});
  loop = el("div", {class: "loop", hidden: true});
  tracks = el("div", {class: "tracks"}, loop, ...rows.map(([, track]) => track), head);
  const names = el("div", {class: "names", "aria-hidden": "true"}, ...rows.map(([name, track]) => {
    const label = el("span", {title: name}, name);
    if (track.style.getPropertyValue("--lanes")) label.style.setProperty("--lanes", track.style.getPropertyValue("--lanes"));
    return label;
  }));
  root.replaceChildren(names, tracks);
  scrub(clock);
  move(clock);
}

export function move(clock) {
  if (!tracks) return;
  head.style.left = percent(clock.time);
  slider.setAttribute("aria-valuenow", clock.time.toFixed(3));
  slider.setAttribute("aria-valuetext", `${clock.time.toFixed(2)} seconds`);
  sectionButtons.forEach((button, i) => button.classList.toggle("now", i === clock.section));
  loop.hidden = clock.loop === "off";
  if (!loop.hidden) span(clock.stretch().start, clock.stretch().end)(loop);
}
