"""Writes the table of 20,000 x 16 with 26 classes of docs/tables.md: many_classes.py FOLDER, then real-data --data FOLDER.

Each class is three groups about random centres; values are whole numbers from 0 to 15. Made by the standard library alone, with a
fixed seed.
"""

import pathlib
import random
import sys

ROWS, COLUMNS, CLASSES, GROUPS, FOLDS = 20_000, 16, 26, 3, 5

random.seed(26)
centres = [[[random.gauss(7.5, 2.2) for _ in range(COLUMNS)] for _ in range(GROUPS)] for _ in range(CLASSES)]
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
with open(folder / "many-classes.csv", "w", encoding="utf-8") as table:
    table.write(",".join(f"x{column}" for column in range(COLUMNS)) + ",target,fold\n")
    for row in range(ROWS):
        label = random.randrange(CLASSES)
        centre = random.choice(centres[label])
        values = [min(15, max(0, round(random.gauss(mean, 1.9)))) for mean in centre]
        table.write(",".join(map(str, values)) + f",{chr(ord('A') + label)},{row % FOLDS}\n")
