#!/usr/bin/env python3
"""Writes logistic.json: coefficients of scikit-learn's LogisticRegression on small samples.

    python3 tests/reference/logistic.py > tests/reference/logistic.json

Samples have rounded values, so that they are the same in every program.
"""
import json
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore")  # it asks for more than doubles can give


def sample(seed, rows, features, shift):
    rng = np.random.default_rng(seed)
    y = (np.arange(rows) % 3 == 0).astype(int)
    x = rng.normal(size=(rows, features)) * 2 + shift * y[:, None] + np.arange(features)
    return np.round(x, 2), y


def descent(x, y, C, rate=0.02, steps=25):
    """Parameters and mean log loss after each step of batch gradient descent from zero."""
    w, b, out = np.zeros(x.shape[1]), 0.0, []
    for _ in range(steps + 1):
        z = x @ w + b
        p = 1 / (1 + np.exp(-z))
        loss = np.mean(np.logaddexp(0, np.where(y == 1, -z, z)))
        out.append([*w.tolist(), b, loss])
        w, b = w - rate * (x.T @ (p - y) + w / C) / len(y), b - rate * np.mean(p - y)
    return out


cases = []
for name, seed, rows, features, shift, C, penalty in [
        ("one feature", 1, 40, 1, 2.0, 1.0, "l2"), ("two features", 2, 100, 2, 1.0, 1.0, "l2"),
        ("five features", 3, 300, 5, 0.5, 1.0, "l2"), ("strong penalty", 4, 60, 2, 2.0, 0.01, "l2"),
        ("weak penalty", 5, 60, 2, 2.0, 100.0, "l2"), ("separated", 6, 30, 2, 20.0, 1.0, "l2"),
        ("no penalty", 7, 120, 2, 0.8, 1.0, "none")]:
    x, y = sample(seed, rows, features, shift)
    model = LogisticRegression(solver="newton-cg", tol=1e-12, max_iter=10000, C=C, penalty=penalty)
    model.fit(x, y)
    cases.append({"name": name, "x": x.tolist(), "y": y.tolist(), "C": C, "penalty": penalty,
                  "coefficients": model.coef_[0].tolist(), "intercept": model.intercept_[0],
                  "probability": model.predict_proba(x)[:, 1].tolist(),
                  "accuracy": model.score(x, y),
                  "descent": descent(x, y, C if penalty == "l2" else np.inf)})

# The same in units and with offsets that scikit-learn's own solvers cannot take: it sees the features
# in easy units, and its coefficients are translated.


def translated(name, seed, scale, offset, C, easy_C, extra=None, shift=0.8):
    x, y = sample(seed, 80, 2, shift)
    scale, offset = np.array(scale), np.array(offset)
    given = x * scale + offset
    easy = (given - offset) / scale
    model = LogisticRegression(solver="newton-cholesky", tol=1e-13, max_iter=10000, C=easy_C or 1.0,
                               penalty="l2" if easy_C else "none").fit(easy, y)
    w = model.coef_[0] / scale
    intercept = model.intercept_[0] - w @ offset
    if extra is not None:
        # Columns that add nothing; of all coefficients that mean the same, pinv finds the smallest.
        more, means = extra
        given = np.column_stack([given, given @ np.array(more).T + np.array(means)])
        mix = np.column_stack([np.eye(2), np.array(more).T])
        w = np.linalg.pinv(mix) @ w
        intercept -= w[2:] @ np.array(means)
    cases.append({"name": name, "x": given.tolist(), "y": y.tolist(), "C": C,
                  "penalty": "l2" if C else "none", "coefficients": w.tolist(),
                  "intercept": intercept, "probability": model.predict_proba(easy)[:, 1].tolist(),
                  "accuracy": model.score(easy, y)})


translated("at 1e8", 11, [1e8, 1e8], [0, 0], 1.0, None)
translated("at 1e-8", 12, [1e-8, 1e-8], [0, 0], 1e16, 1.0)
translated("at 1e8, strong penalty", 13, [1e8, 1e8], [0, 0], 1e-18, 0.01)
translated("uncentred", 14, [1, 1], [1e8, -3e7], 1.0, 1.0)
translated("uncentred, no penalty", 15, [1, 1], [1e6, 1e8], 0, None)
translated("different scales, no penalty", 16, [1e8, 1e-8], [0, 0], 0, None)
translated("separated, weak penalty", 17, [1, 1], [0, 0], 1e4, 1e4, shift=7.0)
translated("nearly separated", 17, [1, 1], [0, 0], 1e4, 1e4, shift=5.0)
translated("nearly separated, uncentred", 18, [1, 1], [1e7, 0], 1e3, 1e3, shift=7.0)
translated("twins, no penalty", 19, [1, 1], [0, 0], 0, None, extra=([[1, 0]], [0]))
translated("a sum, no penalty", 20, [1, 1], [0, 0], 0, None, extra=([[2, -3]], [5]))
translated("a constant, no penalty", 21, [1, 1], [0, 0], 0, None, extra=([[0, 0]], [7]))
translated("a sum and scales, no penalty", 22, [1e4, 1e-4], [0, 0], 0, None,
           extra=([[3, 0], [0, 2]], [0, 1]))

# Where the classes are far apart or features depend on each other, at 1e8: scikit-learn stops early.
# Here Newton's steps in extended precision, on features in easy units. Of a further feature that is a
# sum of the two, the minimum is the shortest w with mix @ w the weights of the two.


def extended(name, seed, scale, C, shift, mix=((1, 0), (0, 1))):
    x, y = sample(seed, 80, 2, shift)
    mix = np.array(mix, dtype=float)
    mean = x.astype(np.longdouble).mean(axis=0)
    easy = np.column_stack([x - mean, np.ones(len(y), np.longdouble)])
    shortest = np.linalg.pinv(mix).astype(np.longdouble)
    keep = np.zeros((3, 3), np.longdouble)
    keep[:2, :2] = shortest.T @ shortest / C / scale / scale
    theta, sign = np.zeros(3, np.longdouble), np.where(y == 1, 1, -1)

    def loss(theta):
        return np.log1p(np.exp(-sign * (easy @ theta))).sum() + theta @ keep @ theta / 2

    for _ in range(400):
        far = np.exp(-np.abs(easy @ theta))
        likely, unlikely = 1 / (1 + far), far / (1 + far)
        error = -sign * np.where(sign * (easy @ theta) > 0, unlikely, likely)
        hessian = (easy.T * (likely * unlikely)) @ easy + keep
        step, share = solved(hessian, easy.T @ error + keep @ theta), np.longdouble(1)
        while loss(theta - share * step) > loss(theta) and share > 1e-6:
            share /= 2
        theta = theta - share * step
    w = shortest @ theta[:2] / scale
    cases.append({"name": name, "x": (x @ mix * scale).tolist(), "y": y.tolist(), "C": C, "penalty": "l2",
                  "coefficients": w.astype(float).tolist(),
                  "intercept": float(theta[2] - theta[:2] @ mean),
                  "probability": (1 / (1 + np.exp(-(easy @ theta)))).astype(float).tolist(),
                  "accuracy": float(np.mean((easy @ theta > 0) == y))})


def solved(a, b):
    """Gaussian elimination with pivots, in the precision of the numbers; numpy's has doubles."""
    a = np.column_stack([a, b])
    for i in range(len(b)):
        pivot = i + int(np.argmax(np.abs(a[i:, i])))
        a[[i, pivot]] = a[[pivot, i]]
        for j in range(len(b)):
            if j != i:
                a[j] -= a[i] * (a[j, i] / a[i, i])
    return a[:, -1] / np.diag(a[:, :-1])


# Of the sum at 1e8, what rounding has added is dearer than the penalty: only what is predicted is
# compared.
extended("separated at 1e8", 23, 1e8, 1.0, 12.0)
extended("a sum at 1e8", 24, 1e8, 1.0, 0.8, mix=((1, 0, 2), (0, 1, -3)))
extended("a sum, separated at 1e6", 25, 1e6, 1.0, 12.0, mix=((1, 0, 2), (0, 1, -3)))
for word in ("coefficients", "intercept"):
    del cases[-2][word]
print("[" + ",\n".join(map(json.dumps, cases)) + "]")
