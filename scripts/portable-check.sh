#!/usr/bin/env bash
# Runs the fits of tests/NeuronPursuit.PortableBits in every way in which this machine can be another processor, and compares
# what they hash to with tests/NeuronPursuit.PortableBits/bits.txt, which is the same for all. Last line: "N agree, N differ,
# N were not run". With the argument "write" the hashes are written anew, by this processor as it is.
# On Linux for x64 it also compiles the fits with NativeAOT, where there is a linker, and runs some of them as ARM64 under
# qemu-user, which it installs from the Debian archive where it may.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
project=tests/NeuronPursuit.PortableBits
bits=$project/bits.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build "$project" -c Release -v quiet
jit=(dotnet "$project/bin/Release/net10.0/NeuronPursuit.PortableBits.dll")

if [[ ${1:-} == write ]]; then
    "${jit[@]}" >"$bits"
    echo "$(wc -l <"$bits") hashes written to $bits"
    exit 0
fi

if [[ ! -s $bits ]]; then
    echo "there are no hashes in $bits to compare with; write them with: scripts/portable-check.sh write"
    exit 1
fi

agree=0 differ=0 missing=0

# check NAME COMMAND [ARGUMENT...]: what the command prints is part of the file of hashes, and not empty.
check() {
    local name=$1 begin=$SECONDS
    shift
    rm -f "$work/wrong"
    if "$@" >"$work/out" 2>"$work/err" && [[ -s $work/out ]] && ! grep -vxFf "$bits" "$work/out" >"$work/wrong"; then
        echo "$name: $(wc -l <"$work/out") hashes agree ($(head -n 1 "$work/err"); $((SECONDS - begin)) s)"
        agree=$((agree + 1))
    else
        echo "$name: DIFFERS ($(head -n 1 "$work/err"))"
        tail -n 5 "$work/err"
        cat "$work/wrong" 2>/dev/null || true
        differ=$((differ + 1))
    fi
}

not_run() {
    echo "$1: not run, $2"
    missing=$((missing + 1))
}

# resume NAME BEGINNING... -- END...: one command interrupts a fit, another one ends it.
resume() {
    local name=$1 begin=()
    shift
    while [[ $1 != -- ]]; do
        begin+=("$1")
        shift
    done
    shift
    rm -rf "$work/checkpoints"
    if ! "${begin[@]}" begin "$work/checkpoints" 2>"$work/err"; then
        echo "$name: DIFFERS (the fit was not interrupted)"
        cat "$work/err"
        differ=$((differ + 1))
        return
    fi
    check "$name" "$@" end "$work/checkpoints"
}

check "as it is" "${jit[@]}"
if [[ $(uname -m) == x86_64 ]]; then
    check "without AVX-512" env DOTNET_EnableAVX512=0 "${jit[@]}"
    check "Vector<T> of 512 bits" env DOTNET_MaxVectorTBitWidth=512 "${jit[@]}"
    check "without AVX2 and fused multiply-adds" env DOTNET_EnableAVX2=0 "${jit[@]}" few
    if getconf GNU_LIBC_VERSION >/dev/null 2>&1; then
        check "C library without FMA" env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4 "${jit[@]}"
    else
        not_run "C library without FMA" "this is not glibc"
    fi
    resume "begun as it is, ended without AVX2" "${jit[@]}" -- env DOTNET_EnableAVX2=0 "${jit[@]}"
    resume "begun without AVX-512, ended as it is" env DOTNET_EnableAVX512=0 "${jit[@]}" -- "${jit[@]}"
fi

# As an application that uses the package gets it, without flags.
if [[ $(uname -sm) != "Linux x86_64" ]]; then
    not_run "NativeAOT" "it is checked on Linux for x64"
elif ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    not_run "NativeAOT" "no linker (clang or gcc)"
else
    dotnet publish "$project" -c Release -r linux-x64 -p:PublishAot=true -o "$work/native" -v quiet \
        -p:CustomAfterMicrosoftCommonTargets="$PWD/src/NeuronPursuit/buildTransitive/NeuronPursuit.targets"
    check "NativeAOT" "$work/native/NeuronPursuit.PortableBits"
fi

# The emulator, and the libraries that .NET loads, in a folder of their own.
arm64() {
    command -v apt-get >/dev/null && command -v dpkg >/dev/null && [[ $(uname -sm) == "Linux x86_64" ]] && ((EUID == 0)) || return 1
    command -v qemu-aarch64-static >/dev/null || {
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends qemu-user-static >/dev/null
    } || return 1
    mkdir -p "$work/arm64"

    # A machine that knows the architecture already keeps it.
    local added='' code=0
    if ! dpkg --print-foreign-architectures | grep -qx arm64; then
        dpkg --add-architecture arm64 || return 1
        added=1
    fi
    (apt-get update -qq && cd "$work/arm64" && apt-get download -qq libc6:arm64 libstdc++6:arm64 libgcc-s1:arm64 libssl3:arm64 2>/dev/null) || code=$?
    if [[ -n $added ]]; then
        dpkg --remove-architecture arm64 && apt-get update -qq || true
    fi
    ((code == 0)) || return 1
    for package in "$work"/arm64/*.deb; do
        dpkg -x "$package" "$work/arm64" || return 1
    done
}

if arm64 >"$work/log" 2>&1; then
    dotnet publish "$project" -c Release -r linux-arm64 --self-contained -o "$work/arm64-program" -v quiet

    # The emulator itself now and then ends a program of several threads by a signal (11); then it is run again.
    emulated() {
        local try code=0
        for try in 1 2 3 4 5; do
            code=0
            DOTNET_TieredPGO=0 qemu-aarch64-static -L "$work/arm64" "$work/arm64-program/NeuronPursuit.PortableBits" "$@" >"$work/emulated" || code=$?
            ((code >= 128)) || break
        done
        cat "$work/emulated"
        return "$code"
    }
    arm=(emulated)
    check "ARM64 (qemu-user)" "${arm[@]}" few
    resume "begun on x64, ended on ARM64" "${jit[@]}" -- "${arm[@]}"
    resume "begun on ARM64, ended on x64" "${arm[@]}" -- "${jit[@]}"
else
    not_run "ARM64 (qemu-user)" "the emulator or its libraries could not be installed"
fi

echo "$agree agree, $differ differ, $missing were not run"
((differ == 0))
