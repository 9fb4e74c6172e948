#!/usr/bin/env bash
# Builds the site of the documentation, with the API reference of all packages, into artifacts/site. Needs the SDK and NuGet.
#   scripts/docs-site.sh          builds it
#   scripts/docs-site.sh serve    builds it and shows it on http://localhost:8080
# A reference in a documentation comment that means nothing, and a link that leads nowhere, end it with exit code 1.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MSBUILDDISABLENODEREUSE=1
export DOTNET_NOLOGO=1

source=artifacts/site-source
site=artifacts/site
rm -rf "$source" "$site"
mkdir -p "$source"

# What the pages link to comes along, so that the site has the links of the repository.
cp *.md LICENSE .editorconfig global.json Directory.*.props NeuronPursuit.sln "$source"
cp -r docs assets samples scripts benchmarks data "$source"
for readme in src/*/README.md; do
    mkdir -p "$source/$(dirname "$readme")"
    cp "$readme" "$source/$readme"
done
find "$source" -depth \( -name bin -o -name obj \) -type d -exec rm -rf {} +
mv "$source/docs/docfx.json" "$source/docfx.json"

title() {
    local name
    name=$(sed -n 's/^# \+//p' "$1" | head -n 1)
    name=${name//\`/}
    echo "\"${name//\"/\'}\""
}

# entries FOLDER INDENT PAGE...: a line of contents for every page.
entries() {
    local folder=$1 indent=$2 page
    shift 2
    for page in "$@"; do
        printf '%s- name: %s\n%s  href: %s\n' "$indent" "$(title "$folder/$page")" "$indent" "$page"
    done
}

# The contents follow the folders: pages that exist cannot be missing from them.
contents() {
    local folder=$source/docs first=() rest=() page sub pages
    for page in README.md getting-started.md concepts.md; do
        [[ ! -e $folder/$page ]] || first+=("$page")
    done
    for page in "$folder"/*.md; do
        page=$(basename "$page")
        [[ " ${first[*]} " == *" $page "* ]] || rest+=("$page")
    done
    entries "$folder" '' "${first[@]}"
    for sub in guides extending adr; do
        [[ -d $folder/$sub ]] || continue
        pages=()
        for page in "$folder/$sub"/*.md; do
            page=$sub/$(basename "$page")
            [[ $page == "$sub/README.md" || $page == adr/0000-template.md ]] || pages+=("$page")
        done
        if [[ -e $folder/$sub/README.md ]]; then
            printf -- '- name: %s\n  href: %s\n  items:\n' "$(title "$folder/$sub/README.md")" "$sub/README.md"
        else
            printf -- '- name: %s\n  items:\n' "${sub^}"
        fi
        entries "$folder" '  ' "${pages[@]}"
        [[ $sub != extending ]] || entries "$folder" '' "${rest[@]}"
    done
}

contents >"$source/docs/toc.yml"
cat >"$source/toc.yml" <<'TOC'
- name: Documentation
  href: docs/
- name: API
  href: api/
- name: Changes
  href: CHANGELOG.md
- name: Contributing
  href: CONTRIBUTING.md
TOC
printf -- '---\nredirect_url: README.html\n---\n' >"$source/index.md"
# A link to a folder is one to its readme.
(cd "$source" && find . -name '*.md' -print0 | while IFS= read -r -d '' page; do
    grep -oE '\]\([^):#]+\)' "$page" | sort -u | while IFS= read -r link; do
        target=${link:2:-1}
        if [[ -d $(dirname "$page")/$target && -e $(dirname "$page")/$target/README.md ]]; then
            sed -i "s#](${target})#](${target%/}/README.md)#g" "$page"
        fi
    done || true
done)

dotnet tool restore
log=$source/docfx.log
code=0
dotnet docfx "$source/docfx.json" >"$log" 2>&1 || code=$?
# docfx reports every overload that inherits a comment and describes its parameters anew.
if grep -E "(warning|error)( |:)" "$log" | grep -vE "Duplicate (type )?parameter" >"$source/warnings.log" || ((code != 0)); then
    cat "$source/warnings.log"
    echo "the site has dead links or references (all messages: $log)"
    exit 1
fi

echo "$(find "$site" -name '*.html' | wc -l) pages in $site"
if [[ ${1:-} == serve ]]; then
    dotnet docfx serve "$site"
fi
