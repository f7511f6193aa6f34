// The page: what it shows is a moment of a scene, drawn by the program that serves it.

import {$, el} from "./dom.js";
import {Clock} from "./clock.js";
import {Newest, query} from "./frames.js";
import {showItem, showProblems} from "./facts.js";
import * as keys from "./keys.js";
import * as params from "./params.js";
import * as picture from "./picture.js";
import * as state from "./state.js";
import * as timeline from "./timeline.js";

const STATE_PAUSE_MS = 120;  // between two looks at the state while the film plays

let news = null;
let held = {};               // params that the hand has taken from the timeline
let momentProblems = [];     // of the picture asked for last
let atOnce = 0;              // the duration of the latest pictures, smoothed
let stateTimer = 0;

const clock = new Clock(moved);
const scene = () => news?.scene ?? null;
const wishes = () => ({theme: $("theme").value === scene().theme ? "" : $("theme").value, set: held});

// ---- pictures

const frames = new Newest("/frame", {take: takePicture, refuse: refusePicture});
const states = new Newest("/state", {most: 1, take: (body) => state.update(body), refuse: () => {}});

/** While pictures cannot keep up with what moves, they are drawn at half the size. */
function width() {
  const full = picture.wantedWidth();
  return atOnce > 45 && (clock.playing || scrubbing()) ? Math.round(full / 2) : full;
}

let lastMove = 0;
const scrubbing = () => performance.now() - lastMove < 150;

function askPicture() {
  if (!scene()) return;
  frames.wish({t: clock.playing ? clock.timeOf(clock.frame) : clock.time, w: width(), format: $("format").value, ...wishes()});
}

async function takePicture(blob, facts, wish) {
  atOnce = atOnce * 0.7 + facts.ms * 0.3;
  setMomentProblems([]);
  if (!await picture.show(blob, facts, scene().description || scene().title)) return;
  params.update(facts.params, held);
  $("status").dataset.ms = facts.ms;
  if (news.fresh) setStatus("live", `${facts.ms.toFixed(0)} ms`);
  askState();
  // This one is still on its way as far as `frames` knows: whether all is quiet is seen later.
  if (wish.w < picture.wantedWidth() && !clock.playing) setTimeout(() => frames.idle && askPicture(), 160);
}

function refusePicture(problems) {
  setMomentProblems(problems);
}

function askState() {
  if (stateTimer) return;
  stateTimer = setTimeout(() => {
    stateTimer = 0;
    if (scene()) states.wish({t: clock.time, ...wishes()});
  }, clock.playing ? STATE_PAUSE_MS : 0);
}

// ---- the moment

function moved() {
  lastMove = performance.now();
  timeline.move(clock);
  const {film} = clock;
  $("time").textContent = `${clock.time.toFixed(2)} / ${film.duration.toFixed(2)} s  ·  ${clock.frame + 1} of ${film.frames}`;
  $("section").textContent = film.sections[clock.section]?.name ?? "";
  const play = document.querySelector("[data-do=play]");
  play.setAttribute("aria-pressed", String(clock.playing));
  play.setAttribute("aria-label", clock.playing ? "Pause" : "Play");
  select(null);
  if (!clock.playing) history.replaceState(null, "", `#t=${clock.time.toFixed(3)}`);
  askPicture();
}

const actions = {
  home: () => clock.go(0),
  end: () => clock.go(clock.film.duration),
  play: () => clock.toggle(),
  "previous-frame": () => clock.stepFrames(-1),
  "next-frame": () => clock.stepFrames(1),
  "previous-section": () => clock.stepSections(-1),
  "next-section": () => clock.stepSections(1),
};

function setLoop(loop) {
  clock.loop = loop;
  $("loop").value = loop;
  timeline.move(clock);
}

// ---- params

function setParam(name, value) {
  held = {...held, [name]: value};
  params.update({}, held);
  askPicture();
}

function resetParams(name) {
  held = name === undefined ? {} : Object.fromEntries(Object.entries(held).filter(([other]) => other !== name));
  params.update({}, held);
  askPicture();
}

// ---- items

function select(item) {
  showItem(item, () => select(null));
  picture.showOutline(item?.box);
}

async function pick(x, y) {
  if (!scene()) return;
  const response = await fetch(`/item?${query({t: clock.time, x: x.toFixed(2), y: y.toFixed(2), ...wishes()}, 0)}`);
  if (response.ok) select(await response.json());
}

// ---- news

function setStatus(kind, text) {
  $("status").className = `status ${kind}`;
  $("status").textContent = text;
}

function setMomentProblems(problems) {
  if (problems.length === 0 && momentProblems.length === 0) return;
  momentProblems = problems;
  tellProblems();
}

function tellProblems() {
  showProblems([...news.problems, ...momentProblems]);
  const errors = news.problems.some((one) => one.severity === "error");
  $("stale").hidden = news.fresh || !scene();
  if (errors || !news.fresh) setStatus("wrong", "errors");
  else setStatus("live", $("status").dataset.ms ? `${Number($("status").dataset.ms).toFixed(0)} ms` : "ready");
}

function takeNews(next) {
  const before = scene();
  news = next;
  $("script").textContent = news.script;
  document.title = `${scene()?.title ?? news.script} – lantern`;
  momentProblems = [];
  tellProblems();
  if (!scene() || scene().edition === before?.edition) return;
  $("title").textContent = scene().title;
  clock.setFilm(scene().film);
  picture.setCanvas(scene().canvas);
  held = Object.fromEntries(Object.entries(held).filter(([name]) => scene().params.some((param) => param.name === name)));
  const theme = $("theme").value || scene().theme;
  $("theme").replaceChildren(...scene().themes.map((name) => el("option", {}, name)));
  $("theme").value = scene().themes.includes(theme) && before && theme !== before.theme ? theme : scene().theme;
  moved();  // the picture first: the rest can be made while it is drawn
  timeline.build(scene(), clock);
  params.build(scene().params, {set: setParam, reset: resetParams});
}

function listenForNews() {
  const source = new EventSource("/news");
  source.onmessage = (event) => takeNews(JSON.parse(event.data));
  source.onerror = () => setStatus("gone", "lantern is not running");
}

// ---- wiring

for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", actions[button.dataset.do]);
}
$("speed").addEventListener("change", () => { clock.speed = Number($("speed").value); });
$("loop").addEventListener("change", () => setLoop($("loop").value));
$("theme").addEventListener("change", askPicture);
$("format").addEventListener("change", askPicture);
$("size").addEventListener("change", () => {
  picture.setSize($("size").value);
  askPicture();
});
$("reset").addEventListener("click", () => resetParams());
$("help").addEventListener("click", () => $("keys").showModal());
picture.onResize(askPicture);
picture.onPick(pick);
keys.listen(clock, {
  l: () => setLoop(clock.loop === "section" ? "off" : "section"),
  r: () => resetParams(),
  escape: () => select(null),
  "?": () => $("keys").showModal(),
});
const start = /^#t=([\d.]+)$/.exec(location.hash);
if (start) clock.time = Number(start[1]);
clock.film.duration = Infinity;
setStatus("waiting", "reading the scene");
listenForNews();
