import assert from "node:assert/strict";
import fs from "node:fs";
import {it} from "node:test";
import {pagePath} from "./support.js";

// The page's files are modules for browsers: node takes them as what they are from a URL.
const {Clock} = await import(`data:text/javascript,${encodeURIComponent(fs.readFileSync(pagePath("clock.js"), "utf8"))}`);

it("a looped section is never left, whenever the browser comes round to draw", () => {
  let now = 0, waiting = [];
  globalThis.requestAnimationFrame = (call) => waiting.push(call);
  Object.defineProperty(globalThis, "performance", {value: {now: () => now}, configurable: true});
  const sections = [{start: 0, end: 4.8}, {start: 4.8, end: 9.4}, {start: 9.4, end: 23}];
  const clock = new Clock(() => {});
  clock.setFilm({duration: 23, fps: [30, 1], frames: 690, sections});
  clock.goToSection(1);
  clock.loop = "section";
  clock.speed = 4;
  clock.play();
  let random = 1, turns = 0, before = 0;
  for (let i = 0; i < 300_000; ++i) {
    random = random * 16807 % 2147483647;
    now = Math.round(now * 10 + 1 + random % 400) / 10;  // browsers tell the time in tenths of a millisecond
    const calls = waiting;
    waiting = [];
    calls.forEach((call) => call(now));
    assert.ok(clock.time >= 4.8 && clock.time < 9.4, `${clock.time} after ${i} ticks`);
    if (clock.time < before) turns += 1;
    before = clock.time;
  }
  assert.ok(turns > 1000);
});
