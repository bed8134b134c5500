#!/usr/bin/env bash
# Exports every episode of a library as MCAP and has others judge the files: the published Foxglove schemas, the
# Python MCAP library, Rerun's loader, and FFmpeg's decoder.
# Usage: exports.sh HANDLOOM LIBRARY...
set -euo pipefail
handloom=$1
shift
here=$(cd "$(dirname "$0")" && pwd)

if ! command -v python3 >/dev/null; then
  echo "skipped: no python3 on this machine"
  exit 0
fi
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
if ! python3 -m venv "$tools/venv" 2>"$tools/why"; then
  echo "skipped: no Python environment can be made here: $(head -n 1 "$tools/why")"
  exit 0
fi
got=no
for pause in 5 20 60 0; do # downloads only
  if "$tools/venv/bin/pip" install -q --disable-pip-version-check 'mcap==1.6.0' 'mcap-protobuf-support==0.6.0' \
    'foxglove-schemas-protobuf==0.4.0' 'rerun-sdk==0.41.0' 'av==18.1.0' 'numpy==2.4.6' 2>"$tools/why"; then
    got=yes
    break
  fi
  sleep "$pause"
done
if [ $got = no ]; then
  echo "skipped: the Python packages could not be had: $(tail -n 1 "$tools/why")"
  exit 0
fi

n=0
for library in "$@"; do
  n=$((n + 1))
  out=$tools/out$n
  "$handloom" export --format mcap --out "$out" --library "$library"
  echo "-- a second run finds all of them there"
  "$handloom" export --format mcap --out "$out" --library "$library" --json >"$tools/again.json"
  python3 - "$tools/again.json" <<'P'
import json, sys
episodes = json.load(open(sys.argv[1]))["episodes"]
assert episodes and all(e["state"] == "already_there" for e in episodes), episodes
print(f"{len(episodes)} left out")
P
  "$tools/venv/bin/python" "$here/check_exports.py" "$library" "$out" "$tools/venv/bin/rerun"
done
