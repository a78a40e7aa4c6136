#!/usr/bin/env bash
# Drives schema/portal.openapi.json against the embedded portal with schemathesis: all phases, as
# the primary administrator and as a delegate. Needs `schemathesis` (a package of PyPI) and a built
# consigne, which CONSIGNE may name. Arguments go to schemathesis.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
consigne=${CONSIGNE:-$root/target/debug/consigne}
place=$(mktemp -d)
cd "$place"
cat > tokens <<'TOKENS'
primary boreal write token-of-the-primary
delegate:2041 boreal write token-of-a-delegate
TOKENS

portal=
status=0
trap 'kill "$portal" 2>/dev/null || true; rm -rf "$place"' EXIT

for TOKEN in token-of-the-primary token-of-a-delegate; do
  rm -f portal.db* where
  mkfifo where
  "$consigne" portal serve --database portal.db --token-file tokens \
    --seed "$root/fixtures/portal/boreal.yaml" > where 2> log &
  portal=$!
  read -r _ _ PORTAL < where || { cat log; exit 1; }
  export PORTAL TOKEN
  echo "== $TOKEN at $PORTAL"
  PYTHONPATH="$root/tests" schemathesis --config-file "$root/tests/schemathesis.toml" run "$root/schema/portal.openapi.json" \
    --phases examples,coverage,fuzzing,stateful "$@" || status=1
  kill "$portal"
  wait "$portal" || true
done
exit "$status"
