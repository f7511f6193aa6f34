#!/usr/bin/env python3
"""Writes folds.json: folds and cross-validated scores of scikit-learn.

    python3 tests/reference/folds.py > tests/reference/folds.json
"""
import json

import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import KFold, LeaveOneOut, StratifiedKFold, cross_validate
from sklearn.tree import DecisionTreeClassifier


def fold_of(splitter, x, y=None):
    out = np.zeros(len(x), int)
    for fold, (_, validation) in enumerate(splitter.split(x, y)):
        out[validation] = fold + 1
    return out.tolist()


k_folds = [{"rows": n, "n_splits": k, "fold": fold_of(KFold(k), np.zeros((n, 1)))}
           for n, k in [(12, 3), (10, 3), (17, 5), (5, 5), (101, 7)]]

stratified = []
for seed, n, k, classes in [(1, 20, 3, "ab"), (2, 31, 4, "cab"), (3, 12, 5, "zy"), (4, 60, 10, "dbca")]:
    rng = np.random.default_rng(seed)
    y = rng.choice(list(classes), n, p=np.arange(1, len(classes) + 1) / np.arange(1, len(classes) + 1).sum())
    if max(np.unique(y, return_counts=True)[1]) < k:
        continue
    stratified.append({"kind": y.tolist(), "n_splits": k,
                       "fold": fold_of(StratifiedKFold(k), np.zeros((n, 1)), y)})


def numbers(seed, n, noise):
    rng = np.random.default_rng(seed)
    x = np.round(rng.uniform(-2, 3, n), 3)
    return x, np.round(1.5 * x - 0.7 + np.sin(3 * x) + noise * rng.normal(size=n), 3)


METRICS = {"mse": "neg_mean_squared_error", "rmse": "neg_root_mean_squared_error",
           "mae": "neg_mean_absolute_error", "r2": "r2"}
regressions = []
for seed, n, k in [(5, 16, 3), (6, 40, 5), (7, 23, 23)]:
    x, y = numbers(seed, n, 0.5)
    scores = {}
    for name, scoring in METRICS.items():
        if k == n and name == "r2":
            continue
        got = cross_validate(LinearRegression(), x[:, None], y, cv=KFold(k) if k < n else LeaveOneOut(),
                             scoring=scoring, return_train_score=True)
        sign = -1 if scoring.startswith("neg") else 1
        scores[name] = {"train": (sign * got["train_score"]).tolist(),
                        "validation": (sign * got["test_score"]).tolist()}
    regressions.append({"x": x.tolist(), "y": y.tolist(), "n_splits": k, "scores": scores})

classifications = []
for seed, n, k in [(8, 40, 4), (9, 60, 5), (10, 33, 3)]:
    rng = np.random.default_rng(seed)
    y = (np.arange(n) % 3 == 0).astype(int)
    x = np.round(rng.normal(size=(n, 2)) + 1.2 * y[:, None], 2)
    scores = {}
    for name, scoring in {"accuracy": "accuracy", "log_loss": "neg_log_loss"}.items():
        model = LogisticRegression(solver="newton-cg", tol=1e-12, max_iter=10000)
        got = cross_validate(model, x, y, cv=StratifiedKFold(k), scoring=scoring, return_train_score=True)
        sign = -1 if scoring.startswith("neg") else 1
        scores[name] = {"train": (sign * got["train_score"]).tolist(),
                        "validation": (sign * got["test_score"]).tolist()}
    stump = cross_validate(DecisionTreeClassifier(max_depth=1), x, y, cv=StratifiedKFold(k), scoring="accuracy",
                           return_train_score=True)
    classifications.append({"u": x[:, 0].tolist(), "v": x[:, 1].tolist(), "y": y.tolist(), "n_splits": k,
                            "scores": scores, "stump": stump["test_score"].tolist()})

print(json.dumps({"k_fold": k_folds, "stratified": stratified, "regressions": regressions,
                  "classifications": classifications}))
