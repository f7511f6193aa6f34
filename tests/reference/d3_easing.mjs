// Writes d3_easing.json: the values of d3-ease's functions.
//
//     npm install --prefix /tmp/d3 d3-ease@3
//     NODE_PATH=/tmp/d3/node_modules node tests/reference/d3_easing.mjs > tests/reference/d3_easing.json
//
// Made with d3-ease 3.0.2.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const require = createRequire(import.meta.url);
const d3 = await import(pathToFileURL(require.resolve("d3-ease")).href);

const times = [1e-6, 0.001, ...Array.from({length: 31}, (_, i) => (i + 1) / 32), 0.3, 0.7, 0.999];
const families = ["Quad", "Cubic", "Poly", "Sin", "Exp", "Circle", "Bounce", "Back", "Elastic"];
const directions = ["In", "Out", "InOut"];
const snake = (name) => name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();

const lines = [];
function add(name, parameters, f) {
  lines.push(JSON.stringify({name, parameters, values: times.map((t) => f(t))}));
}
add("linear", [], d3.easeLinear);
const fallbacks = {Poly: [3], Back: [1.70158], Elastic: [1, 0.3]};
for (const family of families) {
  for (const direction of directions) {
    const f = d3[`ease${family}${direction}`];
    const name = snake(family + direction);
    add(name, fallbacks[family] ?? [], f);
    if (family === "Poly") for (const e of [0.5, 1, 2.5, 7]) add(name, [e], f.exponent(e));
    if (family === "Back") for (const s of [0, 3.5]) add(name, [s], f.overshoot(s));
    if (family === "Elastic") {
      for (const [a, p] of [[1.5, 0.3], [1, 0.7], [3, 1.2]]) add(name, [a, p], f.amplitude(a).period(p));
    }
  }
}
console.log(`{"times": ${JSON.stringify(times)},\n"easings": [${lines.join(",\n")}]}`);
