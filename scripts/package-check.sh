#!/usr/bin/env bash
# Packs every library and runs the two samples that use the packages in place of the projects: samples/PackageConsumer and
# samples/quickstart.cs. So what is tested is what would be shipped.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MSBUILDDISABLENODEREUSE=1

dotnet pack NeuronPursuit.sln -c Release

# NuGet keeps what it once unpacked by version: without this an older pack of the same version would be tested.
cache=$(dotnet nuget locals global-packages --list)
cache=${cache#*: }
for package in artifacts/packages/NeuronPursuit*.nupkg; do
    name=$(basename "$package")
    name=${name%.[0-9]*.[0-9]*.[0-9]*.nupkg}
    rm -rf "${cache%/}/${name,,}"
done

dotnet run -c Release --project samples/PackageConsumer
dotnet run -c Release samples/quickstart.cs
