#!/usr/bin/env bash
# The same corners into OpenCV's calibrateCamera, fisheye.calibrate, stereoCalibrate and calibrateHandEye and into ours: whether
# they agree, who is nearer to the truth, and how long each takes. Files of cameras are read both ways.
# Usage: lens.sh JDK [SEED [COUNT]]   needs the tests to be compiled.
set -euo pipefail
jdk=$1
seed=${2:-31001}
count=${3:-8}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

target=$here/../target
if [ ! -f "$target/class-path.txt" ]; then
  echo "The tests are not compiled: there is no $target/class-path.txt"
  exit 1
fi
if ! python3 -m venv "$work/python"; then
  echo "skipped: Python has no venv here"
  exit 0
fi
# OpenCV 5 no longer has calibrateHandEye.
for attempt in 1 2 3 4; do
  if timeout 600 "$work/python/bin/pip" install -q 'opencv-contrib-python-headless==4.14.0.94' 'numpy==2.4.6' >"$work/pip.txt" 2>&1; then
    break
  fi
  if [ "$attempt" = 4 ]; then
    echo "skipped: OpenCV cannot be fetched: $(tail -n 1 "$work/pip.txt")"
    exit 0
  fi
  sleep $((attempt * 10))
done

ours() {
  "$jdk/bin/java" -cp "$target/test-classes:$(cat "$target/class-path.txt")" dev.handloom.test.interop.LensInterop "$@"
}
mkdir "$work/sets"
echo "seeds $seed to $((seed + count - 1))"
ours solve "$work/sets" "$seed" "$count"
"$work/python/bin/python" "$here/lens_peer.py" judge "$work/sets"
"$work/python/bin/python" "$here/lens_peer.py" files "$work/sets"
for file in "$work"/sets/opencv-*; do
  read -r width height < <(cut -d' ' -f1,2 "$work/sets/size.txt")
  ours read "$file" "$width" "$height" >"$file.read"
done
"$work/python/bin/python" "$here/lens_peer.py" back "$work/sets"
