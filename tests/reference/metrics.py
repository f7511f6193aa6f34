#!/usr/bin/env python3
"""Writes metrics.json: what scikit-learn makes of scores with and without ties.

    python3 tests/reference/metrics.py > tests/reference/metrics.json

Made with scikit-learn 1.2.1. Thresholds of the first ROC point are left out: scikit-learn before 1.3
gives the highest score + 1 there, from 1.3 on infinity.
"""
import json

import numpy as np
from sklearn import metrics


def cases():
    rng = np.random.RandomState(7)
    yield "two rows, right", [0.2, 0.9], [0, 1]
    yield "two rows, wrong", [0.9, 0.2], [0, 1]
    yield "two rows, tied", [0.5, 0.5], [0, 1]
    yield "all scores equal", [3] * 9, [0, 1, 1, 0, 0, 1, 0, 0, 0]
    yield "separable", [-2, -1.5, -1, 0, 1, 2, 3], [0, 0, 0, 0, 1, 1, 1]
    yield "one positive", rng.rand(30).tolist(), [1] + [0] * 29
    yield "one negative", rng.rand(30).tolist(), [0] + [1] * 29
    yield "distinct", rng.randn(120).tolist(), (rng.rand(120) < 0.4).astype(int).tolist()
    ties = np.round(rng.rand(60), 1)
    yield "many ties", ties.tolist(), (rng.rand(60) < ties).astype(int).tolist()
    large = np.round(rng.beta(2, 3, 1000), 2)
    yield "a thousand rows", large.tolist(), (rng.rand(1000) < large).astype(int).tolist()


def at_threshold(score, target, threshold):
    predicted = (score >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(target, predicted, labels=[0, 1]).ravel().tolist()
    ratio = {"zero_division": 0}
    return {
        "threshold": threshold,
        "tp": tp, "fp": fp, "tn": tn, "fn": fn,
        "accuracy": metrics.accuracy_score(target, predicted),
        "precision": metrics.precision_score(target, predicted, **ratio),
        "recall": metrics.recall_score(target, predicted, **ratio),
        "specificity": metrics.recall_score(target, predicted, pos_label=0, **ratio),
        "f1": metrics.f1_score(target, predicted, **ratio),
    }


def describe(name, score, target):
    score, target = np.array(score, dtype=float), np.array(target)
    fpr, tpr, roc_threshold = metrics.roc_curve(target, score, drop_intermediate=False)
    precision, recall, pr_threshold = metrics.precision_recall_curve(target, score)
    low, high = score.min(), score.max()
    thresholds = [low - 1, low, float(np.median(score)), (low + high) / 2, high, high + 1]
    return {
        "name": name,
        "score": score.tolist(),
        "target": target.tolist(),
        "confusion": [at_threshold(score, target, t) for t in thresholds],
        "auc": metrics.roc_auc_score(target, score),
        "roc": {"fpr": fpr.tolist(), "tpr": tpr.tolist(), "threshold": roc_threshold[1:].tolist()},
        "average_precision": metrics.average_precision_score(target, score),
        "pr": {"precision": precision.tolist(), "recall": recall.tolist(),
               "threshold": pr_threshold.tolist()},
    }


print("[" + ",\n".join(json.dumps(describe(*case)) for case in cases()) + "]")
