#!/usr/bin/env bash
# Microsoft.ML 5.0.1: the LogLoss of Evaluate is in bits for two classes and in nats for several.
# Expected before trying: the same unit, so that the same probabilities of the true classes give the same number.
# Seen: for true-class probabilities .8 and .6, BinaryClassification.Evaluate gives 0.5294 (base 2) and
# MulticlassClassification.Evaluate 0.3670 (base e): a factor of 1/ln 2 = 1.4427 between two pages of one table.
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
    <PackageReference Include="Microsoft.ML" Version="[5.0.1]" />
  </ItemGroup>
</Project>
PROJECT

cat > Program.cs <<'PROGRAM'
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ml = new MLContext(seed: 0);

IDataView two = ml.Data.LoadFromEnumerable(new[]
{
    new TwoClasses { Label = true, Probability = 0.8f, Score = 1.386f, PredictedLabel = true },
    new TwoClasses { Label = false, Probability = 0.4f, Score = -0.405f },
});
Console.WriteLine($"two classes: {ml.BinaryClassification.Evaluate(two).LogLoss:F4}");

IDataView several = ml.Data.LoadFromEnumerable(new[]
{
    new SeveralClasses { Label = 0, PredictedLabel = 0, Score = [0.8f, 0.2f] },
    new SeveralClasses { Label = 1, PredictedLabel = 1, Score = [0.4f, 0.6f] },
});
Console.WriteLine($"several classes: {ml.MulticlassClassification.Evaluate(several).LogLoss:F4}");
Console.WriteLine($"in nats: {-(Math.Log(0.8) + Math.Log(0.6)) / 2:F4}");

sealed class TwoClasses
{
    public bool Label { get; set; }
    public float Probability { get; set; }
    public float Score { get; set; }
    public bool PredictedLabel { get; set; }
}

sealed class SeveralClasses
{
    [KeyType(2)] public uint Label { get; set; }
    [KeyType(2)] public uint PredictedLabel { get; set; }
    [VectorType(2)] public float[] Score { get; set; } = [];
}
PROGRAM

cat > expected <<'EXPECTED'
two classes: 0.5294
several classes: 0.3670
in nats: 0.3670
EXPECTED

dotnet run -c Release > seen
cat seen
diff expected seen
