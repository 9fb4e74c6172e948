#!/usr/bin/env bash
# Microsoft.DotNet.ILCompiler 10.0: a program compiled with PublishAot and no instruction set does not ask the processor for more than it was compiled for.
# Expected before trying: Avx2.IsSupported and Fma.IsSupported are asked at run time, as under the JIT; code that branches on them has its fast path.
# Seen: on a processor with both, the JIT says True, Vector<float> has 8 lanes; the native program says False, 4 lanes, and fused
# multiply-adds over vectors run in software. With IlcInstructionSet=x86-64-v3 the native program says what the JIT says, and needs such a processor.
# Needs Linux for x64 with AVX2 and a C linker; elsewhere it says so and passes.
set -euo pipefail
grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo || { echo "no AVX2 here, nothing to see"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <PublishAot>true</PublishAot>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
PROJECT

cat > Program.cs <<'PROGRAM'
using System.Numerics;
using System.Runtime.Intrinsics.X86;

System.Console.WriteLine($"Avx2 {Avx2.IsSupported}, Fma {Fma.IsSupported}, lanes {Vector<float>.Count}");
PROGRAM

dotnet build -c Release -v quiet -o jit >/dev/null
dotnet publish -c Release -v quiet -r linux-x64 -o plain >/dev/null
dotnet publish -c Release -v quiet -r linux-x64 -p:IlcInstructionSet=x86-64-v3 -o v3 >/dev/null
{ DOTNET_EnableAVX512=0 dotnet jit/finding.dll; ./plain/finding; ./v3/finding; } > seen
cat > expected <<'EXPECTED'
Avx2 True, Fma True, lanes 8
Avx2 False, Fma False, lanes 4
Avx2 True, Fma True, lanes 8
EXPECTED
diff expected seen
echo "as described: under the JIT, native without an instruction set, native for x86-64-v3"
cat seen
