// Problems of the script and the selected item: both with their line of the source.

import {$, el, short} from "./dom.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The part of a line from byte `from` to byte `to`: columns count bytes. */
const bytes = (line, from, to) => decoder.decode(encoder.encode(line).slice(from, to));

export const place = (at) => `${at.file}:${at.line}:${at.column}`;

/** A line of the source, without its indent, with what is meant underlined. */
function sourceLine(at) {
  const indent = Math.min(/^\s*/.exec(at.text)[0].length, at.column - 1);
  const from = at.column - 1, to = from + Math.max(1, at.length);
  return el("pre", {class: "source"}, el("span", {class: "line-number", "aria-hidden": "true"}, String(at.line)),
    bytes(at.text, indent, from), el("mark", {}, bytes(at.text, from, to) || " "), bytes(at.text, to));
}

function problem(one) {
  return el("li", {class: one.severity},
    el("p", {class: "message"}, el("b", {}, one.severity + (one.code ? ` ${one.code}` : "")), " ", one.message),
    one.at ? el("p", {class: "place"}, place(one.at)) : null,
    one.at ? sourceLine(one.at) : null,
    one.hint ? el("p", {class: "hint"}, one.hint) : null);
}

export function showProblems(problems) {
  const panel = $("problems");
  panel.hidden = problems.length === 0;
  const errors = problems.filter((one) => one.severity === "error").length;
  const warnings = problems.length - errors;
  const words = [[errors, "error"], [warnings, "warning"]].filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`).join(", ");
  panel.classList.toggle("wrong", errors > 0);
  panel.replaceChildren(el("h2", {}, words), el("ul", {}, ...problems.map(problem)));
}

export function showItem(item, letGo) {
  const panel = $("item");
  panel.hidden = !item;
  if (!item) return;
  const facts = [["key", item.key], ["data", item.data], ["text", item.text], ["id", item.id]]
    .filter(([, value]) => value !== undefined);
  panel.replaceChildren(
    el("h2", {}, el("span", {class: "badge"}, item.kind), el("span", {class: "mark-name"}, item.mark),
       el("button", {type: "button", class: "quiet", "aria-label": "Let go", title: "Let go (Esc)", onclick: letGo}, "×")),
    item.at ? el("p", {class: "place"}, place(item.at)) : "",
    item.at ? sourceLine(item.at) : "",
    el("dl", {class: "facts"}, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, String(value))))),
    item.row ? el("dl", {class: "facts row"}, ...Object.entries(item.row).map(([name, value]) =>
      el("div", {}, el("dt", {}, name), el("dd", {}, short(value))))) : "");
}
