#!/usr/bin/env bash
# Builds everything that a release of this commit consists of, into target/release-files:
#
#   consigne-VERSION-TARGET.tar.gz    program, man pages, completions, licences, examples
#   consigne_VERSION-1_ARCH.deb       the same for Debian and Ubuntu
#   consigne-VERSION-TARGET.cdx.json  every crate that the program is built from (CycloneDX)
#   SHA256SUMS                        of all of them
#
# Needs Rust with the target TARGET (`rustup target add`), musl-tools, cargo-deb and cargo-cyclonedx, in the
# versions named below. The same commit, the same Rust and the same tools give the same bytes: times are those of
# the commit, names of directories are mapped away, and archives are sorted.
#
# Where the musl target cannot be had, `release/build.sh x86_64-unknown-linux-gnu` links glibc statically instead.
# That file needs no library either, but glibc looks up names of hosts with modules of the machine it runs on, so
# that it is for trying out this script rather than for publishing.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${1:-$(uname -m)-unknown-linux-musl}
largest=$((20 * 1024 * 1024))
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml)
out=${CARGO_TARGET_DIR:-$PWD/target}/release-files
stage=$out/stage
name=consigne-$version-$target

fail() {
  echo "release/build.sh: $*" >&2
  exit 1
}

need() {
  command -v "$1" > /dev/null || fail "$1 is missing: $2"
}

need cargo-deb "cargo install --locked cargo-deb --version 3.8.0"
need cargo-cyclonedx "cargo install --locked cargo-cyclonedx --version 0.5.9"
[ -d "$(rustc --print target-libdir --target "$target")" ] \
  || fail "Rust has no library for $target: rustup target add $target"
if [ -n "$(git status --porcelain)" ]; then
  echo "release/build.sh: the work tree has changes, so these files belong to no commit" >&2
fi

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
umask 022
rm -rf "$out"
mkdir -p "$stage"

# One entry a line: arguments of rustc may hold blanks.
flags=(
  "--remap-path-prefix=$PWD=consigne"
  "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
  "--remap-path-prefix=$(rustc --print sysroot)=rust"
  -Ctarget-feature=+crt-static
  # A static program moves itself to a random address. Its table for that, packed, is a tenth of a MiB, not one.
  "-Clink-arg=-Wl,-z,pack-relative-relocs"
)
CARGO_ENCODED_RUSTFLAGS=$(printf '%s\x1f' "${flags[@]}")
export CARGO_ENCODED_RUSTFLAGS=${CARGO_ENCODED_RUSTFLAGS%$'\x1f'}
# SQLite and ring have parts in C, which name their files as well.
case "$target" in
  *-musl) export "CC_${target//-/_}=musl-gcc" ;;
esac
export CFLAGS="-ffile-prefix-map=$PWD=consigne -ffile-prefix-map=${CARGO_HOME:-$HOME/.cargo}=cargo"
cargo build --profile dist --locked --target "$target"

# The program, and what it writes about itself.
built=${CARGO_TARGET_DIR:-$PWD/target}/$target/dist/consigne
install -D -m 0755 "$built" "$stage/bin/consigne"
consigne=$stage/bin/consigne
"$consigne" --lang en man --out-dir "$stage/share/man/man1"
"$consigne" --lang fr man --out-dir "$stage/share/man/fr/man1"
completions=$stage/share/completions
mkdir -p "$completions"
"$consigne" completions bash > "$completions/consigne.bash"
"$consigne" completions zsh > "$completions/_consigne"
"$consigne" completions fish > "$completions/consigne.fish"
install -m 0644 README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$stage"
cp -R examples "$stage/examples"

# Static, and small enough to be downloaded by every run of a pipeline.
if readelf --program-headers "$consigne" | grep INTERP > /dev/null; then
  fail "the program asks for a loader, so it is not static"
fi
size=$(stat -c %s "$consigne")
[ "$size" -le "$largest" ] || fail "the program has $size bytes, more than $largest"

# The archive.
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go-w \
  --transform="s,^\.,$name," -C "$stage" -cf - . | gzip -n -9 > "$out/$name.tar.gz"

# The package, whose manual is compressed and whose list of changes has Debian's form.
deb=$out/deb
mkdir -p "$deb"
cp -R "$stage/." "$deb"
maintainer=$(sed -n 's/^maintainer = "\(.*\)"$/\1/p' Cargo.toml)
cat > "$deb/changelog" << CHANGES
consigne ($version-1) unstable; urgency=medium

  * Changes of this version are in CHANGELOG.md of the sources.

 -- $maintainer  $(date --rfc-email --date "@$SOURCE_DATE_EPOCH")
CHANGES
find "$deb/share/man" -name '*.1' -exec gzip -n -9 {} +
mkdir -p target
ln -sfn "$deb" target/deb
cargo deb --locked --no-build --no-strip --target "$target" --profile dist --output "$out/"
rm -rf "$deb" target/deb

# The list of crates.
cargo cyclonedx --format json --spec-version 1.5 --target "$target" --override-filename consigne.cdx
# It names the directory of the checkout.
sed "s,path+file://$PWD,path+file:///consigne,g" consigne.cdx.json > "$out/$name.cdx.json"
rm consigne.cdx.json

rm -rf "$stage"
(cd "$out" && sha256sum -- * > SHA256SUMS && cat SHA256SUMS)
