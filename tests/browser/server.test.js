import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import {after, before, describe, it} from "node:test";
import {copyOf, lantern, serve} from "./support.js";

describe("the preview's server", {timeout: 600_000}, () => {
  let folder, server, port;
  before(async () => {
    folder = copyOf("roc-auc");
    server = await serve(path.join(folder, "sweep.yaml"));
    port = Number(new URL(server.url).port);
  });
  after(async () => {
    await server.end();
    fs.rmSync(folder, {recursive: true});
  });

  /** The answer to a request written byte for byte, as no client would send it. */
  function raw(text) {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, "127.0.0.1", () => socket.write(text));
      let answer = "";
      socket.on("data", (piece) => { answer += piece; });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  }

  function request(target, headers = {}, method = "GET") {
    return new Promise((resolve, reject) => {
      const sent = http.request({host: "127.0.0.1", port, path: target, method, headers}, (response) => {
        const pieces = [];
        response.on("data", (piece) => pieces.push(piece));
        response.on("end", () => resolve({status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces)}));
      });
      sent.on("error", reject);
      sent.end();
    });
  }

  const host = () => `127.0.0.1:${port}`;

  it("serves nothing but the page and its pictures", async () => {
    const paths = ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd",
                   "/etc/passwd", "/frame/../../etc/passwd", "/sweep.yaml", "/signals.csv", "/preview.js/../sweep.yaml",
                   `${folder}/sweep.yaml`, "/.", "/page.html", "/%00", "/frame%00.png", "file:///etc/passwd",
                   `http://${host()}/etc/passwd`];
    for (const target of paths) {
      const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 (400|404|422) /, target);
      assert.doesNotMatch(answer, /root:|lantern: 1|airplane/, target);
    }
  });

  it("answers under its own name only", async () => {
    for (const name of ["evil.example", `evil.example:${port}`, "127.0.0.1", "127.0.0.1:1", `127.0.0.1.evil.example:${port}`]) {
      assert.equal((await request("/", {Host: name})).status, 421, name);
    }
    for (const header of ["", "Host:\r\n", "Host: evil.example\r\n"]) {
      assert.match(await raw(`GET / HTTP/1.1\r\n${header}Connection: close\r\n\r\n`), /^HTTP\/1\.1 4/, header);
    }
    assert.equal((await request("/", {Host: `localhost:${port}`})).status, 200);
  });

  it("answers its own page only", async () => {
    for (const headers of [{Origin: "http://evil.example"}, {Origin: "null"}, {"Sec-Fetch-Site": "cross-site"},
                           {"Sec-Fetch-Site": "same-site"}]) {
      assert.equal((await request("/frame?t=1", headers)).status, 403, JSON.stringify(headers));
      assert.equal((await request("/news", headers)).status, 403, JSON.stringify(headers));
    }
    assert.equal((await request("/", {"Sec-Fetch-Site": "cross-site"})).status, 200);
    assert.equal((await request("/frame?t=1", {"Sec-Fetch-Site": "same-origin", Origin: `http://${host()}`})).status, 200);
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      assert.equal((await request("/frame?t=1", {}, method)).status, 405, method);
    }
  });

  it("tells browsers to load nothing from elsewhere", async () => {
    const {headers} = await request("/");
    assert.match(headers["content-security-policy"], /default-src 'self'/);
    assert.match(headers["content-security-policy"], /frame-ancestors 'none'/);
    assert.equal(headers["access-control-allow-origin"], undefined);
  });

  it("is not there for other machines", async () => {
    const others = Object.values(os.networkInterfaces()).flat().filter((one) => !one.internal && one.family === "IPv4");
    for (const {address} of others) {
      await assert.rejects(new Promise((resolve, reject) => {
        net.connect(port, address, resolve).on("error", reject);
      }), /ECONNREFUSED/);
    }
  });

  it("draws what is asked for", async () => {
    const png = await request("/frame?t=2.5&w=320");
    assert.equal(png.headers["content-type"], "image/png");
    assert.deepEqual([png.body.readUInt32BE(16), png.body.readUInt32BE(20)], [320, 180]);
    const facts = JSON.parse(png.headers["x-lantern"]);
    assert.equal(facts.frame, 75);
    const svg = await request("/frame?t=2.5&w=320&format=svg");
    assert.match(svg.body.toString(), /^<(\?xml|svg)/);
    const still = path.join(folder, "still.png");
    lantern("still", path.join(folder, "sweep.yaml"), "--at", "2.5s", "--set", "threshold=0.25", "--theme", "slate", "-o", still);
    const same = await request("/frame?t=2.5&w=960&theme=slate&set=threshold%3D0.25");
    assert.equal(same.status, 200);
    assert.deepEqual(await rgb(same.body), await rgb(fs.readFileSync(still)));
  });

  it("says what is wrong with a request, and goes on", async () => {
    for (const query of ["t=x", "t=-1", "t=nan", "t=1e999", "w=0", "w=100000", "format=gif", "theme=nowhere",
                         "set=nothing%3D1", "set=threshold", "set=threshold%3D7", "what=1"]) {
      const {status, body} = await request(`/frame?${query}`);
      assert.ok(status === 400 || status === 422, `${query}: ${status}`);
      assert.ok(JSON.parse(body).problems[0].message.length > 5, query);
    }
    assert.equal((await request("/frame?t=1")).status, 200);
  });

  it("answers many at a time", async () => {
    const answers = await Promise.all(Array.from({length: 40}, (_, i) => request(`/frame?t=${i / 4}&w=480`)));
    assert.deepEqual([...new Set(answers.map(({status}) => status))], [200]);
  });

  it("ends at once by a signal, whatever it is doing", async () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      const other = await serve(path.join(folder, "sweep.yaml"));
      const news = http.get(`${other.url}news`).on("error", () => {});
      for (let i = 0; i < 20; ++i) http.get(`${other.url}frame?t=${i}&w=3840`).on("error", () => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      const start = Date.now();
      assert.deepEqual(await other.end(signal), {code: null, signal});
      assert.ok(Date.now() - start < 2000);
      news.destroy();
    }
  });

  it("refuses a scene that is not there, standard input and a port that is taken", () => {
    assert.equal(lantern("preview", path.join(folder, "nowhere.yaml")).status, lantern("check", path.join(folder, "nowhere.yaml")).status);
    assert.equal(lantern("preview", "-").status, 2);
    assert.equal(lantern("preview", path.join(folder, "sweep.yaml"), "--theme", "nowhere").status, 2);
    const taken = lantern("preview", path.join(folder, "sweep.yaml"), "--port", String(port));
    assert.equal(taken.status, 1);
    assert.match(taken.stderr, /is taken/);
  });
});

/** The pixels of a PNG, by ffmpeg. */
async function rgb(png) {
  const {spawnSync} = await import("node:child_process");
  return spawnSync("ffmpeg", ["-v", "error", "-i", "-", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], {input: png, maxBuffer: 1 << 28}).stdout;
}
