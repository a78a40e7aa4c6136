#!/usr/bin/env bash
# Reads the hours of every fixture and example, as `hours --format osm` writes them, with the
# reference evaluator of OpenStreetMap's key. Needs `opening_hours` (a package of npm) in the
# directory that the first argument names, Node and a built consigne, which CONSIGNE may name.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
modules=$(cd "$1" && pwd)
consigne=${CONSIGNE:-$root/target/debug/consigne}
cd "$root"
node tests/opening_hours.mjs "$consigne" "$modules" \
  examples/*/reseller.yaml fixtures/week/*.yaml fixtures/impact/reseller.yaml fixtures/scenarios/*/reseller.yaml
