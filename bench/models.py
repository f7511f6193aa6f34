#!/usr/bin/env python3
"""What models cost beside scikit-learn's: CPU seconds, the least of some runs, and their ratio.

  bench/models.py LANTERN [RUNS]     9 if not given

Lantern's is `lantern check` of a scene with the model, less that of the same scene without it: what it
takes to start and to read the data is left out. What outputs cost that nobody asks for is left out, too.
Scikit-learn's is the call alone, on arrays, in one thread. Needs numpy and scikit-learn.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np
from sklearn import metrics
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

MANY, SOME, FEATURES, TREES = 100000, 10000, 10, 20


def write(path, columns):
    with open(path, "w") as out:
        out.write(",".join(columns) + "\n")
        for row in zip(*(column.tolist() for column in columns.values())):
            out.write(",".join(map(str, row)) + "\n")


def data():
    """Scores of many rows; features of some."""
    rng = np.random.default_rng(1)
    y = (rng.random(MANY) < 0.4).astype(int)
    scores = {"s": np.round(1 / (1 + np.exp(-rng.normal(y * 1.5 - 0.7))), 6), "y": y,
              "p": (rng.random(MANY) < 0.5).astype(int), "g": rng.choice(["a", "b", "c", "d"], MANY)}
    x = np.round(rng.normal(size=(SOME, FEATURES)), 5)
    noise = rng.normal(size=SOME)
    return scores, x, ((x @ rng.normal(size=FEATURES)) + 2 * noise > 0).astype(int)


def rows(scores, x, y):
    """By model: its table, its fields, and scikit-learn's call."""
    s, t, p, g = (scores[name] for name in ("s", "y", "p", "g"))
    judged, learnt = "score: s, target: y", f"features: [{', '.join(f'x{j}' for j in range(FEATURES))}], target: y"
    return {
        "confusion_matrix": ("scores", judged, lambda: metrics.confusion_matrix(t, s >= 0.5)),
        "roc_curve": ("scores", judged, lambda: (metrics.roc_curve(t, s, drop_intermediate=False),
                                                 metrics.roc_auc_score(t, s))),
        "precision_recall_curve": ("scores", judged, lambda: (metrics.precision_recall_curve(t, s),
                                                              metrics.average_precision_score(t, s))),
        "log_loss": ("scores", "probability: s, target: y", lambda: metrics.log_loss(t, s)),
        "accuracy_by_group": ("scores", "by: g, target: y, predicted: p",
                              lambda: [metrics.accuracy_score(t[g == one], p[g == one]) for one in np.unique(g)]),
        "majority_class": ("scores", "target: y",
                           lambda: DummyClassifier(strategy="most_frequent").fit(s, t).predict(s)),
        "value_counts": ("scores", "column: g", lambda: np.unique(g, return_counts=True)),
        "train_test_split": ("scores", "parts: [train, test], sizes: [0.8, 0.2], stratify: g",
                             lambda: train_test_split(s, test_size=0.2, stratify=g)),
        "logistic_regression": ("features", learnt, lambda: fitted(
            LogisticRegression(solver="newton-cholesky", tol=1e-10), x, y)),
        "decision_tree": ("features", learnt, lambda: fitted(DecisionTreeClassifier(), x, y)),
        "random_forest": ("features", f"{learnt}, n_estimators: {TREES}", lambda: fitted(
            RandomForestClassifier(TREES, oob_score=True), x, y)),
    }


def fitted(model, x, y):
    return model.fit(x, y).predict(x)


def cpu_of(lantern, scene):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([lantern, "check", "-q", scene], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def cpu_of_call(call):
    start = time.process_time()
    call()
    return time.process_time() - start


def scene(folder, name, table, model):
    path = os.path.join(folder, name + ".yaml")
    with open(path, "w") as out:
        out.write(f"lantern: 1\ntitle: Bench\ndata: {{d: {{csv: {table}.csv}}}}\n{model}"
                  "views: {v: {marks: {t: {text: {text: hello, x: 50%, y: 50%}}}}}\n")
    return path


def main():
    lantern, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 9
    scores, x, y = data()
    print("| | rows | lantern s | scikit-learn s | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        write(os.path.join(folder, "scores.csv"), scores)
        write(os.path.join(folder, "features.csv"), {**{f"x{j}": x[:, j] for j in range(FEATURES)}, "y": y})
        for name, (table, fields, call) in rows(scores, x, y).items():
            empty = scene(folder, "empty", table, "")
            with_it = scene(folder, name, table, f"models: {{m: {{{name}: {{data: d, {fields}}}}}}}\n")
            each = [(cpu_of(lantern, empty), cpu_of(lantern, with_it), cpu_of_call(call)) for _ in range(runs)]
            without, ours, theirs = map(min, zip(*each))
            ours -= without
            size = MANY if table == "scores" else SOME
            print(f"| {name} | {size} | {ours:.3f} | {theirs:.3f} | {ours / theirs:.2f} |", flush=True)


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    main()
