#!/usr/bin/env python3
"""Writes number_format.json: numbers written by exact decimal arithmetic, halves away from zero.

    python3 tests/reference/number_format.py > tests/reference/number_format.json

A number is what its shortest decimal form says (Python's repr). f, d and % come from `decimal`'s own
formatting of the rounded number, e, g and s are put together from its digits.
"""
import json
import random
from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 400
getcontext().rounding = ROUND_HALF_UP


def significant(x, digits):
    return x if x == 0 else x.quantize(Decimal(1).scaleb(x.adjusted() - digits + 1))


def trimmed(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(x, digits):
    return format(abs(x.quantize(Decimal(1).scaleb(-digits))), "f")


def scientific(x, digits):
    x = significant(abs(x), digits + 1)
    exponent = 0 if x == 0 else x.adjusted()
    return fixed(x.scaleb(-exponent), digits) + "e%s%d" % ("-" if exponent < 0 else "+", abs(exponent))


def general(x, digits):
    x = significant(abs(x), max(1, digits))
    digits = max(1, digits)
    exponent = 0 if x == 0 else x.adjusted()
    if -4 <= exponent < digits:
        return trimmed(format(x, "f"))
    mantissa, power = scientific(x, digits - 1).split("e")
    return trimmed(mantissa) + "e" + power


def prefixed(x, digits):
    digits = max(1, digits)
    x = significant(abs(x), digits)
    exponent = 0 if x == 0 else x.adjusted()
    thousands = min(8, max(-8, exponent // 3))
    left = exponent - 3 * thousands
    prefix = ["y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"]
    return fixed(x.scaleb(-3 * thousands), max(0, digits - 1 - left)) + prefix[thousands + 8]


WRITERS = {"f": fixed, "%": lambda x, n: fixed(x * 100, n) + "%", "e": scientific, "g": general,
           "s": prefixed}


def numbers():
    rng = random.Random(11)
    yield from [0.0, 1.0, 0.5, 1.5, 2.5, 0.125, 2.675, 1.005, 9.995, 0.0005, 999999.5, 1e15, 1e21,
                123456789.125, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 99.99999, 1e-7, 0.9999995]
    for _ in range(150):
        yield round(rng.uniform(0, 1000), rng.randrange(1, 6))
        yield rng.uniform(0, 1) * 10.0 ** rng.randrange(-12, 16)
        yield rng.randrange(10 ** 6) / 10 ** 3 + 0.0005


lines = []
rng = random.Random(12)
for number in numbers():
    number *= rng.choice([1, -1])
    letter = rng.choice(list(WRITERS))
    digits = rng.randrange(0, 8)
    x = Decimal(repr(number))
    text = WRITERS[letter](x, digits)
    zero = all(c not in "123456789" for c in text.split("e")[0])
    sign = "-" if number < 0 and not zero else ""
    lines.append(json.dumps([number, ".%d%s" % (digits, letter), sign + text], ensure_ascii=False))
print("[" + ",\n".join(lines) + "]")
