#!/usr/bin/env python3
"""Writes multinomial.json: scikit-learn's LogisticRegression of several classes, and descents of logistic
losses by loops over NumPy arrays.

    python3 tests/reference/multinomial.py > tests/reference/multinomial.json
"""
import json
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore")  # it asks for more than doubles can give

cases = []
for seed, n, features, classes, C in [(1, 60, 2, 3, 1.0), (2, 120, 3, 4, 0.1), (3, 90, 1, 3, 10.0),
                                      (4, 200, 4, 5, 1.0), (5, 150, 2, 3, None)]:
    rng = np.random.default_rng(seed)
    y = np.arange(n) % classes
    x = np.round(rng.normal(size=(n, features)) * 1.5 + rng.normal(size=(classes, features))[y], 2)
    model = LogisticRegression(solver="newton-cg", multi_class="multinomial", tol=1e-13, max_iter=10000,
                               C=C or 1.0, penalty="l2" if C else "none").fit(x, y)
    w, b = model.coef_, model.intercept_
    if C is None:  # of all that mean the same, those that add up to 0
        w, b = w - w.mean(axis=0), b - b.mean()
    p = model.predict_proba(x)
    cases.append({"x": x.tolist(), "y": y.tolist(), "C": C, "coefficients": w.tolist(), "intercepts": b.tolist(),
                  "probability": p[:10].tolist(), "loss": float(-np.mean(np.log(p[np.arange(n), y])))})

# From a line that is far off, one parameter after the other, or all together.
rng = np.random.default_rng(6)
t = np.round(rng.uniform(20, 100, 40), 1)
sunny = (t + rng.normal(size=40) * 12 > 60).astype(int)


def descent(order, summed=False, start=(0.2, -10.0), rate=0.001, steps=200):
    (w, b), out = start, []
    scale = 1 if summed else 1 / len(t)
    for _ in range(steps + 1):
        z = w * t + b
        loss = np.sum(np.logaddexp(0, np.where(sunny == 1, -z, z)))
        out.append([w, b, loss * scale])
        error = lambda: 1 / (1 + np.exp(-(w * t + b))) - sunny
        if order == "together":
            e = error()
            w, b = w - rate * scale * np.sum(e * t), b - rate * scale * np.sum(e)
        elif order == "in_turn":
            w -= rate * scale * np.sum(error() * t)
            b -= rate * scale * np.sum(error())
        else:
            b -= rate * scale * np.sum(error())
            w -= rate * scale * np.sum(error() * t)
    return out


descents = [{"update": order, "summed": summed, "rate": rate, "path": descent(order, summed, rate=rate)}
            for order in ("together", "in_turn", "intercept_first") for summed, rate in ((False, 0.001), (True, 0.00002))]
print(json.dumps({"cases": cases, "t": t.tolist(), "sunny": sunny.tolist(), "descents": descents}))
