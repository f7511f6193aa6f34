#!/usr/bin/env python3
"""Makes cubic.csv and draws.csv. Deterministic, without any packages: python3 make_data.py"""
import random

# 41 points of a cubic, evenly spaced; five of them are corrupted.
CORRUPTED = {6: 1.1, 13: -1.2, 21: 1.2, 28: -1.1, 35: 1.2}
with open("cubic.csv", "w") as out:
    out.write("x,y,kind\n")
    for i in range(41):
        x = -2 + 4 * i / 40
        y = (x**3 - 3 * x) / 2 + CORRUPTED.get(i, 0)
        out.write(f"{x:.1f},{y:.5f},{'corrupted' if i in CORRUPTED else 'clean'}\n")

# y = a + b² and a little noise, c has no part in it: 11 samples of 40 rows to learn from, and as a
# test 100 rows without noise.
random.seed(6)
with open("draws.csv", "w") as out:
    out.write("draw,a,b,c,y\n")
    for draw, rows in [(s, 40) for s in range(1, 12)] + [("test", 100)]:
        for _ in range(rows):
            a, b, c = (random.uniform(-1, 1) for _ in range(3))
            y = a + b * b + (0 if draw == "test" else random.gauss(0, 0.05))
            out.write(f"{0 if draw == 'test' else draw},{a:.4f},{b:.4f},{c:.4f},{y:.4f}\n")
