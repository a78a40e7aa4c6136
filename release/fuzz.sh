#!/usr/bin/env bash
# Fuzzes every target of `src/fuzzing`, a quarter of an hour each: `release/fuzz.sh [SECONDS [TARGET…]]`.
# Needs a nightly compiler, a C++ compiler and `cargo install cargo-fuzz`. Where one of them is missing it says
# so and fails; the corpora themselves run in every `cargo test`.
#
# What is found is in `fuzz/artifacts`. To keep it: shorten it with `cargo fuzz tmin`, and add it to `fuzz/corpus`
# under a name that says what it is about.
set -euo pipefail
cd "$(dirname "$0")/../fuzz"
seconds=${1:-900}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  targets=(corpus/*)
  targets=("${targets[@]#corpus/}")
fi

if ! cargo +nightly fuzz --version > /dev/null 2>&1; then
  echo "NOT FUZZED: a nightly compiler or cargo-fuzz is missing" >&2
  exit 1
fi

# Nothing here is unsafe code, so a sanitizer would only cost speed. Overflows and debug assertions are on.
fuzz=(cargo +nightly fuzz)
options=(--fuzz-dir . --sanitizer none --codegen-units 16)
"${fuzz[@]}" build "${options[@]}" target
failed=()
for target in "${targets[@]}"; do
  found=artifacts/$target
  grown=target/corpus/$target
  mkdir -p "$found" "$grown"
  echo "== $target"
  if ! CONSIGNE_FUZZ_TARGET=$target "${fuzz[@]}" run "${options[@]}" target "$grown" "corpus/$target" -- \
    -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 -artifact_prefix="$found/" -print_final_stats=1; then
    failed+=("$target")
  fi
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "FOUND SOMETHING: ${failed[*]}" >&2
  exit 1
fi
