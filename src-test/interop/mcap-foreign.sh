#!/usr/bin/env bash
# MCAP files that others' libraries wrote (ROS 2 in CDR, Foxglove's messages in protobuf with H.264 and H.265, JSON; one of them cut)
# are imported: every number as it was, every picture, and by which time is told. What we export comes back byte by byte.
# Usage: mcap-foreign.sh HANDLOOM LIBRARY...
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
export HANDLOOM_USER=$tools/user
if ! python3 -m venv "$tools/venv" 2>"$tools/why"; then
  echo "skipped: no Python environment can be made here: $(head -n 1 "$tools/why")"
  exit 0
fi
got=no
for pause in 5 20 60 0; do # downloads only
  if "$tools/venv/bin/pip" install -q --disable-pip-version-check 'mcap==1.6.0' 'mcap-protobuf-support==0.6.0' \
    'mcap-ros2-support==0.6.0' 'foxglove-schemas-protobuf==0.4.0' 'av==15.1.0' 'pillow==12.0.0' 'numpy==2.4.6' 2>"$tools/why"; then
    got=yes
    break
  fi
  sleep "$pause"
done
if [ $got = no ]; then
  echo "skipped: the Python packages could not be had: $(tail -n 1 "$tools/why")"
  exit 0
fi

python=$tools/venv/bin/python
data=$tools/data
mkdir "$data"
"$python" "$here/mcap_foreign.py" make "$data"
for file in "$data"/*.mcap; do
  "$handloom" import "$file" --library "$tools/library" --json >"${file%.mcap}.import.json" 2>/dev/null || true
done
"$python" "$here/mcap_foreign.py" results "$data"
"$handloom" check --library "$tools/library" >"$tools/check" || { cat "$tools/check"; exit 1; }
tail -n 1 "$tools/check"

echo "-- what we exported"
n=0
for library in "$@"; do
  n=$((n + 1))
  "$handloom" export --library "$library" --format mcap --out "$tools/out$n" >/dev/null
  "$handloom" import "$tools/out$n" --library "$tools/back$n" --json >"$tools/back$n.json"
  "$python" "$here/mcap_foreign.py" ours "$library" "$tools/back$n.json"
done
