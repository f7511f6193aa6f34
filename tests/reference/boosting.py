#!/usr/bin/env python3
"""Writes boosting.json: regression trees, pruning paths, gradient boosting, naive Bayes of scikit-learn.

    python3 tests/reference/boosting.py > tests/reference/boosting.json

Only samples on which the answers do not depend on random_state are kept: on the others equally good
splits compete, and every program has a rule of its own.
"""
import json

import numpy as np
from sklearn import metrics
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor
from sklearn.naive_bayes import GaussianNB
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor


def samples(seed, rows, classes=0, features=3):
    rng = np.random.default_rng(seed)
    x = np.round(rng.normal(size=(rows, features)), 3)
    y = np.round(np.sin(2 * x[:, 0]) + x[:, 1]**2 / 2 + rng.normal(size=rows) * .3, 4)
    if classes:
        y = np.digitize(y, np.quantile(y, np.arange(1, classes) / classes))
    return x, y


def stable(make, of, seed, *args):
    """The first samples from `seed` on that give the same whatever random_state is."""
    while True:
        x, y = samples(seed, *args)
        answers = [of(make(state).fit(x, y), x, y) for state in range(8)]
        if all(len(a) == len(answers[0]) and np.allclose(a, answers[0], rtol=0, atol=1e-13) for a in answers):
            return x, y, make(0).fit(x, y)
        seed += 100


def path_of(model, x, y):
    """The whole tree, then what is left of it; equally weak links go together."""
    path = model.cost_complexity_pruning_path(x, y)
    keep = [i for i in range(len(path.ccp_alphas))
            if i in (0, len(path.ccp_alphas) - 1) or path.ccp_alphas[i + 1] > path.ccp_alphas[i] + 1e-12]
    return path.ccp_alphas[keep].tolist(), path.impurities[keep].tolist()


def entry(x, y, **more):
    return {"x": x.tolist(), "y": y.tolist(), **more}


def told(model, x, y):
    """All that is compared of a tree."""
    said = model.predict_proba(x).ravel() if hasattr(model, "predict_proba") else model.predict(x)
    return np.concatenate([said, model.feature_importances_, *map(np.asarray, path_of(model, x, y))])


trees = []
for seed, rows, depth, leaf, alpha in [(1, 60, 3, 4, 0), (2, 90, 0, 6, 0), (3, 120, 5, 4, .02), (4, 50, 0, 5, .01)]:
    x, y, model = stable(lambda s: DecisionTreeRegressor(max_depth=depth or None, min_samples_leaf=leaf,
                                                         ccp_alpha=alpha, random_state=s), told, seed, rows)
    alphas, impurities = path_of(model, x, y)
    trees.append(entry(x, y, max_depth=depth, min_samples_leaf=leaf, ccp_alpha=alpha,
                       predicted=model.predict(x).tolist(), leaves=int(model.get_n_leaves()),
                       importances=model.feature_importances_.tolist(), r2=model.score(x, y),
                       alphas=alphas, impurities=impurities))

classifiers = []
for seed, rows, classes, alpha in [(5, 100, 2, .015), (6, 120, 3, .02), (7, 80, 2, 0)]:
    x, y, model = stable(lambda s: DecisionTreeClassifier(min_samples_leaf=5, ccp_alpha=alpha, random_state=s),
                         told, seed, rows, classes)
    alphas, impurities = path_of(model, x, y)
    classifiers.append(entry(x, y, ccp_alpha=alpha, predicted=model.predict(x).tolist(),
                             leaves=int(model.get_n_leaves()), alphas=alphas, impurities=impurities))

regressors = []
for seed, rows, stages, rate, depth in [(11, 80, 30, .1, 3), (12, 100, 20, .5, 2), (13, 60, 50, .2, 1)]:
    x, y, model = stable(lambda s: GradientBoostingRegressor(n_estimators=stages, learning_rate=rate,
                                                             max_depth=depth, min_samples_leaf=4, random_state=s),
                         lambda m, x, y: np.concatenate([m.predict(x), m.feature_importances_]), seed, rows)
    staged = [p.tolist() for p in model.staged_predict(x)]
    regressors.append(entry(x, y, n_estimators=stages, learning_rate=rate, max_depth=depth, min_samples_leaf=4,
                            importances=model.feature_importances_.tolist(),
                            mse=[metrics.mean_squared_error(y, p) for p in staged],
                            at={str(k): staged[k - 1] for k in (1, 5, stages)}))

boosted = []
for seed, rows, classes, stages, rate, depth in [(21, 90, 2, 30, .1, 3), (22, 100, 2, 15, .4, 2), (23, 120, 3, 12, .2, 2)]:
    x, y, model = stable(lambda s: GradientBoostingClassifier(n_estimators=stages, learning_rate=rate,
                                                              max_depth=depth, min_samples_leaf=5, random_state=s),
                         lambda m, x, y: np.concatenate([m.predict_proba(x).ravel(), m.feature_importances_]),
                         seed, rows, classes)
    staged = list(model.staged_predict_proba(x))
    boosted.append(entry(x, y, n_estimators=stages, learning_rate=rate, max_depth=depth, min_samples_leaf=5,
                         importances=model.feature_importances_.tolist(),
                         loss=[metrics.log_loss(y, p) for p in staged],
                         accuracy=[float(np.mean(p.argmax(1) == y)) for p in staged],
                         at={str(k): staged[k - 1].tolist() for k in (1, stages)}))

bayes = []
for seed, rows, classes, smoothing in [(31, 60, 2, 1e-9), (32, 90, 3, 1e-9), (33, 40, 2, .1)]:
    x, y = samples(seed, rows, classes)
    model = GaussianNB(var_smoothing=smoothing).fit(x, y)
    bayes.append(entry(x, y, var_smoothing=smoothing, theta=model.theta_.tolist(), var=model.var_.tolist(),
                       prior=model.class_prior_.tolist(), proba=model.predict_proba(x).tolist()))

print(json.dumps({"trees": trees, "classifiers": classifiers, "regressors": regressors, "boosted": boosted,
                  "bayes": bayes}))
