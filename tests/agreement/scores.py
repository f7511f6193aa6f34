"""What judges scores and probabilities: confusion_matrix, roc_curve, precision_recall_curve,
log_loss, and sweeps over a threshold."""
import warnings

import numpy as np
from sklearn import metrics

from data_sets import data_set, scores
from support import Case

ONE_CLASS = 'needs both classes, but column "y" of .* has only'


def scored(family, seed, number, most=10000):
    """Rows with a score and a class, 1 or 0; and what must be refused."""
    d = data_set(family, seed, number, most, features=(1,), classes=(2,))
    y = (d.y == "bee").astype(int)
    s = scores(d.rng, d.kind, y)
    where, kept, refused = "", np.ones(len(s), bool), None
    if d.kind == "missing":
        s[~d.complete] = np.nan
        row = int(np.argmin(d.complete))
        if d.rng.random() < 0.5:
            where, kept = ', where: "=not is_missing(s)"', d.complete
        else:
            refused = rf'{d.name}.csv:{row + 2}:\d+: column "s" has no value here'
    if not refused and len(np.unique(y[kept])) < 2:
        refused = ONE_CLASS if kept.any() else 'needs both classes, but column "y" of .* has no rows'
    table = {"s": s, "y": y}
    return d, table, s[kept], y[kept], where, refused


def with_one_class(refused, tally):
    # scikit-learn makes numbers of one class too (0/0 counts as 0, or is missing with a warning);
    # in a film that is a mistake more often than meant.
    if refused and refused.startswith("needs both"):
        tally.explain("one class only: scikit-learn gives numbers or a warning, lantern a reason")


def confusion_case(seed, number):
    d, table, s, y, where, refused = scored("confusion_matrix", seed, number)
    known = s[~np.isnan(s)] if np.isfinite(s).any() else np.zeros(1)
    cuts = [float(known.min()), float(np.median(known)), float(known.max() + 1)]
    models = {f"m{i}": f"confusion_matrix: {{data: {d.name}, score: s, target: y, "
                       f"threshold: {cut!r}{where}}}" for i, cut in enumerate(cuts)}

    def compare(answers, tally):
        with_one_class(refused, tally)
        for i, cut in enumerate(cuts):
            if f"m{i}" in answers:
                compare_confusion(answers[f"m{i}"], y, s >= cut, tally)

    return Case(d.name, {d.name: table}, models, compare,
                {word: refused for word in models if refused}, 3 * len(table["s"]))


def compare_confusion(out, y, called, tally):
    tn, fp, fn, tp = metrics.confusion_matrix(y, called, labels=[0, 1]).ravel()
    for name, theirs in {"tp": tp, "fp": fp, "tn": tn, "fn": fn, "positives": tp + fn,
                         "negatives": tn + fp, "predicted_positives": tp + fp,
                         "predicted_negatives": tn + fn}.items():
        tally.equal(name, out[name], float(theirs))
    none = {"zero_division": 0}
    for name, theirs in {"accuracy": metrics.accuracy_score(y, called),
                         "precision": metrics.precision_score(y, called, **none),
                         "recall": metrics.recall_score(y, called, **none),
                         "specificity": metrics.recall_score(y, called, pos_label=0, **none),
                         "f1": metrics.f1_score(y, called, **none),
                         "tpr": tp / (tp + fn), "fpr": fp / (fp + tn)}.items():
        tally.same(name, out[name], theirs, 1e-14)
    tally.equal("predicted", out["rows"]["predicted"], called)
    words = np.array([["tn", "fp"], ["fn", "tp"]])
    tally.equal("outcome", out["rows"]["outcome"], words[y, called.astype(int)])


def roc_case(seed, number):
    d, table, s, y, where, refused = scored("roc_curve", seed, number)

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "m" not in answers:
            return
        points = answers["m"]["points"]
        fpr, tpr, thresholds = metrics.roc_curve(y, s, drop_intermediate=False)
        tally.same("fpr", points["fpr"], fpr, 1e-14)
        tally.same("tpr", points["tpr"], tpr, 1e-14)
        # The first threshold is infinite, as scikit-learn's from 1.3 on; JSON has no such number.
        tally.same("threshold", points["threshold"], [np.nan, *thresholds[1:]], 0, 0)
        tally.same("auc", answers["m"]["auc"], metrics.roc_auc_score(y, s), 1e-12)

    models = {"m": f"roc_curve: {{data: {d.name}, score: s, target: y{where}}}"}
    return Case(d.name, {d.name: table}, models, compare, {"m": refused} if refused else {})


def precision_recall_case(seed, number):
    d, table, s, y, where, refused = scored("precision_recall_curve", seed, number)

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "m" not in answers:
            return
        points = answers["m"]["points"]
        precision, recall, thresholds = metrics.precision_recall_curve(y, s)
        tally.same("precision", points["precision"], precision, 1e-14)
        tally.same("recall", points["recall"], recall, 1e-14)
        tally.same("threshold", points["threshold"], [*thresholds, np.nan], 0, 0)
        tally.same("average_precision", answers["m"]["average_precision"],
                   metrics.average_precision_score(y, s), 1e-12)

    models = {"m": f"precision_recall_curve: {{data: {d.name}, score: s, target: y{where}}}"}
    return Case(d.name, {d.name: table}, models, compare, {"m": refused} if refused else {})


def log_loss_case(seed, number):
    d, table, s, y, where, refused = scored("log_loss", seed, number)
    with np.errstate(all="ignore"):
        p = table["s"] = 1 / (1 + np.exp(-np.clip(table["s"], -60, 60)))
    if d.kind in ("ties", "whole"):
        p = table["s"] = np.round(p, 1)  # certain, and wrong: clipped
    kept = ~np.isnan(p) if where else np.ones(len(p), bool)

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "m" not in answers:
            return
        eps = np.finfo(float).eps
        theirs = metrics.log_loss(y, p[kept], labels=[0, 1], eps=eps)
        tally.same("loss", answers["m"]["loss"], theirs, 1e-13)
        tally.same("total", answers["m"]["total"],
                   metrics.log_loss(y, p[kept], labels=[0, 1], eps=eps, normalize=False), 1e-12)
        tally.same("likelihood", answers["m"]["rows"]["likelihood"],
                   np.where(y == 1, p[kept], 1 - p[kept]), 0, 0)

    models = {"m": f"log_loss: {{data: {d.name}, probability: s, target: y{where}}}"}
    return Case(d.name, {d.name: table}, models, compare, {"m": refused} if refused else {})


def sweep_case(seed, number):
    """A ROC curve as a sweep over evenly spaced thresholds, and the best of them."""
    d, table, s, y, where, refused = scored("sweep", seed, number, most=1000)
    known = s[~np.isnan(s)] if np.isfinite(s).any() else np.zeros(1)
    low, high = float(known.min()), float(known.max())
    high = high if high > low else low + 1
    points = int(d.rng.integers(2, 12))
    models = {"m": f"confusion_matrix: {{data: {d.name}, score: s, target: y, "
                   f"threshold: =threshold{where}}}",
              "s": f"sweep: {{vary: threshold, over: {low!r}..{high!r}, points: {points}, best: most f1, "
                   f"take: {{f1: {d.name}_m.f1, tpr: {d.name}_m.tpr}}}}"}

    def compare(answers, tally):
        with_one_class(refused, tally)
        if "s" not in answers:
            return
        found, at = answers["s"]["all"], np.linspace(low, high, points)
        tally.same("thresholds", found["threshold"], at, 1e-14, 1e-14 * max(abs(low), abs(high)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            f1 = [metrics.f1_score(y, s >= t, zero_division=0) for t in found["threshold"]]
            tpr = [metrics.recall_score(y, s >= t, zero_division=0) for t in found["threshold"]]
        tally.same("f1", found["f1"], f1, 1e-14)
        tally.same("tpr", found["tpr"], tpr, 1e-14)
        best = int(np.argmax(found["f1"]))  # the first, also where scikit-learn's digits differ
        tally.same("best", answers["s"]["best"]["threshold"][0], found["threshold"][best], 0, 0)

    return Case(d.name, {d.name: table}, models, compare,
                {"m": refused} if refused else {})


FAMILIES = {"confusion_matrix": confusion_case, "roc_curve": roc_case,
            "precision_recall_curve": precision_recall_case, "log_loss": log_loss_case,
            "sweep": sweep_case}
