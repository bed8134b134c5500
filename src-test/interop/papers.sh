#!/usr/bin/env bash
# Our printed pages read by pypdf, strictly. Usage: papers.sh JDK   Needs the tests to be compiled.
set -euo pipefail
jdk=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

target=$here/../target
if [ ! -f "$target/class-path.txt" ]; then
  echo "The tests are not compiled: there is no $target/class-path.txt"
  exit 1
fi

# shellcheck source=src-test/retry.sh
. "$here/../retry.sh"

if ! command -v python3 >/dev/null || ! python3 -m venv "$work/python" >"$work/why" 2>&1; then
  echo "skipped: printed pages against others, no Python environment can be made here"
  exit 0
fi
if ! retry "$work/python/bin/pip" install -q --disable-pip-version-check 'pypdf==7.1.0' >"$work/why" 2>&1; then
  echo "skipped: printed pages against others, they could not be fetched: $(tail -n 1 "$work/why")"
  exit 0
fi
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$target/test-classes:$(cat "$target/class-path.txt")" dev.handloom.test.interop.PaperInterop "$work"
timeout 300 "$work/python/bin/python" "$here/papers_peer.py" "$work"
