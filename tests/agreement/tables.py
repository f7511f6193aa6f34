"""train_test_split, majority_class, accuracy_by_group and value_counts."""
import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

from data_sets import KINDS, labels, rows_of, values
from support import Case


def classes_of(family, seed, number, most=10000):
    """Rows of classes alone, some of them missing."""
    rng = np.random.default_rng([seed, number, *family.encode()])
    kind = KINDS[number % len(KINDS)]
    x = values(rng, kind, (rows_of(rng, kind, number, most), 2))
    y = labels(rng, kind, x, int(rng.choice([2, 3, 5]))).tolist()
    if kind == "missing":
        y[int(rng.integers(len(y)))] = ""
    return f"d{number}", rng, kind, y


def no_value(name, y, column="y"):
    return rf'{name}.csv:{y.index("") + 2}:\d+: column "{column}" has no value here'


def split_sizes(rng, rows):
    if rng.random() < 0.3:
        first = int(rng.integers(1, rows + 1))
        return [first, int(rng.integers(1, max(2, rows - first + 1)))]
    test = round(float(rng.uniform(0.02, 0.9)), int(rng.integers(1, 4)))
    return [round(1 - test if rng.random() < 0.7 else float(rng.uniform(0.05, 1 - test)), 3), test]


def split_case(seed, number):
    name, rng, kind, y = classes_of("train_test_split", seed, number)
    y = [one or "ant" for one in y]
    sizes, stratified = split_sizes(rng, len(y)), bool(rng.random() < 0.5)
    try:
        train, test = train_test_split(np.arange(len(y)), train_size=sizes[0], test_size=sizes[1])
        refused, counts = None, [len(train), len(test)]
    except ValueError:
        refused, counts = "the parts? |a part has more than 0 rows|has no rows", None
    strata = ", stratify: y" if stratified else ""
    models = {"m": f"train_test_split: {{data: {name}, parts: [train, test], sizes: {sizes}, "
                   f"seed: {number}{strata}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        part = np.array([p or "" for p in answers["m"]["rows"]["part"]])
        tally.equal("sizes", [(part == "train").sum(), (part == "test").sum()], counts)
        tally.equal("rows", answers["m"]["rows"]["y"], y)
        if stratified:
            compare_strata(part, np.array(y), sizes, tally)

    return Case(name, {name: {"y": y, "z": [0] * len(y)}}, models, compare, {"m": refused} if refused else {})


def compare_strata(part, y, sizes, tally):
    """scikit-learn's rule: of the rows that are left, each class gives its share of the part, rounded down,
    and one more where the remainder is largest; it draws lots among equal ones."""
    left = np.ones(len(y), bool)
    for name in ("train", "test"):
        classes = np.unique(y[left])
        shares = np.array([(part == name).sum() * (y[left] == one).mean() for one in classes])
        got = np.array([((part == name) & (y == one)).sum() for one in classes])
        more = got - np.floor(shares + 1e-9)
        rest = shares - np.floor(shares + 1e-9)
        fair = rest[more == 1].min(initial=1) >= rest[more == 0].max(initial=0) - 1e-9
        tally.true(f"classes of {name}", np.isin(more, [0, 1]).all() and fair, got, shares)
        left &= part != name
    try:
        train_test_split(y, train_size=sizes[0], test_size=sizes[1], stratify=y)
    except ValueError:
        tally.explain("a class of one row, or a part smaller than the classes are many: scikit-learn does "
                      "not stratify, lantern comes as near as it can")


def majority_case(seed, number):
    name, rng, kind, y = classes_of("majority_class", seed, number)
    new = [str(one) for one in rng.choice(["ant", "bee", "cat", "dog"], 30)]
    refused = no_value(name, y) if "" in y else None
    models = {"m": f"majority_class: {{data: {name}, target: y, predict: {name}_new}}",
              "own": f"majority_class: {{data: {name}, target: y}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        model = DummyClassifier(strategy="most_frequent").fit(np.zeros((len(y), 1)), y)
        said = model.predict(np.zeros((30, 1)))
        tally.equal("class", answers["m"]["class"], str(said[0]))
        tally.same("share", answers["m"]["share"], y.count(said[0]) / len(y), 1e-14)
        tally.same("accuracy", answers["m"]["accuracy"], accuracy_score(new, said), 1e-14)
        tally.equal("predicted", answers["m"]["rows"]["predicted"], said)
        tally.same("own accuracy", answers["own"]["accuracy"], model.score(np.zeros((len(y), 1)), y), 1e-14)

    return Case(name, {name: {"y": y, "z": [0] * len(y)}, f"{name}_new": {"y": new, "z": [0] * 30}}, models, compare,
                {word: refused for word in models if refused})


def group_case(seed, number):
    name, rng, kind, y = classes_of("accuracy_by_group", seed, number)
    groups = rng.choice(["north", "south", "east", ""] if kind == "ties" else ["north", "south"], len(y)).tolist()
    if not any(groups):
        groups[0] = "north"
    called = [one if rng.random() < 0.7 else "ant" for one in y]
    refused = no_value(name, y) if "" in y and groups[y.index("")] else None
    models = {"m": f"accuracy_by_group: {{data: {name}, by: g, target: y, predicted: p}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        rows, g = answers["m"]["rows"], np.array(groups)
        tally.equal("groups", sorted(rows["group"]), sorted(set(groups) - {""}))
        for i, one in enumerate(rows["group"]):
            y_in, p_in = np.array(y)[g == one], np.array(called)[g == one]
            tally.equal("count", rows["count"][i], float(len(y_in)))
            tally.same("accuracy", rows["accuracy"][i], accuracy_score(y_in, p_in), 1e-14)
            tally.equal("right", rows["right"][i], float((y_in == p_in).sum()))
            tally.equal("wrong", rows["wrong"][i], float((y_in != p_in).sum()))

    return Case(name, {name: {"g": groups, "y": y, "p": called, "z": [0] * len(y)}}, models, compare,
                {"m": refused} if refused else {})


def counts_case(seed, number):
    """Of texts and of numbers; as pandas' value_counts(sort=False), here by numpy.unique."""
    name, rng, kind, y = classes_of("value_counts", seed, number)
    x = values(rng, kind, (len(y), 1))[:, 0] + 0.0  # 0 and −0 are written differently: two values
    if kind == "missing":
        x[rng.random(len(x)) < 0.3] = np.nan
    models = {word: f"value_counts: {{data: {name}, column: {word}}}" for word in "yx"}

    def compare(answers, tally):
        found = answers["y"]["rows"]
        compare_counts(found["value"], found, np.array([one for one in y if one]), tally)
        found = answers["x"]["rows"]
        compare_counts(np.array(found["value"], float).tolist(), found, x[~np.isnan(x)], tally)

    return Case(name, {name: {"y": y, "x": x, "z": [0] * len(y)}}, models, compare)


def compare_counts(given, found, column, tally):
    distinct, first, counts = np.unique(column, return_index=True, return_counts=True)
    order = np.argsort(first)
    tally.equal("values", given, distinct[order])
    tally.equal("count", found["count"], counts[order].astype(float))
    tally.same("proportion", found["proportion"], counts[order] / max(1, len(column)), 1e-14)


FAMILIES = {"train_test_split": split_case, "majority_class": majority_case,
            "accuracy_by_group": group_case, "value_counts": counts_case}
