"""
What two tuned peers from scikit-learn, and genetic programming, make of the problems of docs/sample-efficiency.md.

  sample_efficiency.py FOLDER [--seconds 280]

FOLDER holds the problems that "benchmarks/sample-efficiency export" wrote, one folder TARGET-N-SEED each, with
train.csv and test.csv (target, then inputs). A Markdown table goes to stdout. Every finished fit is kept in
FOLDER/peers.json, so that a run that was stopped goes on where it ended; with --seconds it stops by itself.

  mlp       two hidden layers of 32, L-BFGS, at most 1000 iterations. The weight decay (1e-4 to 10) is chosen on a fifth
            of the samples that is held out, then the network is trained on all of them.
  boosting  HistGradientBoostingRegressor, 300 rounds. Learning rate (.05, .1, .2), leaves (4, 8, 31) and smallest leaf
            (3, 10) are chosen in the same way.

  symbolic  symbolic regression by DEAP's genetic programming: sums, differences, products, max(0, .) and constants, 1000
            expressions for 60 generations, at most 60 nodes each (symbolic.py). Nothing is tuned.

All see standardised inputs and targets.
"""

import argparse
import json
import os
import pathlib
import statistics
import time
import warnings

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy  # noqa: E402
from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: E402
from sklearn.exceptions import ConvergenceWarning  # noqa: E402
from sklearn.model_selection import train_test_split  # noqa: E402
from sklearn.neural_network import MLPRegressor  # noqa: E402

from symbolic import SymbolicRegressor  # noqa: E402

warnings.simplefilter("ignore", ConvergenceWarning)


def mlps():
    for decay in (1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0):
        yield MLPRegressor((32, 32), solver="lbfgs", alpha=decay, max_iter=1000, random_state=0)


def boostings():
    for rate in (0.05, 0.1, 0.2):
        for leaves in (4, 8, 31):
            for smallest in (3, 10):
                yield HistGradientBoostingRegressor(
                    learning_rate=rate,
                    max_iter=300,
                    max_leaf_nodes=leaves,
                    min_samples_leaf=smallest,
                    early_stopping=False,
                    random_state=0,
                )


def symbolics():
    yield SymbolicRegressor()


PEERS = {"mlp": mlps, "boosting": boostings, "symbolic": symbolics}


def relative_error(predicted, expected):
    return float(numpy.linalg.norm(predicted - expected) / numpy.linalg.norm(expected))


def fit(candidates, inputs, targets):
    """The candidate with the lowest held-out error, trained on everything."""
    candidates = list(candidates())
    if len(candidates) == 1:
        return candidates[0].fit(inputs, targets)
    parts = train_test_split(inputs, targets, test_size=0.2, random_state=0)
    train, held_out, train_targets, held_out_targets = parts
    best = min(
        candidates,
        key=lambda model: relative_error(model.fit(train, train_targets).predict(held_out), held_out_targets),
    )
    return best.fit(inputs, targets)


def measure(problem, candidates):
    train = numpy.loadtxt(problem / "train.csv", delimiter=",")
    test = numpy.loadtxt(problem / "test.csv", delimiter=",")
    center, spread = train.mean(0), train.std(0)
    spread[spread == 0] = 1
    scaled = (train - center) / spread
    begin = time.process_time()
    model = fit(candidates, scaled[:, 1:], scaled[:, 0])
    seconds = time.process_time() - begin
    predicted = model.predict((test[:, 1:] - center[1:]) / spread[1:]) * spread[0] + center[0]
    return {"error": relative_error(predicted, test[:, 0]), "seconds": seconds}


def table(results):
    groups = {}
    for key, result in results.items():
        target, samples, _, peer = key.split("-")
        groups.setdefault((target, int(samples), peer), []).append(result)
    yield "| target | N | peer | te < .01 | median te | CPU s, tuning included |"
    yield "|---|---|---|---|---|---|"
    order = ["f1", "h1", "g1", "g2", "f2", "h2"]
    for target, samples, peer in sorted(groups, key=lambda group: (order.index(group[0]), group[1], group[2])):
        fits = groups[target, samples, peer]
        errors = [result["error"] for result in fits]
        seconds = statistics.median(result["seconds"] for result in fits)
        good = sum(error < 0.01 for error in errors)
        yield f"| {target} | {samples} | {peer} | {good}/{len(fits)} | {statistics.median(errors):.2g} | {seconds:.1f} |"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    arguments = parser.parse_args()
    store = arguments.folder / "peers.json"
    results = json.loads(store.read_text()) if store.exists() else {}
    begin = time.monotonic()
    for problem in sorted(path for path in arguments.folder.iterdir() if path.is_dir()):
        for peer, candidates in PEERS.items():
            key = f"{problem.name}-{peer}"
            if key not in results and time.monotonic() - begin < arguments.seconds:
                results[key] = measure(problem, candidates)
                store.write_text(json.dumps(results, indent=1))
    print("\n".join(table(results)))


if __name__ == "__main__":
    main()
