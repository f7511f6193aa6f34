#!/usr/bin/env python3
"""Writes css_easing.json: values of CSS's easings (CSS Easing Functions Level 1).

    python3 tests/reference/css_easing.py > tests/reference/css_easing.json

Bézier curves are solved by bisection in decimals of 40 digits.
"""
import json
from decimal import Decimal, getcontext
from math import floor

getcontext().prec = 40

NAMED = {"ease": (0.25, 0.1, 0.25, 1), "ease_in": (0.42, 0, 1, 1), "ease_out": (0, 0, 0.58, 1),
         "ease_in_out": (0.42, 0, 0.58, 1)}
CURVES = [(0.25, 0.1, 0.25, 1), (0.68, -0.55, 0.27, 1.55), (0, 1, 1, 0), (1, 0, 0, 1),
          (0.3, 0.3, 0.7, 0.7), (0, 0, 0, 1), (1, 2, 1, -3)]
TIMES = [1e-6, 0.001, 0.1, 0.25, 0.3, 1 / 3, 0.5, 0.6, 0.75, 0.9, 0.999]


def coordinate(c1, c2, s):
    r = 1 - s
    return 3 * r * r * s * c1 + 3 * r * s * s * c2 + s ** 3


def bezier(curve, t):
    x1, y1, x2, y2 = map(Decimal, curve)
    low, high = Decimal(0), Decimal(1)
    for _ in range(130):
        middle = (low + high) / 2
        if coordinate(x1, x2, middle) < Decimal(t):
            low = middle
        else:
            high = middle
    return float(coordinate(y1, y2, (low + high) / 2))


def steps(count, jump, t):
    """The definition of step easing: jump-start, jump-end, jump-none, jump-both. Which step a time
    falls on is told in double precision, as browsers do."""
    step = floor(t * count) + (1 if jump in (0, 3) else 0)
    jumps = count + {0: 0, 1: 0, 2: -1, 3: 1}[jump]
    return float(Decimal(min(max(step, 0), jumps)) / jumps)


entries = [{"name": name, "parameters": [], "values": [bezier(c, t) for t in TIMES]}
           for name, c in NAMED.items()]
entries += [{"name": "cubic_bezier", "parameters": c, "values": [bezier(c, t) for t in TIMES]}
            for c in CURVES]
entries += [{"name": "steps", "parameters": [count, jump],
             "values": [steps(count, jump, t) for t in TIMES]}
            for count in (2, 3, 7) for jump in range(4)]
entries += [{"name": "steps", "parameters": [1, jump], "values": [steps(1, jump, t) for t in TIMES]}
            for jump in (0, 1, 3)]
entries += [{"name": "step_start", "parameters": [], "values": [steps(1, 0, t) for t in TIMES]},
            {"name": "step_end", "parameters": [], "values": [steps(1, 1, t) for t in TIMES]}]
print('{"times": %s,\n"easings": [%s]}' % (json.dumps(TIMES), ",\n".join(map(json.dumps, entries))))
