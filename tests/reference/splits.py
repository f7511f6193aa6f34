#!/usr/bin/env python3
"""Writes splits.json: impurities, splits and juries.

    python3 tests/reference/splits.py > tests/reference/splits.json

Impurities and gains are worked out from the counts with SciPy's entropy; the best split is that of
scikit-learn's tree of one question; juries are sums of SciPy's binomial distribution.
"""
import json

import numpy as np
from scipy.stats import binom, entropy
from sklearn.tree import DecisionTreeClassifier


def impurity(y, classes, criterion):
    if len(y) == 0:
        return 0.0
    share = np.array([np.mean(y == c) for c in classes])
    return float(entropy(share, base=2)) if criterion == "entropy" else float(1 - np.sum(share**2))


def splits(x, y, criterion):
    classes, out = np.unique(y), []
    whole = impurity(y, classes, criterion)
    for feature in range(x.shape[1]):
        values = np.unique(x[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            low = x[:, feature] <= threshold
            left, right = (impurity(y[side], classes, criterion) for side in (low, ~low))
            gain = whole - (low.sum() * left + (~low).sum() * right) / len(y)
            out.append([feature, float(threshold), int(low.sum()), left, right, gain])
    return whole, out


def tree_of_one(x, y, criterion):
    for state in range(12):
        tree = DecisionTreeClassifier(criterion=criterion, max_depth=1, random_state=state).fit(x, y).tree_
        yield int(tree.feature[0]), float(tree.threshold[0]), tree.impurity.tolist()


cases, seed = [], 0
for criterion, classes in [("gini", 2), ("entropy", 2), ("entropy", 3), ("gini", 4)]:
    while True:
        seed += 1
        rng = np.random.default_rng(seed)
        x = np.round(rng.normal(size=(80, 2)), 2)
        y = np.clip(np.floor(classes * (x[:, 0] + rng.normal(size=80) * .5 + 1.5) / 3), 0, classes - 1).astype(int)
        trees = list(tree_of_one(x, y, criterion))
        if all(tree == trees[0] for tree in trees):
            break
    parent, found = splits(x, y, criterion)
    cases.append({"criterion": criterion, "x": x.tolist(), "y": y.tolist(), "parent": parent,
                  "splits": found, "best": trees[0][0], "threshold": trees[0][1], "impurity": trees[0][2]})

counts = [{"counts": c, "entropy": float(entropy(c, base=2)),
           "gini": float(1 - np.sum((np.array(c) / np.sum(c))**2))}
          for c in ([1, 1], [3, 1], [12, 8, 5], [1, 0, 0], [50, 50, 50, 1])]
juries = [{"voters": n, "p": p, "strict": float(binom.sf(n // 2, n, p)),
           "tie": float(binom.pmf(n // 2, n, p)) if n % 2 == 0 else 0.0}
          for n in (1, 2, 11, 12, 51, 1001) for p in (0, .3, .5, .6, .95, 1)]
print(json.dumps({"splits": cases, "counts": counts, "juries": juries}))
