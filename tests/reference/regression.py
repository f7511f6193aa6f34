#!/usr/bin/env python3
"""Writes regression.json: fits of NumPy, SciPy, scikit-learn, statsmodels and patsy's formulas.

    python3 tests/reference/regression.py > tests/reference/regression.json

A case has columns of a table, fields of a model, and what its outputs are to be; `new` are other rows
and what is said of them. Samples have rounded values, so that they are the same in every program.
"""
import json
import warnings

import numpy as np
from scipy.interpolate import CubicSpline
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.preprocessing import PolynomialFeatures, SplineTransformer
from statsmodels.nonparametric.smoothers_lowess import lowess

warnings.simplefilter("ignore")  # one row has no r2
cases = []


def add(name, model, columns, features, expected, fields=None, basis=None, new=None, tolerance=1e-8):
    plain = lambda v: v.tolist() if isinstance(v, np.ndarray) else v
    cases.append({"name": name, "model": model, "columns": {k: plain(np.asarray(v)) for k, v in columns.items()},
                  "features": features, "fields": fields or {}, "basis": basis,
                  "expected": {k: plain(v) for k, v in expected.items()}, "tolerance": tolerance,
                  "new": {} if not new else {k: {a: plain(np.asarray(b)) for a, b in v.items()} for k, v in new.items()}})


def curve(seed, rows, noise, low=0, high=1, of=np.sin):
    rng = np.random.default_rng(seed)
    x = np.round(rng.uniform(low, high, rows), 3)
    return x, np.round(of(x) + rng.normal(0, noise, rows), 3)


def plane(seed, rows, features):
    rng = np.random.default_rng(seed)
    x = np.round(rng.normal(size=(rows, features)) * [1, 100, 0.01, 5, 2][:features] + [0, 1000, 3, -7, 0][:features], 4)
    return x, np.round(x @ rng.normal(size=features) + rng.normal(size=rows), 3)


def scores(y, said):
    rss = float(np.sum((y - said) ** 2))
    return {"mse": rss / len(y), "rmse": (rss / len(y)) ** 0.5, "mae": mean_absolute_error(y, said), "rss": rss,
            "tss": float(np.sum((y - y.mean()) ** 2)), "r2": r2_score(y, said)}


def linear(name, columns, names, design, y, fields=None, basis=None, model=None, new=None, coefficients=True,
           target="y"):
    model = model or LinearRegression()
    model.fit(design, y)
    said = model.predict(design)
    expected = {"predicted": said, **scores(y, said), "intercept": float(model.intercept_)}
    if coefficients:
        expected["coefficients"] = model.coef_
    if hasattr(model, "rank_"):
        expected["rank"] = int(model.rank_)
    rows = new and {"columns": new[0], "predicted": {"predicted": model.predict(new[1])}}
    add(name, "linear_regression", {**columns, target: y}, names, expected, fields, basis, rows)


class Shortest:
    """NumPy's pseudo-inverse: scikit-learn's own takes rounding for a feature where some depend on others."""

    def fit(self, x, y):
        away = x - x.mean(axis=0)
        self.coef_ = np.linalg.pinv(away, rcond=1e-11) @ (y - y.mean())
        self.intercept_ = y.mean() - x.mean(axis=0) @ self.coef_
        self.rank_ = int(np.linalg.matrix_rank(away, tol=1e-11 * np.linalg.norm(away)))

    def predict(self, x):
        return x @ self.coef_ + self.intercept_


# ---- as the features are

for seed, rows, features in [(1, 12, 1), (2, 40, 2), (3, 200, 5)]:
    x, y = plane(seed, rows, features)
    columns = {f"x{j}": x[:, j] for j in range(features)}
    others = plane(seed + 50, 7, features)[0]
    new = ({f"x{j}": others[:, j] for j in range(features)}, others)
    linear(f"{features} features", columns, list(columns), x, y, new=new)
    linear(f"{features} features, no intercept", columns, list(columns), x, y, {"fit_intercept": False},
           model=LinearRegression(fit_intercept=False), new=new)
    for alpha in (0.1, 50.0):
        linear(f"{features} features, alpha {alpha}", columns, list(columns), x, y, {"alpha": alpha},
               model=Ridge(alpha, solver="svd"), new=new)

x, y = plane(4, 30, 2)
twins = np.column_stack([x, x[:, 0] + 2 * x[:, 1], x[:, 0]])
linear("features that depend on each other", {f"x{j}": twins[:, j] for j in range(4)}, [f"x{j}" for j in range(4)],
       twins, y, model=Shortest())
x, y = plane(5, 4, 5)
linear("fewer rows than features", {f"x{j}": x[:, j] for j in range(5)}, [f"x{j}" for j in range(5)], x, y)
linear("fewer rows than features, alpha", {f"x{j}": x[:, j] for j in range(5)}, [f"x{j}" for j in range(5)], x, y,
       {"alpha": 2.0}, model=Ridge(2.0, solver="svd"))
x, y = plane(6, 25, 2)
linear("interactions", {"x0": x[:, 0], "x1": x[:, 1]}, ["x0", "x1"], np.column_stack([x, x[:, 0] * x[:, 1]]), y,
       {"interactions": True})
town = np.array(["rome", "oslo", "bern"])[np.arange(25) % 3]
dummies = np.column_stack([town == "oslo", town == "rome"]).astype(float)
linear("a text", {"x0": x[:, 0], "town": town}, ["x0", "town"], np.column_stack([x[:, :1], dummies]), y)
linear("a text and interactions", {"x0": x[:, 0], "town": town}, ["x0", "town"],
       np.column_stack([x[:, :1], dummies, dummies * x[:, :1]]), y, {"interactions": True})
linear("one row", {"x": [2.0]}, ["x"], np.array([[2.0]]), np.array([5.0]))
del cases[-1]["expected"]["r2"]
linear("a constant feature", {"x": [3.0] * 6}, ["x"], np.full((6, 1), 3.0), np.array([1.0, 2, 3, 4, 5, 7]))

# ---- bases

for degree in (1, 3, 6, 12):
    x, y = curve(10 + degree, 30, 0.2, -2, 2)
    powers = PolynomialFeatures(degree, include_bias=False)
    linear(f"polynomial of degree {degree}", {"x": x}, ["x"], powers.fit_transform(x[:, None]), y,
           basis={"kind": "polynomial", "degree": degree}, coefficients=degree < 10)
x, y = plane(20, 40, 2)
x = x / [1, 1000]
powers = PolynomialFeatures(3, include_bias=False)
linear("polynomial of two features", {"a": x[:, 0], "b": x[:, 1]}, ["a", "b"], powers.fit_transform(x), y,
       basis={"kind": "polynomial", "degree": 3})
for knots, degree, place, beyond in [(5, 3, "uniform", "constant"), (4, 1, "quantile", "linear"),
                                     (6, 2, "uniform", "linear"), (7, 3, "quantile", "constant"),
                                     (3, 0, "uniform", "constant")]:
    x, y = curve(30 + knots, 50, 0.1, 0, 6)
    wide = np.linspace(-1, 7, 9)
    splines = SplineTransformer(knots, degree=degree, knots=place, extrapolation=beyond).fit(x[:, None])
    linear(f"splines: {knots} {degree} {place} {beyond}", {"x": x}, ["x"], splines.transform(x[:, None]), y,
           basis={"kind": "splines", "knots": knots, "degree": degree, "place": place, "extrapolation": beyond},
           new=degree and ({"x": wide}, splines.transform(wide[:, None])), model=Shortest())


def natural(knots, x):
    """The curves that are 1 at a knot and 0 at the others, straight beyond the outer ones."""
    spline = CubicSpline(knots, np.eye(len(knots)), bc_type="natural")
    inside = np.clip(x, knots[0], knots[-1])
    return spline(inside) + (x - inside)[:, None] * spline(inside, 1)


for rows, knots in [(40, [0, 2, 4, 6]), (12, [0.5, 1, 1.5, 3, 4, 5.5]), (8, None)]:
    x, y = curve(40 + rows, rows, 0.1, 0, 6)
    at = np.sort(x) if knots is None else np.array(knots, float)
    wide = np.linspace(-1, 7, 9)
    linear(f"natural cubic through {len(at)} knots, {rows} rows", {"x": x}, ["x"], natural(at, x), y,
           basis={"kind": "natural_cubic", "at": at.tolist()}, new=({"x": wide}, natural(at, wide)), model=Shortest())


def abs_knots(name, x, y, at, n=None):
    """The minimum of the knots' squares among the best: NumPy's pseudo-inverse of what a line leaves."""
    at = np.array(at, float)
    line = np.column_stack([np.ones(len(x)), x])
    away = np.eye(len(x)) - line @ np.linalg.pinv(line)
    design = np.abs(x[:, None] - at)
    alpha = np.linalg.pinv(away @ design, rcond=1e-11) @ (away @ y)
    start, slope = np.linalg.pinv(line) @ (y - design @ alpha)
    wide = np.linspace(x.min() - 1, x.max() + 1, 41)
    said = lambda v: start + slope * v + np.abs(v[:, None] - at) @ alpha
    expected = {"predicted": said(x), "intercept": start, "coefficients": np.concatenate([[slope], alpha])}
    add(name, "linear_regression", {"x": x, "y": y}, ["x"], expected, {},
        {"kind": "abs_knots", **({"knots": n} if n else {"at": at.tolist()})},
        {"columns": {"x": wide}, "predicted": {"predicted": said(wide)}})


x = np.arange(6.0)
y = (2 * x - 5) ** 2
for at in ([], [2.5], [1.25, 2.5, 3.75, 4.5], [1.99, 2.5, 3.75, 4.5], [0.5, 1.1, 2.2, 3.3, 4.4, 4.9, 1.7]):
    abs_knots(f"knots at {at}", x, y, at)
abs_knots("a thousand knots", x, y, 5 * np.arange(1, 1001) / 1001, 1000)

# ---- gradient descent: the same loops


def descent(name, x, y, rate, steps, start, in_turn=False, alpha=0.0):
    w, b, n = np.array(start[:-1]), start[-1], len(y)
    slope = lambda: 2 * (x.T @ (x @ w + b - y) + alpha * w) / n
    path = [[*w.tolist(), b, float(np.mean((x @ w + b - y) ** 2))]]
    for _ in range(steps):
        if in_turn:
            for j in range(len(w)):
                w[j] -= rate * slope()[j]
            b -= rate * 2 * np.mean(x @ w + b - y)
        else:
            dw, db = slope(), 2 * np.mean(x @ w + b - y)
            w, b = w - rate * dw, b - rate * db
        path.append([*w.tolist(), b, float(np.mean((x @ w + b - y) ** 2))])
    fields = {"solver": "gradient_descent", "learning_rate": rate, "max_iter": steps, "init": start,
              "update": "in_turn" if in_turn else "together", "alpha": alpha}
    add(name, "linear_regression", {**{f"x{j}": x[:, j] for j in range(x.shape[1])}, "y": y},
        [f"x{j}" for j in range(x.shape[1])], {"path": path, "predicted": x @ w + b}, fields, tolerance=1e-10)


x = np.arange(1.0, 11)[:, None]
descent("y = x + 1, the weight first", x, x[:, 0] + 1, 0.001, 100, [0.1, 0.1], in_turn=True)
x, y = plane(60, 30, 1)
descent("one feature", x, y, 0.1, 50, [2.0, -3.0])
x, y = plane(61, 30, 2)
x = (x - x.mean(axis=0)) / x.std(axis=0)
x = np.round(x, 4)
descent("two features, alpha", x, y, 0.05, 40, [0.0, 0.0, 1.0], alpha=3.0)
descent("two features, in turn", x, y, 0.05, 40, [1.0, 2.0, 3.0], in_turn=True)

# ---- lowess

for name, seed, rows, noise, fields in [("two thirds", 70, 60, 0.3, {}), ("narrow", 71, 100, 0.2, {"frac": 0.2}),
                                        ("no weighing", 72, 45, 0.5, {"frac": 0.42, "it": 0}),
                                        ("twice", 73, 30, 0.25, {"frac": 0.42, "it": 2}),
                                        ("few rows", 74, 5, 0.1, {"frac": 0.3})]:
    x, y = curve(seed, rows, noise, 0, 6)
    if name == "two thirds":
        y[7] += 9
        x[3] = x[4]
    frac, it = fields.get("frac", 2 / 3), fields.get("it", 3)
    said = lowess(y, x, frac, it, return_sorted=False)
    places = np.linspace(0.5, 5.5, 11)
    others = lowess(y, x, frac, it, xvals=places)
    places, others = places[~np.isnan(others)], others[~np.isnan(others)]
    add(f"lowess: {name}", "lowess", {"x": x, "y": y}, ["x"], {"predicted": said, **scores(y, said)}, fields,
        new=len(places) > 0 and {"columns": {"x": places}, "predicted": {"predicted": others}})


def local(x, y, frac, degree):
    """Each row's by NumPy's least squares with tricube weights."""
    k = max(2, int(frac * len(x) + 1e-10))
    out = []
    for at in x:
        near = np.argsort(np.abs(x - at), kind="stable")[:k]
        away = np.abs(x[near] - at)
        root = np.sqrt((1 - (away / away.max()) ** 3) ** 3)
        powers = np.vander(x[near] - at, degree + 1, increasing=True)
        out.append(np.linalg.lstsq(powers * root[:, None], y[near] * root, rcond=None)[0][0])
    return np.array(out)


x, y = curve(75, 50, 0.2, 0, 6)
for degree in (0, 2):
    add(f"lowess: degree {degree}", "lowess", {"x": x, "y": y}, ["x"], {"predicted": local(x, y, 0.5, degree)},
        {"frac": 0.5, "it": 0, "degree": degree})

# ---- neighbors

for name, seed, rows, features, k, weights in [("one", 80, 60, 2, 1, "uniform"), ("five", 81, 120, 2, 5, "uniform"),
                                               ("by distance", 82, 90, 3, 7, "distance"),
                                               ("all", 83, 20, 1, 20, "distance")]:
    rng = np.random.default_rng(seed)
    x, others = rng.normal(size=(rows, features)), rng.normal(size=(25, features))
    kind = np.array(["a", "b", "c"])[rng.integers(0, 3, rows)] if features > 1 else np.array(["u", "v"])[np.arange(rows) % 2]
    y = np.round(x.sum(axis=1), 3)
    columns = {f"x{j}": x[:, j] for j in range(features)}
    rows_of = lambda said: {"columns": {f"x{j}": others[:, j] for j in range(features)}, "predicted": said}
    regressor = KNeighborsRegressor(k, weights=weights).fit(x, y)
    said = regressor.predict(x)
    distance, index = regressor.kneighbors(others)
    add(f"neighbors' mean: {name}", "k_neighbors_regressor", {**columns, "y": y}, list(columns),
        {"predicted": said, **scores(y, said)}, {"n_neighbors": k, "weights": weights},
        new={**rows_of({"predicted": regressor.predict(others)}),
             "neighbors": {"distance": distance.ravel(), "neighbor": (index + 1).ravel().astype(str)}})
    classifier = KNeighborsClassifier(k, weights=weights).fit(x, kind)
    chances = classifier.predict_proba(others)
    add(f"neighbors' votes: {name}", "k_neighbors_classifier", {**columns, "y": kind}, list(columns),
        {"predicted": classifier.predict(x), "accuracy": classifier.score(x, kind)},
        {"n_neighbors": k, "weights": weights, "positive": str(kind[0])},
        new=rows_of({"predicted": classifier.predict(others),
                     "probability": chances[:, list(classifier.classes_).index(kind[0])]}))

print("[" + ",\n".join(map(json.dumps, cases)) + "]")
