// Runs the built program and a browser on its page.

import {spawn, spawnSync} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {chromium} from "playwright-core";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const scenes = process.env.LANTERN_SCENES ?? path.join(repository, "scenes");
export const program = process.env.LANTERN_PROGRAM ?? path.join(repository, "build/dev/lantern");

/** A file of the preview's page. */
export function pagePath(name) {
  return path.join(scenes, "../cli/preview/page", name);
}

export function temporaryFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), "lantern-browser-"));
}

/** A copy of a folder of scenes/ that a test may change. */
export function copyOf(scene) {
  const folder = temporaryFolder();
  fs.cpSync(path.join(scenes, scene), folder, {recursive: true});
  return folder;
}

export function lantern(...args) {
  return spawnSync(program, args, {encoding: "utf8"});
}

/** A running preview: its address, and how to end it. */
export async function serve(script, ...args) {
  const child = spawn(program, ["preview", script, ...args], {stdio: ["ignore", "pipe", "inherit"]});
  const url = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (piece) => {
      text += piece;
      if (text.includes("\n")) resolve(text.trim());
    });
    child.once("exit", (code) => reject(new Error(`lantern preview ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({code, signal})));
  return {
    url, child,
    end: async (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync",
           // Names do not resolve: what does not stay on this machine fails.
           "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
}

/** A page with a preview, with all that it asked for and complained about. */
export async function openPage(browser, url, options = {}) {
  const page = await browser.newPage({viewport: {width: 1360, height: 860}, ...options});
  const requests = [], complaints = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(url);
  return {page, requests, complaints};
}

const facts = (page) => page.evaluate(() => ({...document.querySelector("#picture").dataset}));

/** Waits for a picture that is as `test` wants it, with what the page says about it. */
export async function picture(page, test = () => true) {
  const until = Date.now() + 30_000;
  for (;;) {
    const now = await facts(page);
    const numbers = Object.fromEntries(Object.entries(now).map(([name, value]) => [name, Number(value)]));
    if (now.edition && test(numbers)) return numbers;
    if (Date.now() > until) throw new Error(`no such picture; there is ${JSON.stringify(now)}`);
    await page.waitForTimeout(10);
  }
}

/** The picture's pixels as a text: equal for equal pictures. */
export function pixels(page) {
  return page.evaluate(async () => {
    const image = document.querySelector("#picture img");
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0);
    const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const digest = await crypto.subtle.digest("SHA-256", data);
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16)).join("");
  });
}

/** The pixels once they are others than these, or these again if that takes half a minute. */
export async function otherPixels(page, before) {
  const until = Date.now() + 30_000;
  for (;;) {
    const now = await pixels(page);
    if (now !== before || Date.now() > until) return now;
    await page.waitForTimeout(20);
  }
}

/** Clicks at a place of the picture, in canvas units. */
export async function clickAt(page, x, y, canvas = [960, 540]) {
  const box = await page.locator("#picture").boundingBox();
  await page.mouse.click(box.x + x / canvas[0] * box.width, box.y + y / canvas[1] * box.height);
}

/** The line of a script that has this text in it. */
export function lineOf(script, text) {
  return fs.readFileSync(script, "utf8").split("\n").findIndex((line) => line.includes(text)) + 1;
}

export function edit(script, change) {
  fs.writeFileSync(script, change(fs.readFileSync(script, "utf8")));
}
