#!/usr/bin/env python3
"""What models cost beside scikit-learn's: CPU seconds, the least of some runs, and their ratio.

  bench/models.py LANTERN [RUNS] [WORD…]     5 runs if not given; of the models whose names have one of the words

Lantern's is `lantern check` of a scene with the model, less that of the same scene without it: what it
takes to start and to read the data is left out. What outputs cost that nobody asks for is left out, too.
Of few rows a scene has many copies of the model. Scikit-learn's is the call alone, on arrays, in one thread.
Both sides take turns. Needs numpy, scikit-learn and statsmodels.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import warnings

for library in ("OMP", "OPENBLAS"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import peers  # noqa: E402: after what it reads


def write(path, columns):
    with open(path, "w") as out:
        out.write(",".join(columns) + "\n")
        for row in zip(*(column.tolist() for column in columns.values())):
            out.write(",".join(map(str, row)) + "\n")


def cpu_of(lantern, scene):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([lantern, "check", "-q", scene], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def cpu_of_call(call, times):
    start = time.process_time()
    for _ in range(times):
        call()
    return time.process_time() - start


def scene(folder, name, models):
    path = os.path.join(folder, name + ".yaml")
    models = models.replace("ROWS", "data: d")
    with open(path, "w") as out:
        out.write("lantern: 1\ntitle: Bench\ndata: {d: {csv: d.csv}}\n"
                  + (f"models:\n{models}" if models else "")
                  + "views: {v: {marks: {t: {text: {text: hello, x: 50%, y: 50%}}}}}\n")
    return path


def measured(lantern, folder, peer, columns, runs):
    """Seconds of both, for one model."""
    start = time.process_time()
    peer.call()
    took = time.process_time() - start
    copies = max(1, min(50, int(0.25 / took)))
    words = set(re.findall(r"\w+", peer.before + peer.model))
    write(os.path.join(folder, "d.csv"), {name: column for name, column in columns.items() if name in words})
    empty = scene(folder, "empty", peer.before)
    full = scene(folder, "full", peer.before + "".join(f"  m{i}: {{{peer.model}}}\n" for i in range(copies)))
    each = [(cpu_of(lantern, empty), cpu_of(lantern, full), cpu_of_call(peer.call, copies)) for _ in range(runs)]
    without, ours, theirs = map(min, zip(*each))
    return (ours - without) / copies, theirs / copies


def main():
    lantern, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    words = sys.argv[3:]
    warnings.filterwarnings("ignore")  # of rows that are in the bags of all 20 trees
    print("| | rows | lantern ms | scikit-learn ms | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in (peers.SMALL, peers.SOME, peers.MANY):
            data = peers.Data(size)
            for name, peer in peers.peers(data).items():
                if size not in peer.sizes or (words and not any(word in name for word in words)):
                    continue
                ours, theirs = measured(lantern, folder, peer, data.columns(), runs)
                print(f"| {name} | {size} | {1000 * ours:.2f} | {1000 * theirs:.2f} | {ours / theirs:.2f} |", flush=True)


if __name__ == "__main__":
    main()
