#!/usr/bin/env python3
"""Writes essays.json: what scikit-learn makes of the data of the scenes of precision and recall and
of the logistic regression, and of probabilities at the edges.

    python3 tests/reference/essays.py > tests/reference/essays.json

Made with scikit-learn 1.2.1.
"""
import csv
import json
import pathlib

import numpy as np
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

SCENES = pathlib.Path(__file__).resolve().parents[2] / "scenes"


def columns(path, number, label, positive):
    with open(SCENES / path) as file:
        rows = list(csv.DictReader(file))
    return (np.array([float(row[number]) for row in rows]),
            np.array([row[label] == positive for row in rows]).astype(int))


def mails():
    score, spam = columns("precision-recall/mails.csv", "score", "kind", "spam")
    thresholds = np.arange(101) / 100
    rows = []
    for threshold in thresholds:
        called = (score >= threshold).astype(int)
        tn, fp, fn, tp = metrics.confusion_matrix(spam, called, labels=[0, 1]).ravel().tolist()
        rows.append({"threshold": threshold, "tp": tp, "fp": fp, "fn": fn, "tn": tn,
                     "accuracy": metrics.accuracy_score(spam, called),
                     "precision": metrics.precision_score(spam, called, zero_division=0),
                     "recall": metrics.recall_score(spam, called),
                     "f1": metrics.f1_score(spam, called)})
    return {"rows": rows, "best": int(np.argmax([row["f1"] for row in rows])),
            "average_precision": metrics.average_precision_score(spam, score)}


def days():
    temperature, snow = columns("logistic-regression/days.csv", "temperature", "weather", "snow")
    x = temperature[:, None]
    model = LogisticRegression(penalty=None, solver="newton-cg", tol=1e-12, max_iter=10000)
    model.fit(x, snow)
    p = model.predict_proba(x)[:, 1]
    return {"w": model.coef_[0, 0], "b": model.intercept_[0], "loss": metrics.log_loss(snow, p),
            "total": metrics.log_loss(snow, p, normalize=False), "probability": p.tolist(),
            "losses": [metrics.log_loss([y], [q], labels=[0, 1]) for y, q in zip(snow, p)]}


def edges():
    p, y = [0.0, 1.0, 1.0, 0.0, 0.5, 1e-20, 0.3, 0.9999999], [1, 0, 1, 0, 1, 1, 0, 1]
    cases = []
    for eps in 2.220446049250313e-16, 1e-15, 0.01:
        cases.append({"eps": eps, "loss": metrics.log_loss(y, p, eps=eps),
                      "losses": [metrics.log_loss([a], [q], labels=[0, 1], eps=eps)
                                 for a, q in zip(y, p)]})
    return {"probability": p, "target": y, "cases": cases}


print(json.dumps({"mails": mails(), "days": days(), "edges": edges()}))
