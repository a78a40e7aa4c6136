#!/usr/bin/env bash
# The test of the tests: builds the program with each bug of release/bugs, runs the parts of the fault programme, and
# shows which part finds it. `release/bugs.sh [NAME…]` tries only some; without `PARTS=all` the parts that need the
# program itself run only where those of the library find nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export CARGO_TARGET_DIR=${BUGS_TARGET_DIR:-$root/target/bugs}
cargo=${CARGO:-cargo}
tree=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$tree"' EXIT
git worktree add --quiet --force --detach "$tree" HEAD

# NAME, where its tests are, and their filters.
library=("simulator:laws::simulation::every" "model:laws::simulation::machine" "tables:apply:: client::")
program=("faults:faults::" "chaos:chaos::" "fleet:fleet::" "tokens:tokens::" "gates:gates:: wire:: requests::" "order:kills::what_is_sent interrupted::")

# The test binary that a build made; empty when the bug does not compile.
build() {
  (cd "$tree" && "$cargo" test --locked --no-run "$@" 2>&1) | sed -n 's/.*(\(.*\)).*/\1/p' | tail -n 1
}

# Runs the parts that are named behind the binary, and prints those that fail.
found_by() {
  local binary=$1 part filters
  shift
  for part in "$@"; do
    filters=${part#*:}
    # shellcheck disable=SC2086
    if ! (cd "$tree" && CARGO_MANIFEST_DIR=$tree timeout 900 "$binary" --quiet $filters) >"$CARGO_TARGET_DIR/last.log" 2>&1; then
      printf '%s ' "${part%%:*}"
    fi
  done
}

missed=0
mkdir -p "$CARGO_TARGET_DIR"
printf '| bug | found by |\n|---|---|\n'
for patch in "$root"/release/bugs/*.patch; do
  name=$(basename "$patch" .patch)
  if [[ $# -gt 0 && " $* " != *" $name "* ]]; then
    continue
  fi
  git -C "$tree" checkout --quiet .
  if ! git -C "$tree" apply "$patch"; then
    echo "| $name | **the patch no longer applies** |"
    missed=1
    continue
  fi
  binary=$(build --lib)
  if [[ -z $binary ]]; then
    echo "| $name | **does not compile** |"
    missed=1
    continue
  fi
  found=$(found_by "$binary" "${library[@]}")
  if [[ -z $found || ${PARTS:-} == all ]]; then
    binary=$(build --test it)
    found+=$(found_by "$binary" "${program[@]}")
  fi
  if [[ -z $found ]]; then
    found='**nothing**'
    missed=1
  fi
  echo "| $name | ${found% } |"
done
exit "$missed"
