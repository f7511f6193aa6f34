import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import {after, before, describe, it} from "node:test";
import {clickAt, copyOf, edit, lantern, lineOf, openBrowser, openPage, otherPixels, picture, pixels, serve, temporaryFolder} from "./support.js";

describe("the preview", {timeout: 600_000}, () => {
  let browser;
  before(async () => { browser = await openBrowser(); });
  after(() => browser?.close());

  /** A page on a copy of a scene that the test may change. */
  async function open(t, folder = copyOf("roc-auc"), name = "sweep.yaml", options = {}) {
    const script = path.join(folder, name);
    const server = await serve(script);
    const opened = await openPage(browser, server.url, options);
    t.after(async () => {
      await opened.page.close();
      await server.end();
      fs.rmSync(folder, {recursive: true});
    });
    return {script, folder, ...opened};
  }

  /** The picture that stays: the page may find its room, and the server changes, after the first one. */
  async function rested(page) {
    for (let known = await picture(page);;) {
      await page.waitForTimeout(500);
      const now = await picture(page);
      if (now.shown === known.shown) return now;
      known = now;
    }
  }

  it("shows the scene, and nothing that it asks for leaves loopback", async (t) => {
    const {page, requests, complaints} = await open(t);
    await picture(page, (shown) => shown.time === 0);
    assert.equal(await page.locator("#title").textContent(), "A ROC curve counts the airplanes that outscore clouds");
    await page.keyboard.press("End");
    await picture(page, (shown) => shown.time > 30);
    await page.locator("#format").selectOption("svg");
    await page.locator("#theme").selectOption("slate");
    await page.waitForTimeout(500);
    assert.ok(requests.length > 12);
    for (const url of requests) {
      const {protocol, hostname} = new URL(url);
      assert.ok(protocol === "blob:" || hostname === "127.0.0.1", url);
    }
    assert.deepEqual(complaints, []);
  });

  it("scrubs", async (t) => {
    const {page, script} = await open(t);
    const {frames, duration} = JSON.parse(lantern("inspect", script, "--at", "0s").stdout).film;
    await picture(page);
    const first = await pixels(page);
    const box = await page.locator(".tracks").boundingBox();
    await page.mouse.move(box.x + box.width * 0.1, box.y + 8);
    await page.mouse.down();
    for (let part = 0.1; part < 0.5; part += 0.02) await page.mouse.move(box.x + box.width * part, box.y + 8);
    await page.mouse.move(box.x + box.width * 0.5, box.y + 8);
    await page.mouse.up();
    const shown = await picture(page, ({time}) => Math.abs(time / duration - 0.5) < 0.01);
    assert.ok(Math.abs(shown.frame / frames - 0.5) < 0.01);
    assert.notEqual(await pixels(page), first);
  });

  it("is sharp again after a scrub, however long pictures take", async (t) => {
    const {page} = await open(t);
    const givenUp = () => null;  // the page asks for newer pictures, or is closed
    await page.route("**/frame?*", async (route) => {
      const response = await route.fetch().catch(givenUp);
      if (!response) return;
      const facts = response.headers()["x-lantern"];
      const headers = {...response.headers(), ...facts && {"x-lantern": JSON.stringify({...JSON.parse(facts), ms: 400})}};
      await route.fulfill({response, headers}).catch(givenUp);
    });
    const {width: full} = await rested(page);
    const box = await page.locator(".tracks").boundingBox();
    const smaller = picture(page, ({width}) => width < full);  // at some moment of the scrub
    await page.mouse.move(box.x + box.width * 0.1, box.y + 8);
    await page.mouse.down();
    for (let part = 0.1; part < 0.5; part += 0.01) {
      await page.mouse.move(box.x + box.width * part, box.y + 8);
      await page.waitForTimeout(20);
    }
    await smaller;
    await page.mouse.up();
    await picture(page, ({width}) => width === full);
  });

  it("plays and pauses", async (t) => {
    const {page} = await open(t);
    await picture(page);
    await page.getByRole("button", {name: "Play"}).click();
    const seen = new Set();
    for (const start = Date.now(); seen.size < 8 && Date.now() - start < 60_000;) seen.add((await picture(page)).frame);
    assert.equal(seen.size, 8, "it does not move");
    await page.getByRole("button", {name: "Pause"}).click();
    await page.waitForTimeout(1500);  // for what is on its way
    const paused = await picture(page);
    assert.ok(paused.time > 0);
    await page.waitForTimeout(500);
    assert.equal((await picture(page)).time, paused.time);
  });

  it("loops a section", async (t) => {
    const {page} = await open(t);
    await picture(page);
    await page.keyboard.press("2");
    const {start, end} = await page.evaluate(() => fetch("/news").then(async (response) => {
      const reader = response.body.getReader();
      let text = "";
      while (!text.includes("\n\n")) text += new TextDecoder().decode((await reader.read()).value);
      reader.cancel();
      return JSON.parse(text.slice("data: ".length)).scene.film.sections[1];
    }));
    await page.keyboard.press("l");
    await page.locator("#speed").selectOption("4");
    await page.keyboard.press("Tab");
    await page.getByRole("button", {name: "Play"}).click();
    let before = start, back = 0;
    for (const begin = Date.now(); back < 2;) {
      const {time} = await picture(page);
      assert.ok(time >= start - 1e-6 && time <= end + 1e-6, `${time} is outside ${start} … ${end}`);
      if (time < before) back += 1;
      before = time;
      assert.ok(Date.now() - begin < 60_000, "it did not start again");
    }
  });

  it("steps with keys", async (t) => {
    const {page} = await open(t);
    await picture(page);
    await page.keyboard.press(".");
    await page.keyboard.press(".");
    await picture(page, ({frame}) => frame === 2);
    await page.keyboard.press(",");
    await picture(page, ({frame}) => frame === 1);
    await page.keyboard.press("ArrowRight");
    await picture(page, ({frame}) => frame === 31);
    await page.keyboard.press("ArrowLeft");
    await picture(page, ({frame}) => frame === 1);
    await page.keyboard.press("End");
    const end = await picture(page, ({frame}) => frame > 100);
    await page.keyboard.press("Home");
    await picture(page, ({frame}) => frame === 0);
    await page.keyboard.press("3");
    const third = await picture(page, ({frame}) => frame > 0);
    await page.keyboard.press("Shift+ArrowLeft");
    await picture(page, ({time}) => time > 0 && time < third.time);
    await page.keyboard.press("Shift+ArrowRight");
    await picture(page, ({time}) => time === third.time);
    assert.ok(third.time < end.time);
    await page.keyboard.press(" ");
    await picture(page, ({time}) => time > third.time);
    await page.keyboard.press(" ");
    assert.equal(await page.getByRole("button", {name: "Play"}).getAttribute("aria-pressed"), "false");
  });

  it("follows the script, its tables and editors that rename", async (t) => {
    const {page, script, folder} = await open(t);
    await page.keyboard.press("End");
    await picture(page, ({time}) => time > 30);
    let shown = await rested(page);
    const changes = [
      () => edit(script, (text) => text.replace("A ROC curve counts", "The ROC curve counts")),
      () => edit(path.join(folder, "signals.csv"), (text) => text.split("\n").slice(0, 60).join("\n") + "\n"),
      () => {
        fs.writeFileSync(`${script}.new`, fs.readFileSync(script, "utf8").replace("color: purple, width: 3.5", "color: orange, width: 3.5"));
        fs.renameSync(`${script}.new`, script);
      },
    ];
    for (const change of changes) {
      const before = await pixels(page);
      change();
      const next = await otherPixels(page, before);
      assert.notEqual(next, before);
      const now = await rested(page);
      assert.ok(now.edition > shown.edition);
      shown = now;
    }
    assert.match(await page.locator("#title").textContent(), /^The ROC curve/);
    assert.ok(shown.time > 30, "the moment stays");
  });

  it("shows mistakes with their line and keeps the picture; both go once they are mended", async (t) => {
    const {page, script} = await open(t);
    const {edition} = await rested(page);
    const right = fs.readFileSync(script, "utf8");
    const before = await pixels(page);
    assert.equal(await page.locator("#problems").isVisible(), false);
    edit(script, (text) => text.replace("layout: sweep,", "layuot: sweep,"));
    const problems = page.locator("#problems");
    await problems.waitFor({state: "visible"});
    assert.match(await problems.textContent(), /layuot/);
    assert.match(await problems.locator(".place").first().textContent(), new RegExp(`sweep\\.yaml:${lineOf(script, "layuot")}:\\d+$`));
    assert.equal(await problems.locator("mark").first().textContent(), "layuot");
    assert.ok(await page.locator("#stale").isVisible());
    assert.equal(await pixels(page), before);
    fs.writeFileSync(script, right);
    await picture(page, (shown) => shown.edition > edition + 1);
    await problems.waitFor({state: "hidden"});
    assert.equal(await page.locator("#stale").isVisible(), false);
  });

  it("starts with a scene that does not compile, and shows it once it does", async (t) => {
    const folder = copyOf("roc-auc");
    const script = path.join(folder, "sweep.yaml");
    const right = fs.readFileSync(script, "utf8");
    fs.writeFileSync(script, right.replace("views:", "views"));
    const {page} = await open(t, folder);
    await page.locator("#problems").waitFor({state: "visible"});
    assert.equal(await page.locator("#picture img").count(), 0);
    fs.writeFileSync(script, right);
    await picture(page);
    await page.locator("#problems").waitFor({state: "hidden"});
  });

  it("lets the hand move a param: the model follows", async (t) => {
    const {page, script} = await open(t);
    const at = 17;  // the bar is on its way, with some above it
    const start = `${page.url().split("#")[0]}#t=${at}`;
    await page.goto("about:blank");  // an address that only differs behind its # would not be loaded
    await page.goto(start);
    await picture(page, ({time}) => time === at);
    await page.locator("#filter").fill("tpr");
    const tpr = page.locator('#tree [data-path="models.now.tpr"] .value');
    const model = (...args) => JSON.parse(lantern("inspect", script, "--at", `${at}s`, ...args).stdout).models.now.tpr;
    const agree = async (wanted) => {
      await page.waitForFunction(([text]) => document.querySelector('#tree [data-path="models.now.tpr"] .value')?.textContent === text,
                                 [String(Number(wanted.toPrecision(6)))]);
      assert.equal(Number(await tpr.textContent()), Number(wanted.toPrecision(6)));
    };
    const own = model();
    await agree(own);
    const before = await pixels(page);
    const slider = page.getByRole("slider", {name: "threshold"});
    const box = await slider.boundingBox();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, {steps: 5});
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, {steps: 5});
    await page.mouse.up();
    const held = await slider.inputValue();
    const moved = model("--set", `threshold=${held}`);
    assert.notEqual(moved, own);
    await agree(moved);
    assert.notEqual(await pixels(page), before);
    await page.getByRole("button", {name: "Reset all"}).click();
    await agree(own);
    assert.equal(await pixels(page), before);
  });

  it("names what is clicked on: its mark, key, line of the script and of the data", async (t) => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, "points.csv"), "name,x,y\nrex,1,1\nada,2,3\nkit,3,2\n");
    fs.writeFileSync(path.join(folder, "scene.yaml"), [
      "lantern: 1",
      "title: Three points",
      "data: {points: {csv: points.csv, key: name}}",
      "views:",
      "  plot:",
      "    marks:",
      "      dots: {dot: {data: points, x: x, y: y, size: 40}}",
      "      note: {text: {x: 1.5, y: 2.5, text: Here they are}}",
      "timeline: [{show: dots, for: 1s, say: Some say three.}]",
      ""].join("\n"));
    const {page, script} = await open(t, folder, "scene.yaml");
    await page.keyboard.press("End");
    await picture(page, ({time}) => time > 0);
    const {items} = JSON.parse(lantern("inspect", script, "--at", "end").stdout);
    const box = (id) => items.find((item) => item.id === id).box;
    const item = page.locator("#item");
    // Rows come in the order of the table: ada has the highest y.
    const [x, y, width, height] = box("plot.dots.symbols");
    await clickAt(page, x + width / 2, y + 20);
    await item.locator(".badge", {hasText: "dot"}).waitFor();
    assert.match(await item.textContent(), /keyada/);
    assert.match(await item.textContent(), /points\.csv:3/);
    assert.match(await item.locator(".place").textContent(), new RegExp(`scene\\.yaml:${lineOf(script, "dots: {dot")}:7$`));
    assert.equal(await item.locator("mark").textContent(), "dots");
    const outline = await page.locator("#outline").boundingBox();
    const shown = await page.locator("#picture").boundingBox();
    const scale = shown.width / 960;
    assert.ok(Math.abs(outline.x + outline.width / 2 - (shown.x + (x + width / 2) * scale)) < 3);
    assert.ok(Math.abs(outline.width - 46 * scale) < 8);
    // A row further down, then a text, then nothing.
    await clickAt(page, x + 20, y + height - 20);
    await page.waitForFunction(() => /keyrex/.test(document.querySelector("#item").textContent));
    const note = items.find((one) => one.text === "Here they are").box;
    await clickAt(page, note[0] + note[2] / 2, note[1] + note[3] / 2);
    await item.locator(".badge", {hasText: "text"}).waitFor();
    assert.match(await item.locator(".place").textContent(), new RegExp(`scene\\.yaml:${lineOf(script, "note: {text")}:7$`));
    await page.keyboard.press("Escape");
    await item.waitFor({state: "hidden"});
  });

  it("draws in another theme, size and format", async (t) => {
    const {page} = await open(t);
    await picture(page);
    const paper = await pixels(page);
    await page.locator("#theme").selectOption("slate");
    assert.notEqual(await otherPixels(page, paper), paper);
    await page.locator("#size").selectOption("480");
    await picture(page, ({width}) => width === 480);
    await page.locator("#format").selectOption("svg");
    await picture(page, ({width}) => width === 480);
  });

  it("says that lantern has ended, and goes on when it is back", async () => {
    const folder = copyOf("roc-auc");
    const server = await serve(path.join(folder, "sweep.yaml"));
    const {page} = await openPage(browser, server.url);
    await picture(page);
    assert.deepEqual(await server.end("SIGINT"), {code: null, signal: "SIGINT"});
    await page.locator("#status.gone").waitFor();
    const again = await serve(path.join(folder, "sweep.yaml"), "--port", new URL(server.url).port);
    await page.locator("#status.live").waitFor();
    await page.close();
    await again.end();
    fs.rmSync(folder, {recursive: true});
  });
});
