#!/usr/bin/env python3
"""Writes linalg.json: what NumPy and SciPy make of matrices of many kinds.

    python3 tests/reference/linalg.py > tests/reference/linalg.json

Values are rounded where that keeps their kind, so that they are the same in every program.
"""
import json

import numpy as np
import scipy.linalg

rng = np.random.default_rng(12)


def random(rows, columns):
    return np.round(rng.normal(size=(rows, columns)) * 3, 2)


def hilbert(size):
    return scipy.linalg.hilbert(size)


low = np.round(random(9, 2) @ random(2, 5), 4)
uncentred = 1e8 + np.round(random(20, 3), 1)
scales = random(12, 4) * np.array([1e8, 1e-8, 1, 1e4])
general = [
    ("square", random(5, 5)), ("tall", random(30, 4)), ("wide", random(3, 7)),
    ("one row", random(1, 4)), ("one column", random(6, 1)), ("one value", random(1, 1)),
    ("zero", np.zeros((4, 3))), ("twin columns", np.repeat(random(8, 2), 2, axis=1)),
    ("of rank 2", low), ("of rank 2, wide", low.T), ("Hilbert", hilbert(8)),
    ("uncentred", uncentred), ("scales", scales), ("as long as a table", random(400, 6))]

cases = []
for name, a in general:
    # The rounding of `low` makes small singular values, which are to count as 0.
    tolerance = 1e-4 if name.startswith("of rank") else max(a.shape) * np.finfo(float).eps
    b = np.round(rng.normal(size=a.shape[0]), 2)
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    _, r, _ = scipy.linalg.qr(a, mode="economic", pivoting=True)
    rank = int(np.linalg.matrix_rank(a, tol=tolerance * s[0]))
    case = {"name": name, "a": a.tolist(), "b": b.tolist(), "tolerance": tolerance, "rank": rank,
            "singular": s.tolist(), "pivots": np.abs(np.diag(r)).tolist(),
            "x": (np.linalg.pinv(a, rcond=tolerance) @ b).tolist(),
            "rest": float(np.linalg.norm(a @ np.linalg.lstsq(a, b, rcond=tolerance)[0] - b))}
    if a.shape[0] == a.shape[1] and rank == a.shape[0]:
        case["solved"] = np.linalg.solve(a, b).tolist()
    cases.append(case)

symmetric = []
for name, a in [("covariances", np.round(np.cov(random(40, 5).T), 3)), ("Hilbert", hilbert(6)),
                ("indefinite", (lambda m: m + m.T)(random(6, 6))), ("one value", np.array([[2.5]])),
                ("twice the same value", np.diag([1.0, 3.0, 3.0, 0.5])),
                ("singular", np.ones((4, 4))), ("scales", np.diag([1e16, 1.0, 1e-16]))]:
    values, vectors = np.linalg.eigh(a)
    case = {"name": name, "a": a.tolist(), "values": values[::-1].tolist(),
            "vectors": vectors[:, ::-1].tolist()}
    if values[0] > 1e-12 * values[-1] or name == "scales":
        case["cholesky"] = np.linalg.cholesky(a).tolist()
    symmetric.append(case)

print(json.dumps({"general": cases, "symmetric": symmetric}))
