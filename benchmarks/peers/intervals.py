#!/usr/bin/python3
"""Intervals of 90 % by boosting with quantile loss and conformal correction (Romano, Patterson and Candes 2019), the peer of docs/tables.md.

Usage: intervals.py [FOLDER [TABLE ...]]. Of every training part a fifth calibrates; settings are those of four with the narrowest intervals on the test
folds, in the peer's favour. Prints coverage and mean width over the folds of the tables whose target is a number.
"""
import os
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.model_selection import train_test_split

from real_data import load


SETTINGS = [(200, 0.05, 8), (400, 0.1, 8), (400, 0.05, 31), (1000, 0.1, 31)]


def intervals(inputs, target, test, setting):
    iterations, rate, leaves = setting
    rows, held, values, held_values = train_test_split(inputs, target, test_size=0.2, random_state=0)
    lower, upper = (HistGradientBoostingRegressor(loss="quantile", quantile=q, max_iter=iterations, learning_rate=rate,
                                                  max_leaf_nodes=leaves, random_state=0).fit(rows, values) for q in (0.05, 0.95))
    scores = np.sort(np.maximum(lower.predict(held) - held_values, held_values - upper.predict(held)))
    rank = min(len(scores), int(np.ceil(0.9 * (len(scores) + 1))))
    return lower.predict(test) - scores[rank - 1], upper.predict(test) + scores[rank - 1]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")
    print("| table | 90 % covered | width |\n|---|---|---|")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".csv") or (sys.argv[2:] and name[:-4] not in sys.argv[2:]):
            continue
        inputs, target, folds, classes = load(os.path.join(folder, name))
        if classes:
            continue
        best = min((measure(inputs, target, folds, setting) for setting in SETTINGS), key=lambda result: result[1])
        print(f"| {name[:-4]} | {100 * best[0]:.1f} % | {best[1]:.4g} |", flush=True)


def measure(inputs, target, folds, setting):
    covered, widths = [], []
    for fold in sorted(set(folds)):
        train, test = folds != fold, folds == fold
        low, high = intervals(inputs[train], target[train], inputs[test], setting)
        covered.append(np.mean((low <= target[test]) & (target[test] <= high)))
        widths.append(np.mean(high - low))
    return np.mean(covered), np.mean(widths)


if __name__ == "__main__":
    main()
