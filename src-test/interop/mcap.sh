#!/usr/bin/env bash
# Our MCAP library against the official TypeScript and Python ones, in both directions: each side writes files and draws
# up an account of what it put in; the other side reads them, streaming and by the index, and must find exactly that.
# Usage: mcap.sh JDK [LIBRARY]   the library's bundles are read by all readers, too. Needs the tests to be compiled.
set -euo pipefail
jdk=$1
library=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

target=$here/../target
if [ ! -f "$target/class-path.txt" ]; then
  echo "The tests are not compiled: there is no $target/class-path.txt"
  exit 1
fi
ours() {
  "$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$target/test-classes:$(cat "$target/class-path.txt")" dev.handloom.test.interop.McapInterop "$@"
}
typescript() {
  [ ! -f "$work/ts/mcap.mjs" ] || node "$work/ts/mcap.mjs" "$@"
}
python() {
  [ ! -x "$work/python/bin/python" ] || "$work/python/bin/python" "$here/mcap_peer.py" "$@"
}

rows=$work/rows
mkdir "$work/ours" "$work/theirs" "$work/bundles"
bash "$here/mcap-peers.sh" "$work"
ours write "$work/ours" >>"$rows"
typescript write "$work/theirs" >>"$rows"
python write "$work/theirs" >>"$rows"

folders=("$work/ours" "$work/theirs")
if [ -n "$library" ]; then
  # A bundle has no account of what went in; ours, drawn up first, is what the others must find.
  (cd "$library/episodes" && find . -name episode.mcap) | while read -r bundle; do
    cp "$library/episodes/$bundle" "$work/bundles/$(basename "$(dirname "$bundle")").mcap"
  done
  folders+=("$work/bundles")
fi
for folder in "${folders[@]}"; do
  [ -n "$(ls "$folder")" ] || continue
  ours read "$folder" >>"$rows"
  typescript read "$folder" >>"$rows"
  python read "$folder" >>"$rows"
done

awk -F '\t' '
  BEGIN { format = "%-12s %-26s %9s %6s %8s %9s %11s\n"
    printf format, "library", "file", "messages", "topics", "attached", "metadata", "bytes" }
  { printf format, $1, $2, $3, $4, $5, $6, $7 }
  $1 ~ / read/ { reads++ }
  $1 ~ / wrote/ { writes++ }
  END { printf "%d files written, %d readings, each found exactly what was put in\n", writes, reads }' "$rows"
