"""
The PyTorch side of benchmarks/compare. Reads one JSON command a line from stdin and answers each by one JSON line on
stdout, so that a driver can let its own rounds alternate with the rounds measured here. Commands:

  {"command": "info"}
  {"command": "evaluation", "samples": 800, "widths": [50, 6, 3, 1], "square": false, "dtype": "float32"}
  {"command": "ncf", "samples": 800, "inputs": 50, "outputs": 3, "restarts": 10, "dtype": "float32"}
  {"command": "recipe", "folder": "...", "inputs": 50, "iterations": 2, "ascentSteps": 300, "descentSteps": 2000}

"evaluation" and "ncf" measure one round: {"microseconds": time of one evaluation}. The first round of a
workload also sets it up and warms it up.
"recipe" reads x.f64, y.f64, xt.f64 and yt.f64 (doubles, row after row) from the folder, runs the given part of the
paper's steps and extrapolates. With all steps (2500 and 70000) nothing is extrapolated.
"""

import json
import os
import platform
import sys
import time

# Before torch is loaded: its thread pools and the BLAS read these once.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import torch  # noqa: E402

from evaluation import Correlation, Evaluation  # noqa: E402
from recipe import ASCENT_STEPS, DESCENT_STEPS, PaperRecipe, read_matrix  # noqa: E402

ROUND_SECONDS = 0.005
WARM_UP_SECONDS = 0.2

workloads = {}


def info():
    blas = "unknown"
    with open("/proc/self/maps", encoding="utf-8") as maps:
        names = {os.path.realpath(line.split()[-1]) for line in maps if "blas" in line}
    for name in names:
        # The reference implementation is several times slower than a tuned one, so the table must tell.
        blas = "OpenBLAS" if "openblas" in name else "reference BLAS" if "/blas/" in name else os.path.basename(name)
    return {
        "torch": torch.__version__,
        "python": platform.python_version(),
        "blas": blas,
        "threads": torch.get_num_threads(),
    }


def measure(key, create):
    if key not in workloads:
        workloads.clear()
        work = create()
        end = time.perf_counter() + WARM_UP_SECONDS
        for _ in range(5):
            work()
        while time.perf_counter() < end:
            work()
        workloads[key] = work, max(1, int(ROUND_SECONDS / min(seconds_of(work, 1) for _ in range(5))))
    work, repetitions = workloads[key]
    # The other side of an alternation has emptied the caches.
    work()
    return {"microseconds": seconds_of(work, repetitions) / repetitions * 1e6}


def seconds_of(work, repetitions):
    begin = time.perf_counter()
    for _ in range(repetitions):
        work()
    return time.perf_counter() - begin


def recipe(command):
    def read(name, columns):
        return read_matrix(os.path.join(command["folder"], name), columns)

    part = PaperRecipe(
        read("x.f64", command["inputs"]), read("y.f64", 1), command["ascentSteps"], command["descentSteps"]
    )
    whole = command["ascentSteps"] == ASCENT_STEPS and command["descentSteps"] == DESCENT_STEPS
    weights = part.run(command["iterations"], 1e-3 if whole else 0.0)
    return {
        "seconds": part.extrapolated_seconds(),
        "iterations": part.iterations,
        "testError": PaperRecipe.error(weights, read("xt.f64", command["inputs"]), read("yt.f64", 1)),
        "note": "all steps were run"
        if whole
        else f"extrapolated from {command['ascentSteps']} of {ASCENT_STEPS} ascent steps and "
        f"{command['descentSteps']} of {DESCENT_STEPS} descent steps of each iteration",
    }


def answer(command):
    name = command["command"]
    if name == "info":
        return info()
    if name == "recipe":
        return recipe(command)
    dtype = getattr(torch, command["dtype"])
    key = json.dumps(command, sort_keys=True)
    if name == "evaluation":
        return measure(
            key, lambda: Evaluation(command["samples"], command["widths"], command["square"], dtype)
        )
    if name == "ncf":
        return measure(
            key,
            lambda: Correlation(command["samples"], command["inputs"], command["outputs"], command["restarts"], dtype),
        )
    raise ValueError(f"unknown command {name!r}")


def main():
    torch.set_num_threads(1)
    for line in sys.stdin:
        command = json.loads(line)
        print(json.dumps(answer(command)), flush=True)


if __name__ == "__main__":
    main()
