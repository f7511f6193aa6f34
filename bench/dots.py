#!/usr/bin/env python3
"""What a frame of many moving dots costs: the processor time of a film less that of its first half second, so that
starting and reading do not count.

bench/dots.py LANTERN [RUNS]    the least of 3 runs if not given
"""

import pathlib
import resource
import subprocess
import sys
import tempfile

SCENE = pathlib.Path(__file__).parent / "dots.yaml"
FRAMES = 120


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def frame_cost(lantern, rows, output, runs):
    with tempfile.TemporaryDirectory() as folder:
        scene = pathlib.Path(folder) / "dots.yaml"
        text = SCENE.read_text().replace("n_samples: 10000", f"n_samples: {rows}").replace("3400", f"{rows // 3}")
        scene.write_text(text.replace("6700", f"{2 * rows // 3}"))

        def film(frames):
            return min(cpu([lantern, "render", scene, "--to", f"{frames / 30:.4f}s", "-q", "-o", f"{folder}/{output}"])
                       for _ in range(runs))

        return (film(FRAMES + 15) - film(15)) / FRAMES


def main():
    lantern, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    print("| rows | output | CPU ms a frame |\n|---|---|---|")
    for rows in (10_000, 30_000, 100_000):
        for output in ("%05d.png", "film.mp4"):
            print(f"| {rows} | {output[-3:]} | {1000 * frame_cost(lantern, rows, output, runs):.1f} |", flush=True)


main()
