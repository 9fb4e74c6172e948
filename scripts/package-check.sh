#!/usr/bin/env bash
# Packs every library and runs the two samples that use the packages in place of the projects: samples/PackageConsumer and
# samples/quickstart.cs. So what is tested is what would be shipped.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MSBUILDDISABLENODEREUSE=1

rm -f artifacts/packages/*.nupkg artifacts/packages/*.snupkg
dotnet pack NeuronPursuit.sln -c Release

# NuGet keeps what it once unpacked by version: without this an older pack of the same version would be tested.
cache=$(dotnet nuget locals global-packages --list)
cache=${cache#*: }
for project in src/*/; do
    name=$(basename "$project")
    rm -rf "${cache%/}/${name,,}"
done

dotnet run -c Release --project samples/PackageConsumer
dotnet run -c Release samples/quickstart.cs
