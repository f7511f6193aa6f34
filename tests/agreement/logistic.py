"""logistic_regression: with a penalty, without one, and by steps of gradient descent.

scikit-learn's solvers stop early where features are 1e8 apart in scale, and say so. Its loss is convex:
of two lines the one that costs less is nearer to the minimum, so lantern's may cost less, never more.
"""
import numpy as np
from scipy.optimize import linprog
from sklearn.linear_model import LogisticRegression

from data_sets import data_set
from support import Case, numbers
from scores import ONE_CLASS, with_one_class

CLOSER = "scikit-learn stops before the minimum; lantern's line costs less"
SEPARATES = "a line separates the classes"
COLLINEAR = "collinear features"


def prepared(family, seed, number, most):
    d = data_set(family, seed, number, most, classes=(2,))
    if d.x.shape[1] > 2 and d.rng.random() < 0.2:
        d.x[:, -1] = d.x[:, 0] - 2 * d.x[:, 1]  # collinear
    where, kept, refused = d.learned_from()
    if len(np.unique(d.y[kept])) < 2 and not (refused and len(np.unique(d.y)) == 2):
        refused = ONE_CLASS if kept.any() else "has no rows"
    y = (d.y[kept] == np.unique(d.y)[-1]).astype(int)
    text = f"data: {d.name}, features: {d.features()}, target: y, positive: {np.unique(d.y)[-1]}{where}"
    return d, d.x[kept], y, refused, text


def log_odds(x, w, b):
    """Of large numbers that cancel, in extended precision."""
    return np.asarray(x.astype(np.longdouble) @ np.asarray(w, np.longdouble) + np.longdouble(b), float)


def data_loss(z, y):
    return np.logaddexp(0, np.where(y == 1, -z, z)).sum()


def fits(x, y, **options):
    """What scikit-learn's solvers find; those that fail are left out."""
    for solver in ("newton-cholesky", "lbfgs"):
        model = LogisticRegression(solver=solver, tol=1e-10, max_iter=500, **options).fit(x, y)
        if np.isfinite(model.coef_).all():
            yield model


def weights(out, d):
    by_name = dict(zip(out["coefficients"]["feature"], out["coefficients"]["coefficient"]))
    return np.array([by_name[f"x{j}"] for j in range(d.x.shape[1])])


def compare_fit(out, d, x, y, C, tally):
    w, b = weights(out, d), out["intercept"]
    z = log_odds(x, w, b)
    ours = data_loss(z, y) + (w @ w / 2 / C)
    lost = 4e-16 * (np.abs(x) @ np.abs(w) + abs(b))  # of log-odds, for the intercept is a double
    rounding = (lost * (1 / (1 + np.exp(np.abs(z))) + ((z > 0) != y) + lost)).sum()
    models = list(fits(x, y, **({"C": C} if np.isfinite(C) else {"penalty": None})))
    costs = [data_loss(log_odds(x, m.coef_[0], m.intercept_[0]), y) + m.coef_[0] @ m.coef_[0] / 2 / C
             for m in models]
    best = int(np.argmin(costs))
    near = 1e-9 * costs[best] + rounding
    tally.true("costs no more", ours <= costs[best] + near, ours, costs[best])
    gain = could_gain(x, y, w, z, C)
    tally.true("nothing to gain", gain <= 1e-7 * ours + rounding, gain, ours)
    if ours < costs[best] - near:
        tally.explain(CLOSER)
    else:
        compare_lines(out, models[best], x, y, z, tally)
    tally.same("loss", out["loss"], data_loss(z, y) / len(y), 1e-9, rounding / len(y))
    p = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
    near = lost.max() + 1e-12
    tally.same("probability", out["rows"]["probability"], p, 1e-9, near)
    tally.same("accuracy", out["accuracy"], ((z > 0) == y).mean(), 0,
               1e-12 + (np.abs(z) < 1e-9 + near).mean())


def could_gain(x, y, w, z, C):
    """Twice what a Newton step lowers the cost by: its right side's part in the space of the curvature."""
    far = np.exp(-np.abs(z))
    likely, unlikely = 1 / (1 + far), far / (1 + far)
    sign = np.where(y == 1, 1, -1)
    error, weight = -sign * np.where(sign * z > 0, unlikely, likely), likely * unlikely
    unit = np.where(x.std(axis=0) > 0, x.std(axis=0), 1)
    rows = np.column_stack([(x - x.mean(axis=0)) / unit, np.ones(len(x))]) * np.sqrt(weight)[:, None]
    keep = np.column_stack([np.diag(1 / unit), np.zeros(len(unit))]) / np.sqrt(C)
    right = np.r_[error / np.sqrt(np.where(weight > 0, weight, 1)), w / np.sqrt(C)]
    u, s, _ = np.linalg.svd(np.vstack([rows, keep]), full_matrices=False)
    return ((u[:, s > 1e-13 * s[0]].T @ right) ** 2).sum()


def compare_lines(out, model, x, y, z, tally):
    theirs = model.decision_function(x)
    gap = np.abs(z - theirs).max()
    tally.true("log-odds", gap <= 1e-3 * (1 + np.abs(theirs).max()), z, theirs)


def penalised_case(seed, number):
    d, x, y, refused, text = prepared("logistic l2", seed, number, 10000)
    C = float(d.rng.choice([1, 1, 0.01, 100]))

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "m" in answers:
            compare_fit(answers["m"], d, x, y, C, tally)

    return Case(d.name, {d.name: d.columns()}, {"m": f"logistic_regression: {{{text}, C: {C}}}"}, compare,
                {"m": refused} if refused else {})


def standardised(x):
    spread = np.abs(x - x.mean(axis=0)).max(axis=0)
    return (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1)


def separation(x, y):
    """Whether a line exists with no row on the wrong side and not all rows on it; by linear programs."""
    x = np.column_stack([standardised(x), np.ones(len(x))])
    signed = np.where(y == 1, 1, -1)[:, None] * x
    found = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(x)), bounds=(-1, 1), method="highs")
    return -found.fun > 1e-7


def unpenalised_case(seed, number):
    d, x, y, refused, text = prepared("logistic none", seed, number, 10000)
    if not refused and separation(x, y):
        refused = SEPARATES

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "m" not in answers:
            return
        compare_fit(answers["m"], d, x, y, np.inf, tally)
        # Of all lines that cost as little, the shortest weights: those in the rows' own space.
        w, spread = weights(answers["m"], d), np.abs(x - x.mean(axis=0)).max(axis=0)
        tally.true("constants weigh nothing", (w[spread == 0] == 0).all(), w, spread)
        if np.linalg.matrix_rank(standardised(x), 1e-9) < (spread > 0).sum() and d.kind != "mixed":
            centred = (x - x.mean(axis=0)) / spread.max()
            shortest = np.linalg.pinv(centred, 1e-9) @ (centred @ w)
            tally.same("the shortest weights", w, shortest, 1e-6, 1e-6 * np.abs(w).max())

    return Case(d.name, {d.name: d.columns()}, {"m": f"logistic_regression: {{{text}, penalty: none}}"},
                compare, {"m": refused} if refused else {})


def descent(x, y, rate, steps, C):
    """The rule itself: the mean log loss and its penalty, from all weights at 0."""
    x = np.column_stack([x, np.ones(len(x))])
    theta, path = np.zeros(x.shape[1]), []
    keep = np.r_[np.ones(x.shape[1] - 1), 0] / C
    for step in range(steps + 1):
        z = x @ theta
        path.append([step, theta[-1], theta[0], theta[1] if len(theta) > 2 else 0, data_loss(z, y) / len(y)])
        p = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
        theta = theta - rate / len(y) * (x.T @ (p - y) + keep * theta)
    return np.array(path), theta


def descent_case(seed, number):
    d, x, y, refused, text = prepared("gradient descent", seed, number, 2000)
    C = float(d.rng.choice([np.inf, 1, 100]))
    size = np.nan_to_num((x ** 2).sum(axis=1).mean()) + 1 if len(x) else 1
    # The longest steps that still go down; longer ones would make a difference of any rounding.
    rate = float(f"{d.rng.choice([1, 0.3, 0.01]) * min(4 / size, 0.1):.6g}")
    steps = int(d.rng.integers(1, 60))
    penalty = "penalty: none" if np.isinf(C) else f"C: {C}"
    models = {"m": f"logistic_regression: {{{text}, solver: gradient_descent, learning_rate: {rate!r}, "
                   f"max_iter: {steps}, {penalty}}}"}

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "m" not in answers:
            return
        path, _ = descent(x, y, rate, steps, C)
        found = answers["m"]["all"]
        for i, name in enumerate(["step", "intercept", "a", "b", "loss"]):
            scale = np.abs(path[:, i]).max()
            # What is left of sums that cancel differs in its last digits, and by all steps so far.
            lost = 1e-16 * rate * steps * (np.abs(x).max(initial=1) if name in "ab" else 1)
            tally.same(name, found[name], path[:, i], 1e-9, 1e-9 * scale + 10 * lost)

    return Case(d.name, {d.name: d.columns()}, models, compare, {"m": refused} if refused else {})


FAMILIES = {"logistic l2": penalised_case, "logistic none": unpenalised_case,
            "gradient descent": descent_case}
