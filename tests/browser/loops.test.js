// Every essay's animated SVG, played for two loops as an image and as a part of a page, without seeking: six rests of
// its second loop are compared with its stills. That takes as long as the films do, an hour and a half a browser, so
// it is run by hand: `node tests/browser/loops.test.js`; LANTERN_BROWSERS and LANTERN_LOOPS (a part of the scenes'
// names) ask for less. LANTERN_FILMS is a folder that keeps what is rendered, for the next browser.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import {after, before, describe, it} from "node:test";
import {setTimeout as sleep} from "node:timers/promises";
import {decibels, least, part, pixels} from "./pixels.js";
import {lantern, scenes, temporaryFolder} from "./support.js";
import {browsers} from "./webdriver.js";

const pace = 4;         // pictures a second in which rests are looked for
const finePace = 15;    // where there are none
const moments = 6;
const slack = 1.5;      // seconds that a page's clock may be off
const patience = 6;     // loops: a busy machine may show nothing in time in one

const essays = fs.readdirSync(scenes, {recursive: true}).sort().filter(
    (name) => name.endsWith(".yaml") && !name.startsWith("gallery/") && name.includes(process.env.LANTERN_LOOPS ?? ""));
const kept = process.env.LANTERN_FILMS;
const folder = kept ?? temporaryFolder();
after(() => kept || fs.rmSync(folder, {recursive: true, force: true}));

/** When nothing moves for two pictures and more, in seconds, and the picture that is seen then. */
function restsOf(script, pace) {
  const frames = fs.mkdtempSync(path.join(folder, "frames-"));
  const made = lantern("render", script, "-q", "--fps", String(pace), "-o", `${frames}/%05d.png`);
  assert.equal(made.status, 0, made.stderr);
  const pictures = fs.readdirSync(frames).sort().map((name) => fs.readFileSync(path.join(frames, name)));
  fs.rmSync(frames, {recursive: true});
  const rests = [];
  for (let i = 0, from = 0; i < pictures.length; ++i) {
    if (i + 1 < pictures.length && pictures[i + 1].equals(pictures[i])) continue;
    if (i > from) rests.push({from: from / pace, to: i / pace, picture: pictures[i]});
    from = i + 1;
  }
  // The longest: there is time for a picture on a busy machine, too.
  const length = ({from, to}) => to - from;
  return rests.sort((a, b) => length(b) - length(a)).slice(0, moments).sort((a, b) => a.from - b.from);
}

/** A page that has the film of a scene twice, and its rests. */
function render(scene, name) {
  const script = path.join(scenes, scene), file = path.join(folder, `${name}.svg`);
  const made = lantern("render", script, "-q", "-o", file);
  assert.equal(made.status, 0, made.stderr);
  fs.writeFileSync(path.join(folder, `${name}.html`), `<!doctype html><meta charset=utf-8>
    <style>body {margin: 0} img, svg {display: block}</style>
    <img src="${name}.svg" onload="this.dataset.since = performance.now()">${fs.readFileSync(file, "utf8")}`);
  let found = restsOf(script, pace);
  if (found.length === 0) found = restsOf(script, finePace);
  const rests = found.map(({picture, ...rest}) => ({...rest, picture: picture.toString("base64")}));
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(rests));
}

/** The film of a scene. */
function film(scene) {
  const name = scene.replace(/\W/g, "-"), page = path.join(folder, `${name}.html`);
  if (!fs.existsSync(path.join(folder, `${name}.json`))) render(scene, name);
  const svg = fs.readFileSync(page, "utf8");
  const [, width, height] = svg.match(/ width="(\d+)" height="(\d+)"/);
  const rests = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), "utf8"));
  return {
    page: `file://${page}`, size: [Number(width), Number(height)],
    length: Math.max(...Array.from(svg.matchAll(/ dur="([\d.]+)s"/g), ([, seconds]) => Number(seconds))),
    rests: rests.map(({picture, ...rest}) => ({...rest, picture: pixels(Buffer.from(picture, "base64"))})),
  };
}

const clocks = `const img = document.querySelector("img");
                return [(performance.now() - img.dataset.since) / 1000,
                        document.querySelector("svg").getCurrentTime()]`;

/** The rests that a clock is near, from the second loop on. */
function restsNear(time, {length, rests}) {
  if (time < length) return [];
  const at = time % length;
  return rests.filter(({from, to}) => from - slack <= at && at <= to + slack);
}

/** Of each rest, as the image and as the part of the page, how near the picture of the browser that is nearest comes to
 * it, in dB, of those that it shows at about that time: under load a page's clocks are not those of its films. */
async function watch(browser, film) {
  const best = new Map(film.rests.map((rest) => [rest, [0, 0]]));
  const tops = [0, film.size[1]];
  for (;;) {
    const times = await browser.run(clocks);
    if (times[0] > patience * film.length) break;
    const near = tops.map((_, place) => restsNear(times[place], film).filter((rest) => best.get(rest)[place] < least));
    if (near.flat().length === 0) {
      if ([...best.values()].flat().every((db) => db >= least)) break;
      await sleep(50);
      continue;
    }
    const picture = await browser.picture();
    for (const [place, rests] of near.entries()) {
      if (rests.length === 0) continue;
      const seen = part(picture, browser.density, ...film.size, tops[place]);
      for (const rest of rests) {
        best.get(rest)[place] = Math.max(best.get(rest)[place], decibels(seen, rest.picture));
      }
    }
    await sleep(50);
  }
  return [...best.values()];
}

const asked = process.env.LANTERN_BROWSERS?.split(",") ?? Object.keys(browsers);
for (const name of asked) {
  const {open, missing} = browsers[name];
  describe(`two loops in ${name}`, {skip: missing}, () => {
    let browser;
    before(async () => { browser = await open({height: 1260, pace: 20}); });
    after(() => browser?.close());

    for (const scene of essays) {
      it(scene, async () => {
        const played = film(scene);
        await browser.go(played.page);
        const found = await watch(browser, played);
        const [image, inline] = [0, 1].map((place) => found.map((pair) => pair[place].toFixed(1)).join(" "));
        console.log(`${name}, ${scene}: image ${image}; inline ${inline} dB`);
        assert.ok(found.length > 0, "it never rests");
        assert.ok(Math.min(...found.flat()) >= least, `${image}; ${inline}`);
      });
    }
  });
}
