#!/usr/bin/env bash
# Microsoft.ML 5.0.1: Regression.Evaluate leaves out rows whose score is NaN and says so nowhere in the metrics.
# Expected before trying: NaN metrics, or an error.
# Seen: one NaN among four predictions gives the error of the three others, so a model without an answer for its
# hardest rows looks better than one that answers: compare on rows where every model has an answer, or count the gaps.
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

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ml = new MLContext(seed: 0);
Console.WriteLine($"all answered: {Error(1.5f, 2, 3, 8)}");
Console.WriteLine($"the hardest unanswered: {Error(1.5f, 2, 3, float.NaN)}");

string Error(params float[] scores)
{
    IDataView rows = ml.Data.LoadFromEnumerable(scores.Select((score, i) => new Row { Label = i + 1, Score = score }));
    var metrics = ml.Regression.Evaluate(rows);
    return $"RMSE {metrics.RootMeanSquaredError:F4}, R2 {metrics.RSquared:F4}";
}

sealed class Row
{
    public float Label { get; set; }
    public float Score { get; set; }
}
PROGRAM

cat > expected <<'EXPECTED'
all answered: RMSE 2.0156, R2 -2.2500
the hardest unanswered: RMSE 0.2887, R2 0.8750
EXPECTED

dotnet run -c Release > seen
cat seen
diff expected seen
