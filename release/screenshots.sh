#!/usr/bin/env bash
# Pictures of every page and state that the tests of the pages meet: wide and narrow, light and dark, in both languages.
# `release/screenshots.sh [DIRECTORY [FILTER…]]` writes them into the directory (docs/pictures), with a page that shows
# them all beside each other.
set -euo pipefail
cd "$(dirname "$0")/.."
directory=${1:-docs/pictures}
mkdir -p "$directory"
directory=$(realpath "$directory")
shift || true
# Without a browser there is nothing to show.
PICTURES=$directory STRICT=1 "${CARGO:-cargo}" test --locked --test pages -- "$@"
{
  printf '<!DOCTYPE html>\n<meta charset="utf-8">\n<title>Pages</title>\n'
  printf '<style>figure { display: inline-block; margin: 8px } img { height: 420px; border: 1px solid gray }</style>\n'
  for picture in "$directory"/*.png; do
    name=$(basename "$picture")
    printf '<figure><img src="%s" alt=""><figcaption>%s</figcaption></figure>\n' "$name" "${name%.png}"
  done
} > "$directory/index.html"
echo "$directory/index.html"
