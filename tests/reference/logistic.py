#!/usr/bin/env python3
"""Writes logistic.json: coefficients of scikit-learn's LogisticRegression on small samples.

    python3 tests/reference/logistic.py > tests/reference/logistic.json

Samples have rounded values, so that they are the same in every program.
"""
import json
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore", ConvergenceWarning)  # it asks for more than doubles can give


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
print("[" + ",\n".join(map(json.dumps, cases)) + "]")
