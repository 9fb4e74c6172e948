#!/usr/bin/python3
"""Peers of benchmarks/real-data: scikit-learn's learners on the same tables and folds, each with a brief search of its settings.

Usage: real_data.py [FOLDER [TABLE ...]]. Every setting is chosen by 3-fold cross-validation inside the training part; prints
a Markdown table of the mean score over the folds (RMSE, or accuracy for a text target), for classes of log-loss and calibration
error, and of CPU seconds, search included.
scikit-learn comes from benchmarks/peers/install.sh.
"""
import csv
import os
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.ensemble import (HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier,
                              RandomForestRegressor)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, KFold, StratifiedKFold
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR

warnings.filterwarnings("ignore")


def is_number(field):
    try:
        float(field)
        return True
    except ValueError:
        return field == ""


def load(path):
    with open(path, newline="") as file:
        names, *rows = list(csv.reader(file))
    assert names[-2:] == ["target", "fold"], path
    columns = list(zip(*rows))
    inputs = []
    for column in columns[:-2]:
        if all(map(is_number, column)):
            inputs.append([float(field) if field else np.nan for field in column])
        else:
            inputs += [[float(field == level) for field in column] for level in sorted(set(column))]
    numeric = all(map(is_number, columns[-2]))
    target = np.array(columns[-2], dtype=float) if numeric else np.array(columns[-2])
    return np.array(inputs).T, target, np.array(columns[-1]), not numeric


def peers(classes):
    def scaled(model):
        return make_pipeline(SimpleImputer(), StandardScaler(), model)

    mlp = {"hidden_layer_sizes": [(32,), (64, 32)], "alpha": [1e-4, 1e-2, 1]}
    if classes:
        return {
            "linear": (scaled(LogisticRegression(max_iter=2000)), {"logisticregression__C": [0.1, 1, 10]}),
            "forest": (make_pipeline(SimpleImputer(), RandomForestClassifier(300, random_state=0)),
                       {"randomforestclassifier__max_features": ["sqrt", 0.5]}),
            "boosting": (HistGradientBoostingClassifier(random_state=0),
                         {"learning_rate": [0.05, 0.1], "max_leaf_nodes": [8, 31]}),
            "SVM": (scaled(SVC()), {"svc__C": [1, 10, 100], "svc__gamma": ["scale", 0.03]}),
            "MLP": (scaled(MLPClassifier(max_iter=1000, early_stopping=False, random_state=0)),
                    {"mlpclassifier__" + name: values for name, values in mlp.items()}),
        }
    return {
        "linear": (scaled(Ridge()), {"ridge__alpha": [0.01, 1, 10, 100]}),
        "forest": (make_pipeline(SimpleImputer(), RandomForestRegressor(300, random_state=0)),
                   {"randomforestregressor__max_features": [0.33, 0.67, 1.0]}),
        "boosting": (HistGradientBoostingRegressor(max_iter=400, random_state=0),
                     {"learning_rate": [0.05, 0.1], "max_leaf_nodes": [8, 31]}),
        "SVM": (scaled(SVR()), {"svr__C": [1, 10, 100, 1000], "svr__gamma": ["scale", 0.03], "svr__epsilon": [0.1, 1]}),
        "MLP": (scaled(MLPRegressor(max_iter=1000, random_state=0)),
                {"mlpregressor__" + name: values for name, values in mlp.items()}),
    }


def of_probabilities(model, inputs, target):
    """Log-loss, and the calibration error of the predicted classes over ten bins of equal width; None without probabilities."""
    if not hasattr(model, "predict_proba"):
        return None
    probabilities, labels = model.predict_proba(inputs), list(model.classes_)
    right = np.array([row[labels.index(label)] if label in labels else 0 for row, label in zip(probabilities, target)])
    best, hit = probabilities.max(1), model.classes_[probabilities.argmax(1)] == target
    bins = np.minimum((best * 10).astype(int), 9)
    missed = sum(abs(best[bins == b].sum() - hit[bins == b].sum()) for b in set(bins))
    return -np.mean(np.log(np.maximum(right, 1e-15))), missed / len(target)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..", "data")
    wanted = sys.argv[2:]
    print(f"scikit-learn {sklearn.__version__}, numpy {np.__version__}, Python {sys.version.split()[0]}\n")
    print("| table | peer | score | per fold | log-loss | calibration error | CPU s, all folds |\n|---|---|---|---|---|---|---|")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".csv") or (wanted and name[:-4] not in wanted):
            continue
        inputs, target, folds, classes = load(os.path.join(folder, name))
        for peer, (model, grid) in peers(classes).items():
            scores, losses, before = [], [], time.process_time()
            for fold in sorted(set(folds)):
                train, test = folds != fold, folds == fold
                # Shuffled: rows of a table often stand in the order of some experiment.
                parts = (StratifiedKFold if classes else KFold)(3, shuffle=True, random_state=0)
                search = GridSearchCV(model, grid, cv=parts, scoring="accuracy" if classes else "neg_root_mean_squared_error")
                predicted = search.fit(inputs[train], target[train]).predict(inputs[test])
                losses.append(of_probabilities(search.best_estimator_, inputs[test], target[test]) if classes else None)
                scores.append(np.mean(predicted == target[test]) if classes
                              else np.sqrt(np.mean((predicted - target[test]) ** 2)))
            seconds = time.process_time() - before
            each = " ".join(f"{score:.3f}" for score in scores)
            loss, missed = (f"{value:.3f}" for value in np.mean(losses, 0)) if all(losses) else ("", "")
            print(f"| {name[:-4]} | {peer} | {np.mean(scores):.4f} | {each} | {loss} | {missed} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
