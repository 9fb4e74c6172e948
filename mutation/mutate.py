"""Mutation testing of kernels, objectives, searches, optimisers, and the reader of CSV; see run.sh, which makes the copy that is changed."""

import pathlib
import random
import re
import shutil
import subprocess
import sys

# A library, its folders that are changed, and the project of the fast tests that judge them.
SUITES = (
    ("NeuronPursuit", ("Tensors", "Objectives", "Search", "Optimization", "Networks"), "NeuronPursuit.Mutation", "NeuronPursuit.Tests"),
    ("NeuronPursuit.Tables", ("Reading",), "NeuronPursuit.Tables.Mutation", "NeuronPursuit.Tables.Tests"),
)
TIME_LIMIT = 240

# What is changed, and into what. Types, generics and text are left alone by asking for spaces around operators.
CHANGES = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
    (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " / "), (r" / ", " * "), (r" \+= ", " -= "), (r" && ", " || "), (r" \|\| ", " && "),
    (r"Math\.Max\(", "Math.Min("), (r"Math\.Min\(", "Math.Max("), (r"\b0\b(?=[;,)])", "1"), (r"\b1\b(?=[;,)])", "2"),
    (r"\breturn true;", "return false;"), (r"\breturn false;", "return true;"), (r"\.Clear\(\);", ".Length.ToString();"),
]
# Comments, attributes and declarations hold nothing to change; checks of arguments, counts of operations (Operations) and the
# size of memory blocks (SliceBytes) change errors and speed, which the tests of numbers do not see.
SKIPPED = re.compile(r"^\s*(//|\[|using |namespace )|throw |nameof|\$\"|where T|=> \$|Check|Operations|SliceBytes|ArgumentOutOfRange")


def places(root, names):
    for suite in SUITES:
        for folder in suite[1]:
            for path in sorted((root / "src" / suite[0] / folder).glob("*.cs")):
                if names and path.name not in names:
                    continue
                for number, line in enumerate(path.read_text().split("\n")):
                    if SKIPPED.search(line) or "///" in line:
                        continue
                    for pattern, replacement in CHANGES:
                        for match in re.finditer(pattern, line):
                            yield suite, path, number, line[: match.start()] + replacement + line[match.end():]


def output(root, suite):
    return root / "mutation" / suite[2] / "bin" / "Release" / "net10.0"


def tests(root, suite):
    return [output(root, suite) / suite[3], "--filter-not-trait", "Category=Slow"]


def run(command, folder):
    try:
        return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TIME_LIMIT).returncode
    except subprocess.TimeoutExpired:
        return "time"


def main():
    root = pathlib.Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    chosen = list(places(root, sys.argv[4:]))
    for suite in SUITES:
        if any(place[0] is suite for place in chosen) and (
            run(["dotnet", "build", f"mutation/{suite[2]}", "-c", "Release"], root) != 0 or run(tests(root, suite), root) != 0
        ):
            sys.exit(f"The unchanged code of {suite[0]} does not build, or its tests fail.")
    random.Random(seed).shuffle(chosen)
    tally = {"killed": 0, "survived": 0, "no code": 0}
    for suite, path, number, changed in chosen:
        if tally["killed"] + tally["survived"] >= count:
            break
        original = path.read_text()
        lines = original.split("\n")
        before, lines[number] = lines[number], changed
        path.write_text("\n".join(lines))
        if run(["dotnet", "build", f"src/{suite[0]}", "-c", "Release", "--no-restore"], root) != 0:
            outcome = "no code"
        else:
            shutil.copy(root / "src" / suite[0] / "bin" / "Release" / "net10.0" / f"{suite[0]}.dll", output(root, suite))
            outcome = "survived" if run(tests(root, suite), root) == 0 else "killed"
        path.write_text(original)
        tally[outcome] += 1
        print(f"{outcome}: {path.relative_to(root / 'src')}:{number + 1}\n  - {before.strip()}\n  + {changed.strip()}", flush=True)
    print(f"{tally['killed']} of {tally['killed'] + tally['survived']} changes were noticed; {tally['no code']} more were no valid code.")


if __name__ == "__main__":
    main()
