#!/usr/bin/env bash
# Runs the tests that try many cases with as many as a release needs, and reports how long each took.
# `release/laws.sh [FACTOR]` multiplies the effort of each line, for a machine that has days.
set -euo pipefail
cd "$(dirname "$0")/.."
factor=${1:-1}

# EFFORT, what to run (`--lib` or `--test it`, and the tests), and what it shows.
try() {
  local effort=$(($1 * factor)) shows=$2 begun=$SECONDS
  shift 2
  CONSIGNE_TEST_EFFORT=$effort cargo test --release --locked --quiet "$@"
  echo "$((SECONDS - begun)) s: $shows, effort $effort"
}

cargo test --release --locked --no-run
try 50 "laws of files, plans, applies and exports" --lib -- laws::pipeline laws::hours laws::canonical
try 100 "laws of hours against a count of minutes" --lib -- availability::tables::laws availability::tables::edits availability::tables::folds
try 50 "laws of findings about hours" --lib lint::laws
try 20 "calendars that other programs read" --lib calendar::
try 300 "every minute of a year, 10,000 times in each of six zones (most of an hour)" --lib availability::tables::year
try 2000 "simulated faults, kills and people (a million seeds)" --lib laws::simulation::every
try 313 "histories against a model (20,000 of up to 50 steps)" --lib laws::simulation::machine
try 7 "every fault on every write of a plan" --test it faults::
try 150 "portals that misbehave" --test it chaos::
try 250 "a run over 50 accounts under chaos and behind a proxy, 500 seeds of each" --test it fleet_faults::
try 2 "kills, full disks and I/O errors at every system call of the write path (needs strace)" --test it kills::
try 50 "two to eight applies at once beside a person who edits, 200 seeds" --test it crowds::
try 20 "hostile requests" --test it storm::
try 50 "kills of a portal that is written to" --test it durability::a_kill
try 50 "confidential values in invalid files" --test it masked::
try 34 "faulty files: places, masks, suggestions, every format (10,000)" --test it faulty_reports::
