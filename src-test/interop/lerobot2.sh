#!/usr/bin/env bash
# Exports a library as LeRobot v2.1, for GR00T and for DreamZero, and has programs that are not ours hold the datasets against
# the bundles: every number of every row, pictures by PSNR, counts, slices, figures. With WITH_TORCH=1 the LeRobot that was
# made for v2.1 loads them too (several gigabytes of packages).
# Usage: lerobot2.sh HANDLOOM LIBRARY
set -euo pipefail
handloom=$1
library=$2
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
packages=('mcap==1.6.0' 'mcap-protobuf-support==0.6.0' 'pandas==2.2.3' 'pyarrow==17.0.0' 'numpy==1.26.4' 'av==14.2.0'
  'opencv-python-headless==4.10.0.84')
if [ -n "${WITH_TORCH:-}" ]; then
  packages+=('torch==2.7.1' 'torchvision==0.22.1' 'datasets==3.6.0' 'huggingface-hub==0.34.4' 'jsonlines==4.0.0'
    'packaging==24.2' 'termcolor==2.5.0' 'einops==0.8.1' 'deepdiff==8.5.0' 'draccus==0.10.0' 'imageio==2.37.0' 'gymnasium<1')
fi
got=no
for pause in 5 20 60 0; do # downloads only
  if "$tools/venv/bin/pip" install -q --disable-pip-version-check --only-binary :all: "${packages[@]}" 2>"$tools/why" &&
    { [ -z "${WITH_TORCH:-}" ] ||
      "$tools/venv/bin/pip" install -q --disable-pip-version-check --only-binary :all: --no-deps 'lerobot==0.3.3' \
        2>"$tools/why"; }; then
    got=yes
    break
  fi
  sleep "$pause"
done
if [ $got = no ]; then
  echo "skipped: the Python packages could not be had: $(tail -n 1 "$tools/why")"
  exit 0
fi

for format in lerobot2 gr00t dreamzero; do
  "$handloom" export --format $format --out "$tools/out/$format" --library "$library" >"$tools/said" 2>&1 ||
    { cat "$tools/said"; exit 1; }
done
HF_HUB_OFFLINE=1 HF_HOME="$tools/hub" "$tools/venv/bin/python" -W ignore "$here/lerobot2_peer.py" "$library" \
  lerobot2,gr00t,dreamzero "$tools/out" ${WITH_TORCH:+load}
