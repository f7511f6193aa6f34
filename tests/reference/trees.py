#!/usr/bin/env python3
"""Writes trees.json: trees of scikit-learn, on given rows.

    python3 tests/reference/trees.py > tests/reference/trees.json

Only samples whose trees do not depend on random_state are kept: on the others equally good splits
compete, and every program has a rule of its own. Nodes come in preorder; thresholds are those of
single precision, which scikit-learn rounds features to.
"""
import json

import numpy as np
from sklearn.tree import DecisionTreeClassifier


def nodes_of(tree):
    out = []

    def visit(i):
        leaf = tree.children_left[i] < 0
        out.append({"feature": -1 if leaf else int(tree.feature[i]),
                    "threshold": None if leaf else float(tree.threshold[i]),
                    "count": float(tree.weighted_n_node_samples[i]),
                    "impurity": float(tree.impurity[i])})
        if not leaf:
            visit(tree.children_left[i])
            visit(tree.children_right[i])

    visit(0)
    return out


cases, seed = [], 0
for criterion, depth, leaf, bag in [("gini", 3, 5, False), ("entropy", 3, 5, False),
                                    ("gini", 0, 12, False), ("gini", 3, 6, True),
                                    ("entropy", 2, 4, True), ("gini", 1, 1, False)] * 2:
    while True:
        seed += 1
        rng = np.random.default_rng(seed)
        x = np.round(rng.normal(size=(150, 3)), 2)
        y = (x[:, 0] + x[:, 1] / 2 + rng.normal(size=150) * 0.6 > 0).astype(int)
        y += (x[:, 2] > 1).astype(int) * (seed % 2)
        rows = rng.integers(0, 150, 150) if bag else np.arange(150)
        trees = [nodes_of(DecisionTreeClassifier(criterion=criterion, max_depth=depth or None,
                                                 min_samples_leaf=leaf, random_state=state)
                          .fit(x[rows], y[rows]).tree_) for state in range(12)]
        if all(tree == trees[0] for tree in trees):
            break
    model = DecisionTreeClassifier(criterion=criterion, max_depth=depth or None,
                                   min_samples_leaf=leaf).fit(x[rows], y[rows])
    cases.append({"criterion": criterion, "max_depth": depth, "min_samples_leaf": leaf,
                  "x": x.tolist(), "y": y.tolist(), "rows": rows.tolist(), "nodes": trees[0],
                  "importances": model.feature_importances_.tolist()})
print("[" + ",\n".join(map(json.dumps, cases)) + "]")
