#!/usr/bin/env bash
# Pictures of every page and state of the portal, wide and narrow, light and dark, in both languages, and the contact
# sheets of docs/pages.md. The tests of the pages take the pictures, so it takes as long as `.ci/run pages`.
set -euo pipefail
cd "$(dirname "$0")/.."
pictures=$PWD/target/pages/pictures
rm -rf "$pictures"
mkdir -p "$pictures"

cargo build --locked
PICTURES=$pictures CONSIGNE_PROGRAM=$PWD/target/debug/consigne \
  cargo test --locked --manifest-path tests/pages/Cargo.toml --target-dir target

# One sheet for each language: a row for each state, a column for each width and colours.
for language in en fr; do
  sheet=$pictures/sheet.$language.html
  {
    printf '<!DOCTYPE html><meta charset="utf-8"><style>body{font:14px sans-serif;margin:8px}td{vertical-align:top;padding:4px}img{border:1px solid #999;width:300px;max-height:420px;object-fit:cover;object-position:top}img.narrow{width:140px}</style><table>\n'
    for picture in "$pictures"/*."$language".wide.light.png; do
      name=$(basename "$picture" ".$language.wide.light.png")
      printf '<tr><th>%s' "$name"
      for kind in wide.light wide.dark narrow.light narrow.dark; do
        printf '<td><img class="%s" src="%s.%s.%s.png">' "${kind%%.*}" "$name" "$language" "$kind"
      done
      printf '\n'
    done
    printf '</table>\n'
  } > "$sheet"
  rows=$(grep -c '<tr>' "$sheet")
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --user-data-dir="$(mktemp -d)" --allow-file-access-from-files --window-size=1100,$((rows * 435 + 40)) \
    --screenshot="$pictures/sheet.$language.png" "file://$sheet"
  echo "$pictures/sheet.$language.png"
done
