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

# OpenCV 5 no longer has calibrateHandEye.
. "$here/opencv.sh" 'opencv-contrib-python-headless==4.14.0.94' 'numpy==2.4.6'

ours() {
  "$jdk/bin/java" -cp "$class_path" dev.handloom.test.interop.LensInterop "$@"
}
mkdir "$work/sets"
echo "seeds $seed to $((seed + count - 1))"
ours solve "$work/sets" "$seed" "$count"
"$python" "$here/lens_peer.py" judge "$work/sets"
"$python" "$here/lens_peer.py" files "$work/sets"
for file in "$work"/sets/opencv-*; do
  read -r width height < <(cut -d' ' -f1,2 "$work/sets/size.txt")
  ours read "$file" "$width" "$height" >"$file.read"
done
"$python" "$here/lens_peer.py" back "$work/sets"
