"""What all families share: cases, the program that computes them, and the count of agreements."""
import json
import math
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import numpy as np


@dataclass
class Case:
    """One data set, the models that are asked about it, and how their answers are compared."""
    name: str
    tables: dict                 # name: {column: values}, written to CSV files
    models: dict                 # word: its YAML; its name in the scene is name_word
    compare: Callable            # (answers by word, without those refused; tally)
    refused: dict = field(default_factory=dict)  # word: what the message must match
    cost: int = 0                # in rows, where it is more than those of its tables

    def rows(self):
        return max([self.cost] + [len(next(iter(t.values()))) for t in self.tables.values()])


class Tally:
    """Counts comparisons. A disagreement says which data set it is of, and both values."""

    def __init__(self, family):
        self.family, self.case = family, ""
        self.sets = self.agreed = 0
        self.explained, self.wrong = {}, []
        self.drift = []  # of what is random, by how much it lies above the other on average

    def comparisons(self):
        return self.agreed + sum(self.explained.values()) + len(self.wrong)

    def true(self, what, holds, *values):
        """Something that both must agree on holds."""
        if holds:
            self.agreed += 1
        else:
            self.wrong.append(f"{self.family} {self.case}: {what}: {short(values)}")

    def same(self, what, ours, theirs, rel=1e-9, least=1e-12):
        """Numbers or arrays of them, missing where the other's are."""
        a, b = numbers(ours), numbers(theirs)
        near = a.shape == b.shape and np.allclose(a, b, rtol=rel, atol=least, equal_nan=True)
        self.true(what, near, ours, theirs)

    def equal(self, what, ours, theirs):
        self.true(what, list_of(ours) == list_of(theirs), ours, theirs)

    def explain(self, why):
        """They differ, and neither is wrong."""
        self.explained[why] = self.explained.get(why, 0) + 1


def list_of(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


def numbers(value):
    return np.array(np.nan if value is None else value, dtype=float)  # None in lists is nan too


def short(values):
    words = [str(list_of(value)) for value in values]
    return " != ".join(w if len(w) < 300 else w[:300] + " …" for w in words)


def cell(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value)).lower()
    return str(value) if isinstance(value, str) else repr(value)


def write_csv(path, table):
    columns = [np.asarray(c).tolist() if not isinstance(c, list) else c for c in table.values()]
    lines = [",".join(table)] + [",".join(map(cell, row)) for row in zip(*columns)]
    path.write_text("\n".join(lines) + "\n")


def parts(cases, most_rows=60000, most=40):
    """Cases that share a process."""
    part, rows = [], 0
    for case in cases:
        if part and (rows + case.rows() > most_rows or len(part) == most):
            yield part
            part, rows = [], 0
        part.append(case)
        rows += case.rows()
    if part:
        yield part


class Program:
    def __init__(self, path):
        self.path = path

    def answers(self, cases):
        """By case and word: the outputs, and the messages of what is refused."""
        with tempfile.TemporaryDirectory() as folder:
            for case in cases:
                for name, table in case.tables.items():
                    write_csv(Path(folder) / f"{name}.csv", table)
            models = {f"{c.name}_{word}": text for c in cases for word, text in c.models.items()}
            tables = [name for case in cases for name in case.tables]
            refused = {}
            # All mistakes are told in one run; without those models, the second one computes.
            for _ in range(3):
                outputs, told = self.run(Path(folder), tables, models)
                if outputs is not None:
                    return outputs, refused
                refused.update(told)
                gone = set(told)
                models = {name: text for name, text in models.items() if name not in gone
                          and not any(re.search(rf"\b{other}\b", text) for other in gone)}
        raise RuntimeError(f"{self.path} refuses more each time: {told}")

    def run(self, folder, tables, models):
        head = ["lantern: 1", "title: Agreement", "params: {threshold: 0.5}", "data:"]
        head += [f"  {name}: {{csv: {name}.csv}}" for name in tables]
        head += ["models:" if models else "description: nothing"]
        lines = [f"  {name}: {{{text}}}" for name, text in models.items()]
        tail = ["views: {v: {marks: {t: {text: {text: hello, x: 50%, y: 50%}}}}}"]
        (folder / "scene.yaml").write_text("\n".join(head + lines + tail) + "\n")
        ran = subprocess.run([self.path, "inspect", "scene.yaml", "--at", "0s", "--diagnostics",
                              "json"], cwd=folder, capture_output=True, text=True)
        if ran.returncode == 0:
            return json.loads(ran.stdout)["models"], {}
        return None, told_of(ran.stderr, list(models), len(head) + 1)


def told_of(text, models, first_line):
    """The messages by model: each stands on a line of its own."""
    out = {}
    for line in text.splitlines():
        told = json.loads(line)
        if told["severity"] != "error":
            continue
        model = told["line"] - first_line
        if told["file"] != "scene.yaml" or not 0 <= model < len(models):
            raise RuntimeError(f"not about a model: {told}")
        out.setdefault(models[model], told["message"])
    return out


def judge(case, outputs, refused, tally):
    """Refusals first: each must be expected, and name the reason that is expected."""
    tally.case = case.name
    tally.sets += 1
    answers = {}
    for word in case.models:
        name = f"{case.name}_{word}"
        reason = case.refused.get(word)
        if name in refused:
            tally.true(f"{word} is refused", reason and re.search(reason, refused[name]),
                       refused[name], reason)
        elif reason:
            tally.true(f"{word} is refused", False, "it is not", reason)
        elif name in outputs:
            answers[word] = outputs[name]
    case.compare(answers, tally)
