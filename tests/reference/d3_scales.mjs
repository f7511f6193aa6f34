// Writes d3_scales.json: ticks and places of d3-scale's scales.
//
//     npm install --prefix /tmp/d3 d3-scale@4
//     NODE_PATH=/tmp/d3/node_modules node tests/reference/d3_scales.mjs > tests/reference/d3_scales.json
//
// Made with d3-scale 4.0.2.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const require = createRequire(import.meta.url);
const d3 = await import(pathToFileURL(require.resolve("d3-scale")).href);

const seconds = (date) => date.getTime() / 1000;
const spans = [
  ["2021-01-05", "2023-12-24"], ["2021-01-01", "2021-12-31"], ["1850-03-02", "2024-07-01"],
  ["2024-02-27", "2024-03-09"], ["2024-02-01", "2024-03-31"], ["2024-02-29T10:17", "2024-02-29T18:45"],
  ["2024-02-29T10:17:05", "2024-02-29T10:21:40"], ["2019-11-20", "2020-05-02"],
  ["1960-06-01", "1975-06-01"], ["2024-01-01", "2024-01-03"],
];
const lines = [];
for (const [from, to] of spans) {
  for (const count of [2, 3, 5, 8, 12]) {
    const scale = d3.scaleUtc().domain([new Date(from + (from.length > 10 ? "Z" : "")),
                                        new Date(to + (to.length > 10 ? "Z" : ""))]);
    lines.push(JSON.stringify({scale: "time", domain: scale.domain().map(seconds), count,
                               ticks: scale.ticks(count).map(seconds)}));
  }
}
for (const domain of [[0, 10], [-4, 9], [2, 50], [0, 0.3]]) {
  const scale = d3.scaleSqrt().domain(domain).range([0, 1]);
  const values = [0, 0.1, 0.25, 0.5, 0.8, 1].map((t) => domain[0] + t * (domain[1] - domain[0]));
  lines.push(JSON.stringify({scale: "sqrt", domain, values, shares: values.map(scale)}));
}
for (const domain of [[0, 10], [-400, 9], [2, 5000], [-0.5, 0.3]]) {
  const scale = d3.scaleSymlog().domain(domain).range([0, 1]);
  const values = [0, 0.1, 0.25, 0.5, 0.8, 1].map((t) => domain[0] + t * (domain[1] - domain[0]));
  lines.push(JSON.stringify({scale: "symlog", domain, values, shares: values.map(scale)}));
}
for (const count of [1, 2, 5]) {
  const names = Array.from({length: count}, (_, i) => String(i));
  const scale = d3.scaleBand().domain(names).range([0, 1]);
  lines.push(JSON.stringify({scale: "ordinal", count,
                             shares: names.map((n) => scale(n) + scale.bandwidth() / 2)}));
}
process.stdout.write("[\n" + lines.join(",\n") + "\n]\n");
