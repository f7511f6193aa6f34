#!/usr/bin/env python3
"""Writes computing.json: what numpy and pandas make of columns, windows, groups and sorts, and the
walk that `iterate` makes by xoshiro256**, written from the papers (see xoshiro.py).

    python3 tests/reference/computing.py > tests/reference/computing.json

Made with numpy 1.24.2, pandas 1.5.3 and scipy 1.10.1.
"""
import contextlib
import io
import json
import math

import numpy as np
import pandas as pd
from scipy import special, stats

with contextlib.redirect_stdout(io.StringIO()):
    import xoshiro


def column(seed, count, missing):
    rng = np.random.RandomState(seed)
    values = np.round(rng.randn(count) * 5, 2)
    values[rng.rand(count) < missing] = np.nan
    return values


def plain(values):
    return [None if v is None or (isinstance(v, float) and math.isnan(v)) else
            (v.item() if hasattr(v, "item") else v) for v in values]


def one(value):
    return plain([float(value)])[0]


def reductions(x):
    there = x[~np.isnan(x)]
    out = {"sum": np.nansum(x), "count(x > 1)": int((there > 1).sum()), "count()": len(x)}
    if len(there):
        out.update({"mean": there.mean(), "min": there.min(), "max": there.max(), "std": there.std(),
                    "var": there.var(), "median": np.median(there)})
        for q in (0, 0.1, 0.25, 0.5, 0.9, 1):
            out["quantile(x, %s)" % q] = np.quantile(there, q)
    return {key: one(value) for key, value in out.items()}


def windows(x):
    s = pd.Series(x)
    return {"lag(x)": s.shift(1), "lag(x, 3)": s.shift(3), "lead(x)": s.shift(-1), "cumsum(x)": s.cumsum(),
            "cumprod(x)": s.cumprod(), "cummin(x)": s.cummin(), "cummax(x)": s.cummax(), "rank(x)": s.rank(),
            "rolling_sum(x, 3)": s.rolling(3).sum(), "rolling_mean(x, 4)": s.rolling(4).mean()}


def frame():
    rng = np.random.RandomState(5)
    count = 40
    out = pd.DataFrame({"id": ["r%d" % i for i in range(count)],
                        "kind": rng.choice(["oak", "elm", "fir"], count),
                        "side": rng.choice(["left", "right"], count), "h": column(6, count, 0.2)})
    out.loc[3, "kind"] = None
    return out


def groups(data, by):
    grouped = data.dropna(subset=by).groupby(by, sort=False)
    rows = grouped.agg(n=("id", "size"), mean=("h", "mean"), sd=("h", lambda h: h.std(ddof=0)),
                       low=("h", "min"), first=("id", "first")).reset_index()
    return {name: plain(rows[name].tolist()) for name in rows.columns}


def stream(seed, name):
    """As core/base/random: the seed mixed with FNV-1a of the stream's name."""
    code = 0xCBF29CE484222325
    for byte in name.encode():
        code = ((code ^ byte) * 0x100000001B3) & xoshiro.MASK
    bits = xoshiro.xoshiro256ss(seed ^ code)
    while True:
        yield (next(bits) >> 11) * 2.0 ** -53


def normals(uniforms):
    """The polar method: two at a time."""
    while True:
        while True:
            x, y = 2 * next(uniforms) - 1, 2 * next(uniforms) - 1
            square = x * x + y * y
            if 0 < square < 1:
                break
        scale = math.sqrt(-2 * math.log(square) / square)
        yield x * scale
        yield y * scale


def walk(steps, seed):
    reward, coin = normals(stream(seed, "iterate reward 0")), stream(seed, "iterate up 0")
    q, height, out = 0.0, 0, {"q": [0.0], "height": [0]}
    for _ in range(steps):
        got = 5 + next(reward)
        up = next(coin) < 0.6
        q, height = q + 0.1 * (got - q), height + (1 if up else -1)
        out["q"].append(q)
        out["height"].append(height)
    return out


data = frame()
print(json.dumps({
    "columns": [{"x": plain(x), "one": reductions(x),
                 "rows": {key: plain(value.tolist()) for key, value in windows(x).items()}}
                for x in (column(1, 12, 0), column(2, 25, 0.2), column(3, 7, 0.5),
                          np.array([2.0, 2, 2, 2]), np.array([np.nan, np.nan]))],
    "choose": [[n, k, one(special.comb(n, k, exact=True))] for n, k in
               ((0, 0), (5, 2), (10, 3), (52, 5), (40, 20), (3, 5))],
    "sigmoid": [[x, one(special.expit(x))] for x in (-800.0, -30.5, -1.0, 0.0, 0.3, 12.0, 800.0)],
    "frame": {name: plain(data[name].tolist()) for name in data.columns},
    "by kind": groups(data, ["kind"]), "by both": groups(data, ["kind", "side"]),
    "sorted": data.sort_values("h", kind="stable")["id"].tolist(),
    "descending": data.sort_values("h", kind="stable", ascending=False)["id"].tolist(),
    "walk": walk(200, 3)}))
