#!/usr/bin/env bash
# Makes the edits of a release, and nothing but edits (docs/releasing.md says what comes before and after):
#   scripts/prepare-release.sh 1.2.0
# - the version in Directory.Build.props;
# - in CHANGELOG.md a heading of the version and today's date below Unreleased;
# - the lines of every PublicAPI.Unshipped.txt move to PublicAPI.Shipped.txt, where *REMOVED* ones take theirs away.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C

version=${1:-}
if [[ ! $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
    echo "usage: $0 MAJOR.MINOR.PATCH" >&2
    exit 2
fi

if grep -qF "## [$version]" CHANGELOG.md; then
    echo "CHANGELOG.md has a heading of $version already" >&2
    exit 1
fi

if [[ -z $(sed -n '/^## \[Unreleased\]/,/^## \[[0-9]/p' CHANGELOG.md | grep '^- ') ]]; then
    echo "CHANGELOG.md says nothing below Unreleased" >&2
    exit 1
fi

sed -i "s#<Version>[^<]*</Version>#<Version>${version}</Version>#" Directory.Build.props
grep -qF "<Version>${version}</Version>" Directory.Build.props
sed -i "s/^## \[Unreleased\]\$/## [Unreleased]\n\n## [${version}] - $(date -u +%Y-%m-%d)/" CHANGELOG.md

for unshipped in src/*/PublicAPI.Unshipped.txt; do
    shipped=${unshipped/Unshipped/Shipped}
    removed=$(sed -n 's/^\*REMOVED\*//p' "$unshipped")
    members=$(cat "$shipped" "$unshipped" | grep -vE '^(#nullable enable|\*REMOVED\*.*|)$' | sort -u)
    if [[ -n $removed ]]; then
        members=$(grep -vxF "$removed" <<<"$members" || true)
    fi

    printf '#nullable enable\n%s\n' "$members" >"$shipped"
    echo '#nullable enable' >"$unshipped"
    echo "$(grep -vc '^#' "$shipped") public members in $shipped"
done
