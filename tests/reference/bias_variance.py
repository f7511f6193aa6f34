#!/usr/bin/env python3
"""Writes bias_variance.json: the parts of the error of polynomial fits, by NumPy over draws of an own
xoshiro256** (see xoshiro.py for the papers).

    python3 tests/reference/bias_variance.py > tests/reference/bias_variance.json
"""
import json
import math

import numpy as np

from xoshiro import xoshiro256ss

MASK = 2 ** 64 - 1


class Draws:
    """Of a seed and the name of a stream, hashed by FNV-1a."""

    def __init__(self, seed, stream):
        code = 0xCBF29CE484222325
        for letter in stream.encode():
            code = ((code ^ letter) * 0x100000001B3) & MASK
        self.bits, self.spare = xoshiro256ss(seed ^ code), None

    def uniform(self):
        return (next(self.bits) >> 11) * 2.0 ** -53

    def normal(self):  # Marsaglia's polar method
        if self.spare is not None:
            out, self.spare = self.spare, None
            return out
        while True:
            x, y = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            square = x * x + y * y
            if 0 < square < 1:
                break
        scale = math.sqrt(-2 * math.log(square) / square)
        self.spare = y * scale
        return x * scale


def design(x, degree):
    return np.vander(x, degree + 1, increasing=True)


def parts(given, degree, draw, repeats, seed, noise, grid, truth):
    fits = []
    for r in range(repeats):
        x = np.array(given)
        if draw == "features":
            source = Draws(seed + r, "curve x")
            x = np.array([grid[0] + (grid[-1] - grid[0]) * source.uniform() for _ in x])
        source = Draws(seed + r, "curve noise")
        y = truth(x) + np.array([noise * source.normal() for _ in x])
        fits.append(design(grid, degree) @ np.linalg.lstsq(design(x, degree), y, rcond=None)[0])
    fits = np.array(fits)
    bias2, variance = (fits.mean(axis=0) - truth(grid)) ** 2, fits.var(axis=0)
    return {"degree": degree, "draw": draw, "repeats": repeats, "seed": seed, "noise": noise,
            "bias2": bias2.tolist(), "variance": variance.tolist(), "first": fits[0].tolist(),
            "error": float(np.mean(bias2 + variance) + noise ** 2)}


X = np.round(np.linspace(0, 1, 15) ** 1.3, 4)
GRID = np.linspace(0, 1, 11)
TRUTH = lambda x: np.sin(5 * x)
print(json.dumps({"x": X.tolist(), "cases": [
    parts(X, degree, draw, repeats, seed, noise, GRID, TRUTH)
    for degree, draw, repeats, seed, noise in [(1, "targets", 20, 0, 0.3), (3, "targets", 40, 7, 0.2),
                                               (5, "targets", 10, 3, 0.0), (2, "features", 25, 11, 0.4)]]}))
