#!/usr/bin/env bash
# Installs PyTorch for benchmarks/compare, and scikit-learn and DEAP for benchmarks/sample-efficiency, from the Debian archive,
# and says what it found.
# With the argument "check" it installs nothing. Ends with 1 where no usable PyTorch is left.
set -euo pipefail

# Debian's PyTorch takes whatever BLAS the system offers, and without a tuned one that is the reference
# implementation: 4 to 7 times slower at the larger shapes, which would flatter every ratio.
packages=(python3-torch libopenblas0-pthread python3-sklearn python3-deap)

if [[ ${1:-} != check ]]; then
    as_root=()
    if ((EUID != 0)); then
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

# Debian's packages belong to Debian's interpreter; another python3 may come first in PATH.
for python in "${PYTHON:-}" /usr/bin/python3 python3; do
    if [[ -n $python ]] && "$python" -c 'import torch' 2>/dev/null; then
        echo "interpreter: $python"
        echo '{"command": "info"}' | "$python" -B "$(dirname "${BASH_SOURCE[0]}")/peer.py"
        "$python" -c 'import sklearn; print("scikit-learn:", sklearn.__version__)' 2>/dev/null || echo "scikit-learn: none"
        "$python" -c 'import deap; print("DEAP:", deap.__version__)' 2>/dev/null || echo "DEAP: none"
        exit 0
    fi
done
echo "no interpreter with PyTorch found; tried \$PYTHON, /usr/bin/python3 and python3" >&2
exit 1
