"""What is said of a column, and functions of its rows, against numpy."""
import numpy as np

from data_sets import KINDS, rows_of, values
from support import Case


def column_of(family, seed, number):
    rng = np.random.default_rng([seed, number, *family.encode()])
    kind = KINDS[number % len(KINDS)]
    x = values(rng, kind, (rows_of(rng, kind, number, 10000), 1))[:, 0]
    if kind == "missing":
        x[rng.random(len(x)) < 0.3] = np.nan
        x[0] = np.nan
    if kind == "one class":
        x[:] = np.nan  # all rows are missing
    return f"d{number}", rng, kind, x


WORDS = ["min", "max", "mean", "median", "sum", "std", "first", "last", "count"]
OF_ROWS = {"the_sum": "sum(x)", "the_mean": "mean(x)", "some": "count(x > 0)",
           "missing": "count(is_missing(x))"}


def aggregates_case(seed, number):
    name, rng, kind, x = column_of("aggregates", seed, number)
    columns = {word: f"{name}.x.{word}" for word in WORDS}
    where = ""
    if kind == "one class":  # nothing of it: a row that is left out says that the column holds numbers
        x, where = np.append(x, 1.0), ', where: "=is_missing(x)"'
        columns = {}
    listed = ", ".join(f'{column}: "={said}"' for column, said in columns.items()) or "a: 1"
    of_rows = ", ".join(f'{column}: "={said}"' for column, said in OF_ROWS.items())
    models = {"m": f"derive: {{data: {name}_one, columns: {{{listed}}}}}",
              "r": f"derive: {{data: {name}{where}, columns: {{{of_rows}}}}}"}
    if where:
        listed = ", ".join(f'{word}: "={name}_r.x.{word}"' for word in WORDS)
        models = {"r": models["r"], "m": f"derive: {{data: {name}_one, columns: {{{listed}}}}}"}
        x = x[:-1]

    def compare(answers, tally):
        if len(answers) < 2:
            return
        found = {word: answers["m"]["rows"][word][0] for word in WORDS}
        found |= {word: answers["r"]["rows"][word][0] for word in OF_ROWS}
        compare_aggregates(found, x, x[~np.isnan(x)], tally)

    table = np.append(x, 1.0) if where else x
    return Case(name, {name: {"x": table, "z": np.zeros(len(table))},
                       f"{name}_one": {"z": np.zeros(1)}}, models, compare)


def compare_aggregates(found, x, known, tally):
    size = np.abs(known).max(initial=0)
    if len(known) == 0:
        # Of nothing there is no least, no mean; the sum is 0, as numpy's nansum.
        for word in ("min", "max", "mean", "median", "std", "the_mean"):
            tally.equal(word, found[word], None)
        tally.equal("sums", [found["sum"], found["the_sum"], found["some"]], [0, 0, 0])
        return
    for word, theirs in {"min": known.min(), "max": known.max(), "median": np.median(known)}.items():
        tally.same(word, found[word], theirs, 1e-15, 0)
    tally.same("first", found["first"], x[0], 0, 0)
    tally.same("last", found["last"], x[-1], 0, 0)
    tally.equal("count", found["count"], float(len(x)))
    exact = float(np.sum(known.astype(np.longdouble)))
    for word in ("sum", "the_sum"):
        tally.same(word, found[word], exact, 1e-13, 1e-15 * size * len(known))
    for word in ("mean", "the_mean"):
        tally.same(word, found[word], exact / len(known), 1e-13, 1e-15 * size)
    tally.same("std", found["std"], float(np.std(known.astype(np.longdouble))), 1e-9, 1e-15 * size)
    tally.equal("some", found["some"], float((x > 0).sum()))
    tally.equal("missing", found["missing"], float(np.isnan(x).sum()))


def half_away(x):
    return np.copysign(np.floor(np.abs(x) + 0.5), x)


FUNCTIONS = {
    "abs(x)": np.abs, "ceil(x)": np.ceil, "floor(x)": np.floor, "sign(x)": np.sign,
    "exp(x)": np.exp, "log(abs(x))": lambda x: np.log(np.abs(x)), "log10(abs(x))": lambda x: np.log10(np.abs(x)),
    "log2(abs(x))": lambda x: np.log2(np.abs(x)), "sqrt(abs(x))": lambda x: np.sqrt(np.abs(x)),
    "tanh(x)": np.tanh, "mod(x, 3)": lambda x: np.mod(x, 3), "mod(x, -0.7)": lambda x: np.mod(x, -0.7),
    "x^2": lambda x: x ** 2, "pow(abs(x), 0.3)": lambda x: np.abs(x) ** 0.3, "clamp(x, -1, 1)": lambda x: np.clip(x, -1, 1),
    "min(x, 0.5)": lambda x: np.minimum(x, 0.5), "max(x, 0.5)": lambda x: np.maximum(x, 0.5),
    "sin(x)": np.sin, "cos(x)": np.cos, "tan(x)": np.tan,
    "1 if x > 0 else -1": lambda x: np.where(x > 0, 1, -1), "round(x)": half_away,
}


def functions_case(seed, number):
    name, rng, kind, x = column_of("functions", seed, number)
    x = np.append(x[:500], [0.5, -1.5, 0.0, 3.0])
    listed = ", ".join(f'f{i}: "={text}"' for i, text in enumerate(FUNCTIONS))
    models = {"m": f"derive: {{data: {name}, columns: {{{listed}}}}}"}

    def compare(answers, tally):
        if "m" not in answers:
            return
        with np.errstate(all="ignore"):
            for i, (text, of) in enumerate(FUNCTIONS.items()):
                theirs = np.asarray(of(x), float)
                theirs[np.isinf(theirs)] = np.nan  # JSON has no infinity
                tally.same(text, answers["m"]["rows"][f"f{i}"], theirs, 1e-14, 1e-300)

    return Case(name, {name: {"x": x, "z": np.zeros(len(x))}}, models, compare)


FAMILIES = {"aggregates": aggregates_case, "functions": functions_case}
