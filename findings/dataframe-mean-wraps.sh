#!/usr/bin/env bash
# Microsoft.Data.Analysis 0.23.1: Mean and Sum of an integer column add in the type of the column and wrap around.
# Expected before trying: a mean between the smallest and the largest value (a wider sum, or an OverflowException).
# Seen: two values of 2,000,000,000 have the mean -147,483,648 (Int32); the bytes 200 and 100 the sum 44. Standardising
# such a column by Mean() gives nonsense without an error: convert it to double first.
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
    <PackageReference Include="Microsoft.Data.Analysis" Version="[0.23.1]" />
  </ItemGroup>
</Project>
PROJECT

cat > Program.cs <<'PROGRAM'
using Microsoft.Data.Analysis;

Console.WriteLine($"Int32 mean: {new Int32DataFrameColumn("a", [2_000_000_000, 2_000_000_000]).Mean()}");
Console.WriteLine($"Byte sum: {new ByteDataFrameColumn("b", [200, 100]).Sum()}");
Console.WriteLine($"Double mean: {new DoubleDataFrameColumn("c", [2e9, 2e9]).Mean()}");
PROGRAM

cat > expected <<'EXPECTED'
Int32 mean: -147483648
Byte sum: 44
Double mean: 2000000000
EXPECTED

dotnet run -c Release > seen
cat seen
diff expected seen
