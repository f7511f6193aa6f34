"""What `bench/models.py` compares: models of lantern, each with the call of scikit-learn (of lowess: statsmodels)
that gives the same. The calls are those that one would write: data are arrays, outputs that lantern makes in one
go and that scikit-learn has apart are all called."""
from dataclasses import dataclass
from typing import Callable

import numpy as np
from sklearn import calibration, dummy, ensemble, inspection, linear_model, metrics, model_selection, naive_bayes
from sklearn import neighbors, pipeline, preprocessing, tree

FEATURES, TREES, STAGES = 10, 20, 100
SMALL, SOME, MANY = 1000, 10000, 100000


@dataclass
class Peer:
    model: str           # its kind and fields; `ROWS` is its table
    call: Callable
    sizes: tuple = (SMALL, SOME, MANY)
    before: str = ""     # models that both scenes have: lines


class Data:
    """Features x0 … x9; a number `r`, two classes `y`, three `c`, groups `g`; scores `s` of y, a prediction `p`."""

    def __init__(self, rows):
        rng = np.random.default_rng(rows)
        self.x = np.round(rng.normal(size=(rows, FEATURES)), 5)
        way = self.x @ rng.normal(size=FEATURES)
        self.r = np.round(way + rng.normal(size=rows), 5)
        self.y = (way + 2 * rng.normal(size=rows) > 0).astype(int)
        self.c = np.digitize(way + rng.normal(size=rows), [-1.5, 1.5])
        self.s = np.round(1 / (1 + np.exp(-rng.normal(self.y * 1.5 - 0.7))), 6)
        self.p = (rng.random(rows) < 0.5).astype(int)
        self.g = rng.choice(["a", "b", "c", "d"], rows)
        self.w = np.round(rng.random(rows) * 10, 5)
        self.wave = np.round(np.sin(self.w) + rng.normal(size=rows) * 0.3, 5)

    def columns(self):
        x = {f"x{j}": self.x[:, j] for j in range(FEATURES)}
        names = np.array(["ant", "bee", "cat"])
        return {**x, "r": self.r, "y": self.y, "c": names[self.c], "s": self.s, "p": self.p, "g": self.g,
                "w": self.w, "wave": self.wave}


def fitted(model, x, y):
    return model.fit(x, y).predict(x)


def judging(d):
    """What reads scores and classes."""
    judged = "score: s, target: y"
    return {
        "confusion_matrix": Peer(f"confusion_matrix: {{ROWS, {judged}}}", lambda: metrics.confusion_matrix(d.y, d.s >= 0.5)),
        "roc_curve": Peer(f"roc_curve: {{ROWS, {judged}}}", lambda: (
            metrics.roc_curve(d.y, d.s, drop_intermediate=False), metrics.roc_auc_score(d.y, d.s))),
        "precision_recall_curve": Peer(f"precision_recall_curve: {{ROWS, {judged}}}", lambda: (
            metrics.precision_recall_curve(d.y, d.s), metrics.average_precision_score(d.y, d.s))),
        "metrics_by_threshold": Peer(f"metrics_by_threshold: {{ROWS, {judged}}}", lambda: (
            metrics.roc_curve(d.y, d.s, drop_intermediate=False), metrics.precision_recall_curve(d.y, d.s))),
        "calibration_curve": Peer("calibration_curve: {ROWS, probability: s, target: y}", lambda: (
            calibration.calibration_curve(d.y, d.s), metrics.brier_score_loss(d.y, d.s))),
        "log_loss": Peer("log_loss: {ROWS, probability: s, target: y}", lambda: metrics.log_loss(d.y, d.s)),
        "accuracy_by_group": Peer("accuracy_by_group: {ROWS, by: g, target: y, predicted: p}", lambda: [
            metrics.accuracy_score(d.y[d.g == one], d.p[d.g == one]) for one in np.unique(d.g)]),
        "majority_class": Peer("majority_class: {ROWS, target: y}", lambda: fitted(
            dummy.DummyClassifier(strategy="most_frequent"), d.s, d.y)),
        "value_counts": Peer("value_counts: {ROWS, column: g}", lambda: np.unique(d.g, return_counts=True)),
        "train_test_split": Peer("train_test_split: {ROWS, parts: [train, test], sizes: [0.8, 0.2], stratify: g}",
                                 lambda: model_selection.train_test_split(d.s, test_size=0.2, stratify=d.g)),
    }


FIVE = "features: [x0, x1, x2, x3, x4]"
ALL = f"features: [{', '.join(f'x{j}' for j in range(FEATURES))}]"
NUMBER, CLASS, CLASSES = f"{ALL}, target: r", f"{ALL}, target: y", f"{ALL}, target: c"


def fold_models(fields):
    return f"  fit: {{linear_regression: {{ROWS, {fields}}}}}\n  folds: {{k_fold: {{ROWS, n_splits: 5}}}}\n"


def folds(model, x, y):
    return model_selection.cross_validate(model, x, y, cv=5, scoring="neg_mean_squared_error", return_train_score=True)


def lines(d):
    """Models that are linear in what they make of their features, and what judges them."""
    line = linear_model.LinearRegression
    one, wave = d.x[:, :1], d.w[:, None]
    scored = dict(scoring="r2", n_repeats=5)
    fit = line().fit(d.x, d.r)
    newton = dict(solver="newton-cholesky", tol=1e-10)
    return {
        "linear_regression, 1 feature": Peer("linear_regression: {ROWS, features: [x0], target: r}", lambda: fitted(line(), one, d.r)),
        "linear_regression": Peer(f"linear_regression: {{ROWS, {NUMBER}}}", lambda: fitted(line(), d.x, d.r)),
        "linear_regression, alpha": Peer(f"linear_regression: {{ROWS, {NUMBER}, alpha: 1}}", lambda: fitted(
            linear_model.Ridge(1), d.x, d.r)),
        "linear_regression, polynomial of degree 5": Peer(
            "linear_regression: {ROWS, features: [w], target: wave, basis: {polynomial: {degree: 5}}}", lambda: fitted(
                pipeline.make_pipeline(preprocessing.PolynomialFeatures(5, include_bias=False), line()), wave, d.wave)),
        "linear_regression, polynomial of 5 features": Peer(
            f"linear_regression: {{ROWS, {FIVE}, target: r, basis: {{polynomial: {{degree: 2}}}}}}", lambda: fitted(
                pipeline.make_pipeline(preprocessing.PolynomialFeatures(2, include_bias=False), line()), d.x[:, :5], d.r)),
        "linear_regression, splines": Peer(
            "linear_regression: {ROWS, features: [w], target: wave, basis: {splines: {knots: 10}}}", lambda: fitted(
                pipeline.make_pipeline(preprocessing.SplineTransformer(10), line()), wave, d.wave)),
        "cross_validate, 1 feature": Peer("cross_validate: {model: fit, folds: folds.rows}", lambda: folds(line(), one, d.r),
                                          before=fold_models("features: [x0], target: r")),
        "cross_validate": Peer("cross_validate: {model: fit, folds: folds.rows}", lambda: folds(line(), d.x, d.r),
                               before=fold_models(NUMBER)),
        "logistic_regression": Peer(f"logistic_regression: {{ROWS, {CLASS}}}", lambda: fitted(
            linear_model.LogisticRegression(**newton), d.x, d.y)),
        "logistic_regression, multinomial": Peer(
            f"logistic_regression: {{ROWS, {CLASSES}, multi_class: multinomial}}", lambda: fitted(
                linear_model.LogisticRegression(multi_class="multinomial", max_iter=1000), d.x, d.c)),
        "permutation_importance": Peer("permutation_importance: {model: fit, ROWS, target: r}", lambda: (
            inspection.permutation_importance(fit, d.x, d.r, **scored)),
            before=f"  fit: {{linear_regression: {{ROWS, {NUMBER}}}}}\n"),
        "naive_bayes": Peer(f"naive_bayes: {{ROWS, {CLASSES}}}", lambda: naive_bayes.GaussianNB().fit(d.x, d.c).predict_proba(d.x)),
        "lowess": Peer("lowess: {ROWS, features: [w], target: wave, frac: 0.1}", lambda: lowess(d.wave, d.w), (SMALL, SOME)),
    }


def lowess(y, x):
    import statsmodels.api
    return statsmodels.api.nonparametric.lowess(y, x, frac=0.1)


def trees(d):
    """Nearest rows and trees."""
    forest = ensemble.RandomForestClassifier(TREES, oob_score=True)
    few = d.x[:, :2]
    leaves = "max_depth: 6"
    return {
        "k_neighbors_classifier": Peer("k_neighbors_classifier: {ROWS, features: [x0, x1], target: c}", lambda: fitted(
            neighbors.KNeighborsClassifier(), few, d.c)),
        "k_neighbors_regressor": Peer("k_neighbors_regressor: {ROWS, features: [x0, x1], target: r}", lambda: fitted(
            neighbors.KNeighborsRegressor(), few, d.r)),
        "k_neighbors_regressor, 5 features": Peer(f"k_neighbors_regressor: {{ROWS, {FIVE}, target: r}}", lambda: fitted(
            neighbors.KNeighborsRegressor(), d.x[:, :5], d.r), (SMALL, SOME)),
        "decision_tree": Peer(f"decision_tree: {{ROWS, {CLASS}}}", lambda: fitted(tree.DecisionTreeClassifier(), d.x, d.y)),
        "decision_tree, 6 levels": Peer(f"decision_tree: {{ROWS, {CLASS}, {leaves}}}", lambda: fitted(
            tree.DecisionTreeClassifier(max_depth=6), d.x, d.y)),
        "decision_tree_regressor": Peer(f"decision_tree_regressor: {{ROWS, {NUMBER}}}", lambda: fitted(
            tree.DecisionTreeRegressor(), d.x, d.r)),
        "decision_tree_regressor, 6 levels": Peer(f"decision_tree_regressor: {{ROWS, {NUMBER}, {leaves}}}", lambda: fitted(
            tree.DecisionTreeRegressor(max_depth=6), d.x, d.r)),
        "random_forest": Peer(f"random_forest: {{ROWS, {CLASS}, n_estimators: {TREES}}}", lambda: fitted(forest, d.x, d.y)),
        "gradient_boosting": Peer(f"gradient_boosting: {{ROWS, {CLASS}, n_estimators: {STAGES}}}", lambda: fitted(
            ensemble.GradientBoostingClassifier(n_estimators=STAGES), d.x, d.y), (SMALL, SOME)),
        "gradient_boosting_regressor": Peer(f"gradient_boosting_regressor: {{ROWS, {NUMBER}, n_estimators: {STAGES}}}", lambda: fitted(
            ensemble.GradientBoostingRegressor(n_estimators=STAGES), d.x, d.r), (SMALL, SOME)),
    }


def peers(d):
    return {**judging(d), **lines(d), **trees(d)}
