#!/usr/bin/env bash
# Reads every bundle of a library with the Python MCAP library and ffprobe, and holds their counts against the manifests.
# Usage: readers.sh LIBRARY
set -euo pipefail
library=$1
here=$(cd "$(dirname "$0")" && pwd)

if ! command -v python3 >/dev/null; then
  echo "skipped: no python3 on this machine"
  exit 0
fi
# shellcheck source=src-test/retry.sh
. "$here/../retry.sh"
if ! command -v ffprobe >/dev/null; then
  why=$(bash "$here/../apt.sh" ffmpeg) || { echo "skipped: no ffprobe on this machine: $(tail -n 1 <<<"$why")"; exit 0; }
fi
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
if ! python3 -m venv "$tools/venv" 2>"$tools/why"; then
  echo "skipped: no Python environment can be made here: $(head -n 1 "$tools/why")"
  exit 0
fi
retry "$tools/venv/bin/pip" install -q --disable-pip-version-check 'mcap==1.6.0' 'mcap-protobuf-support==0.6.0' 2>"$tools/why" ||
  { echo "skipped: the Python packages could not be had: $(tail -n 1 "$tools/why")"; exit 0; }
"$tools/venv/bin/python" "$here/read_bundles.py" "$library"
