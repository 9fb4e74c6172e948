#!/usr/bin/env bash
# The browser that tests look at reports with: says where one is, or installs Debian's.
#   scripts/install-chromium.sh          installs it where there is none
#   scripts/install-chromium.sh check    only says what there is
# The variable NEURONPURSUIT_BROWSER names another Chromium or Chrome, here and in the tests.
# Ends with 0 where a browser is there, with 3 where there is none: the tests then count as skipped.
set -euo pipefail

find_browser() {
    local name
    if [[ -n ${NEURONPURSUIT_BROWSER:-} ]]; then
        command -v "$NEURONPURSUIT_BROWSER" && return 0
        echo "NEURONPURSUIT_BROWSER names $NEURONPURSUIT_BROWSER, which cannot be run" >&2
        return 1
    fi
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        command -v "$name" && return 0
    done
    return 1
}

report() {
    local path
    if path=$(find_browser); then
        echo "browser: $path"
        exit 0
    fi
}

case ${1:-install} in
    check)
        report
        echo "no browser; scripts/install-chromium.sh installs one"
        exit 3
        ;;
    install) ;;
    *)
        echo "usage: $0 [check]" >&2
        exit 2
        ;;
esac

report

# Another browser would not be the one that is asked for.
[[ -z ${NEURONPURSUIT_BROWSER:-} ]] || exit 3
if ! command -v apt-get >/dev/null; then
    echo "no browser, and no apt-get to install one; name one in NEURONPURSUIT_BROWSER"
    exit 3
fi

root=()
if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null; then
        echo "no browser, and sudo would ask for a password; run: sudo apt-get install chromium"
        exit 3
    fi
    root=(sudo -n)
fi

export DEBIAN_FRONTEND=noninteractive
if ! { "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq --no-install-recommends chromium; } >/dev/null; then
    echo "no browser: apt-get could not install chromium"
    exit 3
fi
report
echo "no browser, although apt-get installed chromium"
exit 3
