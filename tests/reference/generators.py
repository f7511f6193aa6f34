#!/usr/bin/env python3
"""Writes generators.json: scikit-learn's moons and circles without noise, in order.

    python3 tests/reference/generators.py > tests/reference/generators.json

Made with scikit-learn 1.2.1.
"""
import json

from sklearn.datasets import make_circles, make_moons

out = []
for count in (2, 3, 10, 25):
    x, label = make_moons(n_samples=count, shuffle=False)
    out.append({"kind": "moons", "n_samples": count, "factor": 0, "x": x[:, 0].tolist(),
                "y": x[:, 1].tolist(), "label": label.tolist()})
for count, factor in ((2, 0.8), (9, 0.5), (40, 0.3)):
    x, label = make_circles(n_samples=count, shuffle=False, factor=factor)
    out.append({"kind": "circles", "n_samples": count, "factor": factor, "x": x[:, 0].tolist(),
                "y": x[:, 1].tolist(), "label": label.tolist()})
print("[" + ",\n".join(json.dumps(entry) for entry in out) + "]")
