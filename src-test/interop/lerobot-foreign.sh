#!/usr/bin/env bash
# Datasets of LeRobot's formats that others' libraries wrote (pandas, Arrow, FFmpeg) are checked and imported: sound
# ones without a word, each planted fault by its name, every number of an imported state as it was.
# Usage: lerobot-foreign.sh HANDLOOM
set -euo pipefail
handloom=$1
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
  if "$tools/venv/bin/pip" install -q --disable-pip-version-check 'pyarrow==22.0.0' 'pandas==2.3.3' 'pillow==12.0.0' \
    'av==15.1.0' 'mcap==1.6.0' 'mcap-protobuf-support==0.6.0' 'numpy==2.4.6' 2>"$tools/why"; then
    got=yes
    break
  fi
  sleep "$pause"
done
if [ $got = no ]; then
  echo "skipped: the Python packages could not be had: $(tail -n 1 "$tools/why")"
  exit 0
fi

data=$tools/data
mkdir "$data"
"$tools/venv/bin/python" "$here/foreign_datasets.py" "$data" 2>"$tools/why" || {
  tail -n 5 "$tools/why"
  exit 1
}
for dataset in "$data"/*/; do
  name=$(basename "$dataset")
  "$handloom" check "$dataset" --json >"$data/$name.check.json" 2>/dev/null || true
  case $name in
    sound-*)
      "$handloom" import "$dataset" --library "$tools/library" --json >"$data/$name.import.json" 2>/dev/null || true
      ;;
  esac
done
"$tools/venv/bin/python" "$here/foreign_results.py" "$data"
