// The state at the moment shown: a tree whose branches are made when they are opened.

import {$, el, short} from "./dom.js";

const root = $("tree");
const filter = $("filter");
const MOST_CELLS = 60;
const open = new Set(["params", "values", "models"]);
let state = null;

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Columns of the same length are a table. */
function isTable(value) {
  const columns = isMap(value) ? Object.values(value) : [];
  return columns.length > 0 && columns.every((column) => Array.isArray(column) && column.length === columns[0].length);
}

function summary(value) {
  if (isTable(value)) {
    const count = Object.values(value)[0].length;
    return count === 1 ? "1 row" : `${count} rows`;
  }
  if (isMap(value)) return "";
  return Array.isArray(value) ? `${value.length} values` : null;
}

function table(value) {
  const names = Object.keys(value);
  const count = value[names[0]].length;
  const rows = [];
  for (let i = 0; i < Math.min(count, MOST_CELLS); ++i) {
    rows.push(el("tr", {}, ...names.map((name) =>
      el("td", {class: typeof value[name][i] === "number" ? "number" : ""}, short(value[name][i])))));
  }
  const more = count > MOST_CELLS ? el("p", {class: "more"}, `… ${count - MOST_CELLS} more`) : null;
  return el("div", {class: "table"}, el("table", {},
    el("thead", {}, el("tr", {}, ...names.map((name) => el("th", {scope: "col"}, name)))),
    el("tbody", {}, ...rows)), more);
}

/** What the filter leaves of a branch: a name that fits keeps all below it. */
function matches(name, value, words) {
  if (name.toLowerCase().includes(words)) return true;
  return isMap(value) && Object.entries(value).some(([key, child]) => matches(key, child, words));
}

function branch(name, value, path, words, depth) {
  const about = summary(value);
  if (about === null) {
    return el("div", {class: "leaf", "data-path": path}, el("span", {class: "name"}, name),
              el("span", {class: "value"}, short(value)));
  }
  const own = words !== "" && name.toLowerCase().includes(words);
  const below = own ? "" : words;
  const details = el("details", {"data-path": path, open: open.has(path) || (words !== "" && !own)},
    el("summary", {}, el("span", {class: "name"}, name), el("span", {class: "about"}, about)));
  const fill = () => {
    if (details.children.length > 1) return;
    if (isTable(value)) details.append(table(value));
    else if (isMap(value)) details.append(...branches(value, path, below, depth + 1));
    else details.append(el("p", {class: "more"}, value.slice(0, MOST_CELLS).map(short).join(", ")));
  };
  if (details.open) fill();
  details.addEventListener("toggle", () => {
    if (words === "") open[details.open ? "add" : "delete"](path);
    if (details.open) fill();
  });
  return details;
}

function branches(map, path, words, depth) {
  return Object.entries(map)
    .filter(([name, value]) => words === "" || matches(name, value, words))
    .map(([name, value]) => branch(name, value, path ? `${path}.${name}` : name, words, depth));
}

function draw() {
  if (!state) return;
  const words = filter.value.trim().toLowerCase();
  const {params, values, data, models} = state;
  const parts = Object.fromEntries(Object.entries({params, values: values ?? {}, data, models})
    .filter(([, part]) => Object.keys(part).length > 0));
  const all = branches(parts, "", words, 0);
  root.replaceChildren(...(all.length > 0 ? all : [el("p", {class: "more"}, "Nothing has such a name.")]));
}

filter.addEventListener("input", draw);

export function update(next) {
  state = next;
  const top = root.scrollTop;
  draw();
  root.scrollTop = top;
  root.dataset.time = next.time;
}
