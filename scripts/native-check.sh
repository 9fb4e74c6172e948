#!/usr/bin/env bash
# Publishes the quick start with NativeAOT, as an application that uses the package does, and checks that it computes what
# the JIT computes: both print the same numbers. Exit code 3: this machine has no native linker, so nothing was checked.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    echo "no native linker (clang or gcc) on this machine: NativeAOT was not checked"
    exit 3
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case $(uname -m) in
    x86_64) runtime=linux-x64 instructions=(-p:CustomAfterMicrosoftCommonTargets="$PWD/src/NeuronPursuit/buildTransitive/NeuronPursuit.targets") ;;
    aarch64) runtime=linux-arm64 instructions=() ;;
    *) echo "NativeAOT is not checked on $(uname -m)"; exit 3 ;;
esac

dotnet publish samples/QuickStart -c Release -r "$runtime" -o "$work/native" -warnaserror "${instructions[@]}"
"$work/native/QuickStart" >"$work/native.txt"

dotnet run -c Release --project samples/QuickStart >"$work/jit.txt"

numbers() { grep -oE '[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?' "$1"; }
if ! diff <(numbers "$work/jit.txt") <(numbers "$work/native.txt"); then
    echo "the JIT (<) and native code (>) print different numbers"
    exit 1
fi
echo "$(numbers "$work/jit.txt" | wc -l) numbers are the same"
