#!/usr/bin/env python3
"""Prints the first numbers of xoshiro256** seeded by splitmix64, as tests/core/random_test.cpp has
them: written from the papers' pseudo-code, not from the program's.

    python3 tests/reference/xoshiro.py
"""
MASK = 2 ** 64 - 1


def splitmix64(seed):
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def xoshiro256ss(seed):
    mix = splitmix64(seed)
    s = [next(mix) for _ in range(4)]
    while True:
        yield (rotl((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


if __name__ == "__main__":
    for seed in (0, 1, 2 ** 53):
        numbers = xoshiro256ss(seed)
        print(seed, [next(numbers) for _ in range(4)])
