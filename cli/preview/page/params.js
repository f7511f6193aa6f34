// Params with sliders. Untouched ones follow the timeline; a touched one is held, as by --set, until
// it is given back.

import {$, el, short} from "./dom.js";

const list = $("param-list");
let rows = new Map();

/** Ends and step of a slider: the param's range, else what the timeline makes of it, with room. */
function range(param) {
  const numbers = param.curve.filter((value) => typeof value === "number");
  let least = Math.min(...numbers), most = Math.max(...numbers);
  const room = most > least ? (most - least) / 4 : Math.abs(least) || 1;
  least = param.least ?? least - room;
  most = param.most ?? most + room;
  if (param.type === "count") return [Math.floor(least), Math.ceil(most), 1];
  return [least, most, 10 ** Math.floor(Math.log10((most - least) / 200 || 1))];
}

function slider(param, set) {
  const [min, max, step] = range(param);
  const id = `param-${param.name}`;
  const bar = el("input", {type: "range", id, min, max, step, "aria-label": param.name});
  const field = el("input", {type: "number", class: "number", step: param.type === "count" ? 1 : "any", "aria-label": `${param.name}, as a number`});
  bar.addEventListener("input", () => set(param.name, bar.value));
  field.addEventListener("change", () => field.value !== "" && set(param.name, field.value));
  const write = (value) => {
    bar.value = value;
    bar.style.setProperty("--part", max > min ? (Number(value) - min) / (max - min) : 0);
    if (document.activeElement !== field) field.value = short(Number(value));
  };
  return {parts: [bar, field], write};
}

function choice(param, set) {
  const select = el("select", {id: `param-${param.name}`, "aria-label": param.name},
    ...(param.options ?? []).map((option) => el("option", {}, option)));
  select.addEventListener("change", () => set(param.name, select.value));
  return {parts: [select], write: (value) => { select.value = value; }};
}

export function build(params, actions) {
  rows = new Map();
  list.replaceChildren(...params.map((param) => {
    const numeric = param.type === "real" || param.type === "count";
    const {parts, write} = (numeric ? slider : choice)(param, actions.set);
    const back = el("button", {type: "button", class: "quiet back", title: "Back to the timeline", "aria-label": `Give ${param.name} back to the timeline`, onclick: () => actions.reset(param.name)}, "↺");
    const row = el("div", {class: `param-row ${numeric ? "numeric" : ""}`},
      el("label", {for: `param-${param.name}`, title: `line ${param.line}`}, param.name), ...parts, back);
    rows.set(param.name, {row, write});
    return row;
  }));
  $("params").hidden = params.length === 0;
}

/** `values` are those of the picture; what the hand holds shows what the hand wants. */
export function update(values, held) {
  for (const [name, {row, write}] of rows) {
    row.classList.toggle("held", name in held);
    const value = held[name] ?? values[name];
    if (value !== undefined && value !== null) write(value);
  }
  $("reset").hidden = Object.keys(held).length === 0;
}
