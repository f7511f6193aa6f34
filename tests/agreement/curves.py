"""decision_tree_regressor, gradient_boosting, metrics_by_threshold, folds and lowess (of statsmodels).

Trees of numbers are walked side by side as those of classes are. The stages of boosting follow from each other:
after one tie all others differ, so they are compared on features without ties.
"""
import importlib.util

import numpy as np
from sklearn import ensemble, metrics, model_selection
from sklearn.tree import DecisionTreeRegressor

from data_sets import data_set
from predictors import numbers_case
from scores import scored, with_one_class
from support import Case
from trees import TIE, Nodes, Walk, prepared, words

STAGES = "equally good splits: all later stages differ, and cost as much"


class ValueWalk(Walk):
    """The same of trees that predict numbers."""

    def compare_node(self, node, model, other, rows):
        get, y = self.nodes.get, self.y[rows]
        self.tally.equal("count", get(node, "count"), float(len(rows)))
        self.tally.same("value", get(node, "value"), y.mean(), 1e-9, 1e-12)
        self.tally.same("impurity", get(node, "impurity"), y.var(), 1e-7, 1e-12 * max(1, self.y.var()))

    def equally_good(self, node, rows, ask, theirs):
        cost = lambda one: sum(len(side) * side.var() for side in self.sides(rows, one) if len(side))
        ours, best = cost(ask), cost(theirs)
        if abs(ours - best) > 1e-8 * len(rows) * self.y[rows].var():
            self.tally.true(f"split of {node}", False, (ask, ours), (theirs, best))
            return False
        self.tied = True
        self.tally.explain(TIE)
        return True

    def sides(self, rows, ask):
        left = self.x[rows, ask[0]] <= ask[1]
        return self.y[rows[left]], self.y[rows[~left]]

    @staticmethod
    def learn(options, x, y):
        return learn(options, x, y)


def learn(options, x, y):
    return DecisionTreeRegressor(**{**options, "max_depth": options["max_depth"] or None}, random_state=0).fit(x, y)


def tree_case(seed, number):
    d, x, r, kept, where, refused = numbers_case("decision_tree_regressor", seed, number, 3000)
    if refused and "column" in refused:
        refused = d.first_missing()
    options = {"max_depth": int(d.rng.choice([1, 3, 6])), "min_samples_leaf": int(d.rng.choice([1, 3, 10])),
               "min_samples_split": int(d.rng.choice([2, 8]))}
    models = {"m": f"decision_tree_regressor: {{data: {d.name}, features: {d.features()}, target: r{words(options)}{where}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        out, y = answers["m"], r[kept]
        nodes = Nodes(out["nodes"])
        walk = ValueWalk(nodes, learn(options, x, y), x, y, options, tally)
        said = np.array([nodes.get(nodes.way(row)[-1], "value") for row in x])
        tally.same("predicted by its own nodes", out["rows"]["predicted"], said, 1e-12, 1e-12)
        tally.same("mse", out["mse"], metrics.mean_squared_error(y, said), 1e-9, 1e-12)
        if not walk.tied:
            tally.same("predicted", said, learn(options, x, y).predict(x), 1e-9, 1e-9)

    return Case(d.name, {d.name: {**d.columns(), "r": r}}, models, compare, {"m": refused} if refused else {})


def boosting_case(seed, number):
    d = data_set("gradient_boosting", seed, 13 * number, 1000, classes=(2, 3))  # all of them plain
    r = np.round(np.nan_to_num(d.x).sum(axis=1) + d.rng.normal(size=len(d.y)), 6)
    stages, depth = int(d.rng.integers(1, 12)), int(d.rng.choice([1, 2, 3]))
    text = f"data: {d.name}, features: {d.features()}, n_estimators: {stages}, max_depth: {depth}"
    models = {"c": f"gradient_boosting: {{{text}, target: y}}", "r": f"gradient_boosting_regressor: {{{text}, target: r}}"}
    one = len(np.unique(d.y)) < 2

    def compare(answers, tally):
        options = dict(n_estimators=stages, max_depth=depth, criterion="squared_error", random_state=0)
        if "r" in answers:
            model = ensemble.GradientBoostingRegressor(**options).fit(d.x, r)
            compare_stages(answers["r"]["rows"]["predicted"], model.predict(d.x), lambda p: ((r - p) ** 2).sum(), tally)
        if "c" in answers:
            model = ensemble.GradientBoostingClassifier(**options).fit(d.x, d.y)
            p = model.predict_proba(d.x)
            compare_stages(answers["c"]["rows"]["probability"], p.max(axis=1), lambda p: p.sum(), tally)

    return Case(d.name, {d.name: {**d.columns(), "r": r}}, models, compare,
                {"c": "needs two classes"} if one else {}, 40 * len(r))


def compare_stages(ours, theirs, cost, tally):
    ours = np.array(ours)
    if np.allclose(ours, theirs, 1e-6, 1e-6):
        tally.agreed += 1
    elif abs(cost(ours) - cost(theirs)) <= 0.05 * cost(theirs):
        tally.explain(STAGES)
    else:
        tally.true("predicted", False, ours, theirs)


def thresholds_case(seed, number):
    d, table, s, y, where, refused = scored("metrics_by_threshold", seed, number, 2000)

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "m" not in answers:
            return
        rows = answers["m"]["rows"]
        fpr, tpr, at = metrics.roc_curve(y, s, drop_intermediate=False)
        tally.same("threshold", rows["threshold"], [*at[:0:-1], np.nan], 0, 0)
        tally.same("fpr", rows["fpr"], fpr[::-1], 1e-14)
        tally.same("tpr", rows["tpr"], tpr[::-1], 1e-14)
        some = range(0, len(at) - 1, max(1, len(at) // 10))
        for name, score in {"f1": metrics.f1_score, "accuracy": metrics.accuracy_score}.items():
            extra = {"zero_division": 0} if name == "f1" else {}
            tally.same(name, np.array(rows[name])[some], [score(y, s >= at[:0:-1][i], **extra) for i in some], 1e-14)

    models = {"m": f"metrics_by_threshold: {{data: {d.name}, score: s, target: y{where}}}"}
    return Case(d.name, {d.name: table}, models, compare, {"m": refused} if refused else {})


def folds_case(seed, number):
    d = data_set("folds", seed, number, 500)
    rows, count = len(d.y), int(d.rng.integers(2, 8))
    models = {"k": f"k_fold: {{data: {d.name}, n_splits: {count}}}", "one": f"leave_one_out: {{data: {d.name}}}"}
    few = "a fold has at least one row|needs at least two rows"

    def compare(answers, tally):
        for word, theirs in {"k": model_selection.KFold(count), "one": model_selection.LeaveOneOut()}.items():
            if word not in answers:
                continue
            out = answers[word]["rows"]
            part = np.array(out["part"]).reshape(-1, rows)
            wanted = np.full(part.shape, "train", dtype=object)
            for fold, (_, validation) in enumerate(theirs.split(d.x)):
                wanted[fold, validation] = "validation"
            tally.true(f"parts of {word}", (part == wanted).all(), part, wanted)
            tally.same("data", out["x0"], np.tile(d.x[:, 0], len(part)), 0, 0)

    refused = {**({"k": few} if rows < count else {}), **({"one": few} if rows < 2 else {})}
    return Case(d.name, {d.name: d.columns()}, models, compare, refused, rows * rows)


def lowess_case(seed, number):
    d = data_set("lowess", seed, number, 300, features=(1,))
    if d.kind in ("missing", "mixed", "constant", "all constant", "tiny") or len(d.y) < 10:
        return None  # statsmodels divides by 0 where it has no rows apart
    x = d.x[:, 0]
    spread = x.std() if x.std() > 0 else 1
    r = np.round(np.sin((x - x.mean()) / spread) + d.rng.normal(size=len(x)) * 0.3, 6)
    frac, it = float(d.rng.choice([0.3, 0.5, 0.8])), int(d.rng.integers(0, 4))
    if len(np.unique(x)) < len(x):
        return None
    models = {"m": f"lowess: {{data: {d.name}, features: [x0], target: r, frac: {frac}, it: {it}}}"}

    def compare(answers, tally):
        from statsmodels.nonparametric.smoothers_lowess import lowess
        # No unit matters to a curve, but statsmodels takes what spreads by less than 1e-6 for one place.
        theirs = lowess(r, (x - x.mean()) / spread, frac=frac, it=it, return_sorted=False)
        tally.same("predicted", answers["m"]["rows"]["predicted"], theirs, 1e-6, 1e-6)

    return Case(d.name, {d.name: {**d.columns(), "r": r}}, models, compare)


FAMILIES = {"decision_tree_regressor": tree_case, "gradient_boosting": boosting_case,
            "metrics_by_threshold": thresholds_case, "folds": folds_case}
if importlib.util.find_spec("statsmodels"):
    FAMILIES["lowess"] = lowess_case
else:
    print("lowess is left out: statsmodels is not installed")
