#!/usr/bin/env bash
# Our MCAP library against the official TypeScript and Python ones, in both directions: each side writes files and draws
# up an account of what it put in; the other side reads them, streaming and by the index, and must find exactly that.
# Usage: mcap.sh CHECKOUT [LIBRARY]   the library's bundles are read by the TypeScript readers, too
set -euo pipefail
checkout=$1
library=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
retry() { # downloads only
  for pause in 5 20 60; do
    "$@" && return 0
    sleep "$pause"
  done
  "$@"
}

classes=$checkout/src-test/target
if [ ! -f "$classes/class-path.txt" ]; then
  (cd "$checkout" && mvn -B -q -pl src-test -am -DskipTests process-test-classes)
fi
home=${HANDLOOM_JAVA_HOME:-${JAVA_HOME:-}}
ours() {
  "${home:+$home/bin/}java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$classes/test-classes:$(cat "$classes/class-path.txt")" dev.handloom.test.interop.McapInterop "$@"
}
mkdir "$work/ours" "$work/theirs" "$work/bundles"
ours write "$work/ours"
ours read "$work/ours"

if [ -n "$library" ]; then
  (cd "$library/episodes" && find . -name episode.mcap) | while read -r bundle; do
    cp "$library/episodes/$bundle" "$work/bundles/$(basename "$(dirname "$bundle")").mcap"
  done
  ours read "$work/bundles"
fi

typescript() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: no node and npm on this machine for the TypeScript library"
    return
  fi
  mkdir "$work/ts"
  cp "$here/mcap.mjs" "$work/ts"
  if ! (cd "$work/ts" && retry npm install --silent --no-audit --no-fund --ignore-scripts \
    @mcap/core@2.2.2 @mcap/support@1.1.0 @foxglove/wasm-zstd@1.0.1) >"$work/why" 2>&1; then
    echo "skipped: the TypeScript library could not be fetched: $(head -n 1 "$work/why")"
    return
  fi
  node "$work/ts/mcap.mjs" read "$work/ours"
  [ -z "$library" ] || node "$work/ts/mcap.mjs" read "$work/bundles"
  node "$work/ts/mcap.mjs" write "$work/theirs"
}

python() {
  if ! command -v python3 >/dev/null || ! python3 -m venv "$work/venv" 2>"$work/why"; then
    echo "skipped: no Python environment can be made here for the Python library"
    return
  fi
  if ! retry "$work/venv/bin/pip" install -q --disable-pip-version-check 'mcap==1.6.0' >"$work/why" 2>&1; then
    echo "skipped: the Python library could not be fetched: $(tail -n 1 "$work/why")"
    return
  fi
  "$work/venv/bin/python" "$here/write_mcap.py" "$work/theirs"
}

typescript
python
if [ -n "$(ls "$work/theirs")" ]; then
  ours read "$work/theirs"
fi
