#!/usr/bin/env bash
# Our robot kinematics and targets against yourdfpy and SciPy. Usage: retarget.sh JDK   Needs the tests to be compiled.
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
  echo "skipped: retargeting against others, no Python environment can be made here"
  exit 0
fi
if ! retry "$work/python/bin/pip" install -q --disable-pip-version-check \
  'numpy==2.4.6' 'scipy==1.17.1' 'yourdfpy==0.0.60' >"$work/why" 2>&1; then
  echo "skipped: retargeting against others, they could not be fetched: $(tail -n 1 "$work/why")"
  exit 0
fi
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$target/test-classes:$(cat "$target/class-path.txt")" dev.handloom.test.interop.RetargetInterop "$work"
timeout 900 "$work/python/bin/python" "$here/retarget_peer.py" "$work"
