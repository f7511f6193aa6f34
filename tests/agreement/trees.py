"""decision_tree and decision_path.

Among equally good splits scikit-learn draws lots and lantern takes the first feature's lowest: trees
are walked side by side, and where the two ask different questions their splits must be equally good;
below, scikit-learn starts again from lantern's sides.
"""
import numpy as np
from sklearn.metrics import accuracy_score
from sklearn.tree import DecisionTreeClassifier

from data_sets import data_set
from support import Case, numbers

TIE = "equally good splits: another feature or place of the same impurity"


class Nodes:
    """lantern's table of the nodes of one tree."""

    def __init__(self, table, tree=None):
        rows = [i for i, t in enumerate(table["tree"]) if tree is None or t == tree]
        self.at = {table["node"][i]: i for i in rows}
        self.root = next(name for name in self.at if table["parent"][self.at[name]] in (None, ""))
        self.table = table

    def get(self, node, column):
        return self.table[column][self.at[node]]

    def ask(self, node):
        """Feature and threshold; none of a leaf."""
        if self.get(node, "leaf"):
            return None
        return int(self.get(node, "feature")[1:]), self.get(node, "threshold")

    def way(self, row):
        out = [self.root]
        while asked := self.ask(out[-1]):
            out.append(out[-1] + ("l" if row[asked[0]] <= asked[1] else "r"))
        return out


def impurity(y, entropy):
    """Of classes as numbers, and how many rows they are: the sum that a split makes small."""
    shares = np.bincount(y) / len(y)
    shares = shares[shares > 0]
    return -(shares * np.log2(shares)).sum() if entropy else 1 - (shares ** 2).sum()


def cost(x, y, ask, entropy):
    left = x[:, ask[0]] <= ask[1]
    return sum(len(side) * impurity(side, entropy) for side in (y[left], y[~left]) if len(side))


class Walk:
    """A tree of lantern's beside one of scikit-learn's that learned from the same rows."""

    def __init__(self, nodes, model, x, y, options, tally):
        self.nodes, self.options, self.tally = nodes, options, tally
        self.x, self.y, self.tied = x, y, False
        self.visit(nodes.root, model, 0, np.arange(len(y)), 0)

    def visit(self, node, model, other, rows, depth):
        self.compare_node(node, model, other, rows)
        tree, ask, theirs = model.tree_, self.nodes.ask(node), None
        if tree.children_left[other] >= 0:
            theirs = int(tree.feature[other]), float(tree.threshold[other])
        if not ask or not theirs:
            self.tally.equal("whether it is a leaf", not ask, not theirs)
            return
        left = self.x[rows, ask[0]] <= ask[1]
        sides = [("l", tree.children_left[other], rows[left]), ("r", tree.children_right[other], rows[~left])]
        if ask == theirs:
            self.tally.agreed += 1
            for side, child, below in sides:
                self.visit(node + side, model, child, below, depth + 1)
        elif self.equally_good(node, rows, ask, theirs):
            for side, _, below in sides:
                self.visit_again(node + side, below, depth + 1)

    def compare_node(self, node, model, other, rows):
        y = np.searchsorted(model.classes_, self.y[rows])
        counts = np.bincount(y, minlength=len(model.classes_))
        get = self.nodes.get
        self.tally.equal("count", get(node, "count"), float(len(rows)))
        self.tally.same("impurity", get(node, "impurity"), model.tree_.impurity[other], 1e-9, 1e-12)
        self.tally.equal("class", get(node, "class"), model.classes_[counts.argmax()])
        self.tally.same("share", get(node, "share"), counts.max() / len(rows), 1e-14)

    def equally_good(self, node, rows, ask, theirs):
        entropy = self.options["criterion"] == "entropy"
        y = np.searchsorted(np.unique(self.y), self.y[rows])
        ours, best = (cost(self.x[rows], y, one, entropy) for one in (ask, theirs))
        if abs(ours - best) > 1e-9 * len(rows):
            self.tally.true(f"split of {node}", False, (ask, ours), (theirs, best))
            return False
        self.tied = True
        self.tally.explain(TIE)
        return True

    def visit_again(self, node, rows, depth):
        """Below a tie: beside a tree of scikit-learn's that starts from these rows."""
        deepest = self.options["max_depth"]
        if deepest and deepest == depth:
            self.tally.true("whether it is a leaf", not self.nodes.ask(node))
            return
        options = {**self.options, "max_depth": deepest - depth if deepest else 0}
        self.visit(node, self.learn(options, self.x[rows], self.y[rows]), 0, rows, depth)

    @staticmethod
    def learn(options, x, y):
        return learn(options, x, y)


def tree_options(rng):
    return {"criterion": str(rng.choice(["gini", "entropy"])), "max_depth": int(rng.choice([0, 0, 1, 3, 6])),
            "min_samples_leaf": int(rng.choice([1, 1, 3, 10])),
            "min_samples_split": int(rng.choice([2, 2, 8]))}


def learn(options, x, y, state=0):
    theirs = {**options, "max_depth": options["max_depth"] or None}
    return DecisionTreeClassifier(**theirs, random_state=state).fit(x, y)


def prepared(family, seed, number, most):
    """A data set, the rows that a model learns from, and what must be refused."""
    d = data_set(family, seed, number, most)
    where, kept, refused = d.learned_from()
    if not kept.any():
        refused = "there are no rows to learn from"
    new = d.x[d.complete][d.rng.integers(0, max(1, d.complete.sum()), 20)] if d.complete.any() else \
        np.zeros((20, d.x.shape[1]))
    new = (new + d.rng.normal(size=new.shape) * np.nanstd(d.x, axis=0)).astype(np.float32).astype(float)
    new = np.nan_to_num(new)
    y = d.rng.choice(np.unique(d.y), 20)
    table = {**{f"x{j}": new[:, j] for j in range(new.shape[1])}, "y": y.tolist()}
    return d, d.x[kept], d.y[kept], where, refused, (new, y, table)


def words(options):
    return "".join(f", {name}: {value}" for name, value in options.items())


def importances(out, d):
    return [dict(zip(*map(out["importances"].get, ("feature", "importance"))))[f"x{j}"]
            for j in range(d.x.shape[1])]


def tree_case(seed, number):
    d, x, y, where, refused, (new, known, table) = prepared("decision_tree", seed, number, 10000)
    options = tree_options(d.rng)
    models = {"m": f"decision_tree: {{data: {d.name}, features: {d.features()}, target: y, "
                   f"predict: {d.name}_new{words(options)}{where}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        out, model = answers["m"], learn(options, x, y)
        nodes = Nodes(out["nodes"])
        walk = Walk(nodes, model, x, y, options, tally)
        predicted = [nodes.get(nodes.way(row)[-1], "class") for row in new]
        tally.equal("predicted by its own nodes", out["rows"]["predicted"], predicted)
        tally.equal("leaf", out["rows"]["leaf"], [nodes.way(row)[-1] for row in new])
        tally.same("accuracy", out["accuracy"], accuracy_score(known, predicted), 1e-14)
        tally.same("importances by its own nodes", importances(out, d), importances_of(nodes, x.shape[1]),
                   1e-8, 1e-10)
        if walk.tied:
            return
        tally.equal("predicted", out["rows"]["predicted"], model.predict(new))
        tally.equal("depth", out["depth"], float(model.get_depth()))
        tally.equal("leaves", out["leaves"], float(model.get_n_leaves()))
        tally.same("importances", importances(out, d), model.feature_importances_, 1e-8, 1e-11)

    return Case(d.name, {d.name: d.columns(), f"{d.name}_new": table}, models, compare,
                {"m": refused} if refused else {})


def importances_of(nodes, features):
    """As scikit-learn's Tree.compute_feature_importances."""
    out = np.zeros(features)
    weigh = lambda node: nodes.get(node, "count") * nodes.get(node, "impurity")
    for node in nodes.at:
        if asked := nodes.ask(node):
            out[asked[0]] += weigh(node) - weigh(node + "l") - weigh(node + "r")
    return out / out.sum() if out.sum() > 0 else out


def path_case(seed, number):
    d, x, y, where, refused, (new, _, table) = prepared("decision_path", seed, number, 2000)
    options = tree_options(d.rng)
    row = int(d.rng.integers(20))
    models = {"t": f"decision_tree: {{data: {d.name}, features: {d.features()}, target: y"
                   f"{words(options)}{where}}}",
              "p": f"decision_path: {{data: {d.name}_t.nodes, predict: {d.name}_new, row: {row + 1}}}"}

    def compare(answers, tally):
        if "p" not in answers:
            return
        out, model = answers["p"], learn(options, x, y)
        nodes = Nodes(answers["t"]["nodes"])
        tied = Walk(nodes, model, x, y, options, tally).tied
        way = out["all"]
        tally.equal("node", way["node"], nodes.way(new[row]))
        tally.equal("arrived", out["arrived"], True)
        passed = [new[row][int(f[1:])] for f in way["feature"] if f]
        tally.same("value", way["value"], [*passed, np.nan], 0, 0)
        sides = ["left" if v <= t else "right" for v, t in zip(passed, way["threshold"])]
        tally.equal("side", [s or None for s in way["side"]], [*sides, None])
        if tied:
            return
        theirs = model.decision_path(new[row:row + 1]).indices
        tally.equal("features", [int(f[1:]) if f else -2 for f in way["feature"]],
                    model.tree_.feature[theirs])
        tally.same("thresholds", numbers(way["threshold"])[:-1], model.tree_.threshold[theirs][:-1], 0, 0)
        tally.equal("class", out["class"], model.predict(new[row:row + 1])[0])

    return Case(d.name, {d.name: d.columns(), f"{d.name}_new": table}, models, compare,
                {"t": refused} if refused else {})


FAMILIES = {"decision_tree": tree_case, "decision_path": path_case}
