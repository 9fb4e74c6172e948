"""Writes the generated tables of docs/tables.md: generated_tables.py FOLDER, then real-data --data FOLDER.

Made by the standard library alone, each table from a fixed seed of its own. The last two columns are the target and the fold.
"""

import csv
import math
import pathlib
import random
import sys

FOLDS = 5


def normals(draw, count):
    return [draw.gauss(0, 1) for _ in range(count)]


def mixed(draw, rows, columns, noise):
    """Columns that share a few hidden factors: rows of factors, and rows of columns."""
    loadings = [normals(draw, columns) for _ in range(len(rows[0]))]
    return [[sum(f * l[column] for f, l in zip(row, loadings)) + noise * draw.gauss(0, 1) for column in range(columns)] for row in rows]


def correlated(draw):
    factors = [normals(draw, 5) for _ in range(500)]
    targets = [math.sin(1.5 * f[0]) + max(0, f[1] + f[2]) + .5 * f[3] * f[4] + .2 * draw.gauss(0, 1) for f in factors]
    return mixed(draw, factors, 40, .3), targets


def skewed(draw):
    inputs = [[math.exp(draw.gauss(0, .8)) for _ in range(4)] + [draw.uniform(0, 1) for _ in range(4)] for _ in range(900)]
    targets = [3 * x[0] ** .7 * x[1] ** .4 / (.5 + x[4]) * (1 + 2 * x[5] * x[6]) * math.exp(.3 * draw.gauss(0, 1)) for x in inputs]
    return inputs, targets


def heavy(draw):
    inputs = [[draw.uniform(-1, 1) for _ in range(8)] for _ in range(900)]

    def student(freedom=3):
        return draw.gauss(0, 1) / math.sqrt(sum(value * value for value in normals(draw, freedom)) / freedom)

    targets = [6 * math.sin(2 * x[0]) + 8 * x[1] * x[1] + 5 * abs(x[2]) - 4 * max(0, x[3]) + 1.2 * student() for x in inputs]
    return inputs, targets


def noisy(draw):
    inputs = [normals(draw, 20) for _ in range(360)]
    scores = [1.5 * abs(x[0]) - x[1] * x[2] + x[3] - 1 for x in inputs]
    return inputs, ["yes" if draw.random() < 1 / (1 + math.exp(-2 * score)) else "no" for score in scores]


def eleven(draw):
    centres = [[normals(draw, 10) for _ in range(2)] for _ in range(11)]
    labels = [row % 11 for row in range(990)]
    inputs = [[mean + .9 * draw.gauss(0, 1) for mean in draw.choice(centres[label])] for label in labels]
    return inputs, [f"c{label}" for label in labels]


def rings(draw):
    factors, labels = [], []
    for row in range(1500):
        direction = normals(draw, 4)
        length = math.sqrt(sum(value * value for value in direction))
        radius = 1 + row % 3 + .35 * draw.gauss(0, 1)
        factors.append([radius * value / length for value in direction])
        labels.append(("inner", "middle", "outer")[row % 3])
    return mixed(draw, factors, 36, .3), labels


def many_classes(draw):
    """Each class is three groups about random centres; values are whole numbers from 0 to 15."""
    centres = [[[draw.gauss(7.5, 2.2) for _ in range(16)] for _ in range(3)] for _ in range(26)]
    inputs, labels = [], []
    for _ in range(20_000):
        label = draw.randrange(26)
        centre = draw.choice(centres[label])
        inputs.append([min(15, max(0, round(draw.gauss(mean, 1.9)))) for mean in centre])
        labels.append(chr(ord("A") + label))
    return inputs, labels


TABLES = {"correlated": correlated, "skewed": skewed, "heavy": heavy, "noisy": noisy, "eleven": eleven, "rings": rings, "many-classes": many_classes}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        inputs, targets = table(random.Random(26))
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([f"x{column}" for column in range(len(inputs[0]))] + ["target", "fold"])
            for row, (values, target) in enumerate(zip(inputs, targets)):
                writer.writerow([*values, target, row % FOLDS])


if __name__ == "__main__":
    main()
