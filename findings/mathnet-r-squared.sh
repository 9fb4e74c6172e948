#!/usr/bin/env bash
# MathNet.Numerics 5.0.0: GoodnessOfFit.RSquared is the squared correlation, not 1 minus the share of unexplained squares.
# Expected before trying: a negative number for predictions that are ten times too large.
# Seen: predictions 10 y + 3 have RSquared 1; CoefficientOfDetermination gives -600.2. A model can be useless and have
# RSquared 1 there; beside figures of R2 on held-out rows it is the other function that compares.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MathNet.Numerics" Version="[5.0.0]" />
  </ItemGroup>
</Project>
PROJECT

cat > Program.cs <<'PROGRAM'
using System.Globalization;
using MathNet.Numerics;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double[] targets = [1, 2, 3, 4];
double[] predictions = [13, 23, 33, 43];
Console.WriteLine($"RSquared: {GoodnessOfFit.RSquared(predictions, targets):F1}");
Console.WriteLine($"CoefficientOfDetermination: {GoodnessOfFit.CoefficientOfDetermination(predictions, targets):F1}");
PROGRAM

cat > expected <<'EXPECTED'
RSquared: 1.0
CoefficientOfDetermination: -600.2
EXPECTED

dotnet run -c Release > seen
cat seen
diff expected seen
