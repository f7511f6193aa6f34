// What a browser shows, against what lantern draws.

import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";

export const least = 36;  // dB

/** The pixels of a PNG. */
export function pixels(png, ...options) {
  const {status, stderr, stdout} = spawnSync(
      "ffmpeg", ["-v", "error", "-i", "-", ...options, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
      {input: png, maxBuffer: 1 << 24});
  assert.equal(status, 0, String(stderr));
  return stdout;
}

/** Those of a part of a browser's page: of each the mean, where pictures have several for it. */
export function part(png, density, width, height, top = 0) {
  const seen = pixels(png, "-vf", `crop=${[width, height, 0, top].map((length) => length * density).join(":")}`);
  const means = new Float32Array(width * height * 3);
  for (let i = 0; i < seen.length; ++i) {
    const row = Math.trunc(i / 3 / width / density), column = Math.trunc(i / 3) % (width * density);
    const at = Math.trunc(row / density) * width + Math.trunc(column / density);
    means[at * 3 + i % 3] += seen[i] / density ** 2;
  }
  return means;
}

/** How near they come to each other: PSNR. */
export function decibels(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; ++i) sum += (a[i] - b[i]) ** 2;
  return 10 * Math.log10(255 ** 2 * a.length / Math.max(sum, 1));
}
