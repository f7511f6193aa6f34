// What MathJax itself draws for a survey of formulas, by its own serialised SVG and a reader written
// for this: an oracle for renderer/formula, which walks MathJax's tree in another engine.
//   cd build/dev/renderer/formula/mathjax && node formulas.mjs FOLDER_OF_THIS_FILE > formulas.json
// (copy it there first: it needs node_modules). Outlines are written as FNV-1a hashes.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(process.cwd() + '/');
const {mathjax} = require('mathjax-full/js/mathjax.js');
const {TeX} = require('mathjax-full/js/input/tex.js');
const {SVG} = require('mathjax-full/js/output/svg.js');
const {liteAdaptor} = require('mathjax-full/js/adaptors/liteAdaptor.js');
const {RegisterHTMLHandler} = require('mathjax-full/js/handlers/html.js');
const {AllPackages} = require('mathjax-full/js/input/tex/AllPackages.js');

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const document = mathjax.document('', {
  InputJax: new TeX({packages: AllPackages.filter((name) => !['noerrors', 'noundefined', 'bussproofs'].includes(name))}),
  OutputJax: new SVG({fontCache: 'none'}),
});

const hash = (text) => {
  let h = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) h = ((h ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return h.toString(16);
};
const attributes = (tag) => Object.fromEntries([...tag.matchAll(/([\w-:]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
const multiply = ([a, b, c, d, e, f], [A, B, C, D, E, F]) =>
  [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f];
const operation = (name, n) => name === 'translate' ? [1, 0, 0, 1, n[0], n[1] ?? 0]
    : name === 'scale' ? [n[0], 0, 0, n[1] ?? n[0], 0, 0] : n;
const transform = (matrix, text = '') => [...text.matchAll(/(\w+)\(([^)]*)\)/g)]
    .reduce((m, [, name, list]) => multiply(m, operation(name, list.split(/[ ,]+/).map(Number))), matrix);
const view = (matrix, a, outermost) => {
  if (outermost || !a.viewBox) return multiply(matrix, [1, 0, 0, 1, outermost ? 0 : +(a.x ?? 0), outermost ? 0 : +(a.y ?? 0)]);
  const [x, y, w, h] = a.viewBox.split(' ').map(Number);
  const width = +(a.width ?? w), height = +(a.height ?? h);
  const even = Math.min(width / w, height / h);
  const [sx, sy] = a.preserveAspectRatio === 'none' ? [width / w, height / h] : [even, even];
  return multiply(multiply(matrix, [1, 0, 0, 1, +(a.x ?? 0), +(a.y ?? 0)]),
                  [sx, 0, 0, sy, (width - w * sx) / 2 - x * sx, (height - h * sy) / 2 - y * sy]);
};
const outline = (kind, a) => {
  const n = (name) => +(a[name] ?? 0);
  if (kind === 'path') return a.d;
  if (kind === 'line') return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
  if (kind === 'rect') return `M${n('x')} ${n('y')}H${n('x') + n('width')}V${n('y') + n('height')}H${n('x')}Z`;
  return null;
};

const flatten = (svg) => {
  const stack = [[1, 0, 0, -1, 0, 0]], out = [];
  let depth = 0;
  for (const [, close, kind, rest, empty] of svg.matchAll(/<(\/?)([\w-]+)((?:[^>"]|"[^"]*")*?)(\/?)>/g)) {
    if (close) { stack.pop(); continue; }
    const a = attributes(rest);
    let matrix = transform(stack[stack.length - 1], a.transform);
    if (kind === 'svg') matrix = view(matrix, a, depth++ === 0);
    const d = outline(kind, a);
    if (d !== null && !('data-hitbox' in a)) out.push([hash(d), ...matrix.map((v) => +v.toFixed(4))]);
    if (!empty) stack.push(matrix);
  }
  return out;
};

const survey = readFileSync(`${process.argv[2]}/formulas.txt`, 'utf8').trim().split('\n');
console.log('[');
console.log(survey.map((tex) => {
  const node = document.convert(tex, {display: true, em: 16, ex: 8, containerWidth: 1e6});
  return JSON.stringify({tex, paths: flatten(adaptor.innerHTML(node))});
}).join(',\n'));
console.log(']');
