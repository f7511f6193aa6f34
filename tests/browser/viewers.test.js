// An animated SVG as readers see it. In a browser it plays, and after its end it plays again: seeking does not
// show what one makes of the start of another loop, so these tests wait for it. Elsewhere it is its poster.

import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {after, before, describe, it} from "node:test";
import {setTimeout as sleep} from "node:timers/promises";
import {decibels, least, part, pixels} from "./pixels.js";
import {lantern, scenes, temporaryFolder} from "./support.js";
import {browsers, found} from "./webdriver.js";

const width = 480, height = 270;
const script = `lantern: 1
title: Loops
canvas: {size: ${width}x${height}, hold: 600ms}
data: {m: {rows: [[1, 2, cat], [2, 3, dog]], columns: [a, b, k]}}
views:
  plot:
    x: {domain: [0, 4]}
    y: {domain: [0, 4]}
    marks:
      dots: {dot: {data: m, x: a, y: b, size: 30}}
      pets: {glyph: {data: m, x: b, y: a, size: 30, glyph: k, enter: {effect: pop}}}
timeline:
  - {hold: 500ms}
  - {show: dots, effect: fade, for: 200ms, hold: 500ms, say: "Two."}
  - {show: pets, for: 200ms}
`;
// Where nothing moves for a while: [from, to] in seconds, and the moment whose picture it is.
const rests = [[0.05, 0.45, "250ms"], [0.8, 1.15, "1s"], [1.5, 1.95, "end"]];
const loop = 2;
const patience = 60_000;  // milliseconds
const leastOfSmall = 30;  // pictures of 480x270 are edges of letters and glyphs for a larger part
const leastWithoutFonts = 30;  // other figures than the tabular ones, where a font has both
/** The longest script of each essay; LANTERN_ESSAYS asks for all of them, LANTERN_GALLERY for the gallery too. */
function longestOfEach(names) {
  const size = (name) => fs.statSync(path.join(scenes, name)).size;
  const longest = new Map();
  for (const name of names) {
    const known = longest.get(path.dirname(name));
    if (!known || size(name) > size(known)) longest.set(path.dirname(name), name);
  }
  return [...longest.values()];
}

const scripts = fs.readdirSync(scenes, {recursive: true}).filter((name) => name.endsWith(".yaml")).sort();
const essays = scripts.filter((name) => !name.startsWith("gallery/"));
const allScenes = [...(process.env.LANTERN_ESSAYS ? essays : longestOfEach(essays)),
  ...(process.env.LANTERN_GALLERY ? scripts.filter((name) => name.startsWith("gallery/")) : [])];
/** So many moments of a scene are looked at; of the many small ones of the gallery, which take half an
 * hour and are looked at where LANTERN_GALLERY is set, one. */
const momentsOf = (scene) => scene.startsWith("gallery/") ? 1 : 6;

const folder = temporaryFolder();
const file = (name) => path.join(folder, name);
const stills = [];

before(() => {
  fs.writeFileSync(file("loops.yaml"), script);
  const made = lantern("render", file("loops.yaml"), "-q", "-o", file("loops.svg"));
  assert.equal(made.status, 0, made.stderr);
  for (const [, , moment] of rests) {
    const still = file(`${moment}.png`);
    const drawn = lantern("still", file("loops.yaml"), "-q", "--at", moment, "-o", still);
    assert.equal(drawn.status, 0, drawn.stderr);
    stills.push(pixels(fs.readFileSync(still)));
  }
  const svg = fs.readFileSync(file("loops.svg"), "utf8");
  fs.writeFileSync(file("page.html"), `<!doctype html><meta charset=utf-8>
    <style>body {margin: 0} img, svg {display: block}</style>
    <img src="loops.svg" onload="this.dataset.since = performance.now()">${svg}`);
});
after(() => fs.rmSync(folder, {recursive: true, force: true}));

const clocks = `return [(performance.now() - document.querySelector("img").dataset.since) / 1000,
                        document.querySelector("svg").getCurrentTime()]`;

/** Which rest the clocks are in, from the second loop on; else nothing. */
function restOf(times) {
  const [rest, ...others] = times.map((time) => {
    const at = time % loop;
    return time < loop ? -1 : rests.findIndex(([from, to]) => from <= at && at <= to);
  });
  return rest >= 0 && others.every((other) => other === rest) ? rest : undefined;
}

/** Pictures until there are two of each rest, from its start to its end, each as soon as it is there. */
async function watch(browser) {
  const seen = rests.map(() => []);
  for (const until = Date.now() + patience; seen.some((pictures) => pictures.length < 2);) {
    assert.ok(Date.now() < until, "the browser has no time for pictures");
    const before = restOf(await browser.run(clocks));
    if (before === undefined || seen[before].length >= 2) {
      await sleep(10);
      continue;
    }
    const picture = await browser.picture();
    if (restOf(await browser.run(clocks)) === before) seen[before].push(picture);
    await sleep(100);
  }
  return seen;
}

const pace = 2;  // pictures a second in which rests are looked for

/** Moments in which nothing moves, spread over the film of a scene, with the pictures of them. */
function restsOf(scene) {
  const frames = fs.mkdtempSync(file("frames-"));
  const made = lantern("render", path.join(scenes, scene), "-q", "--fps", String(pace), "-o", `${frames}/%05d.png`);
  assert.equal(made.status, 0, made.stderr);
  const pictures = fs.readdirSync(frames).sort().map((name) => fs.readFileSync(path.join(frames, name)));
  const still = pictures.flatMap((picture, i) => picture.equals(pictures[i + 1] ?? pictures[i - 1]) ? [i] : []);
  const count = Math.min(momentsOf(scene), still.length);
  // Small films hardly rest but at their end.
  if (count === 1) still.splice(0, still.length - 1);
  return Array.from({length: count}, (_, i) => still[Math.floor((i + 0.5) / count * still.length)])
      .map((i) => ({time: (i + 0.4) / pace, picture: pixels(pictures[i])}));
}

/** The film of a scene in a page of its own: where it is, when it begins again (one that ends stays the first), its
 * size and rests. */
function film(scene) {
  const name = scene.replace(/\W/g, "-");
  const made = lantern("render", path.join(scenes, scene), "-q", "-o", file(`${name}.svg`));
  assert.equal(made.status, 0, made.stderr);
  const svg = fs.readFileSync(file(`${name}.svg`), "utf8");
  fs.writeFileSync(file(`${name}.html`), `<!doctype html><meta charset=utf-8>
    <style>body {margin: 0} svg {display: block}</style>${svg}`);
  const loops = !fs.readFileSync(path.join(scenes, scene), "utf8").includes("loop: false");
  const lengths = Array.from(svg.matchAll(/ dur="([\d.]+)s"/g), ([, seconds]) => Number(seconds));
  const [, width, height] = svg.match(/ width="(\d+)" height="(\d+)"/);
  return {
    page: `file://${file(`${name}.html`)}`, loop: loops ? Math.max(...lengths) : 0, size: [Number(width), Number(height)],
    rests: restsOf(scene),
  };
}

const films = new Map();
const filmOf = (scene) => films.get(scene) ?? films.set(scene, film(scene)).get(scene);

const seek = `const svg = document.querySelector("svg");
              svg.pauseAnimations();
              svg.setCurrentTime(arguments[0]);`;

/** The page at that time, in two pictures that are the same: browsers paint when they want to. */
async function settled(browser, time) {
  await browser.run(seek, time);
  let picture = await browser.picture();
  for (const until = Date.now() + patience; Date.now() < until;) {
    await sleep(60);
    const next = await browser.picture();
    if (next.equals(picture)) return next;
    picture = next;
  }
  assert.fail("the page does not come to rest");
}

/** How near the page at that time comes to a picture. A browser that is slow may show the time before
 * for so long that it seems at rest: it gets a second or two more where the picture is another one. */
async function nearness(browser, time, size, picture, enough) {
  let best = 0;
  for (let i = 0; i < 6 && best < enough; ++i) {
    if (i > 0) await sleep(300);
    best = Math.max(best, decibels(part(await settled(browser, time), browser.density, ...size), picture));
  }
  return best;
}

for (const [name, {open, missing}] of Object.entries(browsers)) {
  describe(`scenes as animated SVGs in ${name}`, {skip: missing}, () => {
    let browser;
    before(async () => { browser = await open(); });
    after(() => browser?.close());

    for (const scene of allScenes) {
      it(`stand in their second loop as in pictures: ${scene}`, async (test) => {
        const {page, loop, size, rests} = filmOf(scene);
        if (rests.length === 0) return test.skip("it never rests");
        await browser.go(page);
        await settled(browser, loop);
        await sleep(patience / 100);  // for its fonts
        const enough = scene.startsWith("gallery/") ? leastOfSmall : least;
        const found = [];
        for (const {time, picture} of rests) {
          found.push(await nearness(browser, loop + time, size, picture, enough));
        }
        const list = found.map((db) => db.toFixed(1)).join(" ");
        console.log(`${name}, ${scene}: ${list} dB`);
        assert.ok(found.length > 0 && Math.min(...found) >= enough, `${list} dB`);
      });
    }
  });

  describe(`an animated SVG in ${name}`, {skip: missing}, () => {
    let browser, seen;
    before(async () => {
      browser = await open({density: 1});  // its pictures must take less time than a rest
      await browser.go(`file://${file("page.html")}`);
      seen = await watch(browser);
    });
    after(() => browser?.close());

    for (const [place, top] of [["an image", 0], ["a part of the page", height]]) {
      it(`is the film again in its second loop, as ${place}`, () => {
        const found = seen.map((pictures, rest) => pictures.map(
            (picture) => decibels(part(picture, browser.density, width, height, top), stills[rest])));
        console.log(`${name}, ${place}: ${found.flat().map((db) => db.toFixed(1)).join(" ")} dB`);
        assert.ok(Math.min(...found.flat()) >= least, `${found.flat().map((db) => db.toFixed(1))} dB`);
      });
    }
  });
}

describe("an animated SVG in librsvg", {skip: !found("rsvg-convert") && "librsvg2-bin is not installed"}, () => {
  for (const scene of allScenes) {
    it(`is its poster: ${scene}`, () => {
      const script = path.join(scenes, scene);
      for (const made of [lantern("render", script, "-q", "-o", file("film.svg")),
                          lantern("still", script, "-q", "-o", file("poster.png"))]) {
        assert.equal(made.status, 0, made.stderr);
      }
      const {status, stderr, stdout} = spawnSync("rsvg-convert", [file("film.svg")], {maxBuffer: 1 << 24});
      assert.equal(status, 0, String(stderr));
      const db = decibels(pixels(stdout), pixels(fs.readFileSync(file("poster.png"))));
      console.log(`librsvg, ${scene}: ${db.toFixed(1)} dB`);
      assert.ok(db >= leastWithoutFonts, `${db.toFixed(1)} dB`);
    });
  }
});
