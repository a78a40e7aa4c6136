#!/usr/bin/env bash
# Reads the files of a release as whoever downloads them would: checksums, the program of the archive, the package
# for Debian and the list of crates. `release/check.sh [DIRECTORY]`; nothing is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
files=$(cd "${1:-target/release-files}" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

fail() {
  echo "release/check.sh: $*" >&2
  exit 1
}

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml)

(cd "$files" && sha256sum --check --strict SHA256SUMS)
listed=$(wc -l < "$files/SHA256SUMS")
there=$(find "$files" -type f ! -name SHA256SUMS | wc -l)
[ "$listed" = "$there" ] || fail "$there files and $listed checksums"

# The archive: one directory, and a program that runs without an environment.
archives=("$files"/consigne-"$version"-*.tar.gz)
tar -xzf "${archives[0]}" -C "$place"
unpacked=("$place"/consigne-*)
program=${unpacked[0]}/bin/consigne
env -i "$program" --version | grep -F "consigne $version"
(cd "$place" && env -i XDG_STATE_HOME="$place" LANG=C "$program" apply "$root/examples/boreal" \
  --portal embedded --auto-approve) 2>&1 | grep -F "read back, in sync"
for page in man1/consigne.1 fr/man1/consigne-portal-serve.1; do
  [ -s "${unpacked[0]}/share/man/$page" ] || fail "the archive lacks $page"
done
for shell in consigne.bash _consigne consigne.fish; do
  [ -s "${unpacked[0]}/share/completions/$shell" ] || fail "the archive lacks $shell"
done

# The package: the program of the archive, with no library to depend on.
packages=("$files"/consigne_*.deb)
dpkg-deb --extract "${packages[0]}" "$place/deb"
cmp "$place/deb/usr/bin/consigne" "$program"
[ "$(dpkg-deb --field "${packages[0]}" Version)" = "$version-1" ] || fail "the package is of another version"
[ -z "$(dpkg-deb --field "${packages[0]}" Depends)" ] || fail "the package depends on something"

# The list of crates: as many as Cargo.lock has or fewer, none of them only for tests.
boms=("$files"/consigne-"$version"-*.cdx.json)
jq -e --arg version "$version" '
  .bomFormat == "CycloneDX" and .metadata.component.name == "consigne" and .metadata.component.version == $version
  and ([.components[].name] | index("rusqlite") != null and index("proptest") == null)
  and all(.components[]; has("purl") and has("licenses"))' "${boms[0]}" > /dev/null \
  || fail "the list of crates is not what it should be"
echo "checked: $there files of consigne $version"
