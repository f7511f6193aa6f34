// Sets every character of Unicode and every macro and environment of MathJax in many ways, with the script that
// lantern runs, and prints whatever ends in a failure without a place, in numbers that are none, or in a colour or
// class of MathJax's own. Nothing printed but the counts: all is well. About three minutes.
//   node tests/reference/formula_walk.mjs build/dev/renderer/formula/mathjax [characters|macros]
import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {resolve} from 'node:path';

const folder = resolve(process.argv[2]), only = process.argv[3];
const require = createRequire(folder + '/');
require('./formulas.js');
require('mathjax-full/js/input/tex/AllPackages.js');
const {MapHandler} = require('mathjax-full/js/input/tex/MapHandler.js');

const measure = (text) => [0.6 * Array.from(text).length, 0.7, 0.2];
const wrong = new Map();
const tell = (what, tex) => wrong.set(what, [...(wrong.get(what) ?? []), tex]);
let tried = 0;

function look(tex) {
  ++tried;
  let answer;
  try {
    answer = JSON.parse(globalThis.lantern_formulas.typeset(tex, true, measure));
  } catch (error) {
    return tell(String(error), tex);
  }
  const {error} = answer;
  if (error && !(error.at >= 0 && error.at <= tex.length)) tell('a mistake without a place', tex);
  if (error) return;
  if (['width', 'ascent', 'descent'].some((name) => !Number.isFinite(answer[name]))) tell('no size', tex);
  for (const item of answer.items) {
    if (/NaN|undefined|Infinity/.test(item.d ?? '') || item.m.some((x) => !Number.isFinite(x))) tell('no place', tex);
    for (const name of item.classes ?? []) if (!tex.includes(name)) tell(`the class ${name}`, tex);
    for (const name of [item.fill, item.stroke]) {
      if (name && !['currentColor', 'none'].includes(name) && !tex.includes(name)) tell(`the colour ${name}`, tex);
    }
  }
}

const WAYS = [(c) => c, (c) => `\\text{${c}}`, (c) => `\\left${c}x\\right.`, (c) => `x^${c}`, (c) => '\\' + c,
  ...['mathbb', 'mathbf', 'mathit', 'mathcal', 'mathsf', 'mathtt', 'mathfrak'].map((name) => (c) => `\\${name}{${c}}`)];
/** Large blocks of one kind are sampled: Han, Hangul, the planes after the first. */
const sampled = (c) => (c > 0x3400 && c < 0xA000 || c > 0xAC00 && c < 0xD7A0) && c % 97 || c > 0x20000 && c % 211;
function walkCharacters() {
  for (let c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000 || sampled(c)) continue;
    for (const way of WAYS) look(way(String.fromCodePoint(c)));
  }
}

function names() {
  const macros = new Set(), environments = new Set();
  const visit = (path) => {
    for (const entry of readdirSync(path, {withFileTypes: true})) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inner);
      if (!entry.name.endsWith('.js')) continue;
      const maps = readFileSync(inner, 'utf8').matchAll(/(Command|Character|Delimiter|Macro|Environment)Map\)?\('([^']+)'/g);
      for (const [, kind, name] of maps) {
        const to = kind === 'Environment' ? environments : macros;
        for (const key of MapHandler.getMap(name)?.map?.keys() ?? []) to.add(key.replace(/^\\(?=.)/, ''));
      }
    }
  };
  visit(folder + '/node_modules/mathjax-full/js/input/tex');
  return {macros, environments};
}

const ARGUMENTS = ['', '{x}', '{x}{y}', '{x}{y}{z}', '[x]{y}', '[1]{2}', '{1}', '{1em}{2em}', '{1em}{2em}{3em}', '(x)(y)',
  ' x', '{x', '_1^2', '*{x}', '{\\frac12}', '{a}{b}{c}{d}{e}', '{\u20ac}'];
const BODIES = ['x', 'a&b\\\\c&d', '', '{c}x', '{c}{d}x', '[c]{cc}a&b\\\\ \\hline c', '{2}a&b', 'a \\tag{1}\\\\ b',
  'a \\label{x} \\\\ \\intertext{foo} b', '[1]x', '{3} c&d'];
function walkMacros() {
  const {macros, environments} = names();
  console.log(`${macros.size} macros, ${environments.size} environments`);
  for (const macro of [...macros].map((name) => '\\' + name)) {
    for (const more of ARGUMENTS) [macro + more, `x${macro}${more} y`].forEach(look);
    [`\\text{${macro}{x}}`, `\\left${macro} x\\right)`, `x^${macro} y`, `\\begin{array}{c}${macro}[x]{c}\\end{array}`,
      `\\begin{align}a&${macro}{x}\\\\${macro}&c\\end{align}`].forEach(look);
  }
  for (const name of environments) {
    for (const body of BODIES) {
      const begin = `\\begin{${name}}${body}`, whole = `${begin}\\end{${name}}`;
      [begin, whole, `x^{${whole}}`].forEach(look);
    }
  }
}

if (only !== 'macros') walkCharacters();
if (only !== 'characters') walkMacros();
console.log(`${tried} formulas`);
for (const [what, all] of wrong) console.log(`${what}: ${all.length}, such as ${all.slice(0, 8).join('   ')}`);
process.exit(wrong.size ? 1 : 0);
