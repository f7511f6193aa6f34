// Three browsers, by the protocol of W3C WebDriver; Firefox, whose driver Debian 12 does not have, by its own.
// Each is {go, run, picture, close, density}; none where its package is not there.

import {spawn} from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import {setTimeout as sleep} from "node:timers/promises";

const kPatience = 30_000;  // milliseconds for whatever a browser is asked

/** Where a program is; nothing where it is not installed. */
export function found(program) {
  return [...process.env.PATH.split(":"), "/usr/bin"].map((folder) => path.join(folder, program))
      .find((file) => fs.existsSync(file));
}

async function ask(method, url, body) {
  const answer = await fetch(url, {
    method, signal: AbortSignal.timeout(kPatience),
    ...body && {body: JSON.stringify(body), headers: {"Content-Type": "application/json"}},
  });
  const {value} = await answer.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Does it until it succeeds. */
async function eventually(attempt) {
  for (const until = Date.now() + kPatience;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(100);
    }
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, "127.0.0.1", () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** What has a browser leave letters as they are, as phones, tablets and macOS do, instead of fitting them to the pixels
 * of a Linux desktop (hinting): the variables of its process. */
function withoutHinting(folder) {
  const fonts = path.join(folder, "fonts.conf"), desktop = path.join(folder, "Xresources");
  const edits = '<edit name="hinting"><bool>false</bool></edit><edit name="hintstyle"><const>hintnone</const></edit>';
  fs.writeFileSync(fonts, `<?xml version="1.0"?>
    <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
    <fontconfig>
      <include>/etc/fonts/fonts.conf</include>
      <match target="pattern">${edits}</match>
      <match target="font">${edits}</match>
    </fontconfig>`);
  fs.writeFileSync(desktop, "Xft.hinting: 0\nXft.hintstyle: hintnone\n");
  return {FONTCONFIG_FILE: fonts, XENVIRONMENT: desktop};
}

/** A screen in memory: its name, and how to end it. */
async function screen() {
  const child = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "2560x2600x24", "-nolisten", "tcp"],
                      {stdio: ["ignore", "pipe", "ignore"]});
  const number = await new Promise((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(String(text).trim()));
    child.once("exit", () => reject(new Error("Xvfb ended")));
    setTimeout(() => reject(new Error("Xvfb says nothing")), kPatience).unref();
  });
  return {name: `:${number}`, end: () => child.kill()};
}

async function session(driver, capabilities, {env, density = 1, end, rect} = {}) {
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`], {stdio: "ignore", env: {...process.env, ...env}});
  const stop = () => { child.kill(); end?.(); };
  const base = `http://127.0.0.1:${port}`;
  try {
    await eventually(() => ask("GET", `${base}/status`));
    const {sessionId} = await ask("POST", `${base}/session`, {capabilities: {alwaysMatch: capabilities}});
    const at = `${base}/session/${sessionId}`;
    if (rect) await ask("POST", `${at}/window/rect`, rect);
    return {
      density,  // pixels of pictures for each of the page
      go: (url) => ask("POST", `${at}/url`, {url}),
      run: (script, ...args) => ask("POST", `${at}/execute/sync`, {script, args}),
      picture: async () => Buffer.from(await ask("GET", `${at}/screenshot`), "base64"),
      close: async () => {
        await ask("DELETE", at).catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

async function openChromium({density = 1, height = 800} = {}) {
  return session(found("chromedriver"), {
    browserName: "chrome",
    "goog:chromeOptions": {
      binary: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", `--window-size=1000,${height}`,
             `--force-device-scale-factor=${density}`, "--allow-file-access-from-files"],
    },
  }, {density});
}

const miniBrowser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** On a screen of two pixels for each of the page, which those of most of its readers are: on coarser ones WebKitGTK has
 * letters at whole pixels from each other. */
async function openWebKit({density = 2, height = 800} = {}) {
  const {name, end} = await screen();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lantern-webkit-"));
  const options = {binary: miniBrowser, args: ["--automation"]};
  return session(found("WebKitWebDriver"), {"webkitgtk:browserOptions": options}, {
    env: {DISPLAY: name, GDK_SCALE: String(density), WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1", ...withoutHinting(folder)},
    density,
    rect: {x: 0, y: 0, width: 1000, height},
    end: () => {
      end();
      fs.rmSync(folder, {recursive: true, force: true});
    },
  });
}

/** Messages of Marionette: their length, a colon, a list in JSON. */
class Marionette {
  #socket;
  #bytes = Buffer.alloc(0);
  #waiting = new Map();
  #asked = 0;

  constructor(socket) {
    this.#socket = socket;
    socket.on("data", (piece) => {
      this.#bytes = Buffer.concat([this.#bytes, piece]);
      while (this.#take());
    });
  }

  #take() {
    const colon = this.#bytes.indexOf(":");
    if (colon < 0) return false;
    const end = colon + 1 + Number(this.#bytes.subarray(0, colon));
    if (this.#bytes.length < end) return false;
    const message = JSON.parse(this.#bytes.subarray(colon + 1, end));
    this.#bytes = this.#bytes.subarray(end);
    if (!Array.isArray(message)) return true;  // its greeting
    const [, id, error, result] = message;
    const {resolve, reject} = this.#waiting.get(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
    return true;
  }

  ask(command, parameters = {}) {
    const text = JSON.stringify([0, ++this.#asked, command, parameters]);
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      setTimeout(() => reject(new Error(`${command}: no answer`)), kPatience).unref();
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }
}

function connected(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });
}

async function openFirefox({height = 900, pace = 60} = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "lantern-firefox-"));
  const port = await freePort();
  fs.writeFileSync(path.join(profile, "user.js"),
                   `user_pref("marionette.port", ${port});\nuser_pref("layout.frame_rate", ${pace});\n` +
                   'user_pref("app.update.enabled", false);\n' +
                   'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n');
  const child = spawn(found("firefox-esr"),
                      ["--headless", "--marionette", "--no-remote", "--profile", profile,
                       "--width=1000", `--height=${height}`],
                      {stdio: "ignore", env: {...process.env, HOME: profile, ...withoutHinting(profile)}});
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    const marionette = new Marionette(await eventually(() => connected(port)));
    await marionette.ask("WebDriver:NewSession", {capabilities: {alwaysMatch: {}}});
    return {
      density: 1,
      go: (url) => marionette.ask("WebDriver:Navigate", {url}),
      run: async (script, ...args) => (await marionette.ask("WebDriver:ExecuteScript", {script, args})).value,
      picture: async () => {
        const {value} = await marionette.ask("WebDriver:TakeScreenshot", {full: false});
        return Buffer.from(value, "base64");
      },
      close: async () => {
        child.kill();
        await ended;
        fs.rmSync(profile, {recursive: true, force: true});
      },
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** By name: how to open it, also with pictures of another density or a page of another height, and the reason why not. */
export const browsers = {
  Chromium: {open: openChromium, missing: !found("chromedriver") && "chromium-driver is not installed"},
  Firefox: {open: openFirefox, missing: !found("firefox-esr") && "firefox-esr is not installed"},
  WebKit: {
    open: openWebKit,
    missing: !(found("WebKitWebDriver") && fs.existsSync(miniBrowser)) ? "webkit2gtk-driver is not installed"
           : !found("Xvfb") && "xvfb is not installed",
  },
};
