#!/usr/bin/env python3
"""Writes fairness.json: metrics by group and threshold, calibration, and rules that make groups equal.

    python3 tests/reference/fairness.py > tests/reference/fairness.json

Metrics are scikit-learn's. The cheapest randomised rules are found twice: as the linear program of
Hardt, Price & Srebro (2016) over all thresholds of all groups, by SciPy, and as fairlearn's
ThresholdOptimizer finds them, on a grid of 10⁴ steps, written anew here in NumPy (fairlearn is no package
of Debian's).
"""
import json

import numpy as np
from scipy.optimize import linprog
from sklearn import metrics
from sklearn.calibration import calibration_curve

PARITIES = ["equalized_odds", "equal_opportunity", "demographic_parity"]


def data(seed, groups, rows, digits):
    rng = np.random.default_rng(seed)
    group = rng.integers(0, groups, rows)
    y = (rng.random(rows) < .3 + .25 * group / groups).astype(int)
    score = np.clip(.5 + (y - .5) * (.5 - .2 * group / groups) + .1 * group + rng.normal(size=rows) * .2, 0, 1)
    return np.round(score, digits), y, group


def curve(score, y):
    """(threshold, false positives, true positives) of every rule."""
    out = [(np.inf, 0, 0)]
    for t in np.unique(score)[::-1]:
        out.append((t, int(np.sum((score >= t) & (y == 0))), int(np.sum((score >= t) & (y == 1)))))
    return np.array(out)


def rates(points, positives, negatives, parity):
    fpr, tpr = points[:, 1] / negatives, points[:, 2] / positives
    if parity == "equalized_odds":
        return [fpr, tpr]
    return [tpr] if parity == "equal_opportunity" else [(points[:, 1] + points[:, 2]) / (positives + negatives)]


def linear_program(groups, parity, fp_cost, fn_cost):
    sizes = [len(p) for p, _, _ in groups]
    cost = np.concatenate([fp_cost * p[:, 1] + fn_cost * (pos - p[:, 2]) for p, pos, _ in groups])
    begin = np.concatenate([[0], np.cumsum(sizes)])
    a, b = [], []
    for g in range(len(groups)):
        row = np.zeros(begin[-1])
        row[begin[g]:begin[g + 1]] = 1
        a.append(row)
        b.append(1)
    for g in range(1, len(groups)):
        first, other = rates(*groups[0], parity), rates(*groups[g], parity)
        for x, y in zip(first, other):
            row = np.zeros(begin[-1])
            row[:begin[1]] = x
            row[begin[g]:begin[g + 1]] = -y
            a.append(row)
            b.append(0)
    return linprog(cost, A_eq=np.array(a), b_eq=b, bounds=(0, None), method="highs-ds",
                   options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}).fun


def hull(x, y):
    order = np.lexsort((y, x))
    out = []
    for i in order:
        while out and out[-1][0] == x[i]:
            out.pop()
        while len(out) > 1 and ((out[-1][0] - out[-2][0]) * (y[i] - out[-2][1])
                                >= (out[-1][1] - out[-2][1]) * (x[i] - out[-2][0])):
            out.pop()
        out.append((x[i], y[i]))
    return np.array(out)


def fairlearn(groups, parity, fp_cost, fn_cost, steps=10000):
    grid = np.linspace(0, 1, steps + 1)
    if parity == "equalized_odds":
        lowest = np.min([np.interp(grid, *hull(p[:, 1] / neg, p[:, 2] / pos).T) for p, pos, neg in groups], axis=0)
        positives, negatives = sum(g[1] for g in groups), sum(g[2] for g in groups)
        return float(np.min(fp_cost * grid * negatives + fn_cost * (1 - lowest) * positives))
    total = 0
    for p, pos, neg in groups:
        x = rates(p, pos, neg, parity)[0]
        total = total - np.interp(grid, *hull(x, -(fp_cost * p[:, 1] + fn_cost * (pos - p[:, 2]))).T)
    return float(np.min(total))


def fair(seed, count, rows, digits, fp_cost, fn_cost):
    score, y, group = data(seed, count, rows, digits)
    groups = [(curve(score[group == g], y[group == g]), int(np.sum(y[group == g])),
               int(np.sum(1 - y[group == g]))) for g in range(count)]
    cheapest = sum(float(np.min(fp_cost * p[:, 1] + fn_cost * (pos - p[:, 2]))) for p, pos, _ in groups)
    return {"score": score.tolist(), "target": y.tolist(), "group": [f"g{g}" for g in group],
            "fp_cost": fp_cost, "fn_cost": fn_cost, "group_loss": cheapest / rows,
            "exact": [linear_program(groups, parity, fp_cost, fn_cost) / rows for parity in PARITIES],
            "fairlearn": [fairlearn(groups, parity, fp_cost, fn_cost) / rows for parity in PARITIES],
            "auc": [metrics.roc_auc_score(y[group == g], score[group == g]) for g in range(count)],
            "confusion": [confusion(y[group == g], score[group == g], .5) for g in range(count)]}


def confusion(y, score, threshold, beta=2):
    said = (score >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(y, said, labels=[0, 1]).ravel().tolist()
    ratio = {"zero_division": 0}
    return {"tp": tp, "fp": fp, "tn": tn, "fn": fn, "fpr": fp / (fp + tn), "fnr": fn / (fn + tp),
            "accuracy": metrics.accuracy_score(y, said),
            "balanced_accuracy": metrics.balanced_accuracy_score(y, said),
            "precision": metrics.precision_score(y, said, **ratio),
            "recall": metrics.recall_score(y, said, **ratio), "f1": metrics.f1_score(y, said, **ratio),
            "f_beta": metrics.fbeta_score(y, said, beta=beta, **ratio)}


def calibration(seed, rows, digits):
    score, y, _ = data(seed, 2, rows, digits)
    out = {"score": score.tolist(), "target": y.tolist(), "brier": metrics.brier_score_loss(y, score),
           "curves": []}
    for strategy in ("uniform", "quantile"):
        for bins in (3, 5, 10):
            actual, predicted = calibration_curve(y, score, n_bins=bins, strategy=strategy)
            out["curves"].append({"strategy": strategy, "n_bins": bins, "actual": actual.tolist(),
                                  "predicted": predicted.tolist()})
    out["thresholds"] = [confusion(y, score, t) for t in np.unique(score)]
    return out


print(json.dumps({
    "fair": [fair(1, 2, 80, 2, 1, 1), fair(2, 3, 150, 1, 1, 1), fair(3, 2, 120, 3, 1, 4),
             fair(5, 4, 160, 2, 3, 1)],
    "calibration": [calibration(11, 60, 3), calibration(12, 150, 1), calibration(13, 40, 2)]}))
