#!/usr/bin/env bash
# Changes the code in small ways, one at a time, and tells which changes no fast test notices:
#   mutation/run.sh [COUNT, default 40] [SEED, default 1] [FILE...]
# Works in a copy of the repository. (Stryker 5.1 needs ten seconds a test to find what it covers on the testing platform
# that these tests run on, half a day in all.)
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy"
export RunAnalyzers=false MSBUILDDISABLENODEREUSE=1
python3 -B mutation/mutate.py "$copy" "$@"
