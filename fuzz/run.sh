#!/usr/bin/env bash
# Fuzzes the readers of files: fuzz/run.sh [SECONDS of each target, default 300] [TARGET...]. Needs Debian's afl++, which it
# installs, and SharpFuzz, which NuGet brings. Ends with 1 if anything was found; what was found lies in artifacts/fuzz.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-300}
targets=("${@:2}")

if ! command -v afl-fuzz >/dev/null; then
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends afl++ >/dev/null
fi

work=artifacts/fuzz
rm -rf "$work/plain" "$work/traced"
dotnet tool restore
dotnet publish fuzz/NeuronPursuit.Fuzz -c Release -o "$work/plain"

# What is instrumented runs below afl-fuzz only; seeds and replays use the plain build.
cp -r "$work/plain" "$work/traced"
dotnet tool run sharpfuzz "$work/traced/NeuronPursuit.dll"
dotnet tool run sharpfuzz "$work/traced/NeuronPursuit.Tables.dll"
plain=$work/plain/NeuronPursuit.Fuzz.dll
traced=$work/traced/NeuronPursuit.Fuzz.dll
if ((${#targets[@]} == 0)); then
    list=$(dotnet "$plain" targets)
    mapfile -t targets <<<"$list"
fi

# The readers of checkpoints go through a file.
[[ -d /dev/shm ]] && export TMPDIR=/dev/shm

# The program is started by dotnet and not instrumented by AFL itself; what crashes it is an exception and not a signal.
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1

found=0
printf '| %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | --- |\n' target seconds executions crashes hangs >"$work/table.md"
for target in "${targets[@]}"; do
    rm -rf "$work/seeds/$target" "$work/found/$target"
    mkdir -p "$work/found"
    dotnet "$plain" seeds "$target" "$work/seeds/$target"
    afl-fuzz -i "$work/seeds/$target" -o "$work/found/$target" -x fuzz/json.dict -V "$seconds" -m none -t 5000 \
        -- dotnet "$traced" fuzz "$target" >"$work/$target.log" 2>&1 || { tail -n 20 "$work/$target.log"; exit 1; }
    stats="$work/found/$target/default/fuzzer_stats"
    value() { awk -v name="$1" '$1 == name { print $3 }' "$stats"; }
    crashes=$(value saved_crashes) hangs=$(value saved_hangs)
    echo "| $target | $(value run_time) | $(value execs_done) | $crashes | $hangs |" | tee -a "$work/table.md"
    found=$((found + crashes + hangs))
done

cat "$work/table.md"
((found == 0)) || { echo "$found finds below $work/found: dotnet $plain replay TARGET FILE shows what happens" >&2; exit 1; }
