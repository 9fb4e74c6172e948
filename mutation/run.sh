#!/usr/bin/env bash
# Changes the code in small ways and tells which changes no fast test notices: mutation/run.sh [FILE...], with files below
# src/NeuronPursuit (patterns such as "**/Search/*.cs"). The report goes to artifacts/mutation. A file takes some minutes.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
repository=$PWD
files=("$@")
((${#files[@]} > 0)) || files=(
    "**/Search/KktPoints.cs" "**/Search/DistinctPoints.cs" "**/Search/SignVectorSearch.cs"
    "**/Tensors/SphereMath.cs" "**/Tensors/BlockSums.cs" "**/Optimization/CholeskySolver.cs")

# Every change is built together with all others; analyzers have nothing to say about them.
export RunAnalyzers=false MSBUILDDISABLENODEREUSE=1
dotnet tool restore
cd mutation/NeuronPursuit.Mutation
dotnet tool run dotnet-stryker --test-runner mtp --project NeuronPursuit.csproj --configuration Release \
    --skip-version-check --reporter cleartext --reporter json --output "$repository/artifacts/mutation" "${files[@]/#/--mutate=}"
