#!/usr/bin/env bash
# Line and branch coverage of the core by its fast tests; fails below 90 % of the lines. The report is Cobertura XML in
# artifacts/coverage. About five minutes of two processors.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

results=$PWD/artifacts/coverage
rm -rf "$results"
dotnet test --project tests/NeuronPursuit.Tests -c Release --filter-not-trait Category=Slow --results-directory "$results" \
    --coverlet --coverlet-include "[NeuronPursuit]*" --coverlet-single-hit --coverlet-output-format cobertura \
    --coverlet-threshold 90 --coverlet-threshold-type line
grep -ohE '(lines|branches)-(covered|valid)="[0-9]+"' "$results"/*.xml
