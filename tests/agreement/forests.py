"""random_forest.

Bags and features are drawn by lantern's own numbers, so no tree is scikit-learn's. Compared is all that
follows from the draws: each tree, where it may look at all features, with scikit-learn's on the drawn
rows; votes, shares, out-of-bag score and importances by scikit-learn's rules with lantern's trees; and
how good forests are, with the spread of scikit-learn's own over its seeds.
"""
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score

from support import Case, numbers
from trees import Nodes, Walk, importances, importances_of, learn, prepared, tree_options, words

NEVER_OUT = "rows that are in every bag: scikit-learn counts them as if they were of the first class"


def column_values(draws, columns, rows):
    return np.column_stack([np.array(draws[c], float)[rows] for c in columns])


class Forest:
    """lantern's trees, and the rows that each of them drew."""

    def __init__(self, out, x, y, kept):
        self.classes, self.codes = np.unique(y, return_inverse=True)
        self.x, self.y = x, y
        place = {key: i for i, key in enumerate(np.flatnonzero(kept) + 1)}
        trees = np.array(out["draws"]["tree"])
        source = np.array([place[int(key)] for key in out["draws"]["source"]])
        self.bags = [source[trees == t + 1] for t in range(int(trees.max()))]
        self.nodes = trees_of(out["nodes"], len(self.bags))

    def shares(self, t, rows):
        """Of each class in the leaf that a row falls into."""
        shares = {}
        for i in self.bags[t]:
            leaf = self.nodes[t].way(self.x[i])[-1]
            shares.setdefault(leaf, np.zeros(len(self.classes)))[self.codes[i]] += 1
        return np.array([shares[leaf] / shares[leaf].sum()
                         for leaf in (self.nodes[t].way(row)[-1] for row in rows)])

    def out_of_bag(self):
        """scikit-learn's rule: the mean share over the trees that did not learn from a row."""
        total = np.zeros((len(self.y), len(self.classes)))
        for t, bag in enumerate(self.bags):
            out = np.setdiff1d(np.arange(len(self.y)), bag)
            if len(out):
                total[out] += self.shares(t, self.x[out])
        judged = total.sum(axis=1) > 0
        if not judged.any():
            return np.nan, np.nan, False
        total, codes = total[judged], self.codes[judged]
        own = total[np.arange(len(codes)), codes]
        other = np.where(np.arange(len(self.classes)) == codes[:, None], -1, total).max(axis=1)
        # Equal sums of shares differ in their last digits, and then by whatever order they were made in.
        return (own > other + 1e-9).mean(), (own > other - 1e-9).mean(), judged.all()


def trees_of(table, count):
    starts = np.searchsorted(table["tree"], np.arange(1, count + 2))
    return [Nodes({name: column[a:b] for name, column in table.items()}) for a, b in zip(starts, starts[1:])]


def forest_case(seed, number):
    d, x, y, where, refused, (new, known, table) = prepared("random_forest", seed, number, 10000)
    count = 2 if len(y) > 3000 else int(d.rng.integers(1, 9))
    options = {**tree_options(d.rng), "max_features": int(d.rng.choice([0, x.shape[1]]))}
    models = {"m": f"random_forest: {{data: {d.name}, features: {d.features()}, target: y, seed: {number}, "
                   f"n_estimators: {count}, predict: {d.name}_new{words(options)}{where}}}"}

    def compare(answers, tally):
        if "m" in answers:
            out = answers["m"]
            forest = Forest(out, x, y, d.complete if where else np.ones(len(d.y), bool))
            compare_trees(forest, options, tally)
            compare_votes(forest, out, new, known, tally)
            compare_scores(forest, out, importances(out, d), tally)

    return Case(d.name, {d.name: d.columns(), f"{d.name}_new": table}, models, compare,
                {"m": refused} if refused else {}, count * len(d.y))


def compare_trees(forest, options, tally):
    rows, features = forest.x.shape
    for nodes, bag in zip(forest.nodes, forest.bags):
        tally.equal("rows drawn", len(bag), rows)
        if features == 1 or options["max_features"] == features:
            # A draw counts as a row, also for min_samples_leaf: to scikit-learn's tree it is one, while
            # its forest counts rows that were drawn twice once there.
            x, y = forest.x[bag], forest.y[bag]
            all_of_them = {**options, "max_features": None}
            Walk(nodes, learn(all_of_them, x, y), x, y, all_of_them, tally)


def compare_votes(forest, out, new, known, tally):
    classes, count = forest.classes, len(forest.bags)
    each = np.array([[nodes.get(nodes.way(row)[-1], "class") for nodes in forest.nodes] for row in new])
    tally.equal("votes", out["votes"]["vote"], each.ravel())
    ways = [(nodes.way(row)) for row in new for nodes in forest.nodes]
    tally.equal("paths", out["paths"]["node"], [node for way in ways for node in way])
    counts = np.array([[(row == c).sum() for c in classes] for row in each])
    tally.equal("majority", out["rows"]["majority"], classes[counts.argmax(axis=1)])
    tally.same("part of the votes", out["rows"]["votes"], counts.max(axis=1) / count, 1e-14)
    mean = sum(forest.shares(t, new) for t in range(count)) / count
    predicted = np.array(out["rows"]["predicted"])
    best = mean.max(axis=1) - mean[np.arange(len(new)), np.searchsorted(classes, predicted)]
    tally.true("predicted has the largest mean share", (best <= 1e-9).all(), best)
    tally.same("accuracy", out["accuracy"], accuracy_score(known, predicted), 1e-14)


def compare_scores(forest, out, given, tally):
    features = forest.x.shape[1]
    each = [importances_of(nodes, features) for nodes in forest.nodes]
    # scikit-learn: the mean over the trees that split at all, and that divided by its sum.
    split = [one for one, nodes in zip(each, forest.nodes) if len(nodes.at) > 1]
    mean = np.mean(split, axis=0) if split else np.zeros(features)
    theirs = mean / mean.sum() if mean.sum() > 0 else mean
    tally.same("importances", given, theirs, 1e-8, 1e-10)
    least, most, all_judged = forest.out_of_bag()
    score = numbers(out["oob_score"])
    tally.true("oob_score", np.isnan(score) and np.isnan(least) or least - 1e-12 <= score <= most + 1e-12,
               score, (least, most))
    if not all_judged:
        tally.explain(NEVER_OUT)


def quality_case(seed, number):
    """How good forests are: lantern's between those of scikit-learn's seeds."""
    d, x, y, where, refused, (new, _, table) = prepared("forest quality", seed, number, 400)
    models = {f"m{i}": f"random_forest: {{data: {d.name}, features: {d.features()}, target: y, seed: {i}, "
                       f"n_estimators: 30, predict: {d.name}_new{where}}}" for i in range(3)}

    def compare(answers, tally):
        if len(x) < 30 or "m0" not in answers:
            return
        theirs = [RandomForestClassifier(30, oob_score=True, random_state=i).fit(x, y) for i in range(5)]
        compare_quality([answers[f"m{i}"]["oob_score"] for i in range(3)],
                        [t.oob_score_ for t in theirs], len(y), tally)

    return Case(d.name, {d.name: d.columns(), f"{d.name}_new": table}, models, compare,
                {word: refused for word in models if refused}, 90 * len(d.y))


def compare_quality(ours, theirs, rows, tally):
    """Five standard deviations of scikit-learn's scores over its seeds, and at least two rows."""
    spread = max(np.std(theirs, ddof=1), 2 / rows)
    tally.true("mean of oob_score", abs(np.mean(ours) - np.mean(theirs)) <= 5 * spread, ours, theirs)
    tally.drift.append((np.mean(ours) - np.mean(theirs)) * rows)


FAMILIES = {"random_forest": forest_case, "forest quality": quality_case}
