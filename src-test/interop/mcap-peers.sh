#!/usr/bin/env bash
# Fetches the official MCAP libraries of other languages: mcap-peers.sh FOLDER
# Makes FOLDER/ts/mcap.mjs (for node) and FOLDER/python/bin/python; where one cannot be had, prints "skipped: why".
set -euo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
why=$(mktemp)
trap 'rm -f "$why"' EXIT

# shellcheck source=src-test/retry.sh
. "$here/../retry.sh"

typescript() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: the TypeScript library, no node and npm on this machine"
    return
  fi
  mkdir -p "$folder/ts"
  if ! (cd "$folder/ts" && retry npm install --silent --no-audit --no-fund --ignore-scripts \
    @mcap/core@2.2.2 @mcap/support@1.1.0 @foxglove/wasm-zstd@1.0.1) >"$why" 2>&1; then
    echo "skipped: the TypeScript library, it could not be fetched: $(head -n 1 "$why")"
    return
  fi
  cp "$here/mcap.mjs" "$folder/ts"
}

python() {
  if ! command -v python3 >/dev/null || ! python3 -m venv "$folder/python" 2>"$why" >&2; then
    echo "skipped: the Python library, no Python environment can be made here"
    return
  fi
  if ! retry "$folder/python/bin/pip" install -q --disable-pip-version-check 'mcap==1.6.0' >"$why" 2>&1; then
    echo "skipped: the Python library, it could not be fetched: $(tail -n 1 "$why")"
    rm -rf "$folder/python"
  fi
}

mkdir -p "$folder"
typescript
python
