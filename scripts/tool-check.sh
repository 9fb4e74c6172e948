#!/usr/bin/env bash
# Packs the tool, installs it from the local feed into a folder of its own and goes from real files to predictions with it: what is
# tested is what would be shipped. Ends with a line that counts: "N commands worked".
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)

rm -f artifacts/packages/NeuronPursuit.Tool.*
dotnet pack src/NeuronPursuit.Tool -c Release

# NuGet keeps what it once unpacked by version: without this an older pack of the same version would be installed.
cache=$(dotnet nuget locals global-packages --list)
cache=${cache#*: }
rm -rf "${cache%/}/neuronpursuit.tool"
dotnet tool install NeuronPursuit.Tool --tool-path "$folder/tool" --version "$version" --add-source "$PWD/artifacts/packages"

worked=0
# says TEXT ARGUMENT...: the command ends with 0 and prints the text.
says() {
    local text=$1 output
    shift
    output=$("$folder/tool/neuron-pursuit" "$@" 2>&1) || { echo "neuron-pursuit $* failed: $output" >&2; exit 1; }
    if [[ $output != *"$text"* ]]; then
        echo "neuron-pursuit $* does not say '$text' but: $output" >&2
        exit 1
    fi
    worked=$((worked + 1))
}

concrete=data/concrete.csv penguins=data/penguins.csv
says 'held out' fit $concrete --target target --without fold --recipe fast --holdout 0.2 --out "$folder/concrete.json"
says '1030 rows written' predict "$folder/concrete.json" $concrete --out "$folder/predicted.csv"
[[ $(head -n 1 "$folder/predicted.csv") == *,prediction* ]] && [[ $(wc -l <"$folder/predicted.csv") == 1031 ]]
says '1030 rows written' predict "$folder/concrete.json" $concrete --out "$folder/predicted.parquet"
says 'RMSE' evaluate "$folder/concrete.json" "$folder/predicted.parquet"
says 'accuracy' fit $penguins --target target --without fold --recipe fast --holdout 0.2 --out "$folder/penguins.json"
says 'probability_Gentoo' predict "$folder/penguins.json" $penguins --out "$folder/labels.csv"
says 'true \ predicted' evaluate "$folder/penguins.json" $penguins
says 'is shuffled' explain "$folder/penguins.json" $penguins
says 'written to' report "$folder/penguins.json" $penguins --out "$folder/report.html"
says 'the class' inspect "$folder/penguins.json"
# LightGBM brings native code, which the package must carry.
says 'LightGBM' compare $penguins --target target --without fold --recipe fast --folds 2 --threads 1
for target in csharp c python javascript postgresql sqlite duckdb mariadb spreadsheet onnx; do
    says 'written to' export "$folder/concrete.json" --as "$target" --out "$folder/code.$target"
    [[ -s $folder/code.$target ]]
done

if "$folder/tool/neuron-pursuit" fit $concrete 2>"$folder/errors"; then
    echo "a fit without a target must fail" >&2
    exit 1
fi
grep -q 'The columns are cement' "$folder/errors"

# The studio answers on this machine, and only with its token.
"$folder/tool/neuron-pursuit" studio $penguins >"$folder/studio" 2>&1 &
studio=$!
trap 'kill "$studio" 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 200); do
    grep -q 'http://' "$folder/studio" && break
    sleep 0.1
done
address=$(sed -n 's:.*\(http\://[^ ]*\).*:\1:p' "$folder/studio")
exec 3<>"/dev/tcp/127.0.0.1/$(sed 's/.*:\([0-9]*\)\/.*/\1/' <<<"$address")"
printf 'GET /%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "?${address#*\?}" "$(sed 's:http\://\([^/]*\)/.*:\1:' <<<"$address")" >&3
grep -q 'NeuronPursuit studio' <&3
kill -TERM "$studio"
wait "$studio" || { echo "the studio did not end well" >&2; exit 1; }
worked=$((worked + 1))

echo "$worked commands worked"
