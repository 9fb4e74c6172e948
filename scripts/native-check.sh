#!/usr/bin/env bash
# Publishes the quick start with NativeAOT and checks that it computes what the JIT computes: every number that both
# print agrees to 1e-6. Exit code 3: this machine has no native linker, so nothing was checked.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    echo "no native linker (clang or gcc) on this machine: NativeAOT was not checked"
    exit 3
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case $(uname -m) in
    x86_64) runtime=linux-x64 instructions=(-p:IlcInstructionSet=x86-64-v3) ;;
    aarch64) runtime=linux-arm64 instructions=() ;;
    *) echo "NativeAOT is not checked on $(uname -m)"; exit 3 ;;
esac

dotnet publish samples/QuickStart -c Release -r "$runtime" -o "$work/native" -warnaserror "${instructions[@]}"
"$work/native/QuickStart" >"$work/native.txt"

# The native program is built for processors without AVX-512, whose longer vectors give other last bits.
DOTNET_EnableAVX512=0 dotnet run -c Release --project samples/QuickStart >"$work/jit.txt"

numbers() { grep -oE '[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?' "$1"; }
paste <(numbers "$work/jit.txt") <(numbers "$work/native.txt") | awk '
    NF != 2 { print "the two programs print different amounts of numbers"; exit 1 }
    { difference = $1 > $2 ? $1 - $2 : $2 - $1
      if (difference > worst) worst = difference
      if (difference > 1e-6) { print "JIT " $1 ", native " $2; bad = 1 } }
    END { if (!bad) print NR " numbers agree; largest difference " worst + 0; exit bad }'
