"""linear_regression, logistic_regression of several classes, naive_bayes, k_neighbors, cross_validate and
calibration_curve.

scikit-learn's least squares drop what is 1e16 times smaller than the largest column, and its lbfgs stops early:
as with logistic_regression, lantern's line may cost less, never more. Of equally near rows scikit-learn takes
any; compared is then what no choice changes.
"""
import numpy as np
from sklearn import calibration, linear_model, metrics, model_selection, naive_bayes, neighbors

from data_sets import data_set, scores
from support import Case
from trees import prepared

DROPPED = "scikit-learn drops columns that are small beside others; lantern's line costs less"
NEAR = "equally near rows: others of the same distance"
EARLY = "scikit-learn stops before the minimum; lantern's probabilities cost less"


def numbers_case(family, seed, number, most=10000):
    """A data set whose target is a number; the rows to learn from, and what must be refused."""
    d = data_set(family, seed, number, most)
    where, kept, refused = d.learned_from()
    if refused:
        refused = r'column "x\d+" has no value here'  # column by column, not row by row
    if not kept.any():
        refused = "there are no rows to learn from"
    known = np.nan_to_num(d.x)
    spread = known.std(axis=0)
    r = (known - known.mean(axis=0)) / np.where(spread > 0, spread, 1) @ d.rng.normal(size=d.x.shape[1])
    r = np.round(r + d.rng.normal(size=len(r)) * d.rng.choice([0.1, 1]), 6)
    return d, d.x[kept], r, kept, where, refused


def line_case(seed, number):
    d, x, r, kept, where, refused = numbers_case("linear_regression", seed, number)
    alpha = float(d.rng.choice([0, 0, 1, 10]))
    y = r[kept]
    models = {"m": f"linear_regression: {{data: {d.name}, features: {d.features()}, target: r, "
                   f"alpha: {alpha}{where}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        out = answers["m"]
        model = (linear_model.Ridge(alpha, solver="svd") if alpha else linear_model.LinearRegression()).fit(x, y)
        said = np.array(out["rows"]["predicted"])
        weights = dict(zip(out["coefficients"]["name"], out["coefficients"]["value"]))
        w = np.array([weights[f"x{j}"] for j in range(x.shape[1])])
        cost = lambda p, w: ((y - p) ** 2).sum() + alpha * (w @ w)
        ours, theirs = cost(said, w), cost(model.predict(x), model.coef_)
        lost = 1e-15 * np.abs(x).max() * np.abs(w).sum() + 1e-13 * np.abs(y).max()
        near = 1e-9 * theirs + len(y) * lost ** 2 + 2 * lost * np.sqrt(len(y) * ours)
        tally.true("costs no more", ours <= theirs + near, ours, theirs)
        if ours < theirs - near:
            tally.explain(DROPPED)
        else:
            tally.same("predicted", said, model.predict(x), 1e-6, 1e-6 * np.abs(y).max() + 10 * lost)
        tally.same("mse", out["mse"], metrics.mean_squared_error(y, said), 1e-9, lost ** 2)
        tally.same("mae", out["mae"], metrics.mean_absolute_error(y, said), 1e-9, lost)
        if len(y) > 1 and np.ptp(y) > 0:
            tally.same("r2", out["r2"], metrics.r2_score(y, said), 1e-9, 1e-9)

    return Case(d.name, {d.name: {**d.columns(), "r": r}}, models, compare, {"m": refused} if refused else {})


def folds_case(seed, number):
    d, x, r, kept, where, refused = numbers_case("cross_validate", seed, number, 2000)
    count = int(d.rng.integers(2, 8))
    if d.kind in ("mixed", "large", "small", "offset"):
        x = d.x[:] = np.round(x / np.where(x.std(axis=0) > 0, x.std(axis=0), 1), 6)
    wrong = {"fit": refused} if refused else {}
    if kept.sum() < count:
        wrong["f"] = "a fold has at least one row|needs at least two rows"
    models = {"fit": f"linear_regression: {{data: {d.name}, features: {d.features()}, target: r, alpha: 0.5{where}}}",
              "f": f"k_fold: {{data: {d.name}, n_splits: {count}{where}}}",
              "m": f"cross_validate: {{model: {d.name}_fit, folds: {d.name}_f.rows, metric: mse}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        theirs = model_selection.cross_validate(
            linear_model.Ridge(0.5, solver="svd"), x, r[kept], cv=model_selection.KFold(count),
            scoring="neg_mean_squared_error", return_train_score=True)
        out, least = answers["m"], 1e-12 * np.abs(r).max() ** 2
        tally.same("train", out["scores"]["train"], -theirs["train_score"], 1e-7, least)
        tally.same("validation", out["scores"]["validation"], -theirs["test_score"], 1e-7, least)
        tally.same("mean", out["mean"], -theirs["test_score"].mean(), 1e-7, least)
        tally.same("std", out["std"], theirs["test_score"].std(), 1e-6, least)

    return Case(d.name, {d.name: {**d.columns(), "r": r}}, models, compare, wrong, 5 * len(r))


def bayes_case(seed, number):
    d, x, y, where, refused, (new, known, table) = prepared("naive_bayes", seed, number, 10000)
    if not refused and not (x.var(axis=0) > 0).any():
        refused = "does not vary, and nor does any other"
    models = {"m": f"naive_bayes: {{data: {d.name}, features: {d.features()}, target: y, predict: {d.name}_new{where}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        out, model = answers["m"], naive_bayes.GaussianNB().fit(x, y)
        # Variances of numbers far from 0 lose the digits that the numbers have in common.
        loss = 1e-15 * (np.abs(x).max(axis=0) / np.sqrt(model.var_.min(axis=0))).max() * len(x) ** 0.5
        if d.kind in ("offset", "large", "mixed") and loss > 1e-9:
            return
        p = model.predict_proba(new)
        tally.same("probability", out["rows"]["probability"], p.max(axis=1), 1e-6, 1e-9)
        sure = np.sort(p, axis=1)[:, -1] - (np.sort(p, axis=1)[:, -2] if p.shape[1] > 1 else 0) > 1e-6
        tally.equal("predicted", np.array(out["rows"]["predicted"])[sure], model.predict(new)[sure])
        tally.same("prior", out["classes"]["prior"], model.class_prior_, 1e-12)
        tally.same("mean", out["normals"]["mean"], model.theta_.ravel(), 1e-9, 1e-12 * np.abs(x).max())
        tally.same("variance", out["normals"]["variance"], model.var_.ravel(), 1e-6, 1e-13 * np.abs(x).max() ** 2)

    return Case(d.name, {d.name: d.columns(), f"{d.name}_new": table}, models, compare,
                {"m": refused} if refused else {})


def neighbors_case(seed, number):
    d, x, y, where, refused, (new, known, table) = prepared("k_neighbors", seed, number, 5000)
    k, weights = int(d.rng.integers(1, 9)), str(d.rng.choice(["uniform", "distance"]))
    if 0 < len(x) < k:
        refused = "neighbors? (are|is) asked"
    r = np.round(np.random.default_rng(number).normal(size=len(d.y)), 3)
    text = f"data: {d.name}, features: {d.features()}, n_neighbors: {k}, weights: {weights}, predict: {d.name}_new{where}"
    models = {"c": f"k_neighbors_classifier: {{{text}, target: y}}", "r": f"k_neighbors_regressor: {{{text}, target: r}}"}

    def compare(answers, tally):
        if "c" not in answers:
            return
        numbers = r[d.complete] if where else r
        first = neighbors.KNeighborsClassifier(k, weights=weights, algorithm="brute", metric="minkowski").fit(x, y)
        second = neighbors.KNeighborsRegressor(k, weights=weights, algorithm="kd_tree").fit(x, numbers)
        far = np.sort(np.sqrt(((new[:, None, :] - x[None]) ** 2).sum(axis=2)), axis=1)
        tally.same("distance", answers["c"]["neighbors"]["distance"], far[:, :k].ravel(), 1e-9, 1e-12 * far.max())
        # Where the last one is farther than the next by more than rounding, all choose the same rows.
        one = far[:, k] - far[:, k - 1] > 1e-6 * far[:, k] if k < len(x) else np.ones(len(new), bool)
        if not one.all():
            tally.explain(NEAR)
        share = first.predict_proba(new)
        clear = one & (np.sort(share, axis=1)[:, -1] - (np.sort(share, axis=1)[:, -2] if share.shape[1] > 1 else -1) > 1e-9)
        if d.kind != "offset":  # brute distances of numbers far from 0 lose their digits
            tally.equal("class", np.array(answers["c"]["rows"]["predicted"])[clear], first.predict(new)[clear])
        tally.same("number", np.array(answers["r"]["rows"]["predicted"])[one], second.predict(new)[one], 1e-9, 1e-9)

    return Case(d.name, {d.name: {**d.columns(), "r": r}, f"{d.name}_new": table}, models, compare,
                {word: refused for word in models} if refused else {}, 3 * len(r))


def multinomial_case(seed, number):
    d, x, y, where, refused, _ = prepared("multinomial", seed, number, 2000)
    if d.kind in ("mixed", "large", "small", "offset"):
        known = np.nan_to_num(d.x)
        d.x[:] = np.round((known - known.mean(axis=0)) / np.where(known.std(axis=0) > 0, known.std(axis=0), 1), 6)
        x = d.x
    if not refused and len(np.unique(y)) < 2:
        refused = "needs two classes or more"
    models = {"m": f"logistic_regression: {{data: {d.name}, features: {d.features()}, target: y, multi_class: multinomial{where}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        out = answers["m"]
        model = linear_model.LogisticRegression(multi_class="multinomial", tol=1e-9, max_iter=10000).fit(x, y)
        said = np.array(out["probabilities"]["probability"]).reshape(len(y), -1)
        table = out["classes"]
        w = np.array([c for c, term in zip(table["coefficient"], table["term"]) if term != "intercept"])
        place = np.searchsorted(model.classes_, y)
        cost = lambda p, w: metrics.log_loss(place, p, labels=range(len(model.classes_)), normalize=False) + w @ w / 2
        ours, theirs = cost(said, w), cost(model.predict_proba(x), model.coef_.ravel())
        if len(model.classes_) == 2:
            return  # scikit-learn has one line for two classes, of which lantern has two: another penalty
        tally.true("costs no more", ours <= theirs * (1 + 1e-9), ours, theirs)
        gap = np.abs(said - model.predict_proba(x)).max()
        if ours < theirs * (1 - 1e-9) and gap > 1e-4:
            tally.explain(EARLY)
        else:
            tally.true("probabilities", gap <= 1e-3, said, model.predict_proba(x))
        tally.same("loss", out["loss"], metrics.log_loss(place, said, labels=range(len(model.classes_))), 1e-9)

    return Case(d.name, {d.name: d.columns()}, models, compare, {"m": refused} if refused else {}, 2 * len(y))


def calibration_case(seed, number):
    d = data_set("calibration_curve", seed, number, classes=(2,), features=(1,))
    y = (d.y == "bee").astype(int)
    p = np.round(1 / (1 + np.exp(-np.clip(scores(d.rng, "plain", y), -30, 30))), 6)
    bins, strategy = int(d.rng.integers(1, 12)), str(d.rng.choice(["uniform", "quantile"]))
    refused = "needs both classes" if len(np.unique(y)) < 2 else None
    models = {"m": f"calibration_curve: {{data: {d.name}, probability: p, target: y, n_bins: {bins}, strategy: {strategy}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        actual, predicted = calibration.calibration_curve(y, p, n_bins=bins, strategy=strategy)
        points = answers["m"]["points"]
        tally.same("predicted", points["predicted"], predicted, 1e-12)
        tally.same("actual", points["actual"], actual, 1e-12)
        tally.same("brier", answers["m"]["brier"], metrics.brier_score_loss(y, p), 1e-12)

    return Case(d.name, {d.name: {"p": p, "y": y}}, models, compare, {"m": refused} if refused else {})


FAMILIES = {"linear_regression": line_case, "cross_validate": folds_case, "naive_bayes": bayes_case,
            "k_neighbors": neighbors_case, "multinomial": multinomial_case, "calibration_curve": calibration_case}
