#!/usr/bin/env python3
"""Compares lantern's models with scikit-learn's on random data sets.

    python3 tests/agreement/agree.py build/release/lantern                 # 200 sets a family
    python3 tests/agreement/agree.py build/release/lantern --sets 13 --family decision_tree
    python3 tests/agreement/agree.py build/release/lantern --summary tests/agreement/summary.md

Needs numpy, scipy and scikit-learn (made with 1.2.1). Every data set is told by the seed, its family
and its number (`--family decision_tree --only 17`). The exit code is 1 where a disagreement is left that nothing explains, and 77 where
scikit-learn is missing.
"""
import argparse
import os
import platform
import sys
import time
import warnings

try:
    import numpy
    import scipy
    import sklearn
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

import curves
import expressions
import forests
import logistic
import predictors
import scores
import tables
import trees
from support import Program, Tally, judge, parts

FAMILIES = {name: case for part in (scores, logistic, predictors, trees, curves, forests, tables, expressions)
            for name, case in part.FAMILIES.items()}


HEAD = """# Agreement with scikit-learn

Written by `tests/agreement/agree.py BUILD/lantern --summary tests/agreement/summary.md`: how often lantern gives
scikit-learn's numbers on random data sets with ties, duplicates, constants, missing values, one class, scales
from 10⁻⁸ to 10⁸ and 1 to 10⁴ rows. A comparison is a number, or a column. What is refused is a comparison, too:
scikit-learn must refuse it as well, and the message must name the reason.

"""


def compare(family, program, seed, sets, only):
    tally = Tally(family)
    numbers = [only] if only is not None else range(sets)
    cases = filter(None, (FAMILIES[family](seed, number) for number in numbers))
    for part in parts(cases):
        outputs, refused = program.answers(part)
        for case in part:
            judge(case, outputs, refused, tally)
    return tally


def counts(tally):
    return [tally.sets, tally.comparisons(), tally.agreed, sum(tally.explained.values()), len(tally.wrong)]


def row(name, numbers):
    return f"| {name} | " + " | ".join(map(str, numbers)) + " |"


def report(tallies, seed):
    lines = ["| family | data sets | comparisons | agreements | explained | unexplained |",
             "|---|---|---|---|---|---|", *(row(tally.family, counts(tally)) for tally in tallies)]
    lines.append(row("all", numpy.sum([counts(tally) for tally in tallies], axis=0)))
    reasons = {}
    for tally in tallies:
        for why, count in tally.explained.items():
            reasons.setdefault(why, []).append(f"{tally.family} {count}")
    lines += ["", f"Seed {seed}, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scipy "
              f"{scipy.__version__}, Python {platform.python_version()}.", ""]
    for tally in tallies:
        if tally.drift:
            mean, error = numpy.mean(tally.drift), numpy.std(tally.drift) / len(tally.drift) ** 0.5
            lines += [f"Of {tally.family}, lantern is right about {mean:+.2f} ± {error:.2f} rows a data set "
                      "more often.", ""]
    if reasons:
        lines += ["Explained:", ""] + [f"- {why} ({', '.join(where)})" for why, where in reasons.items()]
    return "\n".join(lines)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("lantern")
    ask.add_argument("--sets", type=int, default=200)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--family", choices=list(FAMILIES), action="append")
    ask.add_argument("--only", type=int, help="the number of one data set")
    ask.add_argument("--summary", help="where the table is written")
    told = ask.parse_args()
    warnings.filterwarnings("ignore")  # of what scikit-learn makes of constants and single classes
    program, tallies = Program(os.path.abspath(told.lantern)), []
    for family in told.family or FAMILIES:
        start = time.process_time()
        tally = compare(family, program, told.seed, told.sets, told.only)
        print(f"{row(family, counts(tally))}  {time.process_time() - start:.1f} s", flush=True)
        for line in tally.wrong[:20]:
            print("    " + line)
        tallies.append(tally)
    text = report(tallies, told.seed)
    print("\n" + text)
    if told.summary:
        with open(told.summary, "w") as out:
            out.write(HEAD + text + "\n")
    return 1 if any(tally.wrong for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
