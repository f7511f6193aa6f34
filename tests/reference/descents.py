#!/usr/bin/env python3
"""Writes descents.json: paths of optimizers, by loops over NumPy arrays with slopes written out by hand.

    python3 tests/reference/descents.py > tests/reference/descents.json

The steps are those of torch.optim's documentation (SGD with momentum and nesterov, RMSprop, Adam, no
weight decay, no dampening); PyTorch itself is not needed.
"""
import json

import numpy as np


def path(slope, start, optimizer, rate, steps, hessian=None, in_turn=False, mu=0.9, alpha=0.99,
         betas=(0.9, 0.999), eps=1e-8):
    w = np.array(start, float)
    m, s, out = np.zeros_like(w), np.zeros_like(w), [w.tolist()]
    for t in range(1, steps + 1):
        for part in ([[i] for i in range(len(w))] if in_turn else [list(range(len(w)))]):
            g = slope(w)[part]
            if optimizer == "sgd":
                w[part] -= rate * g
            elif optimizer in ("momentum", "nesterov"):
                m[part] = g if t == 1 else mu * m[part] + g
                w[part] -= rate * (m[part] if optimizer == "momentum" else g + mu * m[part])
            elif optimizer == "rmsprop":
                s[part] = alpha * s[part] + (1 - alpha) * g * g
                w[part] -= rate * g / (np.sqrt(s[part]) + eps)
            elif optimizer == "adam":
                m[part] = betas[0] * m[part] + (1 - betas[0]) * g
                s[part] = betas[1] * s[part] + (1 - betas[1]) * g * g
                w[part] -= rate * (m[part] / (1 - betas[0] ** t)) / (
                    np.sqrt(s[part] / (1 - betas[1] ** t)) + eps)
            else:
                w -= rate * np.linalg.solve(hessian(w), g)
        out.append(w.tolist())
    return out


def rosenbrock(w):
    a, b = w
    return np.array([-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)])


def rosenbrock_hessian(w):
    a, b = w
    return np.array([[2 - 400 * (b - 3 * a * a), -400 * a], [-400 * a, 200.0]])


def waves(w):
    a, b = w
    return np.array([a / 2 + 2 * np.cos(2 * a) * np.exp(-b * b / 4),
                     b - b / 2 * np.sin(2 * a) * np.exp(-b * b / 4)])


def waves_hessian(w):
    a, b = w
    e, s, c = np.exp(-b * b / 4), np.sin(2 * a), np.cos(2 * a)
    return np.array([[0.5 - 4 * s * e, -b * c * e], [-b * c * e, 1 - s * e / 2 + b * b / 4 * s * e]])


X = np.array([0.5, 1.1, 1.7, 2.4, 2.9, 3.6, 4.2])
Y = np.array([0, 0, 1, 0, 1, 1, 1])


def log_loss(w):
    error = 1 / (1 + np.exp(-(w[0] * X + w[1]))) - Y
    return np.array([np.mean(error * X), np.mean(error)])


def log_loss_hessian(w):
    p = 1 / (1 + np.exp(-(w[0] * X + w[1])))
    q = p * (1 - p)
    return np.array([[np.mean(q * X * X), np.mean(q * X)], [np.mean(q * X), np.mean(q)]])


FUNCTIONS = {
    "rosenbrock": ("(1 - a)^2 + 100*(b - a^2)^2", rosenbrock, rosenbrock_hessian, [-0.8, 1.2],
                   {"sgd": 1e-3, "momentum": 2e-4, "nesterov": 2e-4, "rmsprop": 1e-2, "adam": 5e-2, "newton": 1}),
    "waves": ("a^2/4 + b^2/2 + sin(2*a)*exp(-b^2/4)", waves, waves_hessian, [2.5, 1.5],
              {"sgd": 0.1, "momentum": 0.05, "nesterov": 0.05, "rmsprop": 0.02, "adam": 0.1, "newton": 0.5}),
    "log loss": ("mean(points, log(1 + exp(a*points.x + b)) - points.y*(a*points.x + b))", log_loss, log_loss_hessian, [0.2, -1.0],
                 {"sgd": 0.5, "momentum": 0.1, "nesterov": 0.1, "rmsprop": 0.05, "adam": 0.1, "newton": 1}),
}
cases = []
for name, (of, slope, hessian, start, rates) in FUNCTIONS.items():
    for optimizer, rate in rates.items():
        cases.append({"function": name, "of": of, "optimizer": optimizer, "start": start, "rate": rate,
                      "in_turn": False, "path": path(slope, start, optimizer, rate, 60, hessian)})
    cases.append({"function": name, "of": of, "optimizer": "momentum", "start": start, "rate": rates["momentum"],
                  "in_turn": True, "path": path(slope, start, "momentum", rates["momentum"], 60, in_turn=True)})
print(json.dumps({"x": X.tolist(), "y": Y.tolist(), "cases": cases}))
