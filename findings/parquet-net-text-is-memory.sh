#!/usr/bin/env bash
# Parquet.Net 6.1.0: a field that is made as text does not say string.
# Expected before trying: the ClrType of new DataField<string>("a") is System.String, as its type argument says.
# Seen: it is ReadOnlyMemory<char>, and so is that of the field after the file was read again; a reader that asks for typeof(string) takes
# text for a kind that it does not know. Compare with ReadOnlyMemory<char> as well.
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
    <PackageReference Include="Parquet.Net" Version="[6.1.0]" />
  </ItemGroup>
</Project>
PROJECT

cat > Program.cs <<'PROGRAM'
using Parquet;
using Parquet.Schema;

var text = new DataField<string>("a");
var number = new DataField<double>("b");
Console.WriteLine($"made: {text.ClrType}, {number.ClrType}");
using var file = new MemoryStream();
await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(text, number), file))
{
}

file.Position = 0;
await using ParquetReader reader = await ParquetReader.CreateAsync(file);
DataField[] fields = reader.Schema.GetDataFields();
Console.WriteLine($"read: {fields[0].ClrType}, {fields[1].ClrType}");
PROGRAM

cat > expected <<'EXPECTED'
made: System.ReadOnlyMemory`1[System.Char], System.Double
read: System.ReadOnlyMemory`1[System.Char], System.Double
EXPECTED

dotnet run -c Release > seen
cat seen
diff expected seen
