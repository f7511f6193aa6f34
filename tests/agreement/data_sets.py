"""Random data sets of all kinds that are known to be hard: each is told by its seed alone."""
from dataclasses import dataclass

import numpy as np

KINDS = ["plain", "ties", "duplicates", "constant", "missing", "large", "small", "offset", "mixed",
         "one class", "all constant", "tiny", "whole"]


@dataclass
class DataSet:
    name: str
    rng: np.random.Generator
    kind: str
    x: np.ndarray
    y: np.ndarray       # of texts

    @property
    def complete(self):
        return ~np.isnan(self.x).any(axis=1)

    def columns(self):
        table = {f"x{j}": self.x[:, j] for j in range(self.x.shape[1])}
        return {**table, "y": self.y.tolist()}

    def features(self):
        return "[" + ", ".join(f"x{j}" for j in range(self.x.shape[1])) + "]"

    def first_missing(self):
        """What a message says of the first cell without a value, row by row."""
        row, column = np.argwhere(np.isnan(self.x))[0]
        return rf'{self.name}.csv:{row + 2}:\d+: column "x{column}" has no value here'

    def learned_from(self):
        """A `where` for a model, the rows that it lets through, and what must be refused: of rows
        with missing values, half the time they are left out, half the time the model has them."""
        everything = np.ones(len(self.y), bool)
        if self.kind != "missing":
            return "", everything, None
        if self.rng.random() < 0.5:
            there = " and ".join(f"not is_missing(x{j})" for j in range(self.x.shape[1]))
            return f', where: "={there}"', self.complete, None
        return "", everything, self.first_missing()


def rows_of(rng, kind, number, most):
    if kind == "tiny":
        return int(rng.integers(1, 5))
    if number == 0:
        return most
    return int(round(10 ** rng.uniform(0, np.log10(most))))


def values(rng, kind, shape):
    x = rng.normal(size=shape)
    if kind == "ties":
        x = np.round(x, 1)
    elif kind == "whole":
        x = np.round(x * 3)
    elif kind == "duplicates":
        x = x[rng.integers(0, len(x) // 4 + 1, len(x))]
    elif kind == "constant":
        x[:, rng.integers(shape[1])] = rng.normal()
    elif kind == "all constant":
        x[:] = rng.normal(size=shape[1])
    elif kind == "large":
        x *= 1e8
    elif kind == "small":
        x *= 1e-8
    elif kind == "offset":
        x = x * 1000 + 1e8
    elif kind == "mixed":
        x *= 10 ** rng.uniform(-8, 8, shape[1])
    # Trees of scikit-learn see single precision: with numbers that have it, both see the same.
    return x.astype(np.float32).astype(float)


def labels(rng, kind, x, classes):
    """Classes that the features tell something of."""
    names = np.array(["ant", "bee", "cat", "dog", "elk"])[:classes]
    if kind == "one class":
        return np.full(len(x), names[rng.integers(classes)])
    spread = x.std(axis=0)
    score = ((x - x.mean(axis=0)) / np.where(spread > 0, spread, 1)) @ rng.normal(size=x.shape[1])
    score = score + rng.normal(size=len(x)) * rng.choice([0, 0.5, 2])
    edges = np.quantile(score, np.arange(1, classes) / classes)
    return names[np.searchsorted(edges, score)]


def data_set(family, seed, number, most=10000, classes=(2, 3, 5), features=(1, 2, 3, 5)):
    rng = np.random.default_rng([seed, number, *family.encode()])
    kind = KINDS[number % len(KINDS)]
    rows = rows_of(rng, kind, number, most)
    x = values(rng, kind, (rows, int(rng.choice(features))))
    y = labels(rng, kind, x, int(rng.choice(classes)))
    if kind == "missing":
        x[rng.random(x.shape) < 0.05] = np.nan
        x[rng.integers(rows), rng.integers(x.shape[1])] = np.nan
    return DataSet(f"d{number}", rng, kind, x, y)


def scores(rng, kind, y):
    """Scores that tell something of a class: whether y is 1."""
    s = values(rng, kind, (len(y), 1))[:, 0]
    spread = s.std()
    return s + (y * spread if kind in ("plain", "large", "small", "mixed", "duplicates") else 0)
