// The picture: as large as it fits or as asked for, with the box of the selected item on it.

import {$, el} from "./dom.js";

const stage = $("stage");
const frame = $("picture");
const outline = $("outline");

let canvas = [960, 540];
let size = "fit";
let image = null;
let asked = 0;  // pictures that were to be shown, and the latest of them that was
let shown = 0;

/** The picture's width and height in CSS pixels. */
function place() {
  const style = getComputedStyle(stage);
  const width = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const height = stage.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  const scale = size === "fit" ? Math.min(width / canvas[0], height / canvas[1])
                               : Number(size) / devicePixelRatio / canvas[0];
  return [Math.max(16, Math.floor(canvas[0] * scale)), Math.max(9, Math.floor(canvas[1] * scale))];
}

function lay() {
  const [width, height] = place();
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
}

/** Device pixels to ask for. */
export function wantedWidth() {
  const width = size === "fit" ? Math.round(place()[0] * devicePixelRatio) : Number(size);
  return Math.min(3840, Math.max(16, width));
}

export function setCanvas(next) {
  canvas = next;
  lay();
}

export function setSize(next) {
  size = next;
  lay();
}

export function onResize(call) {
  new ResizeObserver(() => {
    lay();
    call();
  }).observe(stage);
}

/** Shows a picture once it is decoded, so that nothing flickers; older ones that come late are let go. */
export async function show(blob, facts, description) {
  const number = ++asked;
  const next = el("img", {alt: description, draggable: "false"});
  const url = URL.createObjectURL(blob);
  next.src = url;
  try {
    await next.decode();
  } catch {
    URL.revokeObjectURL(url);
    return false;
  }
  if (number < shown) {
    URL.revokeObjectURL(url);
    return false;
  }
  shown = number;
  if (image) URL.revokeObjectURL(image.src);
  if (image) image.replaceWith(next);
  else frame.prepend(next);
  image = next;
  Object.assign(frame.dataset, {edition: facts.edition, time: facts.time, frame: facts.frame,
                                width: next.naturalWidth, shown: performance.timeOrigin + performance.now()});
  return true;
}

/** `call` gets the place of a click in canvas units. */
export function onPick(call) {
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect();
    call((event.clientX - box.left) / box.width * canvas[0],
         (event.clientY - box.top) / box.height * canvas[1]);
  });
}

export function showOutline(box) {
  outline.hidden = !box;
  if (!box) return;
  const [x, y, width, height] = box;
  const margin = 3;
  outline.style.left = `${(x - margin) / canvas[0] * 100}%`;
  outline.style.top = `${(y - margin) / canvas[1] * 100}%`;
  outline.style.width = `${(width + 2 * margin) / canvas[0] * 100}%`;
  outline.style.height = `${(height + 2 * margin) / canvas[1] * 100}%`;
}
